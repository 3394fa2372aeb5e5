"""Codings as a table, complete enough to come back."""

from __future__ import annotations

import csv
import io

from exports.codings_csv import HEADER, codings_to_csv
from tests.exports.by_hand import CODED, TRANSCRIPTS, Written, database, turns_of


def read(written: bytes) -> list[dict[str, str]]:
    """Read CSV rows by the names of their columns."""
    return list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))


def test_a_row_says_everything_of_a_coding() -> None:
    """With the uid that stays with it, its day, its codebook, and all that was noted."""
    rows = read(codings_to_csv(database()))

    assert list(rows[0]) == list(HEADER)
    assert rows[1] == {
        "release": "draft-0123456789ab",
        "uid": CODED[1].uid,
        "transcript": "FC01",
        "turn": "2",
        "published_start": "0",
        "published_end": "27",
        "quote": "Menna Pryce came on Fridays",
        "code": "care/acts",
        "coder": "A",
        "made_on": "2026-03-02",
        "codebook_version": "0.1.0",
        "memo": "Every week, ŵyr neb pam.\nAsk again. 🙂",
        "status": "draft, not signed off: draft-0123456789ab",
    }


def test_nothing_of_what_was_coded_is_missing() -> None:
    """Who coded what where, under which uid; several memos stand in one cell."""
    rows = read(codings_to_csv(database()))
    said = {name: turns_of(text) for name, text in TRANSCRIPTS.items()}
    words = [
        said[row["transcript"]][int(row["turn"]) - 1][1][int(row["published_start"]) : int(row["published_end"])]
        for row in rows
    ]

    assert words == [one.words for one in CODED]
    assert [(row["uid"], row["code"], row["coder"], row["made_on"]) for row in rows] == [
        (one.uid, one.code, one.coder, one.made_on) for one in CODED
    ]
    assert [row["memo"] for row in rows] == ["\n".join(one.memos) for one in CODED]


def test_a_quote_is_there_only_where_consent_allows_it() -> None:
    """The place is always there; a question, and somebody who may not be quoted, are without words."""
    rows = read(codings_to_csv(database()))

    assert [row["quote"] for row in rows if row["turn"] == "1" or row["transcript"] == "FG01"] == ["", ""]


def test_a_release_is_named_in_every_row() -> None:
    """Offsets count in its text."""
    rows = read(codings_to_csv(database(Written(released=True))))

    assert {(row["release"], row["status"]) for row in rows} == {("release-2", "release 2, 2026-03-31")}
