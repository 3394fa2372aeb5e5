"""Passages on overlapping words of one turn, put together: a reader meets the same words once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.workbench.quoting.excerpt import Excerpt, excerpt
from pipeline.workbench.quoting.passages import Passage, Standing

_LONGEST, _FIRST, _LAST = 70, 40, 24


@dataclass(frozen=True, slots=True)
class Shown:
    """A quote as it is shown: all words from the first of its passages to the last, and who gave which code to which.

    `others` are further codes on any of the words, which none of the passages has.
    """

    passages: tuple[Passage, ...]
    excerpt: Excerpt
    others: tuple[Standing, ...]

    @property
    def first(self) -> Passage:
        """Return the passage that begins first: person, place and consent are the same for all."""
        return self.passages[0]

    def part(self, passage: Passage) -> str:
        """Return the words of one of the passages, the middle of long ones left out; "" where it has all the words."""
        words = passage.excerpt.passage
        if words == self.excerpt.passage:
            return ""
        if len(words) <= _LONGEST:
            return words
        return f"{words[:_FIRST].rsplit(None, 1)[0]} … {words[-_LAST:].split(None, 1)[-1]}"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody's quotes on a page; `id` is "" where nobody is named."""

    id: str
    group: str
    quotes: tuple[Shown, ...]


def by_person(passages: Iterable[Passage]) -> list[Person]:
    """Put passages, which are in the order of their words, under the people who spoke, as quotes."""
    return [
        Person(id, its[0].group, tuple(put_together(its)))
        for id, its in ((id, list(its)) for id, its in groupby(passages, key=lambda one: one.participant))
    ]


def put_together(passages: Iterable[Passage]) -> list[Shown]:
    """Put passages, which are in the order of their words, together where they share any words."""
    found: list[list[Passage]] = []
    last = 0
    for one in passages:
        if found and (found[-1][0].transcript, found[-1][0].turn) == (one.transcript, one.turn) and one.start < last:
            found[-1].append(one)
            last = max(last, one.end)
        else:
            found.append([one])
            last = one.end
    return [_shown(its) for its in found]


def _shown(its: Sequence[Passage]) -> Shown:
    own = {one.code for one in its}
    others: dict[str, dict[str, None]] = {}
    for one in its:
        for other in one.others:
            if other.code not in own:
                others.setdefault(other.code, {}).update(dict.fromkeys(other.coders))
    first, end = its[0], max(one.end for one in its)
    return Shown(
        tuple(its),
        first.excerpt if end == first.end else excerpt(first.said, first.start, end),
        tuple(Standing(code, tuple(coders)) for code, coders in others.items()),
    )
