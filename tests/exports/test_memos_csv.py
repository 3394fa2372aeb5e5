"""Memos as a table."""

from __future__ import annotations

from exports.memos_csv import HEADER, memos_to_csv
from tests.exports.by_hand import CODED, NOTED, database
from tests.exports.test_codings_csv import read


def test_every_memo_has_its_row() -> None:
    """Several on one coding stay several."""
    rows = read(memos_to_csv(database()))

    assert list(rows[0]) == list(HEADER)
    assert [row["text"] for row in rows] == [text for one in CODED for text in one.memos] + [one.text for one in NOTED]
    assert {row["status"] for row in rows} == {"draft, not signed off: draft-0123456789ab"}


def test_a_memo_says_what_it_is_about_by_whom_and_when() -> None:
    """A coding by its uid and place, a turn by its number, the rest by their labels."""
    rows = {row["about"]: row for row in read(memos_to_csv(database()))}
    said = {
        about: (row["about_id"], row["transcript"], row["turn"], row["author"], row["made_on"])
        for about, row in rows.items()
    }

    assert said == {
        "coding": (CODED[4].uid, "FC01", "2", "B", "2026-03-02"),
        "study": ("", "", "", "A", "2026-03-03"),
        "transcript": ("FC01", "FC01", "", "A", "2026-03-03"),
        "participant": ("FC01", "", "", "B", "2026-03-03"),
        "turn": ("FC01/3", "FC01", "3", "B", ""),
        "code": ("care/acts", "", "", "A", "2026-03-03"),
    }
