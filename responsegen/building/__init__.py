"""Make the outputs of a dossier, and replace those in build/ all together."""
