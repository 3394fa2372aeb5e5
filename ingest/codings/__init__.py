"""Codings that were made elsewhere: one reader for each kind of file, all of them giving the same records."""
