"""What lies beside the demo's transcripts: manifest, people, codings and gold."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence

from demo.formats import speaker_in_file
from demo.parse import ASKING, Interview

MANIFEST_COLUMNS = (
    "file",
    "participant_id",
    "group",
    "interview_date",
    "interviewer",
    "site",
    "wave",
    "consent_level",
    "language",
    "known_names",
)
PEOPLE_COLUMNS = ("name", "type", "aliases", "relation", "pseudonym")
CODINGS_COLUMNS = ("transcript", "turn", "start", "end", "quote", "code", "coder", "memo")


def manifest(interviews: Iterable[Interview], files: dict[str, str]) -> bytes:
    """Write manifest.csv; `files` gives for each id the name of its file."""
    rows = [
        (files[interview.id], interview.id, *(interview.header[column] for column in MANIFEST_COLUMNS[2:]))
        for interview in interviews
    ]
    return _csv(MANIFEST_COLUMNS, rows)


def people(rows: Iterable[Sequence[str]]) -> bytes:
    """Write people.csv."""
    return _csv(PEOPLE_COLUMNS, rows)


def codings(interviews: Iterable[Interview], coder: str, initials: str) -> bytes:
    """Write what coder "A" or "B" coded, under their initials.

    Turns count from 1; offsets are into the turn's text, in code points, ends exclusive.
    """
    rows = [
        (
            interview.id,
            number,
            coded.start,
            coded.end,
            turn.text[coded.start : coded.end],
            coded.code,
            initials,
            coded.memo,
        )
        for interview in interviews
        for number, turn in enumerate(interview.turns, start=1)
        for coded in turn.codings
        if coded.coder == coder
    ]
    return _csv(CODINGS_COLUMNS, rows)


def gold(interview: Interview) -> bytes:
    """Write what reading and identifying should find, as JSON; turns count from 0, `start` of a turn is in seconds."""
    turns = list(enumerate(interview.turns))
    content = {
        "doc": interview.id,
        "turns": [
            {
                "speaker": speaker_in_file(interview, turn.speaker),
                "role": "interviewer" if turn.speaker == ASKING else "participant",
                "start": turn.start,
                "text": turn.text,
            }
            for _, turn in turns
        ],
        "identifiers": [
            {
                "turn": number,
                "start": found.start,
                "end": found.end,
                "text": turn.text[found.start : found.end],
                "type": found.type,
                "entity": found.entity,
                "must": "either" if found.either else "remove",
            }
            for number, turn in turns
            for found in turn.identifiers
        ],
        "kept": [
            {"turn": number, "start": kept.start, "end": kept.end, "text": turn.text[kept.start : kept.end]}
            for number, turn in turns
            for kept in turn.kept
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return written.getvalue().encode()
