"""Whose codings a file holds."""

from __future__ import annotations

import pytest
from sqlite_utils import Database

from pipeline.coding.who import Coders, Whose


@pytest.fixture
def db() -> Database:
    """Make a store that knows two coders."""
    db = Database(memory=True)
    db.table("coders").insert_all([{"name": "Marged", "label": "A"}, {"name": "Elin Prys", "label": "B"}])
    return db


def test_labels_are_coders_in_our_own_files_only(db: Database) -> None:
    """In a file of another program "A" is what somebody is called there."""
    assert Coders(db, Whose(), ours=True).name("B") == "Elin Prys"
    assert Coders(db, Whose(), ours=False).name("B") == "B"


def test_case_and_blanks_make_nobody_else(db: Database) -> None:
    """The store's spelling stays; so does that of a new coder's first coding."""
    coders = Coders(db, Whose(), ours=False)

    assert coders.name(" elin  prys ") == "Elin Prys"
    assert (coders.name("Siân"), coders.name("SIÂN")) == ("Siân", "Siân")


def test_somebody_may_say_whose_they_are(db: Database) -> None:
    """Where the file names nobody, or for all of it."""
    assert Coders(db, Whose("Elin"), ours=False).name("") == "Elin"
    assert Coders(db, Whose("Elin"), ours=False).name("", "Marged") == "Marged"
    assert Coders(db, Whose("Elin"), ours=False).name("Marged") == "Marged"
    assert Coders(db, Whose(all_by="Elin"), ours=True).name("A") == "Elin"
    assert Coders(db, Whose(), ours=True).name("") == ""
