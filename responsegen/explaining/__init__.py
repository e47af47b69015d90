"""Explain to a person at a terminal why a point stands as it does, and what would change it."""
