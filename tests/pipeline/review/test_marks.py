"""Marks: everything in a turn that somebody has to decide about, once, and why."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.identify.finds import Identifier
from pipeline.identify.types import DOUBT, IDENTIFIER_TYPES
from pipeline.pseudonyms.book import make_book
from pipeline.pseudonyms.replace import KEEP as STAYS
from pipeline.pseudonyms.replace import WORDED, Replacer
from pipeline.review.decisions import KEEP, REPLACE, Decision
from pipeline.review.doubt_list import Listed
from pipeline.review.marks import Mark, marks_of
from pipeline.review.settle import Said
from tests.decided import finds_in, here, standing
from tests.marked import parse

POLICY = {name: kind.policies[0] for name, kind in IDENTIFIER_TYPES.items()}
PEOPLE = ("Nia Pritchard", "Gŵyneth", "N.P.")


def marks(
    marked: str,
    *decisions: Decision,
    listed: Sequence[str] = (),
    found: Sequence[Identifier] | None = None,
    named: frozenset[str] = frozenset(),
) -> list[Mark]:
    """Return the marks of a sentence; `listed` are stretches of its doubt list."""
    text = parse(marked).text
    entries = [Listed(text.index(words), text.index(words) + len(words), "a number") for words in listed]
    replacer = Replacer(make_book(PEOPLE, (), {}, set(), b"a secret of thirty-two letters.."), POLICY, {})
    said = Said(1, 1, text, tuple(finds_in(marked) if found is None else found))
    return list(marks_of(said, standing(marked, decisions, found=said.finds), entries, replacer, named))


def test_marks_stand_in_order_with_what_they_are() -> None:
    """What was found, what is only doubted, what is on the list, what somebody added."""
    said = "🙂 [PERSON Nia Pritchard] at the [PLACE Tŷ Mawr], 12 miles, by bus."
    nia, place = finds_in(said)
    doubt = Identifier(place.start, place.end, "PLACE", "quasi", DOUBT, 0.3, ("capitals",))
    shown = marks(said, here(REPLACE, said, "by bus", "OTHER"), listed=["12"], found=[nia, doubt])

    assert [(mark.words, mark.origin, mark.decided) for mark in shown] == [
        ("Nia Pritchard", "found", False),
        ("Tŷ Mawr", "doubt", False),
        ("12", "listed", False),
        ("by bus", "added", True),
    ]
    assert [mark.reason for mark in shown] == [
        "found by the machine",
        "the machine is not sure",
        "a number",
        "added by a person",
    ]
    assert all(parse(said).text[mark.start : mark.end] == mark.words for mark in shown)


@pytest.mark.parametrize(
    ("marked", "listed", "left"),
    [
        ("[PERSON Nia] Pritchard Rees came", "Nia Pritchard Rees", ["Pritchard Rees"]),
        ("Mair [PERSON Nia] Rees came", "Mair Nia Rees", ["Mair", "Rees"]),
        ("[PERSON Nia Pritchard] came", "Nia Pritchard", []),
        ("[PERSON Nia] 🙂 came", "12", ["12"]),
    ],
)
def test_of_the_list_only_words_that_nothing_else_covers_are_marked(marked: str, listed: str, left: list[str]) -> None:
    """In runs."""
    marked += " 12"

    assert [mark.words for mark in marks(marked, listed=[listed]) if mark.origin == "listed"] == left


def test_a_word_of_the_list_that_is_decided_about_is_marked_once() -> None:
    """As what somebody decided, which remains when they keep it."""
    said = "It was 12 miles."
    (mark,) = marks(said, here(KEEP, said, "12", "OTHER"), listed=["12"])

    assert (mark.decided, mark.method, mark.replacement) == (True, STAYS, None)


def test_a_mark_says_what_will_stand_there() -> None:
    """By the policy, or in somebody's own words."""
    said = "[PERSON Nia Pritchard] rang [PHONE 07700 900123] at [AGE twelve]."
    shown = marks(said, here(REPLACE, said, "twelve", "AGE", replacement="a young age"))

    assert [(mark.method, mark.replacement) for mark in shown[1:]] == [
        ("placeholder", "[phone number]"),
        (WORDED, "a young age"),
    ]
    assert shown[0].method == "pseudonym"
    assert shown[0].replacement not in (None, "Nia Pritchard")


def test_who_wants_to_be_named_keeps_their_name_in_their_own_turns() -> None:
    """And nobody else does."""
    said = "[PERSON Nia] and [PERSON Gŵyneth]"
    own, other = marks(said, named=frozenset({"nia", "pritchard"}))

    assert (own.method, own.replacement) == (STAYS, None)
    assert other.replacement is not None


def test_what_somebody_confirms_is_replaced_as_it_was_found() -> None:
    """Initials stay initials."""
    said = "[PERSON N.P.] came with soup."
    (find,) = finds_in(said)
    initials = Identifier(find.start, find.end, "PERSON", "direct", "found", 0.9, ("initials",))
    (before,) = marks(said, found=[initials])
    (after,) = marks(said, here(REPLACE, said, "N.P.", "PERSON"), found=[initials])

    assert before.replacement == after.replacement == "[initials]"
