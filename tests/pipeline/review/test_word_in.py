"""What comes back of a review copy: each comment on its mark, in source coordinates, whatever Word did to the runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.review.bench import PageTurn, TranscriptPage
from pipeline.review.decisions import KEEP, MENTION, REPLACE, STUDY
from pipeline.review.word_in import Given, NotAReviewCopy, Refusal, answers_in, read_copy
from pipeline.review.word_out import review_document
from tests.answered import answer, change, comment_on, found_mark, marked_page, reply, rewrite, through_libreoffice

PAGE = marked_page(
    "Bore da, [PERSON Siân]!\n\tAh, 🐑 [PERSON Ŵan] and Zgrawen's bus.",
    "We went to [PLACE Neath] by bus.",
    "[PERSON Siân] and [PERSON Siân], soft\u00adly, non\u2011stop,  twice.",
)
COPY = review_document(PAGE, 1, 17)


def test_an_answer_is_about_the_mark_that_it_is_on() -> None:
    """Accents, emoji, tabs and line breaks before it change nothing."""
    given, refused, unanswered = _read(answer(COPY, {2: "yes", 3: "no, everywhere"}))
    assert [(one.number, one.turn) for one in given] == [(2, 1), (3, 2)]
    first, second = given[0].wishes[0], given[1].wishes[0]
    assert (first.action, first.scope, first.words, first.turn_id) == (REPLACE, MENTION, "Ŵan", 101)
    assert PAGE.turns[0].text[first.start : first.end] == "Ŵan"
    assert (second.action, second.scope, second.words) == (KEEP, STUDY, "Neath")
    assert refused == []
    assert unanswered == 3


def test_a_reply_is_an_answer_and_the_last_one_counts() -> None:
    """Word and LibreOffice write replies as comments on the same words."""
    given, refused, _ = _read(reply(answer(COPY, {1: "no"}), 1, "Sorry: place"))
    assert refused == [Refusal(1, 1, refused[0].why)]
    given, refused, _ = _read(reply(answer(COPY, {1: "no"}), 1, "place"))
    assert [(one.number, one.wishes[0].type) for one in given] == [(1, "PLACE")]
    assert refused == []


def test_an_answer_right_behind_the_question_counts() -> None:
    """So does one in place of the whole comment."""
    given, _, unanswered = _read(rewrite(rewrite(COPY, 1, "#1 name → Megan. No"), 2, "place"))
    assert [(one.number, one.wishes[0].action, one.wishes[0].type) for one in given] == [
        (1, KEEP, ""),
        (None, REPLACE, "PLACE"),
    ]
    assert unanswered == 3


@pytest.mark.parametrize("text", ["name", "#add PERSON", "add: a name", "# add person"])
def test_a_new_comment_adds_what_was_missed(text: str) -> None:
    """It is widened to whole words, without the "'s" that belongs to none."""
    given, _, _ = _read(comment_on(COPY, "grawe", text))
    (one,) = given
    assert one.number is None
    assert (one.wishes[0].action, one.wishes[0].type, one.wishes[0].words) == (REPLACE, "PERSON", "Zgrawen")


def test_what_is_not_understood_is_refused_by_number_and_turn_and_the_rest_is_taken() -> None:
    """The nearest word is offered, and nothing of the transcript is repeated."""
    given, refused, _ = _read(comment_on(answer(COPY, {1: "yess", 2: "yes"}), "Zgrawen", "hm?"))
    assert [one.number for one in given] == [2]
    assert str(refused[0]) == "#1 in turn 1: It is not understood. Did you mean “yes”?"
    assert str(refused[1]).startswith("a comment in turn 1: It is not understood.")
    assert "grawen" not in "".join(map(str, refused))


def test_a_turn_whose_text_was_changed_is_refused_in_one_line_and_others_are_taken() -> None:
    """Its places are not sure any more."""
    given, refused, _ = _read(change(answer(COPY, {1: "yes", 3: "yes"}), " by bus.", " by train."))
    assert [one.number for one in given] == [1]
    assert [(one.number, one.turn) for one in refused] == [(None, 2)]
    assert "its text was changed" in str(refused[0])


def test_the_same_words_twice_are_told_apart() -> None:
    """Two mentions in one turn are two marks."""
    given, _, _ = _read(answer(COPY, {5: "no"}))
    text = PAGE.turns[2].text
    assert given[0].wishes[0].start == text.index("Siân", 1)


def test_a_comment_outside_the_turns_is_refused_only_where_it_answers() -> None:
    """The instructions are no turn."""
    _, refused, _ = _read(comment_on(COPY, "Something was missed?", "name"))
    assert [str(one) for one in refused] == ["a comment: on no turn, or on several. Select words of one turn."]


def test_other_files_are_refused() -> None:
    """A Word file without the line that names its transcript is none of ours."""
    with pytest.raises(NotAReviewCopy, match="LL-P056|no review copy"):
        read_copy(change(COPY, "reading 1", "chapter 1"), "FC01….docx")


def test_a_copy_says_what_it_is_of() -> None:
    """Transcript, reading, and the last decision before it."""
    copy = read_copy(COPY, "FC01….docx")
    assert (copy.transcript, copy.reading, copy.after) == ("FC01", 1, 17)


def test_answers_come_through_libreoffice(tmp_path: Path) -> None:
    """Opened there and saved again, every answer is on its words, and no turn counts as changed."""
    copy = answer(COPY, {1: "yes", 2: "no", 4: "same as Nia", 5: "= Mali"})
    copy = reply(comment_on(copy, "Zgrawen", "name"), 3, "place, everywhere")
    expected = _read(copy)
    assert len(expected[0]) == 6
    assert _read(through_libreoffice(copy, tmp_path)) == expected


TEXTS = st.lists(st.sampled_from([*"aŵé🐑 \t\n1#:\u00a0\u00ad", "Siân", "e\u0301", "  "]), min_size=1, max_size=30)


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_every_place_comes_back_where_it_was(data: st.DataObject) -> None:
    """Whatever the turns hold, an answer is about exactly the stretch of its mark."""
    turns, wanted = [], []
    for n, pieces in enumerate(data.draw(st.lists(TEXTS, min_size=1, max_size=3)), start=1):
        text = "".join(pieces)
        cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
        spans = list(zip(cuts[::2], cuts[1::2], strict=False))
        wanted += [(n, start, end) for start, end in spans]
        marks = tuple(found_mark(n, start, end, text) for start, end in spans)
        turns.append(PageTurn(n, n, "Tad\tcu", "participant", None, text, marks))
    page = TranscriptPage("YP01", tuple(turns))
    answered = answer(review_document(page, 1, 0), dict.fromkeys(range(1, len(wanted) + 1), "yes"))
    given, refused, unanswered = answers_in(read_copy(answered, "a file"), page)
    assert refused == []
    assert unanswered == 0
    assert [(one.turn, one.wishes[0].start, one.wishes[0].end) for one in given] == wanted


def _read(content: bytes) -> tuple[list[Given], list[Refusal], int]:
    return answers_in(read_copy(content, "FC01….docx"), PAGE)
