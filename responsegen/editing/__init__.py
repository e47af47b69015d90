"""From a dossier to files that people edit: new ones to fill in, and old ones with their mechanical slips mended."""
