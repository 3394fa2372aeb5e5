"""The coding page: people apply codes to the words of a published transcript, and nothing here reaches the store."""
