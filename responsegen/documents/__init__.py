"""From a dossier and its joint answer to what each document says, already cut down to its release."""
