"""Rows: what a page shows, for those who go on working with it elsewhere."""

from __future__ import annotations

import pytest

from pipeline.workbench.facts import Facts, read_facts
from pipeline.workbench.themes.about import Counted
from pipeline.workbench.themes.excerpt import Excerpt
from pipeline.workbench.themes.passages import Note, Passage
from pipeline.workbench.themes.rows import count_rows, passage_rows, said_to_be_part
from tests.pipeline.conftest import SampleMaker

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


def test_rows_that_are_not_all_say_so(facts: Facts) -> None:
    """Every row of a part says of how many it is one; of the whole none does."""
    rows = passage_rows([PASSAGE], {}, facts)
    assert (
        said_to_be_part(rows, 12_000)[0]["left_out"]
        == "the first 1 of 12000 passages; ask more narrowly for the others"
    )
    assert said_to_be_part(rows, 1) == rows


def test_hidden_numbers_are_empty() -> None:
    """Where there are only numbers, a hidden one is nothing, not none."""
    counted = [
        ("Group", [Counted("worker", "Workers", None, 30, None)]),
        ("Season", [Counted("", "autumn 2025", 12, 20, 15)]),
    ]
    workers, autumn = count_rows(counted)
    assert workers == {"by": "Group", "value": "Workers", "people": None, "people_in_all": 30, "passages": None}
    assert autumn == {"by": "Season", "value": "autumn 2025", "people": 12, "people_in_all": 20, "passages": 15}
