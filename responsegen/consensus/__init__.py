"""Merge the positions of a checked dossier into the joint answer, with pure functions and exact arithmetic."""
