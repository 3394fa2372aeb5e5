"""Gather from the store what may be published: pseudonymised turns, with codings in published coordinates."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlite_utils import Database

from ingest.records import INTERVIEWER, PARTICIPANT
from pipeline.coordinates import ReplacedText, Replacement
from pipeline.errors import BadSettings
from pipeline.settings import Settings

UNKNOWN_SPEAKER = "?"


@dataclass(frozen=True, slots=True)
class PublishedTurn:
    """A turn as it will be published; `identifiers` are the replaced ones, in the order of their replacements."""

    store_id: int
    n: int
    speaker: str
    role: str
    participant: str | None
    start: float | None
    replaced: ReplacedText
    identifiers: tuple[dict, ...]


@dataclass(frozen=True, slots=True)
class PublishedTranscript:
    """A transcript as it will be published."""

    id: str
    group: str
    season: str
    language: str
    may_quote: bool
    turns: tuple[PublishedTurn, ...]
    participants: tuple[str, ...] = field(default=())

    @property
    def kind(self) -> str:
        """Say by the number of people what sort of talk it was."""
        kinds = {0: "interview", 1: "interview", 2: "joint interview"}
        return kinds.get(len(self.participants), "focus group")


def gather(db: Database, settings: Settings) -> list[PublishedTranscript]:
    """Gather the transcripts that consent lets the team read, in the order of their labels. Raises BadSettings."""
    rows = db.query("SELECT * FROM transcripts WHERE listed ORDER BY id")
    allowed = [row for row in rows if "team" in _reach(row, settings)]
    return [_transcript(db, row, settings) for row in allowed]


def reach(consent_level: str, settings: Settings) -> tuple[str, ...]:
    """Say what a consent level may reach; a manifest without the column leaves it to the team alone."""
    return settings.consent[consent_level] if consent_level else ("team",)


def _reach(row: dict, settings: Settings) -> tuple[str, ...]:
    if row["consent_level"] and row["consent_level"] not in settings.consent:
        raise BadSettings(
            f"study.toml, [consent]: it lacks the level that manifest.csv gives {row['id']}. "
            "Add it there, or correct the manifest and run: llais ingest STUDY"
        )
    return reach(row["consent_level"], settings)


def _transcript(db: Database, row: dict, settings: Settings) -> PublishedTranscript:
    turns = list(db.query("SELECT * FROM turns WHERE transcript_id = ? ORDER BY n", [row["id"]]))
    labels = speaker_labels([(turn["speaker"], turn["role"]) for turn in turns])
    people = list(dict.fromkeys(label for label in labels.values() if label.startswith("P")))
    ids = {label: row["participant_id"] if len(people) == 1 else f"{row['id']}-{label}" for label in people}
    identifiers = _identifiers(db, row["id"])
    published = []
    for turn in turns:
        replaced = [i for i in identifiers.get(turn["id"], ()) if i["replacement"] is not None]
        label = labels[turn["speaker"], turn["role"]]
        published.append(
            PublishedTurn(
                store_id=turn["id"],
                n=turn["n"],
                speaker=label,
                role=turn["role"],
                participant=ids.get(label),
                start=turn["start"],
                replaced=ReplacedText(
                    turn["text"], [Replacement(i["start"], i["end"], i["replacement"]) for i in replaced]
                ),
                identifiers=tuple(replaced),
            )
        )
    return PublishedTranscript(
        id=row["id"],
        group=row["participant_group"],
        season=season(row["interview_date"]),
        language=row["language"],
        may_quote="quote" in _reach(row, settings),
        turns=tuple(published),
        participants=tuple(ids.values()),
    )


def speaker_labels(speakers: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Label a transcript's voices by role, in the order in which they speak: INT, P1, P2 …; ? for nobody named.

    A file that names nobody at all is taken as one participant's words.
    """
    distinct = list(dict.fromkeys(speakers))
    if distinct == [("", PARTICIPANT)]:
        return {distinct[0]: "P1"}
    labels: dict[tuple[str, str], str] = {}
    asking = answering = 0
    interviewers = sum(role == INTERVIEWER for _, role in distinct)
    for speaker, role in distinct:
        if not speaker:
            labels[speaker, role] = UNKNOWN_SPEAKER
        elif role == INTERVIEWER:
            asking += 1
            labels[speaker, role] = "INT" if interviewers == 1 else f"INT{asking}"
        else:
            answering += 1
            labels[speaker, role] = f"P{answering}"
    return labels


def season(interview_date: str | None) -> str:
    """Say a date as a season and a year: "autumn 2025"; January and February belong to the winter before."""
    if not interview_date:
        return ""
    day = date.fromisoformat(interview_date)
    name = ("winter", "spring", "summer", "autumn")[day.month % 12 // 3]
    year = day.year - 1 if day.month < 3 else day.year
    return f"{name} {year}" if name != "winter" else f"winter {year}–{(year + 1) % 100:02}"


def _identifiers(db: Database, transcript_id: str) -> dict[int, list[dict]]:
    found: dict[int, list[dict]] = {}
    for row in db.query(
        """SELECT i.* FROM identifiers i JOIN turns t ON t.id = i.turn_id
           WHERE t.transcript_id = ? AND i.status = 'found' ORDER BY i.turn_id, i.start""",
        [transcript_id],
    ):
        found.setdefault(row["turn_id"], []).append({**row, "detectors": json.loads(row["detectors"])})
    return found


def codings(db: Database, table: str) -> Iterator[dict]:
    """Yield the codings or the suggestions of the store, in a fixed order that does not depend on when they came."""
    columns = "c.coder, c.codebook_version, c.memo_published AS memo" if table == "codings" else "c.cue"
    label = ", k.label AS coder_label" if table == "codings" else ""
    join = "JOIN coders k ON k.name = c.coder" if table == "codings" else ""
    order = ", k.label" if table == "codings" else ""
    yield from db.query(
        f"""SELECT t.transcript_id, c.turn_id, c.start, c.end, c.code_id, {columns}{label}
            FROM {table} c JOIN turns t ON t.id = c.turn_id {join}
            ORDER BY t.transcript_id, t.n, c.start, c.end, c.code_id{order}"""
    )
