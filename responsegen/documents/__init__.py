"""Say, for a dossier and its joint answer, what each document holds, cut down to its release."""
