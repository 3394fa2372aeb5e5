"""The named queries: what each one finds in the sample study."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from datasette.utils import escape_fts
from hypothesis import given
from hypothesis import strategies as st

from pipeline.publish.queries import MARK_BEGINS, MARK_ENDS, QUERIES, queries_for
from pipeline.publish.schema import tables_for
from pipeline.publish.table import OUTSIDE, TEAM

BY_NAME = {query.name: query for query in QUERIES}
SQL_WORDS = {"drop", "delete", "insert", "update", "attach", "pragma"}

Ask = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def ask(make_sample: Callable[..., Path]) -> Ask:
    """Return what asks a named query of the sample study, every parameter empty unless it is given."""
    return asker(make_sample())


def asker(path: Path) -> Ask:
    """Return what asks the published database at `path`."""
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    connection.create_function("escape_fts", 1, escape_fts)

    def answer(name: str, **given_values: str) -> list[dict[str, Any]]:
        query = BY_NAME[name]
        values = dict.fromkeys(query.params, "") | given_values
        return [dict(row) for row in connection.execute(query.sql, values)]

    return answer


@pytest.mark.parametrize("audience", [TEAM, OUTSIDE])
def test_every_query_of_an_audience_runs_on_its_database(audience: str, make_sample: Callable[..., Path]) -> None:
    """A query that an audience is offered needs no table that the audience is not given."""
    answer = asker(make_sample(audience=audience))
    answered = [query.name for query in queries_for(audience) if isinstance(answer(query.name), list)]
    assert "themes_by_group" in answered
    assert ("quotes" in answered) == (audience == TEAM)


def test_a_query_reads_only_the_tables_that_it_names(make_sample: Callable[..., Path]) -> None:
    """The tables that decide who is offered a query are the tables that SQLite opens for it."""
    connection = sqlite3.connect(make_sample())
    connection.create_function("escape_fts", 1, escape_fts)
    names = {table.name for table in tables_for(TEAM)}
    for query in QUERIES:
        opened: set[str] = set()

        def note(action: int, first: str | None, *_: object, opened: set[str] = opened) -> int:
            opened.add(first or "")
            return sqlite3.SQLITE_OK

        connection.set_authorizer(note)
        connection.execute(query.sql, dict.fromkeys(query.params, "")).fetchall()
        assert opened & names == set(query.reads), query.name


def test_queries_only_read() -> None:
    """No query holds a statement that changes anything."""
    for query in QUERIES:
        assert query.sql.startswith("select")
        assert not SQL_WORDS & set(query.sql.lower().split())


def test_quotes_of_a_theme_in_a_group(ask: Ask) -> None:
    """Theme and group together narrow the quotes to what that group said about it."""
    assert [row["quote"] for row in ask("quotes", theme="exchange", group="young_person")] == [
        "somewhere to stay",
        "The form never asks why",
    ]


def test_quotes_without_a_choice_are_all_passages(ask: Ask) -> None:
    """Both parameters may be left empty; a passage that two people coded alike is one passage with two coders."""
    passages = ask("quotes")
    assert len(passages) == 13
    shared = [row for row in passages if row["quote"] == "the case was closed"]
    assert [row["coders"] for row in shared] == ["A,B"]


def test_quotes_of_a_code(ask: Ask) -> None:
    """A code's quotes name where they stand and who coded them."""
    (row,) = ask("code_quotes", code="voice/heard")
    assert (row["participant"], row["transcript"], row["turn"], row["coders"]) == ("YP01", "YP01", 2, "A")


def test_memos_stand_beside_their_quote(ask: Ask) -> None:
    """What a coder noted comes with the passage, and a passage without a note has none."""
    notes = {row["quote"]: row["memos"] for row in ask("code_quotes", code="care/relationships")}
    assert notes == {"She had five social workers that year": "Compare with FC02"}


def test_themes_by_group_count_people_of_the_group(ask: Ask) -> None:
    """A theme's people are counted out of everyone in the group."""
    (row,) = ask("themes_by_group", theme="care", group="foster_carer")
    assert (row["people"], row["people_in_group"], row["passages"]) == (2, 2, 5)


def test_a_hidden_cell_says_that_it_is_hidden(make_sample: Callable[..., Path]) -> None:
    """A count that was left out is neither zero nor blank; it may stand for few people or many, so it says no more."""
    path = make_sample(audience=OUTSIDE)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE theme_by_group SET people = NULL, passages = NULL")
    connection.commit()
    connection.close()
    rows = asker(path)("themes_by_group")
    assert {(row["people"], row["passages"]) for row in rows} == {("hidden", None)}


def test_codes_that_meet_from_either_side(ask: Ask) -> None:
    """A pair of codes is found by the one and by the other."""
    met = ask("codes_that_meet", code="exchange/tangible")
    assert [(row["code_id"], row["other_code_id"], row["times"]) for row in met] == [
        ("exchange/tangible", "care/unmet-needs", 1)
    ] or [(row["other_code_id"], row["code_id"], row["times"]) for row in met] == [
        ("exchange/tangible", "care/unmet-needs", 1)
    ]
    assert met == ask("codes_that_meet", code="care/unmet-needs")


def test_a_story_is_one_persons_turns_in_order(ask: Ask) -> None:
    """A story holds everything one participant said, nothing that others said, with the codes of each turn."""
    story = ask("story", participant="YP01")
    assert [row["turn"] for row in story] == [2, 4, 5]
    assert [row["codes"] for row in story] == ["VOI-HEA VOI-TRU", None, "EXC-TAN CAR-NEE"]
    assert ask("story") == []


def test_words_say_whether_they_may_be_quoted(make_sample: Callable[..., Path]) -> None:
    """Wherever a query gives words it says so, with the role: what an interviewer said needs no consent."""
    path = make_sample()
    with sqlite3.connect(path) as published:
        published.execute("UPDATE turns SET may_quote = 0 WHERE participant_id = 'YP01'")
    ask = asker(path)

    for name, given_values in (("quotes", {}), ("code_quotes", {}), ("search", {"words": "she"})):
        rows = ask(name, **given_values)
        assert {row["may_quote"] for row in rows} == {0, 1}
        assert all(row["may_quote"] == int(row["participant"] not in ("YP01", None)) for row in rows)
        assert all((row["role"] == "interviewer") == (row["participant"] is None) for row in rows)
    assert {row["may_quote"] for row in ask("story", participant="YP01")} == {0}


@pytest.mark.parametrize("words", ["gŵyneth", "gwyneth", "GWYNETH"])
def test_search_finds_words_whatever_their_accents(words: str, ask: Ask) -> None:
    """A search finds a word with or without its circumflex, and marks it."""
    (row,) = ask("search", words=words)
    assert f"{MARK_BEGINS}Gŵyneth{MARK_ENDS}" in row["snippet"]


def test_search_puts_the_closest_first(ask: Ask) -> None:
    """The turn that says a word most often comes first."""
    assert [row["participant"] for row in ask("search", words="time")][0] == "WK02"


def test_search_within_a_group(ask: Ask) -> None:
    """A search may be narrowed to what one group said."""
    assert {row["participant"] for row in ask("search", words="know")} == {"YP02", "WK03"}
    assert {row["participant"] for row in ask("search", words="know", group="worker")} == {"WK03"}


@pytest.mark.parametrize(
    "words", ["", '"', '""', "lift AND", "NEAR(", "text:lift", "*", "^", "lift -taxi", "🙂 ŵ ŷ â'"]
)
def test_search_takes_any_text(words: str, ask: Ask) -> None:
    """Whatever someone types is looked for, never run: no text is a mistake in the query language."""
    assert isinstance(ask("search", words=words), list)


@given(words=st.text(max_size=30).filter(lambda text: "\0" not in text))
def test_search_never_fails(words: str) -> None:
    """No text makes the search itself fail."""
    connection = sqlite3.connect(":memory:")
    connection.create_function("escape_fts", 1, escape_fts)
    columns = "text, transcript_id, n, role, participant_id, group_id, may_quote"
    connection.execute(f"CREATE TABLE turns (id INTEGER PRIMARY KEY, {columns})")
    connection.execute('CREATE TABLE "groups" (id, label)')
    connection.execute("CREATE VIRTUAL TABLE turns_fts USING fts5(text, content='turns', content_rowid='id')")
    found = connection.execute(BY_NAME["search"].sql, {"words": words, "group": ""}).fetchall()
    connection.close()
    assert found == []
