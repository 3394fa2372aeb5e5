"""The trail: rows are added, each sealed to the one before, and the store itself refuses anything else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2 as sqlcipher
from sqlite_utils import Database

from pipeline.audit.trail import BEGINNING, COLUMNS, Entry, breaks, end_of, entries, record, seal_of
from pipeline.study import Study
from tests.conftest import Opener

TEXTS = st.text(max_size=12)
ROWS = st.lists(st.fixed_dictionaries(dict.fromkeys(("actor", "action", "about", "purpose"), TEXTS)), min_size=1)


@pytest.fixture
def db(tmp_path: Path, make_study: Callable[..., Study], opened: Opener) -> Database:
    """Open the store of a study that nothing was done with yet."""
    return opened(make_study(tmp_path / "study", {}))


def chained(contents: list[dict]) -> list[dict]:
    """Make a trail of rows with these contents."""
    rows: list[dict] = []
    for id_, content in enumerate(contents, start=1):
        before = rows[-1]["seal"] if rows else BEGINNING
        row = {"id": id_, "at": "2026-03-01T09:00:00Z", "counts": "{}", "before": before, **content}
        rows.append({**row, "seal": seal_of(row, COLUMNS)})
    return rows


def test_a_row_tells_who_did_what_under_a_label(db: Database) -> None:
    """The person's name is in the store, not in the row."""
    number = record(db, "publish", actor="Siân Ŵyn", about="draft-1", purpose="a look 🙂", counts={"turns": 2, "at": 1})

    (entry,) = entries(db)
    assert number == 1
    assert isinstance(entry, Entry)
    assert (entry.actor, entry.action, entry.about, entry.purpose) == ("R1", "publish", "draft-1", "a look 🙂")
    assert list(entry.counts) == ["at", "turns"]
    assert end_of(db) == (1, entry.seal)


@pytest.mark.parametrize("statement", ["UPDATE trail SET about = 'x'", "DELETE FROM trail"])
def test_the_store_refuses_to_change_or_shorten_it(statement: str, db: Database) -> None:
    """By its triggers."""
    record(db, "ingest", actor="Alys")

    with pytest.raises(sqlcipher.IntegrityError, match="never"):
        db.execute(statement)


@given(ROWS)
def test_a_trail_as_it_was_written_holds_together(contents: list[dict]) -> None:
    """Whatever is in it."""
    assert list(breaks(chained(contents))) == []


@given(ROWS, st.data())
def test_a_changed_cell_is_seen_in_its_row(contents: list[dict], data: st.DataObject) -> None:
    """Any cell of any row."""
    rows = chained(contents)
    at = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.sampled_from(("actor", "action", "about", "purpose")))
    rows[at] = {**rows[at], column: rows[at][column] + "!"}

    assert list(breaks(rows)) == [(at + 1, f"row {at + 1} was edited after it was written")]


@given(ROWS.filter(lambda rows: len(rows) > 1), st.data())
def test_a_missing_row_is_seen(contents: list[dict], data: st.DataObject) -> None:
    """Any but the last, which nothing follows."""
    rows = chained(contents)
    at = data.draw(st.integers(0, len(rows) - 2))
    del rows[at]

    assert list(breaks(rows)) == [(at + 1, f"row {at + 1} is missing")]


def test_rows_that_are_missing_together_are_told_of_together() -> None:
    """With the first and the last."""
    rows = chained([dict.fromkeys(("actor", "action", "about", "purpose"), "")] * 5)

    assert [what for _, what in breaks(rows[:1] + rows[4:])] == ["rows 2 to 4 are missing"]
