"""From a checked dossier to the joint answer: pure functions, exact arithmetic."""
