"""Damaged and altered files for the readers, made at random and within bounds."""
