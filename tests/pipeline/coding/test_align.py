"""Turns are found in a text that another program holds, in their order, whatever stands between them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.coding.align import Alignment, align
from pipeline.coding.folded import Folded

TURNS = [
    "How did it go, the first week?",
    "She didn’t eat at first 🙂 and then Gŵyneth made cawl for all of us.\nAnd then, dyna ni, she slept.",
    "Mm.",
    "The taxi came at eight and took her to the same school as before.",
    "Mm.",
    "Yes.",
]


def aligned(text: str, turns: list[str] = TURNS) -> Alignment:
    """Align turns with a text."""
    return align([Folded(turn) for turn in turns], Folded(text))


def found(alignment: Alignment) -> list[tuple[int, str]]:
    """List what was found: the number of a turn, and the words."""
    return [(one.turn, alignment.text.folded[one.there : one.there_end]) for one in alignment.stretches]


def numbered(turns: list[str]) -> str:
    """Lay turns out as an export does."""
    return "\n\n".join(f"P{n % 2 + 1}: [{n}] {turn}" for n, turn in enumerate(turns, start=1))


def test_every_turn_is_found_between_labels_and_numbers() -> None:
    """Short ones too, where their order leaves one way only."""
    alignment = aligned(numbered(TURNS))

    assert alignment.is_whole
    assert [turn for turn, _ in found(alignment)] == [0, 1, 2, 3, 4, 5]
    assert alignment.evidence == 1.0


def test_a_heading_and_line_numbers_are_passed_over() -> None:
    """A raw file has a title, times, and other line ends."""
    text = "Interview with FC01\n12 March\n\n" + "\r\n".join(
        f"00:0{n}:12 FC01:\t{turn}" for n, turn in enumerate(TURNS)
    )

    assert aligned(text).is_whole


def test_of_an_edited_turn_the_rest_is_found() -> None:
    """Somebody corrected a word in Word: what stands before and after it is still known."""
    alignment = aligned(numbered(TURNS).replace("made cawl", "cooked soup"))

    assert not alignment.is_whole
    pieces = [words for turn, words in found(alignment) if turn == 1]
    assert pieces[0].endswith("thenGŵyneth".replace("ŵ", "w"))
    assert pieces[-1].startswith("forallofus.")


def test_a_turn_that_was_taken_out_is_not_found_elsewhere() -> None:
    """Of two short turns that are alike, nobody can say which one is left: neither is taken."""
    text = numbered([*TURNS[:2], "Mm.", TURNS[5]])

    assert [turn for turn, _ in found(aligned(text))] == [0, 1, 5]


def test_nothing_is_found_in_another_text() -> None:
    """Short turns that any talk has are no evidence."""
    assert aligned("P1: Something else was said here, about the bus and the weather.\nP2: Yes.").evidence < 0.1


def test_a_part_of_a_transcript_is_known_by_what_it_holds() -> None:
    """An excerpt holds few of the turns, but nothing else."""
    assert aligned(TURNS[3]).evidence == 1.0


def test_times_within_a_turn_are_passed_over() -> None:
    """Captions have a time after every few words."""
    said = "we went to the meeting in the morning and nobody asked her what she would like to happen"
    text = (
        "00:01 we went to the meeting in the morning\n00:04 and nobody asked her what\n00:06 she would like to happen"
    )

    assert [words for _, words in found(aligned(text, [said]))] == [
        "wewenttothemeetinginthemorning",
        "andnobodyaskedherwhat",
        "shewouldliketohappen",
    ]


@given(
    st.lists(st.text("abcdefgh ŵ🙂\n.", min_size=1, max_size=60), min_size=1, max_size=12),
    st.sets(st.integers(0, 11)),
)
def test_what_is_found_is_what_was_said_and_in_order(turns: list[str], gone: set[int]) -> None:
    """Whatever was taken out: every stretch has the same characters in the turn and in the text."""
    alignment = aligned(numbered([turn for n, turn in enumerate(turns) if n not in gone]), turns)

    for one in alignment.stretches:
        words = alignment.turns[one.turn].folded[one.start : one.end]
        assert words == alignment.text.folded[one.there : one.there_end]
    places = [(one.turn, one.start, one.there) for one in alignment.stretches]
    assert places == sorted(places)
    ends = [(one.there, one.there_end) for one in alignment.stretches]
    assert all(before[1] <= after[0] for before, after in zip(ends, ends[1:], strict=False))
