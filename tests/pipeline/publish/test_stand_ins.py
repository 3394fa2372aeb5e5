"""What stands in place of something replaced is nobody's word."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline.publish.stand_ins import STAND_IN, index_what_was_said, without_stand_ins
from pipeline.publish.table import SEARCH_TOKENIZER


def test_only_the_words_at_the_places_are_blanked() -> None:
    """Letters and figures go; signs, accents of their own and emoji stay, so that everything keeps its place."""
    text = "Ring [ŵ 1-2] 🙂 ŵyn."
    assert without_stand_ins(text, [(5, 12)]) == f"Ring [{STAND_IN} {STAND_IN}-{STAND_IN}] 🙂 ŵyn."
    assert without_stand_ins(text, []) == text


@given(st.lists(st.sampled_from(["a ", "tŷ ", "[phone number] ", "w\u0302yn, ", "👩‍👧 ", "13 to 15 "])), st.data())
def test_a_text_keeps_its_number_of_words(pieces: list[str], data: st.DataObject) -> None:
    """What is found in the index is marked in the text, so the words of both have to be as many, and as long."""
    text = "".join(pieces)
    places = [sum(map(len, pieces[:n])) for n in range(len(pieces) + 1)]
    start, end = sorted(data.draw(st.tuples(st.sampled_from(places), st.sampled_from(places))))
    blank = without_stand_ins(text, [(start, end)])
    assert len(blank) == len(text)
    assert _words(blank) == _words(text)


def test_the_index_finds_what_was_said(make_sample: Callable[..., Path]) -> None:
    """Not the words of a vaguer place, not a phrase across it, nor their beginnings; but other names, and the rest."""
    with closing(sqlite3.connect(make_sample())) as db:
        found = {
            question: [id for (id,) in db.execute("SELECT rowid FROM turns_fts WHERE turns_fts MATCH ?", [question])]
            for question in (
                '"town"',
                '"sou"*',
                '"in a town"',
                '"in fostered"',
                '"fostered"',
                '"sister in"',
                '"dilwen"',
            )
        }
        (snippet,) = db.execute(
            "SELECT snippet(turns_fts, 0, '<', '>', '', 20) FROM turns_fts WHERE turns_fts MATCH 'fostered'"
        ).fetchone()
    assert found == {
        '"town"': [],
        '"sou"*': [],
        '"in a town"': [],
        '"in fostered"': [],
        '"fostered"': [5],
        '"sister in"': [5],
        '"dilwen"': [8],
    }
    assert "a town in South Wales <fostered> too" in snippet


def test_the_index_holds_no_word_of_a_stand_in(make_sample: Callable[..., Path]) -> None:
    """Not even as something deleted: the whole index is written anew."""
    with closing(sqlite3.connect(make_sample())) as db:
        db.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, turns_fts, row)")
        words = {word for (word,) in db.execute("SELECT term FROM temp.words")}
    assert not words & {"town", "south", "wales"}
    assert {"fostered", "dilwen"} <= words


def test_a_database_without_turns_stays_as_it_is(make_sample: Callable[..., Path]) -> None:
    """Those outside the team get none."""
    with closing(sqlite3.connect(make_sample(audience="outside"))) as db:
        before = db.serialize()
        index_what_was_said(db)
        assert db.serialize() == before


def _words(text: str) -> int:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(f"CREATE VIRTUAL TABLE texts USING fts5(text, tokenize='{SEARCH_TOKENIZER}')")
        db.execute("INSERT INTO texts VALUES (?)", [text])
        db.execute("CREATE VIRTUAL TABLE words USING fts5vocab(texts, instance)")
        return int(db.execute("SELECT count(*) FROM words").fetchone()[0])
