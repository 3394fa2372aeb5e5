"""What a page asks for, against the text that stands in the store."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlite_utils import Database

from pipeline.errors import CannotDecide, NoSuchThing
from pipeline.review.decisions import Wish
from pipeline.reviewing.asked import Place, read_place, read_wish, words_at
from pipeline.reviewing.errors import NotUnderstood
from pipeline.reviewing.turns import text_hash

TEXT = "Aeth Siân 👩‍👧 i Bontŵyn."
HASH = text_hash(TEXT)


@pytest.fixture
def db(make_study: Callable, opened: Callable, tmp_path: object) -> Database:
    """Make a store with one turn."""
    from pipeline import steps
    from tests.studies import say_nothing

    study = make_study(tmp_path, {"FC01": f"P1: {TEXT}\nINT: Diolch."})
    store = opened(study)
    steps.read_in(store, study, (), False, say_nothing)
    return store


def test_words_are_counted_in_code_points(db: Database) -> None:
    """After a family of emoji the place is still that of the words."""
    start = TEXT.index("Bontŵyn")

    assert words_at(db, "FC01", Place(1, start, start + 7, HASH)) == (1, "Bontŵyn")


@pytest.mark.parametrize(
    ("transcript", "place", "error"),
    [
        ("FC01", Place(1, 0, 4, "0" * 16), CannotDecide),
        ("FC01", Place(1, 0, 400, HASH), CannotDecide),
        ("FC01", Place(1, 4, 4, HASH), CannotDecide),
        ("FC01", Place(1, -1, 4, HASH), CannotDecide),
        ("FC01", Place(99, 0, 4, HASH), NoSuchThing),
        ("FC02", Place(1, 0, 4, HASH), NoSuchThing),
    ],
)
def test_a_place_that_the_text_does_not_have_is_refused(
    db: Database, transcript: str, place: Place, error: type[Exception]
) -> None:
    """A text that has changed, a place outside it, another transcript's turn; no word of it is in the message."""
    with pytest.raises(error) as raised:
        words_at(db, transcript, place)
    assert "Aeth" not in str(raised.value)


@pytest.mark.parametrize("given", ["", "1 2 3", "1 2 x h", "1 2 3 h more"])
def test_a_place_that_cannot_be_read_is_refused(given: str) -> None:
    """Four parts, three of them numbers."""
    with pytest.raises(NotUnderstood):
        read_place(given)


def test_a_decision_about_a_mention_names_its_place(db: Database) -> None:
    """With the words as they stand in the store."""
    asked = read_wish(db, "FC01", {"wish": f"keep 1 5 9 {HASH}"})

    assert asked.turn == 1
    assert asked.wish == Wish("keep", "mention", "Siân", "FC01", 1, 5, 9)


@pytest.mark.parametrize(("scope", "about"), [("transcript", "FC01"), ("study", None)])
def test_a_decision_about_words_everywhere_names_no_place(db: Database, scope: str, about: str | None) -> None:
    """But what stands at hand is known too."""
    form = {"wish": f"replace 1 5 9 {HASH}", "scope": scope, "type": "PERSON", "replacement": "  a  friend "}
    asked = read_wish(db, "FC01", form)

    assert asked.wish == Wish("replace", scope, "Siân", about, type="PERSON", replacement="a friend")
    assert asked.here == Wish("replace", "mention", "Siân", "FC01", 1, 5, 9)


@pytest.mark.parametrize(
    "form",
    [
        {"wish": f"undo 1 5 9 {HASH}"},
        {"wish": f"keep 1 5 9 {HASH}", "scope": "everything"},
        {"wish": f"replace 1 5 9 {HASH}", "replacement": "x" * 201},
        {"wish": f"replace 1 5 9 {HASH}", "other": "a\u0000b"},
        {"wish": ""},
        {},
    ],
)
def test_what_is_no_decision_is_refused(db: Database, form: dict[str, str]) -> None:
    """Other actions and reaches, too many letters, none at all."""
    with pytest.raises(NotUnderstood):
        read_wish(db, "FC01", form)


def test_a_page_that_counts_otherwise_is_refused(db: Database) -> None:
    """Where the words that the page shows at a place are not those of the store, nothing is decided."""
    read_wish(db, "FC01", {"wish": f"keep 1 5 9 {HASH}", "words": "Siân"})
    with pytest.raises(CannotDecide):
        read_wish(db, "FC01", {"wish": f"keep 1 5 9 {HASH}", "words": "iân "})
