"""The commands: what each takes and prints. What they do is done elsewhere."""
