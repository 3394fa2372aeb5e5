"""Tracked changes in OpenDocument texts."""

from __future__ import annotations

import pytest

from ingest.errors import UnreadableFile, UnresolvedChanges
from ingest.readers.odt import read
from ingest.rules import REJECT, STOP, Rules
from tests.ingest.readers.odt_files import END, GONE, INSERTED, START, beside, cells, changed, deleted, odt, spoken
from tests.ingest.readers.written import odt_paragraph as p


def test_tracked_changes_in_a_sentence() -> None:
    """They are read as accepted unless somebody says otherwise; both are reported, with who made them."""
    content = odt(changed(f"Two {START}or three {END}cups{GONE}.", INSERTED, deleted(" of cocoa")))
    assert spoken(read(content, Rules()))[1][1] == "Two or three cups."
    assert spoken(read(content, Rules(changes=REJECT)))[1][1] == "Two cups of cocoa."
    for rules in ({}, {"changes": REJECT}):
        assert beside(content, **rules) == [
            ("author", "Nest Wyn"), ("tracked insertion", "or three"), ("tracked deletion", "of cocoa"),
        ]  # fmt: skip
    with pytest.raises(UnresolvedChanges, match=r"tracked changes \(2\)"):
        read(content, Rules(changes=STOP))


def test_a_turn_deleted_at_a_paragraphs_end_comes_back() -> None:
    """Put back, the first of its paragraphs goes on with the one that it was cut from, and the last is gone on with."""
    content = odt(
        changed(
            f"Two{GONE} cups.", "<text:format-change>WHO</text:format-change>", deleted("!", "INT: Sure?", "P1: Yes,")
        )
    )
    assert spoken(read(content, Rules()))[1] == ("P1", "Two cups.")
    assert spoken(read(content, Rules(changes=REJECT)))[1:4] == [("P1", "Two!"), ("INT", "Sure?"), ("P1", "Yes, cups.")]
    with pytest.raises(UnresolvedChanges, match=r"tracked changes \(1\)"):
        read(content, Rules(changes=STOP))


def test_an_inserted_turn_goes_with_its_paragraph() -> None:
    """An insertion may hold paragraph ends, lists and tables."""
    table = f"<table:table>{cells('Monday', 'toast')}</table:table>"
    inner = f"Two{START}.</text:p>{p('INT: Sure?')}{table}<text:p>P1: Yes,{END} cups."
    content = odt(changed(inner, INSERTED))
    assert ("INT", "Sure?") in spoken(read(content, Rules()))
    assert spoken(read(content, Rules(changes=REJECT)))[1] == ("P1", "Two cups.")
    assert beside(content)[1] == ("tracked insertion", ".\nINT: Sure?\nMonday\ntoast\nP1: Yes,")


def test_what_was_inserted_and_then_deleted_never_was() -> None:
    """It is in neither reading."""
    content = odt(changed(f"Two{GONE} cups.", INSERTED, f"{INSERTED}{deleted(' hot')}"))
    for changes in ("accept", REJECT):
        assert spoken(read(content, Rules(changes=changes)))[1] == ("P1", "Two cups.")


def test_a_deletion_that_nothing_refers_to_is_still_reported() -> None:
    """It is in the file."""
    assert ("tracked deletion", "Rhys") in beside(odt(changed("Please.", INSERTED, deleted("Rhys"))))


def test_an_insertion_without_an_end_takes_nothing_away() -> None:
    """Accepted, it makes no difference; rejected, nobody knows where it ended."""
    content = odt(changed(f"Two{START} cups.", INSERTED))
    assert len(read(content, Rules()).turns) == 4
    with pytest.raises(UnreadableFile):
        read(content, Rules(changes=REJECT))


def test_deletions_that_hold_each_other_end() -> None:
    """A hostile file may have a change put back inside itself."""
    region = f"<text:deletion>WHO<text:p>again {GONE}</text:p></text:deletion>"
    content = odt(changed(f"Two {GONE}{GONE}cups.", INSERTED, region))
    assert spoken(read(content, Rules(changes=REJECT)))[1] == ("P1", "Two again cups.")
