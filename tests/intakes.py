"""What the tests of reading in share: two interviews, and looks into the store."""

from __future__ import annotations

from collections.abc import Callable

from sqlite_utils import Database

from codebook.load import default_codebook
from ingest.records import CodingRow
from pipeline.coding.bring_in import bring_in
from pipeline.intake import Outcome
from pipeline.study import Study

Maker = Callable[..., Study]
Opener = Callable[[Study], Database]

CAWL = "INT: What was there to eat?\nFC01: Cawl, and bara brith after. 🙂\nINT: And to drink?\nFC01: Te, wrth gwrs."
TOAST = "INT: Who made breakfast?\nYP01: Gŵyneth. There was toast.\nYP01: She always cut it in triangles."
NAME = "Nia Pritchard"


def said(db: Database, label: str) -> list[str]:
    """List what the store holds of a transcript's turns."""
    return [row["text"] for row in db.query("SELECT text FROM turns WHERE transcript_id = ? ORDER BY n", [label])]


def published_labels(db: Database) -> list[str]:
    """List the transcripts that may be published, as far as the manifest goes."""
    return [row["id"] for row in db.query("SELECT id FROM transcripts WHERE listed ORDER BY id")]


def statuses(outcomes: list[Outcome]) -> dict[str, str]:
    """Map labels to what became of their files."""
    assert len({outcome.label for outcome in outcomes}) == len(outcomes)
    return {outcome.label: outcome.status for outcome in outcomes}


def code(db: Database, label: str, turn: int, quote: str = "", span: tuple[int, int] | None = None) -> None:
    """Code a quote, or a stretch of a turn."""
    start, end = span or (None, None)
    row = CodingRow(2, label, turn, "care/acts", "Marged", start=start, end=end, quote=quote, memo="gweler YP01")
    assert bring_in(db, [row], default_codebook()).taken == 1


def coded(db: Database) -> list[tuple[str, int, str, str]]:
    """List what is coded: transcript, turn, words and memo."""
    rows = db.execute(
        """SELECT t.transcript_id, t.n, substr(t.text, c.start + 1, c.end - c.start), m.text
           FROM codings c JOIN turns t ON t.id = c.turn_id LEFT JOIN memos m ON m.coding_id = c.id ORDER BY 1, 2, 3"""
    )
    return rows.fetchall()
