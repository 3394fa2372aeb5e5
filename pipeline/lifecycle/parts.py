"""Whose words are whose: the transcripts, and the parts of transcripts, that one participant's words make up."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from pipeline.errors import NoSuchThing
from pipeline.lifecycle.errors import CannotTellApart
from pipeline.publish.gather import who_speaks


@dataclass(frozen=True, slots=True)
class Part:
    """What of a transcript is one participant's: all of it where nobody else is interviewed, else their turns.

    `participant` is the id as the study writes it, `turns` are ids of the store, `speakers` labels as the file writes
    them.
    """

    participant: str
    transcript: str
    whole: bool
    turns: tuple[int, ...]
    speakers: frozenset[str]


def parts_of(db: Database, participant: str) -> list[Part]:
    """Find everything that a participant said, whatever the case of the id's letters.

    Raises NoSuchThing, and CannotTellApart where it is open which words are theirs.
    """
    wanted = participant.casefold()
    parts = []
    for row in db.query("SELECT * FROM transcripts ORDER BY id"):
        part = _part(db, row, wanted)
        if part is not None:
            parts.append(part)
    if not parts:
        several = next(db.query("SELECT 1 FROM transcripts WHERE lower(participant_id) = ?", [wanted]), None)
        advice = (
            "that is a file in which several people speak; name one of them, as the published table participants does"
            if several
            else "the ids are in the published table participants"
        )
        raise NoSuchThing(f"This study has no participant of that id: {advice}.")
    return parts


def _part(db: Database, row: dict, wanted: str) -> Part | None:
    turns = list(db.query("SELECT * FROM turns WHERE transcript_id = ? ORDER BY n", [row["id"]]))
    people = who_speaks(db, row, turns)
    theirs = frozenset(speaker for speaker, id_ in people.items() if id_.casefold() == wanted)
    of_others = {turn["speaker"] for turn in turns if turn["withdrawn"] != "erased"} & people.keys() - theirs
    if not theirs and not (row["participant_id"].casefold() == wanted and not people):
        _check_heard(db, row["id"], wanted)
        return None
    whole = not of_others
    id_ = next((people[speaker] for speaker in theirs), row["participant_id"])
    ids = tuple(turn["id"] for turn in turns if whole or turn["speaker"] in theirs)
    speakers = frozenset(turn["speaker"] for turn in turns) if whole else theirs
    return Part(id_, row["id"], whole, ids, speakers)


def _check_heard(db: Database, transcript: str, wanted: str) -> None:
    """Make sure that nobody of this id is listed for a transcript in which their label never speaks."""
    listed = db.query("SELECT participant_id FROM voices WHERE transcript_id = ?", [transcript])
    if any(voice["participant_id"].casefold() == wanted for voice in listed):
        raise CannotTellApart(
            f"In {transcript}, nobody has the label that speakers.csv gives this participant, so their words cannot be "
            "told from others'. Write the label as llais read shows it, run llais ingest, and withdraw again."
        )
