"""The line in a Word document for reviewers that says what it is of."""

from __future__ import annotations

import re


def identity(transcript: str, reading: int, after: int) -> str:
    """Say in the document which transcript it is of, which reading, and after which decision it was written."""
    return f"Transcript {transcript} · reading {reading} · after decision {after}"


_IDENTITY = re.compile(r"Transcript (?P<transcript>.+) · reading (?P<reading>[12]) · after decision (?P<after>\d+)")


def read_identity(line: str) -> tuple[str, int, int] | None:
    """Read what `identity` wrote, as (transcript, reading, number of the last decision); None where it is not it."""
    found = _IDENTITY.fullmatch(line.strip())
    return (found["transcript"], int(found["reading"]), int(found["after"])) if found else None
