"""Coded passages put together to quotes, on whatever page they are read: the words, and who gave them which code."""
