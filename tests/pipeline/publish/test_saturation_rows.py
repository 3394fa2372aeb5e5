"""What each coded interview added, as it is published: in order, without a date."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from codebook.load import default_codebook
from pipeline.intake import ingest
from pipeline.publish.rows import Row
from pipeline.publish.saturation_rows import interview_order, saturation_rows
from tests.pipeline.publish.test_counts import coded

BOOK = default_codebook()
CODED = """
FC01 2 0-9 care/acts A
FC01 2 5-20 care/moves B
FC01/INT 2 0-9 care/system A
YP01 2 0-9 care/acts A
YP01 2 8-12 care/moves A
YP01 4 0-9 care/system A
WK01 2 0-9 care/acts A
"""


def rows(order: tuple[str, ...], handed_in: dict[str, frozenset[str]] | None = None) -> list[Row]:
    """Make the rows of the codings above."""
    applied = coded(CODED)
    return list(saturation_rows([one.transcript for one in applied], applied, BOOK, handed_in or {}, order))


def test_each_interview_has_what_none_before_it_had() -> None:
    """Two codes that meet in the first; one more in the next; nothing in the last. Questions do not count."""
    made = rows(("FC01", "YP01", "WK01"))

    assert [(row["position"], row["transcript_id"], row["new_codes"], row["new_pairs"]) for row in made] == [
        (1, "FC01", 2, 1),
        (2, "YP01", 1, 0),
        (3, "WK01", 0, 0),
    ]
    assert [(row["codes_so_far"], row["pairs_so_far"]) for row in made] == [(2, 1), (3, 1), (3, 1)]
    assert made[1]["names"] == BOOK.code("care/system").name


def test_the_order_decides_what_is_new() -> None:
    """Who comes first brings everything that they have."""
    assert [row["new_codes"] for row in rows(("YP01", "FC01", "WK01"))] == [3, 0, 0]


def test_who_is_not_coded_yet_is_left_out() -> None:
    """Else it would look as if nothing new came; a transcript that was handed in is coded."""
    applied = [one for one in coded(CODED) if one.transcript.id != "WK01"]
    transcripts = [one.transcript for one in coded(CODED)]
    order = ("WK01", "FC01", "YP01")
    without, handed_in = (
        list(saturation_rows(transcripts, applied, BOOK, who, order)) for who in ({}, {"WK01": frozenset("A")})
    )

    assert [row["transcript_id"] for row in without] == ["FC01", "YP01"]
    assert [(row["transcript_id"], row["new_codes"]) for row in handed_in] == [("WK01", 0), ("FC01", 2), ("YP01", 1)]


def test_the_order_is_that_of_the_interviews(make_study: Callable, opened: Callable, tmp_path: Path) -> None:
    """By date, then label; those without a date come last."""
    dates = {"FC01": "2025-11-03", "FC02": "", "WK01": "2025-09-30", "YP01": "2025-11-03"}
    said = {label: f"INT: Sut mae?\nP1: Da iawn, diolch. {label}" for label in dates}
    study = make_study(tmp_path / "study", said, listed={one: {"interview_date": day} for one, day in dates.items()})
    db = opened(study)
    ingest(db, study)

    assert interview_order(db) == ("WK01", "FC01", "YP01", "FC02")
