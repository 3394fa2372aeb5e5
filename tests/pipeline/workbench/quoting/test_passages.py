"""Passages found quote by quote, whichever way the codings are gone along."""

from __future__ import annotations

import pytest
from datasette.database import Database

from pipeline.workbench.quoting.overlapping import put_together
from pipeline.workbench.quoting.passages import Standing, codings_of_quotes, passages_of_codings
from tests.pipeline.conftest import SampleMaker
from tests.pipeline.workbench.test_serve import served


@pytest.fixture
def database(make_sample: SampleMaker) -> Database:
    """Open the sample study as pages do."""
    return served(make_sample()).get_database("llais")


async def words_of_quotes(database: Database, column: str, condition: str, skip: int, take: int) -> list[list[str]]:
    """Read the words of each passage of some quotes."""
    ids = await codings_of_quotes(database, column, condition, {}, skip, take)
    quotes = put_together(await passages_of_codings(database, ids))
    return [[one.excerpt.passage for one in quote.passages] for quote in quotes]


@pytest.mark.parametrize(
    ("column", "condition"),
    [
        ("theme_id", "theme_id = 'care' AND participant_id = 'FC01'"),
        ("participant_id", "participant_id = 'FC01' AND theme_id = 'care'"),
    ],
)
async def test_a_quote_comes_with_all_of_its_passages(database: Database, column: str, condition: str) -> None:
    """Along a theme and along a person alike; what stands on the same words is not cut off by a page's end."""
    first, second = [await words_of_quotes(database, column, condition, n, 1) for n in (0, 1)]
    assert first == [["a bed made up, and a pan of cawl"]]
    assert second == [
        ["She had five social workers that year", "She had five social workers that year, so nobody could tell me"]
    ]
    assert await words_of_quotes(database, column, condition, 0, 9) == first + second
    assert await words_of_quotes(database, column, condition, 2, 9) == []


async def test_each_person_has_quotes_of_their_own(database: Database) -> None:
    """The second quote of each, where they have one, is not the second of all."""
    ids = await codings_of_quotes(database, "theme_id", "theme_id = 'care'", {}, 1, 1, of_each=True)
    found = [(one.participant, one.code) for one in await passages_of_codings(database, ids)]
    assert found == [("FC01", "care/relationships"), ("FC01", "care/system"), ("FC02", "care/acts")]


async def test_two_codes_on_the_same_words_are_two_passages(database: Database) -> None:
    """Each with the other beside it; two coders who gave the same code are one."""
    ids = await codings_of_quotes(database, "participant_id", "participant_id = 'YP01'", {}, 0, 9)
    found = await passages_of_codings(database, ids)
    assert [(one.code, one.coders, one.others) for one in found] == [
        ("voice/trusted-adult", ("A", "B"), ()),
        ("voice/heard", ("A",), ()),
        ("care/unmet-needs", ("B",), (Standing("exchange/tangible", ("A",)),)),
        ("exchange/tangible", ("A",), (Standing("care/unmet-needs", ("B",)),)),
    ]
