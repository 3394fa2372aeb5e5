"""People's decisions on identifiers: made, applied, counted, compared, and carried to Word and back."""
