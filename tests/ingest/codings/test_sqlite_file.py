"""Databases of other programs are read as data: nothing in them is done, nothing of them is changed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from ingest.codings import sqlite_file
from ingest.codings.sqlite_file import number_in, opened_database, text_in
from ingest.errors import TooLarge, UnreadableFile


def database(tmp_path: Path, script: str, name: str = "a.sqlite3") -> Path:
    """Write a database."""
    path = tmp_path / name
    connection = sqlite3.connect(path)
    connection.executescript(script)
    connection.commit()
    connection.close()
    return path


def test_rows_are_read_in_order_and_missing_columns_are_empty(tmp_path: Path) -> None:
    """Names of tables and columns are compared without case."""
    path = database(tmp_path, "CREATE TABLE Tags (ID integer, Path text); INSERT INTO Tags VALUES (2, 'b'), (1, 'a');")
    with opened_database(path) as opened:
        assert opened.has("tags", "id", "path")
        assert not opened.has("tags", "parent")
        assert not opened.has("others")
        assert list(opened.rows("tags", ("path", "parent"), "id")) == [
            {"path": "a", "parent": None},
            {"path": "b", "parent": None},
        ]
        assert (opened.count("tags"), opened.count("others")) == (2, 0)


def test_the_file_is_not_changed(tmp_path: Path) -> None:
    """Nor is anything written beside it; its folder may be one where nobody may write."""
    path = database(tmp_path, "CREATE TABLE tags (id integer);")
    before = path.read_bytes()
    with pytest.raises(UnreadableFile), opened_database(path) as opened:
        opened._connection.execute("INSERT INTO tags VALUES (1)")
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["a b#c?d%.sqlite3", "ŵyn.sqlite3"])
def test_any_name_will_do(tmp_path: Path, name: str) -> None:
    """It is no part of an address."""
    with opened_database(database(tmp_path, "CREATE TABLE tags (id integer);", name)) as opened:
        assert opened.count("tags") == 0


def test_views_and_virtual_tables_are_not_looked_at(tmp_path: Path) -> None:
    """A view is a program; one that never ends would be too."""
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n) SELECT x AS id FROM n"
    script = f"CREATE VIEW tags AS {endless}; CREATE VIRTUAL TABLE words USING fts5(id);"
    with opened_database(database(tmp_path, script)) as opened:
        assert not opened.has("tags")
        assert not opened.has("words")
        assert list(opened.rows("tags", ("id",))) == []


def test_computed_columns_call_no_functions(tmp_path: Path) -> None:
    """They would run when the table is read."""
    script = "CREATE TABLE tags (id integer, path text AS (hex(zeroblob(id)))); INSERT INTO tags VALUES (3);"
    with opened_database(database(tmp_path, script)) as opened:
        assert list(opened.rows("tags", ("id", "path"))) == [{"id": 3, "path": None}]


def test_more_than_any_project_holds_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By rows, or by what they come to."""
    path = database(tmp_path, "CREATE TABLE tags (path text); INSERT INTO tags VALUES ('aaaa'), ('bbbb'), ('cccc');")
    for limit, value in (("_MOST_ROWS", 2), ("_LARGEST_SUM", 10)):
        with monkeypatch.context() as patched:
            patched.setattr(sqlite_file, limit, value)
            with pytest.raises(TooLarge), opened_database(path) as opened:
                list(opened.rows("tags", ("path",)))


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    """A beginning is not enough."""
    path = tmp_path / "a.sqlite3"
    path.write_bytes(sqlite_file.HEADER + b"x" * 500)
    with pytest.raises(UnreadableFile), opened_database(path):
        pass


def test_values_of_a_wrong_type_say_nothing() -> None:
    """Any value may be in any column."""
    row: sqlite_file.Row = {"a": None, "b": b"x", "c": "12", "d": "x", "e": 1.0, "f": float("inf")}
    assert [number_in(row, name) for name in row] == [None, None, 12, None, 1, None]
    assert [text_in(row, name) for name in "abc"] == ["", "", "12"]
