"""Rows of passages, for those who go on working with them elsewhere."""

from __future__ import annotations

import pytest

from pipeline.workbench.facts import Facts, read_facts
from pipeline.workbench.quoting.excerpt import Excerpt
from pipeline.workbench.quoting.passages import Note, Passage
from pipeline.workbench.quoting.rows import passage_rows, read_bands
from tests.pipeline.conftest import SampleMaker
from tests.pipeline.workbench.test_serve import served

PASSAGE = Passage(
    uid="5e",
    participant="YP01",
    group="young_person",
    transcript="YP01",
    turn=4,
    speaker="P1",
    time="00:04:05",
    code="voice/heard",
    coders=("A", "B"),
    since=2,
    start=60,
    end=86,
    said="…",
    excerpt=Excerpt("… and ", "she asked me what I wanted", ". ❤️"),
    notes=(Note("ŷ", "A"), Note("again", "B")),
)


@pytest.fixture
def facts(make_sample: SampleMaker) -> Facts:
    """Return what is known about the sample study."""
    return read_facts(make_sample())


def test_a_row_says_who_where_and_by_whom(facts: Facts) -> None:
    """With the bands of the interview in columns of their own, and the address of the quote."""
    (row,) = passage_rows([PASSAGE], {"YP01": {"season": "autumn 2025"}}, facts)
    assert row == {
        "participant": "YP01",
        "group": "Young people",
        "season": "autumn 2025",
        "kind": "",
        "transcript": "YP01",
        "turn": 4,
        "time": "00:04:05",
        "code": "voice/heard",
        "coders": "A, B",
        "since_release": 2,
        "quote": "she asked me what I wanted",
        "may_quote": 1,
        "memo": "ŷ\nagain",
        "address": "/quote/5e",
    }


async def test_bands_are_those_of_each_transcript(make_sample: SampleMaker) -> None:
    """Attribute by attribute."""
    bands = await read_bands(served(make_sample()).get_database("llais"))
    assert bands["FC01"] == {"season": "autumn 2025", "kind": "interview"}
    assert bands["FG01"]["kind"] == "focus group"
