"""What the ethics page tells, read from the reviewers' database and brought into its order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from datasette.database import Database

from pipeline.audit.report.answer import State, spans
from pipeline.publish.schema_ethics import UNDECIDED
from pipeline.review.decisions import KEEP
from pipeline.workbench.reading import method_in_words
from pipeline.workbench.words import say, to_be_said

LIMITS = 23
"""The point of the checklist that says what all of it does not show."""
LAST_ROWS = 6
"""So many rows of the audit trail's end are shown."""

SIGNS = {State.DONE: "✓", State.PARTLY: "–", State.NOT_DONE: "○", State.NOT_APPLICABLE: "·"}
_STATES = {
    State.DONE: to_be_said("done"),
    State.PARTLY: to_be_said("partly done"),
    State.NOT_DONE: to_be_said("not done"),
    State.NOT_APPLICABLE: to_be_said("does not apply"),
}

_NOT_REPLACED = {KEEP: to_be_said("left as it is"), UNDECIDED: to_be_said("not decided yet")}

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the checklist; `evidence` counts what shows it."""

    n: int
    title: str
    state: str
    said: tuple[str, ...]
    to_do: str
    evidence: int

    @property
    def sign(self) -> str:
        """Return the sign of its state: a tick, a dash, a ring, or a dot where it does not apply."""
        return SIGNS[State(self.state)]

    @property
    def state_in_words(self) -> str:
        """Say how far it is, in the reader's language."""
        return say(_STATES[State(self.state)])


@dataclass(frozen=True, slots=True)
class SignedAlike:
    """Transcripts that one person signed off alike on one day; `transcripts` are written short."""

    transcripts: str
    signed_by: str
    role: str
    signed_on: str
    outcome: str
    expires: str
    conditions: str
    state: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """What was replaced in one transcript: (type, times), the most frequent first; `direct` of them name somebody."""

    transcript: str
    kinds: tuple[tuple[str, int], ...]
    direct: int

    @property
    def times(self) -> int:
        """Count the stretches that were replaced."""
        return sum(times for _, times in self.kinds)


@dataclass(frozen=True, slots=True)
class Told:
    """Everything on the page. `protection` is the row of the table of that name, `limits` what is not shown.

    `unsigned` are the published transcripts without a sign-off that holds, written short; `log` is (action, decided by,
    times), `trail` the last rows of the audit trail, the latest first.
    """

    protection: Row
    five_safes: Sequence[Row]
    points: tuple[Point, ...]
    limits: tuple[str, ...]
    samples: Sequence[Row]
    signed: tuple[SignedAlike, ...]
    unsigned: str
    held_back: int
    replaced: tuple[Replaced, ...]
    log: tuple[tuple[str, str, int], ...]
    trail: Sequence[Row]

    @property
    def most_replaced(self) -> int:
        """Return how much was replaced where most was, and at least 1: the length of a whole bar."""
        return max([1, *(one.times for one in self.replaced)])


async def read_told(database: Database) -> Told:
    """Read it from the published database."""

    async def rows(sql: str) -> list[Row]:
        return [dict(row) for row in (await database.execute(sql, truncate=False)).rows]

    [protection] = await rows("SELECT * FROM protection")
    signed = signed_alike(await rows(_APPROVALS))
    states = await rows("SELECT id, state, signed_off FROM transcript_states ORDER BY id")
    points = await rows(_POINTS)
    return Told(
        protection=protection,
        five_safes=await rows("SELECT name, said FROM five_safes ORDER BY position"),
        points=tuple(
            Point(one["id"], one["title"], one["state"], _lines(one["said"]), one["to_do"], one["evidence"])
            for one in points
        ),
        limits=tuple(one["said"] for one in await rows(_LIMITS)),
        samples=await rows("SELECT * FROM samples ORDER BY id DESC"),
        signed=signed,
        unsigned=spans(one["id"] for one in states if not one["signed_off"] and one["state"] != "held back"),
        held_back=sum(one["state"] == "held back" for one in states),
        replaced=replaced_by_transcript(await rows(_REPLACED)),
        log=tuple((one["action"], one["decided_by"], one["times"]) for one in await rows(_LOG)),
        trail=await rows(f"SELECT id, at, actor, action, about FROM trail ORDER BY id DESC LIMIT {LAST_ROWS}"),
    )


def signed_alike(approvals: Iterable[Row]) -> tuple[SignedAlike, ...]:
    """Put sign-offs together that differ in nothing but the transcript, in the order in which they come."""
    names = ("signed_by", "role", "signed_on", "outcome", "expires", "conditions", "state")
    alike: dict[tuple[str, ...], list[str]] = {}
    for one in approvals:
        alike.setdefault(tuple(str(one[name]) for name in names), []).append(str(one["transcript_id"]))
    return tuple(SignedAlike(spans(transcripts), *key) for key, transcripts in alike.items())


def replaced_by_transcript(rows: Iterable[Row]) -> tuple[Replaced, ...]:
    """Gather the kinds of what was replaced by transcript, in the order in which these come."""
    gathered: dict[str, tuple[dict[str, int], list[int]]] = {}
    for row in rows:
        kinds, direct = gathered.setdefault(row["transcript_id"], ({}, []))
        if row["type"] is not None:
            kinds[row["type"]] = kinds.get(row["type"], 0) + row["times"]
            direct.append(row["times"] * (row["kind"] == "direct"))
    return tuple(
        Replaced(transcript, tuple(sorted(kinds.items(), key=lambda one: (-one[1], one[0]))), sum(direct))
        for transcript, (kinds, direct) in gathered.items()
    )


def action_in_words(action: str) -> str:
    """Say what was done with a stretch, in the reader's language."""
    return say(_NOT_REPLACED[action]) if action in _NOT_REPLACED else method_in_words(action)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.splitlines())


_POINTS = """
SELECT checklist.*, (SELECT count(*) FROM checklist_evidence WHERE point_id = checklist.id) AS evidence
FROM checklist ORDER BY id
"""
_LIMITS = f"SELECT said FROM checklist_evidence WHERE point_id = {LIMITS} AND caption = '' ORDER BY line"
_APPROVALS = "SELECT * FROM approvals WHERE latest ORDER BY transcript_id"
_REPLACED = """
SELECT transcripts.id AS transcript_id, type, replaced_kinds.kind, times
FROM transcripts LEFT JOIN replaced_kinds ON replaced_kinds.transcript_id = transcripts.id ORDER BY transcripts.id
"""
_LOG = """
SELECT action, decided_by, count(*) AS times FROM log GROUP BY action, decided_by
ORDER BY times DESC, action, decided_by
"""
