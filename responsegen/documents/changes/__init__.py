"""What has changed between two versions of a dossier: in positions, in terms, and in outcomes."""
