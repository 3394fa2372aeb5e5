"""What stands behind a label: as little as answers the question."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from sqlite_utils import Database

from ingest.records import PARTICIPANT
from pipeline.errors import NoSuchThing
from pipeline.known_names import own_names
from pipeline.publish.gather import gather
from pipeline.settings import Settings

_PARTICIPANT, _ENTITY, _REPLACEMENT = "participant", "entity", "replacement"
_WRITTEN = re.compile(r"(participant|entity) (.+)|replacement (\d+) in turn (\d+) of (.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked about: a participant's label, an entity's number, or the nth replacement (from 1) in a turn."""

    kind: str
    label: str
    turn: int = 0
    nth: int = 0

    def __str__(self) -> str:
        if self.kind == _REPLACEMENT:
            return f"replacement {self.nth} in turn {self.turn} of {self.label}"
        return f"{self.kind} {self.label}"


def participant(label: str) -> Target:
    """Ask who is behind a participant's label."""
    return Target(_PARTICIPANT, label)


def entity(number: int) -> Target:
    """Ask what was called by the name that an entity's number stands for."""
    return Target(_ENTITY, str(number))


def replacement(transcript: str, turn: int, nth: int) -> Target:
    """Ask what stood in the place of the nth replacement of a turn; both count from 1."""
    return Target(_REPLACEMENT, transcript, turn, nth)


def target_in(text: str) -> Target:
    """Read a target as the register keeps it. Raises ValueError."""
    match = _WRITTEN.fullmatch(text)
    if match is None:
        raise ValueError("no target of a re-identification")
    if match[1]:
        return Target(match[1], match[2])
    return replacement(match[5], int(match[4]), int(match[3]))


def check_target(db: Database, settings: Settings, target: Target) -> None:
    """Make sure that there is something behind a target. Raises NoSuchThing."""
    reveal(db, settings, target)


def reveal(db: Database, settings: Settings, target: Target) -> tuple[str, list[str]]:
    """Return in words what is shown, and the originals themselves, a line each. Raises NoSuchThing."""
    ways = {_PARTICIPANT: _behind_participant, _ENTITY: _behind_entity, _REPLACEMENT: _behind_replacement}
    return ways[target.kind](db, settings, target)


def _behind_participant(db: Database, settings: Settings, target: Target) -> tuple[str, list[str]]:
    """Return the names that are known for a participant; the names of their files where there is none."""
    turns = _turns_of(db, settings, target.label)
    if not turns:
        raise NoSuchThing(
            "There is no participant of that label in this study. In a focus group, a label is one of those that are "
            "published, such as FG01-P2."
        )
    names = list(dict.fromkeys(name for turn in turns for name in own_names(turn)))
    if names:
        return "the names known for the participant", names
    stems = dict.fromkeys(PurePath(turn["file_name"]).stem for turn in turns)
    return "the names of the participant's files, as no name is known", list(stems)


def _turns_of(db: Database, settings: Settings, label: str) -> list[dict]:
    """Gather the turns of a participant: by the tables of the study, or by the label that was published."""
    turns = list(
        db.query(
            """SELECT t.id, t.transcript_id, t.speaker, v.known_names AS own, s.known_names AS known, s.file_name,
                      coalesce(v.participant_id, CASE WHEN 1 = (SELECT count(DISTINCT speaker) FROM turns
                          WHERE transcript_id = s.id AND role = ?1) THEN s.participant_id END) AS participant
               FROM turns t JOIN transcripts s ON s.id = t.transcript_id
               LEFT JOIN voices v ON v.transcript_id = t.transcript_id AND v.speaker = t.speaker
               WHERE t.role = ?1 ORDER BY t.transcript_id, t.n""",
            [PARTICIPANT],
        )
    )
    listed = [turn for turn in turns if turn["participant"] == label]
    if listed:
        return listed
    ids = {turn.store_id for one in gather(db, settings) for turn in one.turns if turn.participant == label}
    return [{**turn, "own": turn["own"] or json.dumps([])} for turn in turns if turn["id"] in ids]


def _behind_entity(db: Database, settings: Settings, target: Target) -> tuple[str, list[str]]:
    rows = db.query(
        """SELECT substr(t.text, i.start + 1, i.end - i.start) AS original FROM identifiers i
           JOIN turns t ON t.id = i.turn_id WHERE i.entity = ? GROUP BY original ORDER BY count(*) DESC, original""",
        [int(target.label)],
    )
    originals = [row["original"] for row in rows]
    if not originals:
        raise NoSuchThing(f"Nothing in this study has the number {target.label}. Numbers stand in the auditor's log.")
    return "the words that were replaced", originals


def _behind_replacement(db: Database, settings: Settings, target: Target) -> tuple[str, list[str]]:
    originals = _replaced_in(db, target.label, target.turn)
    if not 1 <= target.nth <= len(originals):
        raise NoSuchThing(f"There is no such replacement: that turn, if there is one, has {len(originals)}.")
    return "the words that were replaced there", [originals[target.nth - 1]]


def _replaced_in(db: Database, transcript: str, turn: int) -> list[str]:
    rows: Iterable[dict] = db.query(
        """SELECT substr(t.text, i.start + 1, i.end - i.start) AS original FROM identifiers i
           JOIN turns t ON t.id = i.turn_id WHERE t.transcript_id = ? AND t.n = ? AND i.replacement IS NOT NULL
           ORDER BY i.start""",
        [transcript, turn],
    )
    return [row["original"] for row in rows]
