"""Themes and codes against people, and codes against codes: the matrix, and the codes that meet."""
