"""Shares: who said how much where, whatever is asked for, in agreement with the codings themselves."""

from __future__ import annotations

import sqlite3
from collections import Counter
from pathlib import Path

import pytest
from datasette.database import Database
from hypothesis import given
from hypothesis import strategies as st

from pipeline.workbench.facts import read_facts
from pipeline.workbench.quoting.overlapping import put_together
from pipeline.workbench.quoting.rows import read_bands
from pipeline.workbench.themes.filters import Filters
from pipeline.workbench.themes.passages import read_passages
from pipeline.workbench.themes.scope import Scope, find_scope
from pipeline.workbench.themes.shares import (
    Mark,
    Share,
    Stretch,
    fitting,
    of_interviewers,
    passages_of,
    people_of,
    portions,
    read_chosen_shares,
    read_marks,
    read_shares,
    stretches,
    with_quotes,
)
from tests.pipeline.conftest import CODED, SAID, SampleMaker
from tests.pipeline.workbench.test_serve import served

# The same carer a second time, and an interviewer whose words are coded too.
TWICE = """
FC01-2 foster_carer
INT: You said that nobody rang back, tŷ bach or not.
FC01: Nobody rang. Then the new worker came with a list, and she read it through with me. 👩‍👧
"""
CODED_TWICE = """
A | care/system | Nobody rang
A | care/relationships | she read it through with me
B | care/system | nobody rang back
"""


@pytest.fixture
def path(make_sample: SampleMaker) -> Path:
    """Write the sample study with somebody who was interviewed twice."""
    return make_sample(said=SAID + TWICE, coded=CODED + CODED_TWICE.lstrip())


@pytest.fixture
def database(path: Path) -> Database:
    """Open it as pages do."""
    return served(path).get_database("llais")


@pytest.fixture
def care(path: Path) -> Scope:
    """Return the theme of care."""
    found = find_scope(read_facts(path), "care")
    assert found
    return found


def counted_one_by_one(path: Path, condition: str) -> set[tuple[str, str, int]]:
    """Count the passages of each person in each transcript from the codings alone."""
    sql = f"""SELECT coalesce(participant_id, ''), transcript_id,
        count(DISTINCT turn_id || '.' || start || '.' || "end" || code_id)
        FROM codings WHERE theme_id = 'care' AND {condition} GROUP BY 1, 2"""
    with sqlite3.connect(path) as connection:
        return set(connection.execute(sql))


async def test_shares_are_what_the_codings_say(path: Path, database: Database, care: Scope) -> None:
    """With one row for each person and transcript; two coders on the same words made one passage."""
    shares = await read_shares(database, care)
    assert {(one.participant, one.transcript, one.passages) for one in shares} == counted_one_by_one(path, "1")
    assert [one.transcript for one in shares if one.participant == "FC01"] == ["FC01", "FC01-2"]
    assert shares[-1] == Share("", "", "FC01-2", 1, by_interviewer=True)  # the interviewer's words, last
    assert of_interviewers(shares) == 1


@pytest.mark.parametrize(
    ("filters", "condition"),
    [
        (Filters(coder="A"), "coder_id = 'A'"),
        (Filters(since="2"), "since = 2"),
        (Filters(since="none"), "since IS NULL"),
        (Filters(coder="B", since="2"), "coder_id = 'B' AND since = 2"),
        (Filters(meets="exchange/tangible"), "code_id = 'care/unmet-needs'"),
        (Filters(meets="care/system"), "code_id = 'care/relationships' AND transcript_id = 'FC01'"),
    ],
)
async def test_what_is_asked_of_codings_is_counted_so(
    path: Path, care: Scope, filters: Filters, condition: str
) -> None:
    """By coder, by release and by what meets them, each with the transcript where it was said."""
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE codings SET since = 2 WHERE id <= 6")
    database = served(path).get_database("llais")
    shares = await read_chosen_shares(database, care, filters, await read_shares(database, care))
    found = {(one.participant, one.transcript, one.passages) for one in shares}
    assert found == counted_one_by_one(path, condition) != set()
    assert all(one.by_interviewer == (not one.participant) for one in shares)


@pytest.mark.parametrize(
    "filters", [Filters(), Filters(coder="B"), Filters(since="none"), Filters(meets="care/system")]
)
async def test_quotes_are_counted_where_they_are(path: Path, care: Scope, filters: Filters) -> None:
    """Passages that share words are one, also those of somebody in two transcripts, and those of nobody named."""
    database = served(path).get_database("llais")
    shares = await read_shares(database, care)
    if filters:
        shares = await read_chosen_shares(database, care, filters, shares)
    shares = await with_quotes(database, care, filters, shares)
    quotes = put_together(await read_passages(database, care, filters, shares, stretches(shares, 0, 100)))
    where = [(one.first.participant, one.first.transcript) for one in quotes]
    assert {(one.participant, one.transcript): one.quotes for one in shares} == Counter(where)
    assert sum(len(one.passages) for one in quotes) == passages_of(shares)


async def test_marks_say_who_coded_whom(database: Database, care: Scope) -> None:
    """Each coder of each person in each transcript once."""
    marks = await read_marks(database, care, Filters(coder="A"), await read_shares(database, care))
    assert Mark("FC01", "foster_carer", "FC01-2", "A", "") in marks
    assert {one.coder for one in marks if one.participant == "FC01" and one.transcript == "FC01"} == {"A", "B"}
    assert len(set(marks)) == len(marks)


async def test_people_and_interviews_are_chosen_by_group_and_band(database: Database, care: Scope) -> None:
    """What is left is counted in people and in passages; nobody named is nobody."""
    shares, bands = await read_shares(database, care), await read_bands(database)
    carers = fitting(shares, Filters(group="foster_carer", attributes=(("kind", "interview"),)), bands)
    assert {one.participant for one in carers} == {"FC01", "FC02"}
    assert people_of(carers) == 2
    assert passages_of(shares) > passages_of(carers) > 2
    assert fitting(shares, Filters(attributes=(("season", "winter"),)), bands) == []
    assert people_of([Share("", "", "FC01-2", 1)]) == 0


SHARES = st.lists(
    st.builds(
        Share,
        st.sampled_from(["", "FC01", "WK02", "YP01", "Ŵ"]),
        st.just(""),
        st.just("T1"),
        passages=st.integers(1, 9),
        quotes=st.integers(1, 9),
    ),
    max_size=8,
)


@given(shares=SHARES, most=st.integers(1, 7))
def test_page_by_page_every_quote_comes_once(shares: list[Share], most: int) -> None:
    """All pages together hold each quote of each person once, in order, nobody named last."""
    every = [
        (person, n)
        for person in sorted({one.participant for one in shares}, key=lambda id: (not id, id))
        for n in range(sum(one.quotes for one in shares if one.participant == person))
    ]
    paged = []
    for first in range(0, len(every), most):
        page = [quote for stretch in stretches(shares, first, most) for quote in in_stretch(shares, stretch)]
        assert len(page) == min(most, len(every) - first)
        paged += page
    assert paged == every


def in_stretch(shares: list[Share], stretch: Stretch) -> list[tuple[str, int]]:
    """List the quotes of a stretch as the database would: those of its people in order, some skipped."""
    its = [
        (person, n)
        for person in stretch.participants or ("",)
        for n in range(sum(one.quotes for one in shares if one.participant == person))
    ]
    return its[stretch.skip : stretch.skip + stretch.take]


@given(shares=SHARES, most=st.integers(1, 30))
def test_portions_hold_everybody_once_and_not_too_much(shares: list[Share], most: int) -> None:
    """Together they are all who spoke; each has few passages, or one person alone has many."""
    found = portions(shares, most)
    assert sorted(person for people in found for person in people or ("",)) == sorted(
        {one.participant for one in shares}
    )
    for people in found:
        together = sum(one.passages for one in shares if one.participant in people)
        assert together <= most or len(people) == 1
