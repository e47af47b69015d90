"""Write files for people to edit: new ones to fill in, and those whose mistakes have one certain correction."""
