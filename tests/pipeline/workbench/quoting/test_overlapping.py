"""Passages on overlapping words are one quote, and nothing of any of them is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.workbench.quoting.excerpt import excerpt
from pipeline.workbench.quoting.overlapping import by_person, put_together
from pipeline.workbench.quoting.passages import Passage, Standing

SAID = "There was a bed made up, 👩‍👧 and a pan of cawl on the stove, and nobody asked for the bws fare. Tŷ agored."


def passage(start: int, end: int, code: str = "care/acts", turn: int = 1) -> Passage:
    """Make a passage of what was said."""
    return Passage(
        uid=f"{turn}-{start}-{end}-{code}",
        participant="FC01",
        group="foster_carer",
        transcript="FC01",
        turn=turn,
        speaker="P1",
        time="",
        code=code,
        coders=("A",),
        since=None,
        start=start,
        end=end,
        said=SAID,
        excerpt=excerpt(SAID, start, end),
    )


@st.composite
def passages(draw: st.DrawFn) -> list[Passage]:
    """Draw passages of two turns in the order in which the database gives them."""
    spans = st.tuples(st.integers(1, 2), st.integers(0, 40), st.integers(1, 20))
    return [passage(start, start + length, turn=turn) for turn, start, length in sorted(draw(st.sets(spans)))]


@given(passages())
def test_every_passage_is_in_one_quote(every: Sequence[Passage]) -> None:
    """In order; a quote holds all the words of its passages, and shares none with another."""
    quotes = put_together(every)
    assert [one for quote in quotes for one in quote.passages] == list(every)
    held = [(one.first.turn, {at for its in one.passages for at in range(its.start, its.end)}) for one in quotes]
    for n, (turn, words) in enumerate(held):
        assert len(words) == max(words) - min(words) + 1
        assert quotes[n].excerpt.passage == SAID[min(words) : max(words) + 1]
        assert all(not words & others for other_turn, others in held[n + 1 :] if other_turn == turn)


def test_words_that_only_touch_are_two_quotes() -> None:
    """Where one ends and the next begins, they share nothing."""
    assert len(put_together([passage(0, 10), passage(10, 20)])) == 2


def test_part_of_the_words_is_told_apart() -> None:
    """What has all of them says nothing; of long words the middle is left out, at whole words."""
    (quote,) = put_together([passage(0, 100), passage(10, 23), passage(10, 95, "care/system")])
    assert [quote.part(one) for one in quote.passages] == [
        "",
        "a bed made up",
        "a bed made up, 👩‍👧 and a pan of cawl … for the bws fare.",
    ]


def test_further_codes_stand_once() -> None:
    """Those of the passages themselves have their own lines."""
    voice, care = Standing("voice/heard", ("A",)), Standing("care/system", ("B",))
    first = replace(passage(0, 20), others=(care, voice))
    second = replace(passage(10, 30, "care/system"), others=(Standing("voice/heard", ("B", "A")),))
    (quote,) = put_together([first, second])
    assert quote.others == (Standing("voice/heard", ("A", "B")),)


def test_quotes_stand_under_who_spoke() -> None:
    """In the order in which they come; nobody named is somebody too."""
    found = by_person([passage(0, 10), passage(5, 20), replace(passage(0, 10, turn=2), participant="", group="")])
    assert [(one.id, one.group, len(one.quotes)) for one in found] == [("FC01", "foster_carer", 1), ("", "", 1)]
