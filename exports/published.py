"""Read the published database: the only thing that exports ever see."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Study:
    """What a published database says of itself."""

    id: str
    title: str
    status: str
    audience: str
    marker: str
    released_on: str

    @property
    def release(self) -> str:
        """Name a release as people do: "Release 2, 2026-03-31"."""
        return f"{self.id.replace('-', ' ').capitalize()}, {self.released_on}"

    @property
    def stamp(self) -> str:
        """Say the same for a cell of a table: "draft, not signed off: draft-21e376cdd861", "release 2, 2026-03-31"."""
        return f"draft, not signed off: {self.id}" if self.status == "draft" else self.release.lower()

    @property
    def notice(self) -> str:
        """Say whether this may leave the team: a draft never looks like a release."""
        return "Draft — not signed off. For the team only." if self.status == "draft" else self.release

    @property
    def banner(self) -> str:
        """Say it above every page; of a draft, which one it is."""
        return f"{self.notice} ({self.id})" if self.status == "draft" else self.notice


@dataclass(frozen=True, slots=True)
class Quote:
    """A coded passage, its replaced words marked as the study wants them in files."""

    theme: str
    theme_id: str
    code: str
    code_id: str
    group: str
    participant: str
    transcript: str
    turn: int
    coder: str
    quote: str
    memo: str


@contextmanager
def open_published(path: Path) -> Iterator[Database]:
    """Open a published database for reading only, and close it at the end."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        yield Database(connection)
    finally:
        connection.close()


def study_of(db: Database) -> Study:
    """Read what the database says of itself."""
    row = next(db.query("SELECT id, title, status, audience, marker, released_on FROM study"))
    return Study(**row)


def quotes(db: Database) -> Iterator[Quote]:
    """Yield the quotes that consent allows outside the team, by theme, code, group and place."""
    marker = study_of(db).marker
    spans = _replaced_spans(db)
    for row in db.query(
        """SELECT themes.name AS theme, themes.id AS theme_id, codes.name AS code, codes.id AS code_id,
                  groups.label AS "group", c.participant_id AS participant,
                  c.transcript_id AS transcript, t.n AS turn, c.coder_id AS coder,
                  c.quote, c.memo, c.turn_id, c.start, c.end
           FROM codings c
           JOIN codes ON codes.id = c.code_id JOIN themes ON themes.id = c.theme_id
           JOIN turns t ON t.id = c.turn_id
           LEFT JOIN groups ON groups.id = c.group_id
           WHERE t.may_quote
           ORDER BY themes.position, codes.position, c.group_id, c.transcript_id, t.n, c.start, c.end, c.coder_id"""
    ):
        start, end = row.pop("start"), row.pop("end")
        inside = [
            (a - start, b - start, method)
            for a, b, method in spans.get(row.pop("turn_id"), ())
            if start <= a and b <= end
        ]
        text = marked(row.pop("quote"), inside, marker)
        known: dict[str, Any] = {name: "" if value is None else value for name, value in row.items()}
        yield Quote(**known, quote=text)


def marked(text: str, spans: list[tuple[int, int, str]], marker: str) -> str:
    """Put the marker around replaced stretches: (start, end, method) in `text`, in characters, end exclusive.

    A placeholder's own brackets give way to the marker.
    """
    if marker == PLAIN:
        return text
    opening, closing = marker.split("…")
    for start, end, method in sorted(spans, reverse=True):
        words = text[start:end].removeprefix("[").removesuffix("]") if method == "placeholder" else text[start:end]
        text = f"{text[:start]}{opening}{words}{closing}{text[end:]}"
    return text


def _replaced_spans(db: Database) -> dict[int, list[tuple[int, int, str]]]:
    spans: dict[int, list[tuple[int, int, str]]] = {}
    for row in db.query("SELECT turn_id, start, end, method FROM replacements ORDER BY turn_id, start"):
        spans.setdefault(row["turn_id"], []).append((row["start"], row["end"], row["method"]))
    return spans
