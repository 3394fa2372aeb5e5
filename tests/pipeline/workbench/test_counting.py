"""Counting a published file: once, and as Datasette itself would count."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from sqlite3 import OperationalError, connect
from typing import Any

import pytest
from datasette import tracer
from datasette.app import Datasette
from datasette.database import Results

from pipeline.publish.metadata import metadata
from pipeline.study import Study
from pipeline.workbench import counting
from pipeline.workbench.serve import make_datasette

SAID = {
    "FC01": "INT: Who listens?\nP1: The duty line, now and then. 🙂\n",
    "YP01": "INT: And you?\nP1: Tŷ bach twt, and somewhere warm.\n",
}


@pytest.fixture
def database(tmp_path: Path, make_study: Callable[..., Study], published: Callable[..., Path]) -> Path:
    """Publish a study of two interviews."""
    return published(make_study(tmp_path, SAID))


class Asked:
    """Stands in for what executes SQL: it notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def execute(self, sql: str, params: Any = None, **options: Any) -> Results:
        """Note a statement, with its values."""
        self.asked.append(f"{sql} {params}")
        return Results([(3,)], False, ())


async def ask(execute: counting.Execute, *statements: tuple[str, Any]) -> None:
    """Execute statements one after the other."""
    for sql, params in statements:
        await execute(sql, params)


def test_every_table_has_as_many_rows_as_are_said(database: Path) -> None:
    """Empty tables, indexes for searching and what SQLite keeps beside them are no exception."""
    said = counting.inspected(database)["llais"]["tables"]

    with closing(connect(database)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        counted = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}

    assert {name: one["count"] for name, one in said.items()} == counted
    assert counted["turns"] == counted["turns_fts"] == 4
    assert counted["codings"] == 0


def test_a_file_without_statistics_is_left_to_datasette(database: Path) -> None:
    """Nobody guesses."""
    with closing(connect(database)) as connection:
        connection.execute("DROP TABLE sqlite_stat1")

    assert counting.inspected(database) is None


def test_a_file_that_changed_is_another(database: Path) -> None:
    """What tells one file from another follows its size and the moment it was written."""
    before = counting.inspected(database)["llais"]["hash"]
    with closing(connect(database)) as connection, connection:
        connection.execute("CREATE TABLE more AS SELECT * FROM turns")

    assert counting.inspected(database)["llais"]["hash"] != before


@pytest.mark.parametrize(
    "sql",
    [
        "select count(*) from turns ",
        "select count(*) from [turns]",
        "\n  select [group_id] as value, count(*) as count from (\n  select * from turns\n) group by [group_id]",
    ],
)
async def test_what_was_counted_is_not_counted_again(sql: str) -> None:
    """The same statement with the same values, whatever their order."""
    asked = Asked()
    execute = counting.keep_counts(asked.execute)

    await ask(execute, (sql, {"p0": "care", "p1": 2}), (sql, {"p1": 2, "p0": "care"}))

    assert len(asked.asked) == 1


async def test_other_values_and_other_queries_are_asked() -> None:
    """Only counting is kept, and only for the values that it was done for."""
    asked = Asked()
    execute = counting.keep_counts(asked.execute)
    counted, read = "select count(*) from turns where n = :p0", "select n, count(*) from turns group by n"

    await ask(execute, (counted, {"p0": 1}), (counted, {"p0": 2}), (read, None), (read, None))

    assert len(asked.asked) == 4


async def test_what_people_ask_themselves_is_not_kept() -> None:
    """Datasette cuts the answers to people's own SQL and to named queries, which may ask for the time of day."""
    asked = Asked()
    execute = counting.keep_counts(asked.execute)

    for _ in range(2):
        await execute("select count(*) from turns", None, truncate=True)

    assert len(asked.asked) == 2


async def test_a_count_that_failed_is_tried_again() -> None:
    """Nothing is kept of a query that ran out of time."""
    asked = Asked()

    async def fails_first(sql: str, params: Any = None, **options: Any) -> Results:
        answer = await asked.execute(sql, params, **options)
        if len(asked.asked) == 1:
            raise OperationalError("interrupted")
        return answer

    execute = counting.keep_counts(fails_first)
    with pytest.raises(OperationalError):
        await ask(execute, ("select count(*) from turns", None))
    await ask(execute, ("select count(*) from turns", None), ("select count(*) from turns", None))

    assert len(asked.asked) == 2


async def test_a_table_with_filters_says_the_same_twice(database: Path) -> None:
    """The page of a table is the same whether its numbers were counted for it or kept."""
    datasette = make_datasette(database, metadata())
    for path in ("/llais/turns.json", "/llais/turns.json?group_id=young_person&_facet=role", "/llais/codings.json"):
        first, again = [json.loads((await datasette.client.get(path)).text) for _ in range(2)]
        assert "filtered_table_rows_count" in first
        assert first | {"query_ms": 0} == again | {"query_ms": 0}


async def test_the_second_time_nothing_is_counted(database: Path) -> None:
    """Datasette writes its counting as we expect it to; of a table without filters not even the first time."""
    datasette = make_datasette(database, metadata())

    assert await counted_for(datasette, "/llais/groups") == 0
    assert await counted_for(datasette, "/llais/turns?n__gt=1&_facet=role") > 1
    assert await counted_for(datasette, "/llais/turns?n__gt=1&_facet=role") == 0


async def counted_for(datasette: Datasette, path: str) -> int:
    """Say how many statements that count reach SQLite for a page."""
    traces: list[dict[str, Any]] = []
    with tracer.capture_traces(traces):
        assert (await datasette.client.get(path)).status_code == 200
    return sum("count(*)" in str(one.get("sql")) for one in traces)
