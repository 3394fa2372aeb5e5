"""A span of another program's text is carried to the same words of the turns, or has no place; it is never guessed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.transcript_text import lay_out
from pipeline.coding.align import Alignment, align
from pipeline.coding.folded import Folded, fold
from pipeline.coding.spans import CHANGED, OUTSIDE, POINT, SEVERAL, Found, NoPlace, find_span, turn_at
from pipeline.coordinates import ReplacedText, Replacement

TURNS = [
    "How did it go, the first week?",
    "She didn’t eat at first 🙂 and then Gŵyneth made cawl for all of us.\nAnd then, dyna ni, she slept.",
    "And the lift to school?",
    "The taxi came at eight 👩‍👧 and took her to the same school as before, the taxi did.",
]


def laid_out(turns: list[str] = TURNS) -> str:
    """Lay turns out as an export does."""
    return lay_out((n, "P1", turn) for n, turn in enumerate(turns, start=1)).text


def aligned(text: str) -> Alignment:
    """Align the turns with a text."""
    return align([Folded(turn) for turn in TURNS], Folded(text))


def places(text: str, words: str, quote: str = "") -> Found:
    """Find the one place of some words of a text in the turns."""
    assert text.count(words) == 1
    start = text.index(words)
    return find_span(aligned(text), start, start + len(words), quote)


def words_of(found: Found) -> list[str]:
    """Give the words of each part, with the number of its turn."""
    return [f"{part.turn}: {TURNS[part.turn][part.start : part.end]}" for part in found.parts]


@pytest.mark.parametrize(
    "words",
    ["Gŵyneth made cawl", "first 🙂 and", " at eight 👩‍👧 ", "us.\nAnd then", "How did it go, the first week?"],
)
def test_words_have_the_same_place_to_the_character(words: str) -> None:
    """Accents, emoji, line ends, and blanks that were chosen too."""
    found = places(laid_out(), words)

    assert [entry.split(": ", 1)[1] for entry in words_of(found)] == [words]
    assert not found.by_quote


def test_a_text_that_was_passed_on_has_the_same_places() -> None:
    """Decomposed accents, straight quotation marks, hard blanks and other line ends change nothing."""
    text = unicodedata.normalize("NFD", laid_out()).replace("’", "'").replace("eat at", "eat\u00a0 at")
    text = text.replace("\n\n", "\r\n")

    assert words_of(places(text, unicodedata.normalize("NFD", "Gŵyneth made"))) == ["1: Gŵyneth made"]
    assert words_of(places(text, "didn't eat\u00a0 at first")) == ["1: didn’t eat at first"]


def test_a_span_over_several_turns_is_a_part_in_each() -> None:
    """The labels and numbers between them are dropped."""
    text = laid_out()
    start, end = text.index("she slept"), text.index("came at eight")

    assert words_of(find_span(aligned(text), start, end)) == [
        "1: she slept.",
        "2: And the lift to school?",
        "3: The taxi ",
    ]


def test_a_label_before_the_words_is_dropped() -> None:
    """Whoever codes a whole paragraph means what was said."""
    text = laid_out()
    start = text.index("P1: [3]")

    assert words_of(find_span(aligned(text), start, text.index("P1: [4]"))) == ["2: And the lift to school?"]


@pytest.mark.parametrize(("words", "why"), [("P1: [3]", OUTSIDE), ("Interview FC01", OUTSIDE)])
def test_labels_and_headings_alone_have_no_place(words: str, why: str) -> None:
    """They are nobody's words."""
    with pytest.raises(NoPlace) as refused:
        places(f"Interview FC01\n\n{laid_out()}", words)

    assert refused.value.why == why


def test_a_point_has_no_place() -> None:
    """Some programs have codings of no length."""
    with pytest.raises(NoPlace) as refused:
        find_span(aligned(laid_out()), 40, 40)

    assert refused.value.why == POINT


def test_what_stands_beside_a_change_keeps_its_place() -> None:
    """Somebody corrected a word of the turn; the coding is on others."""
    text = laid_out().replace("made cawl", "cooked a soup")

    assert words_of(places(text, "And then, dyna ni")) == ["1: And then, dyna ni"]
    assert words_of(places(text, "She didn’t eat")) == ["1: She didn’t eat"]


def test_changed_words_have_no_place_and_the_turn_is_told() -> None:
    """What the coder chose is not what was said."""
    text, words = laid_out().replace("made cawl", "cooked a soup"), "Gŵyneth cooked a soup for all"

    with pytest.raises(NoPlace) as refused:
        places(text, words)

    assert refused.value.why == CHANGED
    assert turn_at(aligned(text), text.index(words), text.index(words) + len(words)) == 1


def test_words_left_out_within_a_coding_are_a_change() -> None:
    """The coder never saw them."""
    text = laid_out().replace("made cawl for all of us", "made us")

    with pytest.raises(NoPlace) as refused:
        places(text, "then Gŵyneth made us")

    assert refused.value.why == CHANGED


def test_words_that_were_moved_are_found_by_themselves() -> None:
    """A sentence that somebody put into another turn."""
    text = (
        laid_out().replace("And then, dyna ni, she slept.", "").replace("week?", "week? And then, dyna ni, she slept.")
    )

    found = places(text, "And then, dyna ni, she slept")

    assert words_of(found) == ["1: And then, dyna ni, she slept"]


def test_of_two_places_the_one_with_the_same_words_round_it_is_taken() -> None:
    """Somebody wrote a part of the turn anew; what stands before the words tells which of two they are."""
    beginning = "The taxi came at eight 👩‍👧 and took her to the same school as before, the taxi did."
    text = laid_out().replace(
        beginning, "Well, as before, the taxi did say. The taxi came at eight 👩‍👧 and took her away."
    )
    start = text.index("taxi did say")

    found = find_span(aligned(text), start, start + 4)

    (part,) = found.parts
    assert (part.turn, TURNS[3][part.start : part.end + 4]) == (3, "taxi did")


def test_a_quote_that_is_not_at_its_place_has_to_stand_once() -> None:
    """Positions that do not fit their quote lead nowhere; the words alone do, where there is one place only."""
    text = laid_out()
    alignment = aligned(text)
    start = text.index("How did")

    assert words_of(find_span(alignment, start, start + 9, "made cawl")) == ["1: made cawl"]
    with pytest.raises(NoPlace) as refused:
        find_span(alignment, text.index("came at"), text.index(" eight"), "he taxi")
    assert refused.value.why == SEVERAL


def test_lines_of_an_edited_text_are_found_one_by_one() -> None:
    """A coding over two turns, one of which was edited elsewhere: its label is known from the others."""
    text = laid_out().replace("P1: [3]", "Well. P1: [3]")
    start, end = text.index("And then, dyna"), text.index("to school?")

    found = find_span(aligned(text), start, end)

    assert words_of(found)[0] == "1: And then, dyna ni, she slept."
    assert words_of(found)[-1] == "2: And the lift "


letters = st.text("abcd efŵ’🙂.", min_size=1, max_size=30)


@given(
    st.lists(letters, min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 29), st.integers(1, 6), letters), max_size=6),
    st.data(),
)
def test_published_codings_come_back_to_the_words_that_they_were_made_on(
    said: list[str], replaced: list[tuple[int, int, int, str]], data: st.DataObject
) -> None:
    """Whatever was replaced: a coding that is published, exported and read again covers the words of the source."""
    turns = [_with_replacements(text, [one[1:] for one in replaced if one[0] == n]) for n, text in enumerate(said)]
    text = lay_out((n, "P1", turn.text) for n, turn in enumerate(turns, start=1))
    n = data.draw(st.integers(0, len(turns) - 1))
    start = data.draw(st.integers(0, len(said[n]) - 1))
    end = data.draw(st.integers(start + 1, len(said[n])))
    published = turns[n].to_published(start, end)
    alignment = align([Folded(turn.text) for turn in turns], Folded(text.text))

    try:
        found = find_span(alignment, *text.in_text(n + 1, *published))
    except NoPlace:
        # Short turns that are alike stand in no place for sure; whole words that are told apart always do.
        assert not alignment.is_whole or not fold(turns[n].text[slice(*published)])
        return

    if alignment.is_whole:
        (part,) = found.parts
        back = turns[n].to_source(part.start, part.end)
        assert fold(said[part.turn][slice(*back)]) == fold(said[n][slice(*turns[n].to_source(*published))])


def _with_replacements(text: str, wanted: list[tuple[int, int, str]]) -> ReplacedText:
    """Replace what does not overlap with something before it."""
    kept: list[Replacement] = []
    for start, length, words in sorted(wanted):
        if start + length <= len(text) and (not kept or kept[-1].end <= start):
            kept.append(Replacement(start, start + length, words))
    return ReplacedText(text, kept)
