"""From a dossier folder to the finished outputs in build/, replaced all together."""
