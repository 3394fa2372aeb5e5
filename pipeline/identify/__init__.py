"""Find what could identify someone: a spaCy pipeline with one component per detector."""
