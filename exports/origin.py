"""What a file for coding elsewhere says of where it comes from, so that what comes back is placed in the right text."""

from __future__ import annotations

import re
from importlib.metadata import version

from exports.published import Study

PROGRAM = "llais"
_RELEASE = re.compile(rf"{PROGRAM} \S+; (?P<release>draft-[0-9a-f]+|release-\d+);")


def origin_of(study: Study) -> str:
    """Name the program, its version and the draft or release that a file was made from."""
    return f"{PROGRAM} {version('llais')}; {study.id}; {study.stamp}"


def release_in(origin: str) -> str:
    """Return the id of the draft or release that an origin names, "" where llais did not write it.

    A project's description that llais wrote begins with its origin, and can be told by that.
    """
    found = _RELEASE.match(origin)
    return found["release"] if found else ""


def copy_line(transcript: str, release: str) -> str:
    """Say in a document which transcript it is of, and from which draft or release."""
    return f"Transcript {transcript} · {release}"


_COPY = re.compile(r"Transcript (?P<transcript>.+) · (?P<release>draft-[0-9a-f]+|release-\d+)")


def read_copy_line(line: str) -> tuple[str, str] | None:
    """Read what `copy_line` wrote, as (transcript, release); None where it is not it."""
    found = _COPY.fullmatch(line.strip())
    return (found["transcript"], found["release"]) if found else None
