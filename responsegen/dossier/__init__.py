"""From a folder of YAML files to a checked dossier, or to the problems in the way."""
