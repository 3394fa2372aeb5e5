"""Reading: a transcript with its codes, one person, and the list of transcripts."""
