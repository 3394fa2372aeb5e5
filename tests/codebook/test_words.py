"""Words for changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebook.words import changed_words, listed, replace_mentions

LONG = "The family sits down to eat together at home, at least once a week, and everybody is asked about their day."


@pytest.mark.parametrize(
    ("items", "sentence"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_items_stand_in_a_row(items: list[str], sentence: str) -> None:
    """With an "and" before the last."""
    assert listed(items) == sentence


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("at home,", "at one table,", "“… to eat together at [home, → one table,] at least once a …”"),
        ("once a week,", "once a week or so,", "“… at least once a [week, → week or so,] and everybody is asked …”"),
        (
            " at least once a week,",
            "",
            "“… eat together at home, [gone: at least once a week,] and everybody is asked …”",
        ),
        ("The family", "The whole family 👩‍👧", "“The [new: whole] family [new: 👩‍👧] sits down to eat …”"),
    ],
)
def test_long_texts_show_the_words_that_differ(old: str, new: str, shown: str) -> None:
    """With a few words around them."""
    assert changed_words(LONG, LONG.replace(old, new)) == shown


def test_short_texts_and_other_texts_are_better_read_whole() -> None:
    """A difference word by word would only be in the way."""
    assert changed_words("Eating together.", "Eating alone.") == ""
    assert (
        changed_words(LONG, "Being driven to school or to friends by a foster carer or by somebody they trust.") == ""
    )


@given(
    before=st.lists(st.sampled_from("cawl te ŵy 🙂 a b c".split()), min_size=12, max_size=40),
    after=st.lists(st.sampled_from("cawl te ŵy 🙂 a b c".split()), min_size=12, max_size=40),
)
def test_no_word_that_differs_is_left_out(before: list[str], after: list[str]) -> None:
    """Only what both texts have may be shortened: each text's other words are all shown."""
    shown = changed_words(" ".join(before), " ".join(after))
    if shown:
        for word in set(before) ^ set(after):
            assert word in shown


def test_mentions_are_whole_ids_and_tags() -> None:
    """Not parts of longer ones, nor words."""
    text = "not a lift (CAR-LIF); see care/lifts, care/lifts-home, CAR-LIF-X and XCAR-LIF"

    assert replace_mentions(text, {"CAR-LIF": "CAR-DRI", "care/lifts": "care/drives"}) == (
        "not a lift (CAR-DRI); see care/drives, care/lifts-home, CAR-LIF-X and XCAR-LIF"
    )
    assert replace_mentions(text, {}) == text
