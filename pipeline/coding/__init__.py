"""Codes on what was said: codings that people made, and suggestions that a machine makes."""
