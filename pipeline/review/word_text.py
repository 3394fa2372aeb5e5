"""Turns as a Word document can hold them: what its XML cannot write is shown by a sign of the same length."""

from __future__ import annotations

import re

# Control characters, halves of surrogate pairs and non-characters have no place in XML.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BLANKS = re.compile(r"\s+")


def writable(text: str) -> str:
    """Return a turn's text as Word can hold it, letter for letter, so that offsets stay what they are."""
    return _UNWRITABLE.sub("\ufffd", text).replace("\r", "\n")


def label(speaker: str) -> str:
    """Return a speaker's label on one line, as it stands before a turn."""
    return _BLANKS.sub(" ", writable(speaker)).strip() or "?"


def identity(transcript: str, reading: int, after: int) -> str:
    """Say in the document which transcript it is of, which reading, and after which decision it was written."""
    return f"Transcript {transcript} · reading {reading} · after decision {after}"


_IDENTITY = re.compile(r"Transcript (?P<transcript>.+) · reading (?P<reading>[12]) · after decision (?P<after>\d+)")


def read_identity(line: str) -> tuple[str, int, int] | None:
    """Read what `identity` wrote, as (transcript, reading, number of the last decision); None where it is not it."""
    found = _IDENTITY.fullmatch(line.strip())
    return (found["transcript"], int(found["reading"]), int(found["after"])) if found else None
