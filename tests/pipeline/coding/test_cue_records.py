"""How often phrases are right, and how much they find: counted by hand on sentences that one can see."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.coding.answers import ACCEPTED, REJECTED
from pipeline.coding.cue_records import (
    Answered,
    Coded,
    CueRecord,
    Places,
    Stretch,
    Suggested,
    cue_records,
)
from pipeline.coding.learning.trial import LEARNED

MEALS, LIFTS = "care/meals", "care/lifts"
PHRASES = {MEALS: ("cawl", "she made my tea"), LIFTS: ("dropped me off",)}
SENTENCES = [Stretch(1, 0, 20), Stretch(1, 21, 40), Stretch(1, 41, 60), Stretch(2, 0, 30)]


def record(records: list[CueRecord], code_id: str = MEALS, cue: str = "") -> CueRecord:
    """Return the record of a code, or of one of its phrases."""
    (one,) = [one for one in records if (one.code_id, one.cue) == (code_id, cue)]
    return one


def meals(sentence: int, *cues: str) -> Suggested:
    """Suggest meals for a sentence."""
    return Suggested(SENTENCES[sentence], MEALS, cues or ("cawl",))


def test_a_suggestion_is_right_where_a_coding_of_its_code_overlaps_it() -> None:
    """Two of three suggested sentences are coded so; of three coded sentences two were suggested."""
    codings = [Coded(Stretch(1, 5, 9), MEALS), Coded(Stretch(1, 25, 50), MEALS), Coded(Stretch(2, 0, 9), LIFTS)]
    records = cue_records(PHRASES, [meals(0), meals(1), meals(3)], codings, SENTENCES)
    one = record(records)

    assert (one.suggested, one.right, one.coded, one.hit) == (3, 2, 3, 2)
    assert (one.precision, one.recall) == (2 / 3, 2 / 3)
    assert record(records, LIFTS).precision is None
    assert record(records, LIFTS).recall == 0


def test_touching_is_not_overlapping() -> None:
    """A coding that ends where the sentence begins is not of it."""
    one = record(cue_records(PHRASES, [meals(1)], [Coded(Stretch(1, 20, 21), MEALS)], SENTENCES))

    assert (one.right, one.coded) == (0, 0)


def test_each_phrase_has_its_own_record() -> None:
    """A sentence with two phrases counts for both, and once for the code."""
    suggestions = [meals(0, "cawl", "she made my tea"), meals(1, "cawl")]
    records = cue_records(PHRASES, suggestions, [Coded(SENTENCES[0], MEALS)], SENTENCES)

    assert [(one.cue, one.suggested, one.right, one.coded, one.hit) for one in records if one.code_id == MEALS] == [
        ("", 2, 1, 1, 1),
        ("cawl", 2, 1, 1, 1),
        ("she made my tea", 1, 1, 1, 1),
    ]


def test_what_was_said_where_nobody_coded_counts_for_nothing() -> None:
    """A suggestion in a transcript that nobody has coded is neither right nor wrong."""
    elsewhere = Suggested(Stretch(9, 0, 20), MEALS, ("cawl",))
    one = record(cue_records(PHRASES, [meals(0), elsewhere], [Coded(Stretch(9, 0, 20), MEALS)], SENTENCES))

    assert (one.suggested, one.right, one.coded, one.hit) == (1, 0, 0, 0)


def test_two_coders_on_one_sentence_are_one_coded_sentence() -> None:
    """The unit is the sentence, not the coding."""
    codings = [Coded(Stretch(1, 0, 9), MEALS), Coded(Stretch(1, 3, 12), MEALS)]
    one = record(cue_records(PHRASES, [meals(0)], codings, SENTENCES))

    assert (one.suggested, one.right, one.coded, one.hit) == (1, 1, 1, 1)


def test_what_is_right_only_by_acceptance_is_counted_apart() -> None:
    """The first was accepted; the second was accepted by one coder and coded by another without being asked."""
    codings = [
        Coded(SENTENCES[0], MEALS, accepted=True),
        Coded(SENTENCES[1], MEALS, accepted=True),
        Coded(Stretch(1, 22, 30), MEALS),
    ]
    answers = [Answered(SENTENCES[n], MEALS, "cue", ACCEPTED) for n in (0, 1)]
    one = record(cue_records(PHRASES, [meals(0), meals(1)], codings, SENTENCES, answers))

    assert (one.suggested, one.right, one.right_by_acceptance, one.accepted) == (2, 2, 1, 2)
    assert "1 of 2 are right only because somebody accepted the suggestion" in one.note


def test_answers_are_counted_by_phrase_and_source() -> None:
    """An answer to what was learned says nothing of a phrase."""
    answers = [
        Answered(SENTENCES[0], MEALS, "cue", REJECTED),
        Answered(SENTENCES[1], MEALS, "cue", ACCEPTED),
        Answered(SENTENCES[2], MEALS, LEARNED, REJECTED),
    ]
    records = cue_records(PHRASES, [meals(0, "she made my tea"), meals(1, "cawl")], [], SENTENCES, answers)

    assert [(one.cue, one.accepted, one.rejected) for one in records if one.code_id == MEALS] == [
        ("", 1, 1),
        ("cawl", 1, 0),
        ("she made my tea", 0, 1),
    ]


def test_what_was_learned_is_no_record_of_the_phrases() -> None:
    """Only suggestions by phrases are counted."""
    one = record(cue_records(PHRASES, [Suggested(SENTENCES[0], MEALS, source=LEARNED)], [], SENTENCES))

    assert one.suggested == 0


def test_a_note_says_where_there_is_too_little_to_say() -> None:
    """Fewer than ten are too few; ten are not."""
    many = [Stretch(n, 0, 9) for n in range(10)]
    few = record(cue_records(PHRASES, [meals(0)], [], SENTENCES))
    enough = record(
        cue_records(PHRASES, [Suggested(one, MEALS) for one in many], [Coded(one, MEALS) for one in many], many)
    )

    assert "fewer than 10 suggestions" in few.note
    assert enough.note == ""
    assert (enough.precision, enough.recall) == (1, 1)


STRETCHES = st.builds(
    lambda turn, start, length: Stretch(turn, start, start + length),
    st.integers(1, 2),
    st.integers(0, 40),
    st.integers(1, 20),
)


@given(st.lists(STRETCHES), STRETCHES)
def test_overlap_is_what_it_says(stretches: list[Stretch], asked: Stretch) -> None:
    """Two stretches overlap where they share a character of the same turn."""
    shared = {
        one
        for one in stretches
        if one.turn == asked.turn and set(range(one.start, one.end)) & set(range(asked.start, asked.end))
    }

    assert set(Places(stretches).over(asked)) == shared
