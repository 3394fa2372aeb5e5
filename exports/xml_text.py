"""Text as XML can hold it, in Word and REFI-QDA files: what cannot be written is shown by a sign of the same length."""

from __future__ import annotations

import re

# Control characters, halves of surrogate pairs and non-characters have no place in XML.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """Return `text` as XML can hold it, character for character, so that offsets stay what they are."""
    return _UNWRITABLE.sub("\ufffd", text).replace("\r", "\n")


def speaker_label(speaker: str) -> str:
    """Return a speaker's label on one line, as it stands before a turn; "?" where nobody is named."""
    return " ".join(writable(speaker).split()) or "?"
