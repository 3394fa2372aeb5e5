"""Codings drawn as strips of marks, a line for each coder and code: in a test, one sees who marked what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.coding.agreement.line import Line, lay_out
from pipeline.coding.agreement.records import Coding, Text


def codings(strips: str, transcript: str = "FC01", turn: int = 1) -> list[Coding]:
    """Read lines of "coder code strip": a run of one letter or # is a coding, a dot is nothing.

    Two runs of different letters side by side are two codings that touch.
    """
    return list(_read(strips, transcript, turn))


def line_of(strips: str, *, sentence: int = 10) -> Line:
    """Lay out one turn that is as long as the strips, cut into sentences of so many characters."""
    found = codings(strips)
    length = max(len(line.split()[2]) for line in strips.strip().splitlines())
    cut = tuple((start, min(start + sentence, length)) for start in range(0, length, sentence))
    return lay_out([Text("FC01", 1, length, cut)], found)


def _read(strips: str, transcript: str, turn: int) -> Iterator[Coding]:
    for line in strips.strip().splitlines():
        coder, code, strip = line.split()
        for run in re.finditer(r"([^.])\1*", strip):
            yield Coding(coder, code, transcript, turn, run.start(), run.end())
