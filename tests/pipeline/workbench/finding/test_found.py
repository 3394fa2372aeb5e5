"""The turns that a search finds."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.workbench.finding import found
from pipeline.workbench.finding.found import Searches, search
from pipeline.workbench.finding.voices import read_voices
from pipeline.workbench.finding.within import Within

EVERYWHERE = Within()


@pytest.fixture
def db(make_sample: Callable[..., Path]) -> Iterator[sqlite3.Connection]:
    """Open the sample study."""
    with closing(sqlite3.connect(make_sample())) as opened:
        yield opened


def test_the_closest_come_first(db: sqlite3.Connection) -> None:
    """The turn that holds a word most for its length is first; every turn that holds it is there."""
    result = search(db, '"the"', read_voices(db))
    turns = dict(db.execute("SELECT id, text FROM turns WHERE lower(text) GLOB '*the[^a-z]*'"))
    assert result.is_ranked
    assert sorted(result.turns) == sorted(turns)
    assert turns[result.turns[0]] == "And the guidance?"
    assert result.by_voice.total() == len(turns)


def test_very_many_hits_stay_in_order_of_the_texts(db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the number that can be ranked in time, hits come as they were said."""
    monkeypatch.setattr(found, "RANKED_UP_TO", 3)
    result = search(db, '"the"', read_voices(db))
    assert not result.is_ranked
    assert list(result.turns) == sorted(result.turns)


@pytest.mark.parametrize("most", [3, 20_000])
def test_pages_of_some_voices(db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """A page holds only turns of those who are looked at, and pages put together are all of them."""
    monkeypatch.setattr(found, "RANKED_UP_TO", most)
    voices, workers = read_voices(db), Within(group="worker", role="participant")
    result = search(db, '"the"', voices)
    theirs = [id for (id,) in db.execute("SELECT id FROM turns WHERE group_id = 'worker' AND text LIKE '%the %'")]
    pages = [result.page(workers, voices, at, 2) for at in (0, 2, 4)]
    assert sorted(sum(pages, [])) == sorted(theirs)
    assert len(pages[0]) == 2
    assert result.first_in_texts(workers, voices, 2) == sorted(theirs)[:2]
    assert len(result.page(EVERYWHERE, voices, 0, 100)) == len(result.turns)


def test_the_last_searches_are_kept_and_no_more(db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same search again is not asked again; once many hits are kept, the oldest search is asked anew."""
    monkeypatch.setattr(found, "MOST_KEPT", 14)
    searches = Searches(has_attributes=True)
    first, _ = searches.ask(db, '"the"')
    assert searches.ask(db, '"the"')[0] is first
    other, _ = searches.ask(db, '"she"')
    assert searches.ask(db, '"she"')[0] is other
    assert searches.ask(db, '"the"')[0] is not first


def test_a_search_larger_than_all_that_is_kept_is_kept_alone(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even then its next page need not search again."""
    monkeypatch.setattr(found, "MOST_KEPT", 1)
    searches = Searches(has_attributes=True)
    assert searches.ask(db, '"the"')[0] is searches.ask(db, '"the"')[0]
