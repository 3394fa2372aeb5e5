"""Marked-up sentences: "I saw [PERSON Nia]'s mam" is a text with the spans that should be found in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_MARK = re.compile(r"\[(?P<type>[A-Z_]+) (?P<words>[^\]]+)\]")


@dataclass(frozen=True)
class Marked:
    """A text, and the (type, words) marked in it in order; where each stands is in `places` as (start, end, type)."""

    text: str
    spans: tuple[tuple[str, str], ...]
    places: tuple[tuple[int, int, str], ...]


def parse(marked: str) -> Marked:
    """Take the marks out of a marked-up sentence and remember them."""
    pieces: list[str] = []
    spans, places = [], []
    at = length = 0
    for mark in _MARK.finditer(marked):
        pieces += [marked[at : mark.start()], mark["words"]]
        start = length + mark.start() - at
        length = start + len(mark["words"])
        spans.append((mark["type"], mark["words"]))
        places.append((start, length, mark["type"]))
        at = mark.end()
    return Marked("".join([*pieces, marked[at:]]), tuple(spans), tuple(places))


def lines(table: str) -> list[str]:
    """List the lines of a table that is written as text in a test, blank ones left out."""
    return [line.strip() for line in table.strip().splitlines() if line.strip()]


def mark_up(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """Put marks into a text, so that what was found reads like what was expected."""
    pieces, at = [], 0
    for start, end, type_ in sorted(spans):
        pieces += [text[at:start], f"[{type_} {text[start:end]}]"]
        at = end
    return "".join([*pieces, text[at:]])
