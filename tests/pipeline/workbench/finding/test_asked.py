"""What people type becomes a question that is always understood."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.workbench.finding.asked import MOST_TERMS, understand
from tests.pipeline.workbench.finding.sample import index_of

SAID = (
    "Someone who rang back.",
    "They rang, and he came back.",
    "Ŵyn bach ar y bryn.",
    "She didn't NOT listen, she listened.",
    "Listening costs nothing.",
)


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    """Index what was said."""
    made = index_of(SAID)
    yield made
    made.close()


def found(index: sqlite3.Connection, typed: str) -> list[int]:
    """List which of the texts a search finds, from 0."""
    asked = understand(typed)
    if not asked.terms:
        return []
    rows = index.execute("SELECT rowid - 1 FROM turns_fts WHERE turns_fts MATCH ? ORDER BY rowid", [asked.question])
    return [row[0] for row in rows]


@pytest.mark.parametrize(
    ("typed", "which"),
    [
        ("rang", [0, 1]),
        ("rang back", [0, 1]),
        ('"rang back"', [0]),
        ("“rang back”", [0]),
        ('"rang back', [0]),
        ('rang "', [0, 1]),
        ("wyn", [2]),
        ("W\u0302YN", [2]),
        ("listen", [3]),
        ("listen*", [3, 4]),
        ('"she listen*"', [3]),
        ('"she listen"*', [3]),
        ("-rang", [0, 1]),
        ("rang OR bryn", [0, 1, 2]),
        ("rang or bryn", []),
        ('"rang back" OR lis*', [0, 3, 4]),
        ("back OR bryn rang", [0, 1]),
        ("rang back OR bryn", [0, 1]),
        ("bryn OR wyn OR nothing", [2, 4]),
        ("OR bryn", [2]),
        ("bryn OR", [2]),
        ("bryn OR OR rang", [0, 1, 2]),
        ("bryn OR 🙂 rang", []),
        ("OR", []),
        ('bryn "OR" rang', []),
        ("didn't NOT listen", [3]),
        ("text:rang", []),
        ("rang ^ ( back ) + *", [0, 1]),
        ("ra*ng", []),
        ("ra*", [0, 1]),
        ("r*", []),
        ("rang\x00back", [0, 1]),
        ("!?…", []),
        ("🙂", []),
        ('""', []),
        ("", []),
    ],
)
def test_words_phrases_and_beginnings_are_found(index: sqlite3.Connection, typed: str, which: list[int]) -> None:
    """Words are all needed, phrases stay together, a star goes on, and nothing else means anything."""
    assert found(index, typed) == which


@given(st.text())
def test_no_typed_text_is_an_error(typed: str) -> None:
    """Whatever is typed, the index understands it, letters that it does not know included."""
    said = index_of([typed])
    assert found(said, typed) in ([], [0])
    said.close()


@given(st.text(st.characters(max_codepoint=0x24F, exclude_categories=("Cc",))))
def test_what_was_said_is_found_by_its_own_words(typed: str) -> None:
    """In the letters of Europe's west every text finds itself, as long as there is a word in it."""
    said = index_of([typed])
    assert found(said, typed) == ([0] if understand(typed).terms else [])
    said.close()


@given(st.lists(st.text(max_size=4) | st.sampled_from(["OR", '"', "*", "(", "NEAR(", "text:", "NOT"])))
def test_nothing_reaches_the_index_unquoted(typed: list[str]) -> None:
    """What is typed stands in quotes; outside them are only stars, brackets, and the two words that join."""
    question = understand(" ".join(typed)).question
    outside = re.sub('"[^"]*"', "", question)
    assert question.count('"') % 2 == 0
    assert re.fullmatch(r"(?:[*() ]|AND|OR)*", outside)


@given(st.lists(st.text(alphabet='ab" *-(){}^:+,ANDORT', max_size=8) | st.just("OR")))
def test_no_mixture_of_operators_is_an_error(index: sqlite3.Connection, typed: list[str]) -> None:
    """Signs that mean something to FTS5 mean nothing here, in any order."""
    assert set(found(index, " ".join(typed))) <= {*range(len(SAID))}


def test_very_many_words_are_cut_short_and_it_is_said() -> None:
    """Past a number of words the others are left out; the same word twice is one."""
    assert len(understand(" OR ".join(f"w{n}" for n in range(MOST_TERMS + 1))).terms) == MOST_TERMS
    assert understand(" OR ".join(f"w{n}" for n in range(MOST_TERMS + 1))).is_cut
    many = " ".join(f"w{n}" for n in range(MOST_TERMS + 1))
    assert len(understand(many).terms) == MOST_TERMS
    assert understand(many).is_cut
    assert not understand("tea " * 50).is_cut


@pytest.mark.parametrize(
    ("typed", "is_in"),
    [("gwely", True), ("gwely cynnes", True), ('"gwely cynnes"', True), ('"cynnes gwely"', False), ("cyn*", True)]
    + [("cyn", False), ("gwely arall", False), ("", False)],
)
def test_a_definition_is_searched_like_a_turn(typed: str, is_in: bool) -> None:
    """Texts outside the index are searched by the same rules."""
    assert understand(typed).is_in("Gwely cynnes, a phaned.") is is_in


@given(
    st.lists(st.text(alphabet="abŵ. '", max_size=3)).map("".join),
    st.lists(st.text(alphabet='abŵ. *"', max_size=3) | st.just(" OR ")).map("".join),
)
def test_the_rules_are_those_of_the_index(text: str, typed: str) -> None:
    """What is found in a text by itself is what the index finds in it."""
    asked = understand(typed)
    index = index_of([text])
    in_index = bool(asked.terms) and bool(
        index.execute("SELECT 1 FROM turns_fts WHERE turns_fts MATCH ?", [asked.question]).fetchone()
    )
    index.close()
    assert asked.is_in(text) == in_index
