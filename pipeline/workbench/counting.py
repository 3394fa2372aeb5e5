"""How many rows there are, and of which kinds: in a published file, which never changes, counted once."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Awaitable, Callable, Hashable
from pathlib import Path
from typing import Any

from datasette.database import Results

from pipeline.workbench.kept import Kept

Execute = Callable[..., Awaitable[Results]]

MOST_COUNTS = 100
# Datasette's own ways of counting the rows of a table, and the values of a column for its filters.
_COUNTING = re.compile(r"\s*select (count\(\*\)|\S+ as value, count\(\*\) as count) from\s")
_SEARCHED = re.compile(r"content=\W?(?P<table>\w+)")


def inspected(database: Path) -> dict[str, Any] | None:
    """Say of a published file what Datasette would find by counting all its rows, from the file's own statistics.

    What is returned is what `datasette inspect` writes; None without statistics, which publishing leaves in the file.
    """
    connection = sqlite3.connect(f"{database.resolve().as_uri()}?immutable=1", uri=True)
    try:
        tables = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
        if "sqlite_stat1" not in tables:
            return None
        # SQLite says nothing of a table without rows, and begins with the number of rows for every index of another.
        counted = dict(connection.execute("SELECT tbl, max(CAST(stat AS INTEGER)) FROM sqlite_stat1 GROUP BY tbl"))
        statistics = connection.execute("SELECT count(*) FROM sqlite_stat1").fetchone()[0]
    finally:
        connection.close()
    counts = {name: counted.get(name, 0) for name in tables} | {"sqlite_stat1": statistics}
    # An index for searching has a row for each row of the table whose words it holds.
    counts |= {name: counts[found["table"]] for name, sql in tables.items() if sql and (found := _SEARCHED.search(sql))}
    about = database.stat()
    return {
        database.stem: {
            "hash": hashlib.sha256(f"{database.name} {about.st_size} {about.st_mtime_ns}".encode()).hexdigest(),
            "size": about.st_size,
            "file": str(database),
            "tables": {name: {"count": count} for name, count in counts.items()},
        }
    }


def keep_counts(execute: Execute) -> Execute:
    """Wrap what executes SQL on a file that never changes: what it counted for Datasette is not counted again."""
    kept = Kept(MOST_COUNTS)

    async def execute_or_recall(sql: str, params: Any = None, **options: Any) -> Results:
        async def ask() -> Results:
            return await execute(sql, params, **options)

        if options.get("truncate") or not _COUNTING.match(sql):
            return await ask()
        return await kept.get((sql, _hashable(params)), ask)

    return execute_or_recall


def _hashable(params: Any) -> Hashable:
    return tuple(sorted(params.items())) if isinstance(params, dict) else tuple(params or ())
