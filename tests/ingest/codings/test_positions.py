"""Every way in which programs count positions is found out, or said to be ambiguous; none is silently wrong."""

from __future__ import annotations

import random
import re
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.codings.positions import AMBIGUOUS, OUTSIDE, Placing, Selections, habits_of, place_all
from ingest.codings.stored_text import stored_text

TALK = """FC: They moved me again in March, and nobody said why. {one}
INT: What did you take with you?
FC: A bag. And the phone that Siân gave me {two}, the one with the cracked glass.
INT: Who listened to you?
FC: My social worker did, when she came. “It's not your job,” she said, “to mend the lift.” {three}
INT: And the food?
FC: Cawl every Thursday; tŷ ni, we called it. I rang Mrs. Ŵyn about the meeting {one} and she wrote it all down.
INT: What would you have wanted?
FC: Somewhere to stay for longer than a term {two}. And to be asked, before it was decided, not after."""
EMOJI = {"one": "🙂", "two": "👩‍👧", "three": "🏴󠁧󠁢󠁷󠁬󠁳󠁿🙂"}
TWENTY = (
    "They moved me again", "nobody said why", "A bag.", "the phone that Siân gave me", "the cracked glass",
    "Who listened to you?", "My social worker did, when she came.", "when she came", "“It's not your job,”",
    "to mend the lift", "And the food?", "Cawl every Thursday", "tŷ ni, we called it", "I rang Mrs. Ŵyn",
    "the meeting", "she wrote it all down", "What would you have wanted?", "longer than a term", "to be asked",
    "before it was decided, not after",
)  # fmt: skip


def talk(emoji: bool, newline: str) -> str:
    """Return the text of an interview as a file has it."""
    filled = TALK.format(**EMOJI) if emoji else TALK.format(one=":-)", two="-", three="…")
    return filled.replace("\n", newline)


def counted(text: str, place: int, *, utf16: bool, one: bool, mark: bool) -> int:
    """Count a place as a program does."""
    before = text[:place].replace("\r\n", "\n") if one else text[:place]
    return (len(before.encode("utf-16-le")) // 2 if utf16 else len(before)) + mark


def selections(
    text: str, chosen: list[tuple[int, int]], *, marked: bool, said: tuple[str, ...] = (), **rule: bool
) -> Selections:
    """Return the stretches of a text as a program would write their positions."""
    places = [(counted(text, start, **rule), counted(text, end, **rule)) for start, end in chosen]
    starts, ends = zip(*places, strict=True)
    return Selections(stored_text("\ufeff" * marked + text), starts, ends, said or ("",) * len(chosen))


def quotes(placing: Placing, texts: list[Selections]) -> list[str | None]:
    """Return the words of every selection, None where it has no place."""
    return [
        None if place.problem else one.text.text[place.start : place.end]
        for one, places in zip(texts, placing.places, strict=True)
        for place in places
    ]


@pytest.mark.parametrize("origin", ["", "NVivo 12", "ATLAS.ti 23.2.1", "MAXQDA 24.7", "QualCoder 3.6"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("emoji", [False, True])
@pytest.mark.parametrize("mark", [False, True])
@pytest.mark.parametrize("one", [False, True])
@pytest.mark.parametrize("utf16", [False, True])
def test_the_same_twenty_codings_are_found_however_they_were_counted(
    utf16: bool, one: bool, mark: bool, emoji: bool, newline: str, origin: str
) -> None:
    """Units, line ends, byte order mark and emoji, whatever the program is known for: all quotes, or ambiguous."""
    text = talk(emoji, newline)
    chosen = [(text.index(words), text.index(words) + len(words)) for words in TWENTY]
    texts = [selections(text, chosen, marked=True, utf16=utf16, one=one, mark=mark)]
    found = quotes(place_all(texts, habits_of(origin)), texts)

    assert all(quote in (words, None) for quote, words in zip(found, TWENTY, strict=True))
    assert found.count(None) == 0


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 12))
def test_any_words_are_found_or_called_ambiguous(seed: int, n: int) -> None:
    """With few codings as well, which begin and end anywhere in a sentence."""
    choice = random.Random(seed)
    text = talk(emoji=True, newline="\r\n")
    words = [(found.start(), found.end()) for found in re.finditer(r"\S+", text)]
    chosen = []
    for _ in range(n):
        first = choice.randrange(len(words) - 8)
        chosen.append((words[first][0], words[first + choice.randrange(8)][1]))
    said = tuple(text[start:end] for start, end in chosen)
    for utf16, one in product((False, True), repeat=2):
        texts = [selections(text, chosen, marked=False, said=said, utf16=utf16, one=one, mark=False)]
        found = quotes(place_all(texts, habits_of("")), texts)
        assert all(quote in (meant.replace("\r\n", "\n"), None) for quote, meant in zip(found, said, strict=True))


def test_words_that_the_file_repeats_decide() -> None:
    """A single coding in the middle of words is found by its name, shortened or not."""
    text = talk(emoji=True, newline="\r\n")
    start, end = text.index("ecided, not"), text.index("not after") + 2
    for said in (text[start:end], text[start : start + 9] + "..."):
        texts = [selections(text, [(start, end)], marked=False, said=(said,), utf16=True, one=True, mark=False)]
        assert quotes(place_all(texts, habits_of("")), texts) == [text[start:end]]


def test_where_all_ways_give_the_same_words_there_is_nothing_to_decide() -> None:
    """Selections before the first emoji and the first line end are the same in any count."""
    text = talk(emoji=True, newline="\r\n")
    texts = [selections(text, [(5, 9)], marked=False, utf16=True, one=False, mark=False)]
    placing = place_all(texts, habits_of(""))

    assert quotes(placing, texts) == [text[5:9]]
    assert not any("ambiguous" in note for note in placing.notes)


def test_positions_that_keep_to_no_words_are_ambiguous() -> None:
    """Nobody can tell how they were counted, so no quote is given where the ways differ."""
    text = talk(emoji=True, newline="\r\n")
    choice = random.Random(4)
    chosen = [tuple(sorted(choice.sample(range(300, len(text)), 2))) for _ in range(40)]
    texts = [selections(text, chosen, marked=False, utf16=False, one=False, mark=False)]  # type: ignore[arg-type]
    placing = place_all(texts, habits_of(""))

    assert {place.problem for place in placing.places[0]} == {AMBIGUOUS}
    assert placing.notes[-1].startswith("Positions are ambiguous: 40 selections")


def test_a_text_that_contradicts_the_others_is_read_in_its_own_way() -> None:
    """A project may hold texts of two programs; a text with little to say follows the others."""
    text = talk(emoji=True, newline="\r\n")
    chosen = [(text.index(words), text.index(words) + len(words)) for words in TWENTY]
    texts = [
        selections(text, chosen, marked=False, utf16=True, one=False, mark=False),
        selections(text, chosen[-1:], marked=False, utf16=True, one=False, mark=False),
        selections(text, chosen, marked=False, utf16=False, one=True, mark=False),
    ]
    assert quotes(place_all(texts, habits_of("")), texts) == [*TWENTY, TWENTY[-1], *TWENTY]


@pytest.mark.parametrize("shift", [1, 0])
def test_a_count_that_no_program_should_use_is_found_where_nothing_else_fits(shift: int) -> None:
    """Ends inclusive, or the first position being 1: only where selections keep to words in no usual way."""
    text = talk(emoji=False, newline="\n")
    places = [(text.index(words) + shift, text.index(words) + len(words) - 1 + shift) for words in TWENTY]
    starts, ends = zip(*places, strict=True)
    texts = [Selections(stored_text(text), starts, ends, ("",) * len(TWENTY))]
    placing = place_all(texts, habits_of(""))

    assert quotes(placing, texts) == list(TWENTY)
    assert "ends inclusive" in placing.notes[0]


def test_places_outside_the_text_have_none() -> None:
    """But for a last line end that a program may count and not write."""
    texts = [Selections(stored_text("a bag and a phone"), (0, 12, 90, 9), (5, 18, 95, 2), ("",) * 4)]
    placing = place_all(texts, habits_of(""))

    assert [place.problem for place in placing.places[0]] == ["", "", OUTSIDE, OUTSIDE]
    assert quotes(placing, texts)[1] == "phone"


@pytest.mark.parametrize("far", [2**31, 2**63 - 1, 10**30, -1, -(10**30)])
def test_a_position_beyond_all_texts_is_in_none(far: int) -> None:
    """Whatever number a broken or hostile file gives."""
    texts = [Selections(stored_text("a bag and a phone"), (min(0, far),), (max(5, far),), ("",))]
    assert [place.problem for place in place_all(texts, habits_of("")).places[0]] == [OUTSIDE]


def test_an_empty_selection_is_a_point() -> None:
    """Some programs write them."""
    texts = [Selections(stored_text("a bag and a phone"), (2,), (2,), ("",))]
    assert [(place.start, place.end, place.problem) for place in place_all(texts, habits_of("")).places[0]] == [
        (2, 2, "")
    ]


def test_positions_of_another_text_are_told() -> None:
    """Most of them then begin and end inside words."""
    text = talk(emoji=False, newline="\n")
    words = list(re.finditer(r"\w{4,}", text))[:20]
    starts, ends = [one.start() + 1 for one in words], [one.end() - 1 for one in words]
    texts = [Selections(stored_text(text), tuple(starts), tuple(ends), ("",) * len(words))]

    assert place_all(texts, habits_of("")).notes[0].startswith("Only 0 of 40 beginnings and ends are at words")


def test_a_project_without_selections_has_no_places() -> None:
    """Nothing to decide, nothing to say."""
    assert place_all([], habits_of("")) == Placing((), ())
    assert place_all([Selections(stored_text("\ufeffhello 🙂"), (), (), ())], habits_of("")).places == ((),)
