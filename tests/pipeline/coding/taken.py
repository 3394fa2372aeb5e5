"""A study of two interviews, and what comes into it from a project of another program."""

from __future__ import annotations

from sqlite_utils import Database

from codebook.load import default_codebook
from exports.transcript_text import lay_out
from ingest.codings.records import ForeignProject
from pipeline.coding.brought import Brought
from pipeline.coding.take_project import take_project
from pipeline.coding.taking import Rules
from pipeline.coding.texts import StudyTexts

SAID = {
    "FC01": "INT: How did it go, the first week?\n"
    "FC01: She didn’t eat at first 🙂 and then Gŵyneth made cawl for all of us.\n"
    "INT: And the lift to school?\n"
    "FC01: The taxi came at eight 👩‍👧 and Gŵyneth took her to the same school as before.",
    "YP01": "INT: Who listened to you, would you say?\nYP01: My key worker did, she asked me what I wanted.",
}
ACTS, MOVES, HEARD = "care/acts", "care/moves", "voice/heard"
NOW = "2026-01-05T09:00:00Z"
RULES = Rules(default_codebook(), NOW)
OURS = "llais 0.2.0; release-1; release 1, 2025-12-01"


def publish(db: Database, release: str, name: str, other: str) -> None:
    """Note a release that calls somebody by another name."""
    db.table("releases").insert({"id": release, "audience": "team", "status": "release", "sha256": ""})
    for turn in db.query("SELECT transcript_id, n, text FROM turns"):
        if name in turn["text"]:
            start = turn["text"].index(name)
            where = {"release_id": release, "transcript_id": turn["transcript_id"], "turn": turn["n"]}
            span = {"start": start, "end": start + len(name), "replacement": other}
            db.table("release_replacements").insert(where | span)


def published(db: Database, transcript: str = "FC01", release: str = "release-1") -> str:
    """Lay a transcript out as an export does."""
    version = StudyTexts(db).version(transcript, release)
    return lay_out((n, "P1", turn.text) for n, turn in enumerate(version.turns, start=1)).text


def take(db: Database, foreign: ForeignProject, rules: Rules = RULES) -> Brought:
    """Take a project."""
    return take_project(db, foreign, rules, "a .qdpx file")


def coded(db: Database) -> list[str]:
    """List what is coded, as it was said, with coder and code."""
    rows = db.query(
        """SELECT substr(t.text, c.start + 1, c.end - c.start) AS words, c.code_id, c.coder
           FROM codings c JOIN turns t ON t.id = c.turn_id ORDER BY t.transcript_id, t.n, c.start, c.end, c.coder"""
    )
    return [f"{row['coder']} {row['code_id']}: {row['words']}" for row in rows]


def told(result: Brought) -> tuple[int, int, int, int]:
    """Say how many were taken, known, changed and not taken."""
    return result.taken, result.known, result.changed, result.not_taken
