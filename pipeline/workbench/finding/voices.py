"""Who said which turn, in a few megabytes: hits are counted by voice without asking the database again."""

from __future__ import annotations

import sqlite3
from array import array
from dataclasses import dataclass, field

PARTICIPANT, INTERVIEWER = "participant", "interviewer"
ROLES = (PARTICIPANT, INTERVIEWER)


@dataclass(frozen=True, slots=True)
class Voice:
    """Someone in a transcript; the group of an interviewer is that of the transcript. `bands` are its attributes."""

    transcript: str
    role: str
    participant: str
    group: str
    bands: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Voices:
    """Every voice of a study; `of_turn` holds the place in `all` of the voice of each turn, by the turn's id."""

    all: tuple[Voice, ...]
    of_turn: array[int] = field(repr=False)


def read_voices(connection: sqlite3.Connection, has_attributes: bool = True) -> Voices:
    """Read who said which turn; `has_attributes` says whether the database knows of attributes of transcripts."""
    cursor = connection.cursor()
    cursor.row_factory = None
    groups = dict(cursor.execute("SELECT id, group_id FROM transcripts").fetchall())
    bands: dict[str, set[tuple[str, str]]] = {}
    for transcript, attribute, value in cursor.execute(_BANDS) if has_attributes else ():
        bands.setdefault(transcript, set()).add((attribute, value))
    voices: list[Voice] = []
    of_turn = array("I", bytes(4 * (cursor.execute("SELECT coalesce(max(id), 0) + 1 FROM turns").fetchone()[0])))
    for transcript, role, participant, group, turns in cursor.execute(_TURNS):
        for turn in map(int, turns.split(",")):
            of_turn[turn] = len(voices)
        whose = group or groups.get(transcript) or ""
        voices.append(
            Voice(transcript, role or "", participant or "", whose, frozenset(bands.get(transcript, ()))),
        )
    return Voices(tuple(voices), of_turn)


# In the order of the index on transcript_id, which holds all of these columns: the turns themselves are not read.
_TURNS = """
SELECT transcript_id, role, participant_id, group_id, group_concat(id) FROM turns
GROUP BY transcript_id, role, participant_id, group_id
"""
_BANDS = "SELECT transcript_id, attribute_id, value FROM transcript_attributes"
