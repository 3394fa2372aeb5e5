"""The pages on which words are found: a search over what was said, and a concordance of every place of a word."""
