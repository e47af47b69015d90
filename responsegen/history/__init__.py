"""Read the past of a dossier from git, by the names of revisions; nothing is ever written or checked out."""
