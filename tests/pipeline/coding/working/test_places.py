"""Where in the source stands what a page showed: through the replacements that it showed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from pipeline.coding.working.events import APPLY, Event
from pipeline.coding.working.places import NoPlace, Places, hash_of
from pipeline.coordinates import ReplacedText, Replacement
from tests.studies import make_study, opened, run_main_job

SAID = "Nia gave her a lift 👩‍👧, tŷ cynnes, and Nia stayed."
SHOWN = ReplacedText(
    SAID, [Replacement(0, 3, "Eirwen"), Replacement(SAID.rindex("Nia"), SAID.rindex("Nia") + 3, "Mai")]
)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Open a store whose one draft replaced a name twice."""
    study = make_study(tmp_path_factory.mktemp("study") / "study", {"FC01": f"INT: Who?\n\nFC01: {SAID}\n"})
    with opened(study) as store:
        run_main_job(store, study)
        store.table("releases").insert({"id": "draft-x", "audience": "team", "status": "draft", "sha256": ""})
        store.table("release_replacements").insert_all(
            {
                "release_id": "draft-x",
                "transcript_id": "FC01",
                "turn": 2,
                "start": one.start,
                "end": one.end,
                "replacement": one.text,
            }
            for one in SHOWN.replacements
        )
        yield store


def event(start: int, end: int, **others) -> Event:
    """Make an event on words of turn 2 of that draft."""
    quote = SHOWN.text[start:end]
    made = {"turn": 2, "text_hash": hash_of(SHOWN.text), "start": start, "end": end, "quote": quote, **others}
    return Event("HL", APPLY, "draft-x", "FC01", **made)


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_of_the_page_are_the_same_words_of_the_source(db: Database, data: st.DataObject) -> None:
    """Published again, the source of a selection holds all of it, and no more than the names that it cuts into."""
    start = data.draw(st.integers(0, len(SHOWN.text) - 1))
    end = data.draw(st.integers(start + 1, len(SHOWN.text)))
    _, first, last = Places(db).span(event(start, end))
    again = SHOWN.to_published(first, last)
    assert again[0] <= start < end <= again[1]
    cut = [(a, b) for a, b, _ in SHOWN.published_spans() if a < start < b or a < end < b]
    assert again == (min([start, *(a for a, _ in cut)]), max([end, *(b for _, b in cut)])) if cut else (start, end)


def test_words_of_another_text_are_looked_for(db: Database) -> None:
    """Where the turn has changed, words that stand there once are found, and others are told of without them."""
    turn, start, end = Places(db).span(event(0, 0, text_hash="another", quote="tŷ cynnes"))
    assert SAID[start:end] == "tŷ cynnes"
    with pytest.raises(NoPlace, match="turn 2 of FC01 has changed") as no_place:
        Places(db).span(event(0, 0, text_hash="another", quote="never said"))
    assert "never said" not in str(no_place.value)
    assert turn == Places(db).turn(event(0, 1))


def test_what_is_not_there_any_more_is_said(db: Database) -> None:
    """A turn, or a transcript, that the study does not have."""
    with pytest.raises(NoPlace, match="has no turn 9"):
        Places(db).turn(event(0, 1, turn=9))
    with pytest.raises(NoPlace, match="no longer in the study"):
        Places(db).transcript(Event("HL", APPLY, "draft-x", "XX99"))
