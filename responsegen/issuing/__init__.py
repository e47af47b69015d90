"""Issue a revision: numbered, addressed, registered; and recognise a paper that comes back."""
