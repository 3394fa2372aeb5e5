"""The tagger of llais: a small language model that tells the words of speech that could identify somebody."""
