"""The response: what may go to the addressee, and nothing else."""
