"""What the pages' connections to the published file let be read."""

from __future__ import annotations

import sqlite3

import pytest

from pipeline.workbench.plugin import prepare_connection


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT file FROM pragma_database_list",
        "SELECT 1 FROM Pragma_Database_List()",
        'SELECT * FROM "PRAGMA_database_list" AS themes',
        "SELECT (SELECT max(file) FROM pragma_database_list)",
        "SELECT * FROM sqlite_stmt",
    ],
)
def test_where_the_file_lies_and_what_others_asked_is_nobodys_to_read(sql: str) -> None:
    """Under no spelling, by analysts neither; some builds of SQLite have no such table at all."""
    connection = sqlite3.connect(":memory:")
    prepare_connection(connection)

    with pytest.raises(sqlite3.DatabaseError, match="prohibited|not authorized|no such table"):
        connection.execute(sql)


def test_what_datasette_and_analysts_need_can_be_read() -> None:
    """Tables, their columns, and a name of one's own."""
    connection = sqlite3.connect(":memory:")
    prepare_connection(connection)
    connection.execute("CREATE TABLE themes (id)")

    assert connection.execute("SELECT name FROM pragma_table_info('themes')").fetchall() == [("id",)]
    assert connection.execute("WITH sqlite_stmt AS (SELECT 1) SELECT * FROM sqlite_stmt").fetchall() == [(1,)]
    assert connection.execute("PRAGMA database_list").fetchall()
