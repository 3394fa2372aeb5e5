"""The language of a reviewer's answers: what people write, and what becomes of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identify.types import IDENTIFIER_TYPES
from pipeline.review.answers import About, Answer, AnswerNotUnderstood, read_answer, wishes_of
from pipeline.review.decisions import KEEP, MENTION, PSEUDONYM, REPLACE, SAME, STUDY, TRANSCRIPT

YES, NO = Answer(REPLACE), Answer(KEEP)
ABOUT = About("FC01", 7, 3, 6, "Nia", "PERSON")

READ = {
    "yes": YES,
    "Y": YES,
    " Yes. ": YES,
    "OK!": YES,
    "replace": YES,
    "n": NO,
    "No": NO,
    "keep it": NO,
    "leave": NO,
    "name": Answer(REPLACE, "PERSON"),
    "It's a name.": Answer(REPLACE, "PERSON"),
    "PERSON": Answer(REPLACE, "PERSON"),
    "CASE_REF": Answer(REPLACE, "CASE_REF"),
    "yes, a place": Answer(REPLACE, "PLACE"),
    "phone number everywhere": Answer(REPLACE, "PHONE", STUDY),
    "no everywhere": Answer(KEEP, "", STUDY),
    "no; here only": Answer(KEEP, "", MENTION),
    "no, in this transcript": Answer(KEEP, "", TRANSCRIPT),
    "same as Siân Rees": Answer(REPLACE, same="Siân Rees"),
    "yes, same as “Siân Rees” everywhere": Answer(REPLACE, scope=STUDY, same="Siân Rees"),
    "name same as Joanne": Answer(REPLACE, "PERSON", same="Joanne"),
    "= Megan": Answer(REPLACE, instead="Megan"),
    "name = Megan, everywhere": Answer(REPLACE, "PERSON", STUDY, instead="Megan"),
    '= "a town, by the sea"': Answer(REPLACE, instead="a town, by the sea"),
    "yes\neverywhere": Answer(REPLACE, scope=STUDY),
    "replace with a lake": Answer(REPLACE, instead="a lake"),
}


@pytest.mark.parametrize("said", list(READ))
def test_answers_are_read_as_people_write_them(said: str) -> None:
    """Any case, with or without commas, several things at once."""
    assert read_answer(said) == READ[said]


@pytest.mark.parametrize("said", ["", "  \n ", ".", " , ;"])
def test_nothing_answered_is_no_answer(said: str) -> None:
    """An empty comment leaves its mark undecided."""
    assert read_answer(said) is None


@pytest.mark.parametrize("name", list(IDENTIFIER_TYPES))
def test_every_type_can_be_said_by_its_name_and_by_its_label(name: str) -> None:
    """What the pages call it is understood."""
    assert read_answer(name) == read_answer(IDENTIFIER_TYPES[name].label) == Answer(REPLACE, name)


@pytest.mark.parametrize(
    ("said", "offered"),
    [("evrywhere", "everywhere"), ("yess", "yes"), ("plcae", "place"), ("organistion", "organisation")],
)
def test_a_slip_gets_the_nearest_word_offered(said: str, offered: str) -> None:
    """It is asked, not guessed."""
    with pytest.raises(AnswerNotUnderstood, match=f"Did you mean “{offered}”"):
        read_answer(said)


@pytest.mark.parametrize("said", ["yes no", "no, place", "no = Megan", "everywhere", "name, place"])
def test_two_things_at_once_or_half_of_one_are_asked_about(said: str) -> None:
    """A contradiction is for the reviewer to settle."""
    with pytest.raises(AnswerNotUnderstood, match="It says"):
        read_answer(said)


@given(st.text(max_size=40))
def test_whatever_is_written_is_read_or_refused_in_one_line(said: str) -> None:
    """No answer breaks the import, and no message repeats it."""
    try:
        read_answer(said)
    except AnswerNotUnderstood as error:
        assert "\n" not in str(error)


def test_what_was_written_is_not_repeated() -> None:
    """It may be somebody's name."""
    with pytest.raises(AnswerNotUnderstood) as caught:
        read_answer("ask Zgrawen about it")
    assert "grawen" not in str(caught.value)


def test_yes_replaces_this_mention_as_what_it_was_taken_for() -> None:
    """Nothing else in the study changes."""
    (wish,) = wishes_of(YES, ABOUT)
    assert (wish.action, wish.scope, wish.type, wish.words) == (REPLACE, MENTION, "PERSON", "Nia")
    assert (wish.transcript_id, wish.turn_id, wish.start, wish.end) == ("FC01", 7, 3, 6)


def test_everywhere_is_about_the_words_and_no_place() -> None:
    """A decision about the study names no turn."""
    (wish,) = wishes_of(Answer(KEEP, scope=STUDY), ABOUT)
    assert (wish.action, wish.scope, wish.words, wish.transcript_id, wish.turn_id) == (KEEP, STUDY, "Nia", None, None)
    (wish,) = wishes_of(Answer(KEEP, scope=TRANSCRIPT), ABOUT)
    assert (wish.scope, wish.transcript_id, wish.turn_id) == (TRANSCRIPT, "FC01", None)


def test_another_name_of_somebody_is_one_in_the_whole_study() -> None:
    """The mention is decided, and the two names are one person's; "here only" says it of this mention alone."""
    first, second = wishes_of(Answer(REPLACE, same="Nia Rees"), ABOUT)
    assert (first.action, first.scope) == (REPLACE, MENTION)
    assert (second.action, second.scope, second.words, second.other) == (SAME, STUDY, "Nia", "Nia Rees")
    _, here = wishes_of(Answer(REPLACE, scope=MENTION, same="Nia Rees"), ABOUT)
    assert (here.scope, here.turn_id) == (MENTION, 7)


def test_other_words_stand_here_and_a_pseudonym_stands_everywhere() -> None:
    """A chosen pseudonym belongs to the person; other words to the place."""
    (here,) = wishes_of(Answer(REPLACE, instead="Megan"), ABOUT)
    assert (here.action, here.scope, here.replacement) == (REPLACE, MENTION, "Megan")
    marked, reserved = wishes_of(Answer(REPLACE, scope=STUDY, instead="Megan"), ABOUT)
    assert (marked.action, marked.replacement) == (REPLACE, "")
    assert (reserved.action, reserved.scope, reserved.replacement) == (PSEUDONYM, STUDY, "Megan")


def test_yes_to_what_nobody_has_a_type_for_is_asked() -> None:
    """A capital in mid-sentence may be anything."""
    with pytest.raises(AnswerNotUnderstood, match="Say what it is"):
        wishes_of(YES, About("FC01", 7, 3, 6, "Tower"))
    assert wishes_of(NO, About("FC01", 7, 3, 6, "Tower"))[0].action == KEEP
