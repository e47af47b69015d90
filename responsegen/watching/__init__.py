"""From a dossier that people are working on to the moments at which it changes, and its documents in a browser."""
