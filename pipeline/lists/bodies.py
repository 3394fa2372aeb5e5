"""Councils, police forces, health boards and hospitals, and the vaguer truth that may stand in for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal, cast

from pipeline.folding import fold
from pipeline.lists.tables import read_lines, read_rows

BodyKind = Literal["council", "police", "health_board", "health_trust", "hospital"]

# Speakers seldom use the full title, and often the wrong one, so every council answers to all of these.
_COUNCIL_TITLES = (
    "{} council",
    "{} county council",
    "{} county borough council",
    "{} city council",
    "{} city and county council",
    "{} borough council",
    "{} district council",
    "{} metropolitan borough council",
    "city of {} council",
    "city and county of {}",
    "city and county of {} council",
    "county borough of {}",
    "london borough of {}",
    "royal borough of {}",
    "{} local authority",
    "{} cbc",
    "{} cc",
)


@dataclass(frozen=True, slots=True)
class Body:
    """A public body that would place someone: `phrase` is what may stand in for it, such as "a police force"."""

    name: str
    kind: BodyKind
    phrase: str


KEPT_BODIES: frozenset[str] = frozenset(
    form for name in read_lines("kept_bodies.txt") for form in (fold(name), fold(name).replace("'", ""))
)
"""National bodies, charities and services of general talk, folded: naming them says nothing of where anyone is."""


@cache
def bodies() -> Mapping[str, Body]:
    """Return every public body known, by its folded name in English or in Welsh, in full or as people shorten it."""
    found: dict[str, Body] = {}
    for folded, body in (*_others(), *_councils()):
        for form in _written_forms(folded):
            found.setdefault(form, body)
    return MappingProxyType({form: body for form, body in found.items() if form not in KEPT_BODIES})


def _others() -> Iterator[tuple[str, Body]]:
    for row in read_rows("bodies.csv"):
        body = Body(row["name"], cast(BodyKind, row["kind"]), row["phrase"])
        yield from ((fold(name), body) for name in (row["name"], *_split(row["aliases"])))


def _councils() -> Iterator[tuple[str, Body]]:
    for row in read_rows("councils.csv"):
        body = Body(f"{row['name']} Council", "council", f"a council in {row['area']}")
        folded = fold(row["name"])
        yield from ((title.format(folded), body) for title in _COUNCIL_TITLES)
        yield from ((fold(name), body) for name in _split(row["welsh"]))


def _split(names: str) -> list[str]:
    return [name for name in names.split(";") if name]


def _written_forms(folded: str) -> set[str]:
    forms = {folded, folded.replace(" and ", " & "), folded.replace("'", "")}
    return forms | {form.replace("-", " ") for form in forms}
