"""Details of lives that the published text still tells: kept, not decided yet, or only made vaguer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from ingest.records import INTERVIEWER
from pipeline.identify.types import IDENTIFIER_TYPES, QUASI
from pipeline.numerals import CARDINALS
from pipeline.publish.gather import PublishedTranscript, PublishedTurn
from pipeline.publish.rows import Applied

MOVES = "number of moves"
TELLING = 3
"""How many kinds of details together begin to tell who it is."""

_NUMBER = rf"(?:\d+|{'|'.join(sorted(CARDINALS, key=len, reverse=True))}|several|dozens of)"
_MOVES = re.compile(
    rf"\bmoved?\b[^.?!]{{0,30}}?\b{_NUMBER}\s+times\b"
    rf"|\b{_NUMBER}\s+(?:\w+\s+)?(?:placements|moves|homes|schools|carers|families|social\s+workers)\b",
    re.IGNORECASE,
)
_VAGUE = ("PLACE", "ORG")  # "a place" says nothing, "a town in Mid Wales" does


@dataclass(frozen=True, slots=True)
class Detail:
    """What kind of detail stands at `start`:`end` of a turn's published text, end exclusive."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Told:
    """The kinds of details that a turn, or a passage of it, tells."""

    transcript: str
    turn: int
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """What the quotable passages of one participant tell together; `quotes` are those that tell anything."""

    participant: str
    kinds: tuple[str, ...]
    quotes: tuple[Told, ...]

    @property
    def by_linking(self) -> bool:
        """Say whether no single passage tells enough: only the pseudonym under all of them does."""
        return all(len(quote.kinds) < TELLING for quote in self.quotes)


def details_of(db: Database, transcripts: Sequence[PublishedTranscript]) -> dict[int, tuple[Detail, ...]]:
    """Find the details in every turn that would be published, by the turn's id in the store.

    A placeholder tells nothing, and a place or body only where its generalisation says where it is.
    """
    standing: dict[int, list[dict]] = {}
    for row in db.query(
        "SELECT turn_id, start, end, type, replacement FROM identifiers WHERE kind = ? AND method <> 'placeholder'",
        [QUASI],
    ):
        standing.setdefault(row["turn_id"], []).append(row)
    turns = (turn for one in transcripts for turn in one.turns)
    return {turn.store_id: _details(turn, standing.get(turn.store_id, ())) for turn in turns}


def _details(turn: PublishedTurn, standing: Sequence[dict]) -> tuple[Detail, ...]:
    found = [Detail(MOVES, *match.span()) for match in _MOVES.finditer(turn.replaced.text)]
    for row in standing:
        vague = row["replacement"] is not None and row["type"] in _VAGUE and " in " not in row["replacement"]
        if not vague:
            place = turn.replaced.to_published(row["start"], row["end"])
            found.append(Detail(IDENTIFIER_TYPES[row["type"]].label, *place))
    return tuple(sorted(found, key=lambda detail: (detail.start, detail.kind)))


def telling_turns(
    transcripts: Sequence[PublishedTranscript], details: dict[int, tuple[Detail, ...]]
) -> tuple[Told, ...]:
    """List the turns in which details of at least three kinds come together, the most telling first."""
    told = [
        Told(one.id, turn.n, kinds)
        for one in transcripts
        for turn in one.turns
        if len(kinds := _kinds(details[turn.store_id])) >= TELLING
    ]
    return tuple(sorted(told, key=lambda one: (-len(one.kinds), one.transcript, one.turn)))


def profiles(applied: Sequence[Applied], details: dict[int, tuple[Detail, ...]]) -> tuple[Profile, ...]:
    """List the participants whose quotable coded passages tell details of at least three kinds together."""
    passages = {
        (one.turn.participant, one.transcript.id, one.turn.n, one.start, one.end): one.turn.store_id
        for one in applied
        if one.turn.participant and one.turn.may_quote and one.turn.role != INTERVIEWER
    }
    quotes: dict[str, list[Told]] = {}
    for (participant, transcript, n, start, end), turn in sorted(passages.items()):
        inside = [detail for detail in details[turn] if detail.start < end and start < detail.end]
        if inside:
            quotes.setdefault(str(participant), []).append(Told(transcript, n, _kinds(inside)))
    found = []
    for participant, its in quotes.items():
        kinds = tuple(sorted({kind for quote in its for kind in quote.kinds}))
        if len(kinds) >= TELLING:
            found.append(Profile(participant, kinds, tuple(dict.fromkeys(its))))
    return tuple(found)


def _kinds(details: Sequence[Detail]) -> tuple[str, ...]:
    return tuple(sorted({detail.kind for detail in details}))
