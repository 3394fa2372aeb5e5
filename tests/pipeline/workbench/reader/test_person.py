"""One person: how many passages and quotes they have, and page by page all of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from datasette.database import Database

from pipeline.workbench.facts import Facts, read_facts
from pipeline.workbench.quoting.overlapping import put_together
from pipeline.workbench.reader.person import coded, passages, spoken_of
from tests.pipeline.conftest import CODED, SAID, SampleMaker
from tests.pipeline.workbench.test_serve import served

# The same carer a second time: words that three codings hold, one after the other, and words that only touch those.
TWICE = """
FC01-2 foster_carer
INT: And the year after?
FC01: Then a new worker came with a list, tŷ bach or not, and she read it through with me. 👩‍👧 Every line.
"""
CODED_TWICE = """A | care/system | a new worker came with a list
B | care/system | with a list, tŷ bach or not
A | voice/heard | tŷ bach or not, and she read it through with me
B | voice/heard | . 👩‍👧 Every line
"""


@pytest.fixture
def path(make_sample: SampleMaker) -> Path:
    """Write the sample study with somebody who was interviewed twice."""
    return make_sample(said=SAID + TWICE, coded=CODED + CODED_TWICE)


@pytest.fixture
def database(path: Path) -> Database:
    """Open it as pages do."""
    return served(path).get_database("llais")


@pytest.fixture
def facts(path: Path) -> Facts:
    """Return what is known about it."""
    return read_facts(path)


@pytest.mark.parametrize(
    ("theme", "code", "in_all"),
    [
        ("", "", (7, 4)),
        ("care", "", (5, 3)),
        ("", "care/system", (3, 2)),
        ("voice", "voice/heard", (2, 2)),
        ("exchange", "", (0, 0)),
    ],
)
async def test_both_numbers_are_those_of_what_is_read(
    database: Database, theme: str, code: str, in_all: tuple[int, int]
) -> None:
    """Of all, of a theme and of a code: every passage comes once, in so many quotes, however they are paged."""
    which = await coded(database, "FC01", theme, code)
    assert (which.passages, which.quotes) == in_all
    every = put_together(await passages(database, which, 0, 100))
    assert (sum(len(one.passages) for one in every), len(every)) == in_all
    one_by_one = [put_together(await passages(database, which, n, 1)) for n in range(which.quotes)]
    assert [quote for page in one_by_one for quote in page] == every


async def test_a_number_leads_to_as_many_passages(database: Database, facts: Facts) -> None:
    """What a theme and a code are said to have is what is found when they are asked for."""
    for one in await spoken_of(database, facts, "FC01"):
        assert (await coded(database, "FC01", one.theme.id)).passages == one.passages
        for code, in_all in one.codes:
            assert (await coded(database, "FC01", code=code.id)).passages == in_all


async def test_a_chain_of_passages_is_one_quote(database: Database) -> None:
    """From the first word to the last of three that each overlap the next, whoever gave them which code."""
    *_, chain, alone = put_together(await passages(database, await coded(database, "FC01"), 0, 100))
    assert chain.excerpt.passage == "a new worker came with a list, tŷ bach or not, and she read it through with me"
    assert [one.code for one in chain.passages] == ["care/system", "care/system", "voice/heard"]
    assert alone.excerpt.passage == ". 👩‍👧 Every line"


async def test_other_codes_stand_beside_what_is_asked_for(database: Database) -> None:
    """Narrowed down to a theme, a quote ends with its passages and names the codes that also stand there."""
    *_, quote = put_together(await passages(database, await coded(database, "FC01", "care"), 0, 100))
    assert quote.excerpt.passage == "a new worker came with a list, tŷ bach or not"
    assert [(one.code, one.coders) for one in quote.others] == [("voice/heard", ("A",))]
