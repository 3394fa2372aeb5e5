"""The trail as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline.audit.actors import label_of
from pipeline.audit.trail import record
from pipeline.audit.trail_csv import HEADER, trail_to_csv
from pipeline.errors import NoSuchThing
from pipeline.study import Study
from tests.conftest import Opener


@pytest.fixture
def db(tmp_path: Path, make_study: Callable[..., Study], opened: Opener) -> Database:
    """Open a store in which two people did three things."""
    db = opened(make_study(tmp_path / "study", {}))
    label_of(db, "Siân", "custodian")
    record(db, "store opened", actor="Siân", about="ingest")
    record(db, "ingest", actor="Siân", counts={"read": 2, "failed": 1})
    record(db, "store opened", actor="Ceri", about="audit verify")
    return db


def rows_of(made: tuple[bytes, int]) -> list[dict[str, str]]:
    """Read the table back."""
    rows = list(csv.DictReader(io.StringIO(made[0].decode("utf-8-sig"))))
    assert len(rows) == made[1]
    return rows


def test_everything_is_in_it_but_names(db: Database) -> None:
    """Counts in words, people as labels with their role."""
    rows = rows_of(trail_to_csv(db))

    assert tuple(rows[0]) == HEADER
    assert [(row["actor"], row["role"], row["counts"]) for row in rows] == [
        ("R1", "custodian", ""),
        ("R1", "custodian", "failed 1; read 2"),
        ("R2", "", ""),
    ]


@pytest.mark.parametrize(
    ("action", "actor", "ids"),
    [("Store", "", ["1", "3"]), ("", "R1", ["1", "2"]), ("", "Ceri", ["3"]), ("ingest", "R2", [])],
)
def test_parts_of_it_can_be_chosen(action: str, actor: str, ids: list[str], db: Database) -> None:
    """By what was done, and by whom."""
    assert [row["id"] for row in rows_of(trail_to_csv(db, action, actor))] == ids


def test_somebody_unknown_is_said_so(db: Database) -> None:
    """In one line that does not repeat the name."""
    with pytest.raises(NoSuchThing, match="Nobody"):
        trail_to_csv(db, actor="Dewi")
