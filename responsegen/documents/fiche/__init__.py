"""The fiche of one delegation: what it said, and where that leaves it."""
