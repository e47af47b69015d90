"""Read a folder of YAML files into a checked dossier, or find all problems in the way."""
