"""Quotes and the log of replacements as tables."""

from __future__ import annotations

import csv
import io

from exports.codings_csv import codings_to_csv
from exports.published import open_published, study_of
from exports.quotes_csv import HEADER as QUOTES_HEADER
from exports.quotes_csv import quotes_to_csv
from exports.replacements_csv import HEADER as LOG_HEADER
from exports.replacements_csv import replacements_to_csv
from pipeline.study import Study
from tests.demonstrated import demo_study
from tests.exports.conftest import ORIGINALS


def read(written: bytes) -> list[dict[str, str]]:
    """Read CSV rows by the names of their columns."""
    return list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))


def test_a_row_of_quotes_says_what_who_where_and_from_which_draft(coded_study: Study) -> None:
    """A quote that is copied somewhere keeps its origin beside it."""
    with open_published(coded_study.database()) as db:
        rows, stamp = read(quotes_to_csv(db)), study_of(db).stamp

    assert list(rows[0]) == list(QUOTES_HEADER)
    first = next(row for row in rows if row["code_id"] == "care/acts" and row["coder"] == "A")
    assert first | {"theme": "", "code": ""} == {
        "theme": "",
        "code": "",
        "code_id": "care/acts",
        "group": "Foster carers",
        "participant": "FC01",
        "transcript": "FC01",
        "turn": "2",
        "coder": "A",
        "quote": "[[Menna Pryce]] came on Fridays, and [[Menna]] rang [[phone number]]",
        "memo": "'-1 or so, ŵyr neb",
        "status": stamp,
    }


def test_what_begins_like_a_formula_is_only_text(coded_study: Study) -> None:
    """A spreadsheet shows what was said, and computes nothing."""
    with open_published(coded_study.database()) as db:
        said = [row["quote"] for row in read(quotes_to_csv(db))]

    assert "'=SUM of what everybody brings" in said


def test_the_log_says_what_stands_there_now_and_never_what_it_was(coded_study: Study) -> None:
    """The auditor sees type, rule and place; no table that leaves holds an original or a coder's name."""
    with open_published(coded_study.database()) as db:
        written = replacements_to_csv(db)
        everything = (written + quotes_to_csv(db) + codings_to_csv(db)).decode().lower()

    rows = read(written)
    assert list(rows[0]) == list(LOG_HEADER)
    assert ("PERSON", "pseudonym", "Menna Pryce") in {(r["type"], r["method"], r["replacement"]) for r in rows}
    assert ("PHONE", "placeholder", "[phone number]") in {(r["type"], r["method"], r["replacement"]) for r in rows}
    assert not [word for word in ORIGINALS if f" {word}" in everything or f'"{word}' in everything]


def test_the_offsets_of_the_log_lead_to_the_replacements_of_the_demo_study() -> None:
    """Published coordinates from 0, end exclusive: they can be checked by anybody who reads the turns."""
    with open_published(demo_study().database()) as db:
        rows = read(replacements_to_csv(db))
        texts = {(row["transcript_id"], row["n"]): row["text"] for row in db.query("SELECT * FROM turns")}

    assert len(rows) > 400
    for row in rows:
        text = texts[row["transcript"], int(row["turn"])]
        assert text[int(row["start"]) : int(row["end"])] == row["replacement"].removeprefix("'")
