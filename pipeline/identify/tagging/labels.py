"""What the tagger tells apart, described once for training and for use."""

from __future__ import annotations

LABELS = (
    "PERSON",
    "PLACE",
    "ORG",
    "DATE",
    "AGE",
    "OCCUPATION",
    "DEMOGRAPHIC",
    "CONDITION",
    "FAMILY",
    "OTHER",
    "NUMBER",
)
"""The labels of words; NUMBER is any number, address or username that belongs to one person or case."""

TAGS = ("O", *(f"{place}-{label}" for label in LABELS for place in "BI"))
"""The classes of a word: outside, or beginning (B) or inside (I) a stretch with a label."""
