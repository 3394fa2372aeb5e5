"""Why somebody may be re-identified: a closed list, as re-identification is the exception."""

REASONS = ("withdrawal", "safeguarding", "subject access", "error correction", "follow-up consent")
