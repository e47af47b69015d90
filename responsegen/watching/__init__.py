"""Notice when a dossier changes that people are working on, and show its documents in a browser."""
