"""One quote by itself: the words big, what was said before and after, who gave them which code, and how to cite it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from datasette.database import Database

from pipeline.workbench.answers import stamp_of
from pipeline.workbench.coding.marks import Span, Stretch, cut
from pipeline.workbench.facts import Facts
from pipeline.workbench.quoting.passages import Note, Passage, passages_of_codings
from pipeline.workbench.reading import note_in_words
from pipeline.workbench.values import one_of
from pipeline.workbench.words import say

TURNS_AROUND = 2

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Given:
    """That a coder gave words a code: when, since which release, and what is to be known of the code's rules then."""

    uid: str
    code: str
    coder: str
    made_on: str
    since: int | None
    version: str
    older: bool
    to_recode: str
    words: str = field(repr=False)
    notes: tuple[Note, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Around:
    """A turn of the quote's or beside it, in stretches; one is the quote where `marks` is not empty."""

    n: int
    speaker: str
    interviewer: bool
    time: str
    stretches: tuple[Stretch, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote: all the codings on exactly its words are `given`, those on some of them and more or fewer are `beside`.

    `rules` has (definition, use it when, not when) of every code that is given.
    """

    passage: Passage
    turns: tuple[Around, ...]
    given: tuple[Given, ...]
    beside: tuple[Given, ...]
    rules: Mapping[str, tuple[str, str, str]]


async def read_quote(database: Database, uid: str) -> Quote | None:
    """Read the quote of the coding with this uid; None where there is none."""
    found = (await database.execute("SELECT * FROM codings WHERE uid = :uid", {"uid": uid})).first()
    if found is None:
        return None
    passage = (await passages_of_codings(database, [found["id"]]))[0]
    asked = {name: found[name] for name in ("turn_id", "start", "end", "transcript_id")}
    over = (await database.execute(_OVER, asked)).rows
    memos = (await database.execute(_NOTES, asked)).rows
    rules = (await database.execute(_RULES, asked)).rows
    return Quote(
        passage,
        await _turns(database, passage, found),
        tuple(_given(row, memos) for row in over if _span(row) == _span(found)),
        tuple(_given(row, memos) for row in over if _span(row) != _span(found)),
        {row["id"]: (row["definition"] or "", row["include_when"] or "", row["exclude_when"] or "") for row in rules},
    )


def citation(passage: Passage, facts: Facts) -> str:
    """Write how a quote is cited: who said it where, in which draft or release of which study, or that it must not."""
    groups = {one.id: one_of(one.label) if passage.participant else one.label for one in facts.groups}
    who = ", ".join(filter(None, (passage.participant or passage.speaker, groups.get(passage.group))))
    cited = say(
        "{who}; {transcript}, turn {turn}. {study} ({stamp}).",
        who=who,
        transcript=passage.transcript,
        turn=passage.turn,
        study=facts.study.get("title") or "",
        stamp=stamp_of(facts),
    )
    return cited if passage.may_quote else f"{cited} {say('Not to be quoted outside the team.')}"


async def _turns(database: Database, passage: Passage, found: Row) -> tuple[Around, ...]:
    asked = {
        "transcript": passage.transcript,
        "first": passage.turn - TURNS_AROUND,
        "last": passage.turn + TURNS_AROUND,
    }
    replaced: dict[int, list[tuple[int, int, str]]] = {}
    for row in (await database.execute(_REPLACED, asked)).rows:
        note = note_in_words(row["type"], row["method"])
        replaced.setdefault(row["turn_id"], []).append((row["start"], row["end"], note))
    quote = Span(found["start"], found["end"])
    return tuple(
        Around(
            row["n"],
            row["participant_id"] or row["label"],
            row["role"] == "interviewer",
            row["start_time"] or "",
            cut(row["text"], [quote] if row["n"] == passage.turn else [], replaced.get(row["id"], ())),
        )
        for row in (await database.execute(_AROUND, asked)).rows
    )


def _given(row: Row, memos: Sequence[Row]) -> Given:
    its = tuple(
        Note(memo["text"], memo["author_id"] or "", memo["made_on"] or "")
        for memo in memos
        if memo["coding_id"] == row["id"]
    )
    return Given(
        uid=row["uid"] or "",
        code=row["code_id"],
        coder=row["coder_id"] or "",
        made_on=(row["made_on"] or "")[:10],
        since=row["since"],
        version=row["codebook_version"] or "",
        older=bool(row["older_definition"]),
        to_recode=row["to_recode"] or "",
        words=row["quote"],
        notes=its or ((Note(row["memo"]),) if row["memo"] else ()),
    )


def _span(row: Row) -> tuple[int, int]:
    return row["start"], row["end"]


_OVER = """
SELECT * FROM codings WHERE turn_id = :turn_id AND start < :end AND "end" > :start
ORDER BY start, "end", code_id, coder_id
"""
_NOTES = """
SELECT coding_id, text, author_id, made_on FROM memos
WHERE coding_id IN (SELECT id FROM codings WHERE turn_id = :turn_id) ORDER BY id
"""
_RULES = """
SELECT id, definition, include_when, exclude_when FROM codes
WHERE id IN (SELECT code_id FROM codings WHERE turn_id = :turn_id)
"""
_AROUND = """
SELECT turns.id, turns.n, turns.role, turns.participant_id, turns.start_time, turns.text,
  coalesce(speakers.label, '?') AS label
FROM turns LEFT JOIN speakers ON speakers.id = turns.speaker_id
WHERE turns.transcript_id = :transcript AND turns.n BETWEEN :first AND :last ORDER BY turns.n
"""
_REPLACED = """
SELECT turn_id, start, "end", type, method FROM replacements WHERE turn_id IN (
  SELECT id FROM turns WHERE transcript_id = :transcript AND n BETWEEN :first AND :last) ORDER BY turn_id, start
"""
