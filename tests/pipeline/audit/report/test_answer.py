"""How answers are put together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit.report.answer import State, listed, sentence, spans, state_of, table


def test_a_state_says_how_much_is_fulfilled() -> None:
    """All, some, or nothing of what is asked."""
    assert state_of(True, True) == State.DONE
    assert state_of(True, False) == State.PARTLY
    assert state_of(False, False) == State.NOT_DONE


@pytest.mark.parametrize(
    ("labels", "written"),
    [
        (["FC03", "FC01", "FC02"], "FC01 to FC03"),
        (["FC01", "FC02", "YP01"], "FC01, FC02, YP01"),
        (["FC01", "FC03"], "FC01, FC03"),
        (["FC09", "FC10", "FC11"], "FC09 to FC11"),
        (["FG", "FG01-P1"], "FG, FG01-P1"),
        ([], ""),
    ],
)
def test_labels_that_follow_each_other_are_written_short(labels: list[str], written: str) -> None:
    """From three on."""
    assert spans(labels) == written


@given(st.sets(st.integers(1, 40)))
def test_no_label_is_lost_and_none_is_added(numbers: set[int]) -> None:
    """What stands between two ends that are written short was there."""
    written = spans(f"FC{n:02}" for n in numbers)
    told: set[int] = set()
    for part in filter(None, written.split(", ")):
        first, _, last = part.partition(" to ")
        told.update(range(int(first[2:]), int((last or first)[2:]) + 1))
    assert told == numbers


def test_words_and_things_to_do_make_sentences() -> None:
    """Of none, nothing is made."""
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert sentence(["read it", "sign it"]) == "Read it; sign it."
    assert sentence([]) == ""


def test_a_table_without_rows_is_none() -> None:
    """An empty table shows nothing."""
    assert table("Nothing", ("a",), []) == ()
    assert table("Something", ("a", "b"), [("FC01", 3)])[0].rows == (("FC01", "3"),)
