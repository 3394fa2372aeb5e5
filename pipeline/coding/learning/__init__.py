"""A suggester that learns from the team's own codings, and is off until it does better than the codebook's phrases."""
