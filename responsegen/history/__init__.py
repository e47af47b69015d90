"""The past of a dossier: a folder and the name of a revision in, what git keeps of its files out."""
