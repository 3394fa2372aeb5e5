"""The review copy: what a reviewer sees in Word."""

from __future__ import annotations

import io
from dataclasses import replace

import docx

from pipeline.review.decisions import KEEP, MENTION, Decision
from pipeline.review.doubt_list import CAPITAL
from pipeline.review.marks import DOUBTED, LISTED
from pipeline.review.word_out import WARNING, question, review_document
from tests.answered import found_mark, marked_page

PAGE = marked_page("Bore da, [PERSON Siân]!\n\tAh, [PERSON Ŵan].", "We went to [PLACE Neath] 🐑 by bus.", "Nothing.")


def test_each_turn_is_a_paragraph_with_its_number_its_speaker_and_its_own_words() -> None:
    """Line breaks and tabs stay inside the paragraph, and no letter changes."""
    paragraphs = [paragraph.text for paragraph in _read().paragraphs]
    assert paragraphs[-3:] == [
        "1\tMair\tBore da, Siân!\n\tAh, Ŵan.",
        "2\tMair\tWe went to Neath 🐑 by bus.",
        "3\tMair\tNothing.",
    ]


def test_each_mark_has_a_comment_that_asks_without_repeating_its_words() -> None:
    """It says what the mark is, what becomes of it, and where to answer."""
    assert [comment.text for comment in _read().comments] == [
        "#1 name → Megan\nAnswer: ",
        "#2 name → Megan\nAnswer: ",
        "#3 place → Megan\nAnswer: ",
    ]


def test_every_page_warns_and_the_beginning_explains() -> None:
    """Whoever opens the file sees that it holds originals, and how to answer, in three lines."""
    document = _read()
    assert document.sections[0].header.paragraphs[0].text == WARNING
    beginning = [paragraph.text for paragraph in document.paragraphs[:6]]
    assert beginning[:2] == ["FC01: review", "Transcript FC01 · reading 2 · after decision 17"]
    assert len([paragraph for paragraph in document.paragraphs if paragraph.style.name == "List Number"]) == 3


def test_the_file_says_nothing_of_who_made_it_and_when() -> None:
    """The same marks give the same bytes."""
    assert review_document(PAGE, 2, 17) == review_document(PAGE, 2, 17)
    assert _read().core_properties.author == ""


def test_questions_say_what_a_mark_is() -> None:
    """Found, in doubt, on the doubt list, decided: each is asked in its own words."""
    found = found_mark(1, 0, 3, "Nia was here.")
    assert question(found) == "name → Megan"
    assert question(replace(found, replacement=None)) == "name, stays"
    assert question(replace(found, origin=DOUBTED)) == "perhaps a name? It stays unless you say."
    assert question(replace(found, origin=DOUBTED, type="ORG")) == "perhaps an organisation? It stays unless you say."
    listed = replace(found, origin=LISTED, type="OTHER", reason=CAPITAL, replacement=None)
    assert question(listed) == "a capital in mid-sentence: what is it? It stays unless you say."
    kept = Decision(KEEP, MENTION, id=3)
    assert question(replace(found, decision=kept, replacement=None)) == "kept as it is. Decided."


def test_what_word_cannot_write_is_shown_by_a_sign() -> None:
    """A control character in a caption file does not break the export, and shifts nothing."""
    document = docx.Document(io.BytesIO(review_document(marked_page("a\x0bb [PERSON Nia]"), 1, 0)))
    assert document.paragraphs[-1].text == "1\tMair\ta\ufffdb Nia"


def _read() -> docx.document.Document:
    return docx.Document(io.BytesIO(review_document(PAGE, 2, 17)))
