"""The synthesis: where things stand and why, for internal readers only."""
