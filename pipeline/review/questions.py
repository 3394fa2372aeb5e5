"""Questions that only people can answer: whose name this is, and whether two names are one person's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from pipeline.folding import fold
from pipeline.lists.names import short_forms
from pipeline.pseudonyms.parts import FIRST, LAST
from pipeline.review.bench import Bench
from pipeline.review.decisions import APART, DIFFERENT, SAME, TRANSCRIPT
from pipeline.review.entity_list import Entity

WHOSE = "whose"
ONE_OR_TWO = "one or two"
_SHORTEST_TO_COMPARE = 5


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask: of `whose` whom a bare name means in `transcripts`, of `one or two` whether two are one.

    `choices` are who it may be.
    """

    kind: str
    about: Entity
    choices: tuple[Entity, ...]
    transcripts: tuple[str, ...]


def questions(bench: Bench, entities: Sequence[Entity]) -> list[Question]:
    """List what nobody has answered yet, the most mentioned first."""
    people = [one for one in entities if one.type == "PERSON"]
    asked = [*_whose(bench, people), *_one_or_two(bench, people)]
    return sorted(asked, key=lambda one: (one.kind != WHOSE, -len(one.about.mentions), one.about.number))


def _whose(bench: Bench, people: Sequence[Entity]) -> Iterator[Question]:
    """Ask whom a bare name means where it fits several people who have been told apart."""
    by_key, who = {one.key: one for one in people}, bench.who
    answered = {(fold(one.words), one.transcript_id) for one in bench.decisions() if one.action in (SAME, APART)}
    for one in people:
        first, bar, last = one.key.partition("|")
        if not bar or bool(first) == bool(last):
            continue
        fitting = who.candidates(one.name, one.sense)
        told_apart = len({full[0] if first else full[1] for full in fitting}) > 1
        choices = tuple(by_key["|".join(full)] for full in fitting if "|".join(full) in by_key)
        open_ = tuple(id_ for id_ in one.transcripts if (fold(one.name), id_) not in answered)
        if told_apart and open_:
            yield Question(WHOSE, one, choices, open_)


def _one_or_two(bench: Bench, people: Sequence[Entity]) -> Iterator[Question]:
    """Ask whether a short or nearly equal name is that of somebody whose full name is known."""
    answered = {
        frozenset((fold(one.words), fold(one.other)))
        for one in bench.decisions()
        if one.action in (DIFFERENT, SAME) and one.scope != TRANSCRIPT
    }
    book = bench.replacer.book
    parts = {one.number: book.parts_of(one.name, one.sense) for one in people}
    full = [one for one in people if FIRST in parts[one.number] and LAST in parts[one.number]]
    for one in people:
        own = parts[one.number]
        if LAST in own or FIRST not in own:
            continue
        alike = tuple(
            other
            for other in full
            if other.number != one.number
            and _may_be_one(own[FIRST], parts[other.number][FIRST])
            and frozenset((fold(one.name), fold(other.name))) not in answered
        )
        if alike:
            yield Question(ONE_OR_TWO, one, alike, one.transcripts)


def _may_be_one(first: str, other: str) -> bool:
    if first == other:
        return False  # a bare name of somebody: that is asked as such
    if first in short_forms(other) or other in short_forms(first):
        return True
    near = OSA.distance(first, other, score_cutoff=1) <= 1
    return near and min(len(first), len(other)) >= _SHORTEST_TO_COMPARE and first[0] == other[0]
