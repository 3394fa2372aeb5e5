"""Small studies on the bench, and looks into what settling made of them."""

from __future__ import annotations

from sqlite_utils import Database

from pipeline.intake import ingest
from pipeline.protect import pseudonymise
from pipeline.review.bench import Bench
from pipeline.review.decisions import KEEP, MENTION, REPLACE, STUDY, TRANSCRIPT, Wish
from pipeline.review.settle import settle
from pipeline.study import Study

ELERI = "Eleri Vaughan"
MARGED = "Marged Bowen"


def on_the_bench(db: Database, study: Study) -> Bench:
    """Read a study in, look through it, and put it on the bench."""
    ingest(db, study)
    pseudonymise(db, study.settings)
    return Bench(db, study.settings)


def everywhere(action: str, words: str, type_: str = "PERSON", transcript: str | None = None, **more: str) -> Wish:
    """Wish something about words wherever they stand: in the study, or in one transcript."""
    return Wish(action, TRANSCRIPT if transcript else STUDY, words, transcript, type=type_, **more)


def at(
    bench: Bench,
    action: str,
    words: str,
    type_: str = "PERSON",
    transcript: str = "FC01",
    after: str = "",
    **more: object,
) -> Wish:
    """Wish something about the first place in a transcript where words stand, or where they stand after other words."""
    turn = next(turn for turn in bench.page(transcript).turns if after + words in turn.text)
    start = turn.text.index(after + words) + len(after)
    return Wish(action, MENTION, words, transcript, turn.id, start, start + len(words), type_, **more)


def settled(db: Database, study: Study) -> bool:
    """Settle the study; say whether anything had to be done."""
    with db.atomic():
        return settle(db, study.settings)


def texts(db: Database, study: Study, transcript: str = "FC01") -> list[str]:
    """Settle the study and write the turns of a transcript as they would be published."""
    settled(db, study)
    written = []
    for turn in list(db.query("SELECT id, text FROM turns WHERE transcript_id = ? ORDER BY n", [transcript])):
        text = turn["text"]
        for row in db.query(
            """SELECT start, end, replacement FROM identifiers WHERE turn_id = ? AND replacement IS NOT NULL
               ORDER BY start DESC""",
            [turn["id"]],
        ):
            text = text[: row["start"]] + row["replacement"] + text[row["end"] :]
        written.append(text)
    return written


def pseudonyms(db: Database, study: Study) -> dict[str, str | None]:
    """Settle the study and map each name as spoken to what stands in its place, where that is one thing everywhere."""
    settled(db, study)
    rows = db.execute(
        """SELECT DISTINCT substr(t.text, i.start + 1, i.end - i.start), i.replacement
           FROM identifiers i JOIN turns t ON t.id = i.turn_id WHERE i.type = 'PERSON' ORDER BY 1, 2"""
    ).fetchall()
    assert len({name for name, _ in rows}) == len(rows), "a name has two pseudonyms"
    return dict(rows)


__all__ = ["KEEP", "REPLACE", "at", "everywhere", "on_the_bench", "pseudonyms", "settled", "texts"]
