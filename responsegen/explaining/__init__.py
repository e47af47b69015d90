"""From a dossier and its joint answer to answers for a person at a terminal: why it stands so, what would change it."""
