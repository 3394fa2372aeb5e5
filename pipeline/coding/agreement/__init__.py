"""How far coders agree: what each applied to the same text, measured, with what they disagree on listed."""
