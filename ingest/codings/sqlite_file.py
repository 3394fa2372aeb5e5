"""A SQLite database of another program, read without changing it and without doing what it says."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import StillOpen, TooLarge, UnreadableFile

HEADER = b"SQLite format 3\x00"
KIND = "a SQLite database"

_LARGEST_VALUE = 64 * 2**20
_LARGEST_SQL = 64 * 2**10
_LARGEST_SUM = 512 * 2**20
_MOST_ROWS = 2_000_000
# A million rows take some ten million steps; a view or a generated column that never ends takes more.
_STEPS, _MOST_STEPS = 100_000, 20_000
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: _LARGEST_VALUE,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: _LARGEST_SQL,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 50,
}
_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ})
_ADVICE = "copy it again from where the program keeps it"


Row = dict[str, str | int | float | bytes | None]


class ForeignDatabase:
    """Reads tables of a database; nothing else of it is used: no view, no trigger, no function."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take a connection that is guarded already."""
        self._connection = connection
        self._taken = 0
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        plain = [str(name) for name, sql in rows if not str(sql or "").lstrip().upper().startswith("CREATE VIRTUAL")]
        self._columns = {name.casefold(): self._columns_of(name) for name in plain}

    def _columns_of(self, table: str) -> tuple[str, ...]:
        """List the columns of a table without those that are computed when they are read."""
        found = self._connection.execute(f"PRAGMA table_info({_quoted(table)})")
        return tuple(str(row[1]).casefold() for row in found)

    def has(self, table: str, *columns: str) -> bool:
        """Say whether there is a table with these columns."""
        return table in self._columns and set(columns) <= set(self._columns[table])

    def rows(self, table: str, columns: Sequence[str], order: str = "") -> Iterator[Row]:
        """Give the rows of a table in the order of a column; a column that it lacks is None. Raises TooLarge."""
        if table not in self._columns:
            return
        known = [column for column in columns if column in self._columns[table]]
        listed = ", ".join(_quoted(column) for column in known) or "NULL"
        ordered = f" ORDER BY {_quoted(order)}" if order in self._columns[table] else ""
        for number, row in enumerate(self._connection.execute(f"SELECT {listed} FROM {_quoted(table)}{ordered}")):
            self._taken += sum(len(value) for value in row if isinstance(value, str))
            if number >= _MOST_ROWS or self._taken > _LARGEST_SUM:
                raise TooLarge
            yield dict.fromkeys(columns) | dict(zip(known, row, strict=False))

    def count(self, table: str) -> int:
        """Count the rows of a table; of none there are none."""
        return sum(1 for _ in self.rows(table, ()))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


@contextmanager
def opened_database(path: Path) -> Iterator[ForeignDatabase]:
    """Open the SQLite file at `path` read-only, where it lies, with SQLite's defences against a hostile one.

    Raises StillOpen where changes wait beside it, and UnreadableFile.
    """
    for ending in ("-wal", "-journal"):
        beside = path.with_name(path.name + ending)
        if beside.exists() and beside.stat().st_size:
            raise StillOpen
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        _guard(connection)
        yield ForeignDatabase(connection)
    except sqlite3.Error:
        raise UnreadableFile(kind=KIND, advice=_ADVICE) from None
    finally:
        connection.close()


def _guard(connection: sqlite3.Connection) -> None:
    for limit, value in _LIMITS.items():
        connection.setlimit(limit, value)
    for pragma in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON", "mmap_size = 0"):
        connection.execute(f"PRAGMA {pragma}")
    steps = iter(range(_MOST_STEPS))
    connection.set_progress_handler(lambda: next(steps, None) is None, _STEPS)
    connection.set_authorizer(_may)
    connection.text_factory = lambda content: content.decode("utf-8", "replace")


def _may(action: int, first: str | None, second: str | None, database: str | None, inner: str | None) -> int:
    """Allow reading of tables, from no view or trigger, and asking for the columns of a table."""
    asks_columns = action == sqlite3.SQLITE_PRAGMA and first == "table_info"
    return sqlite3.SQLITE_OK if (action in _ALLOWED and inner is None) or asks_columns else sqlite3.SQLITE_DENY


def text_in(row: Row, column: str) -> str:
    """Return a value as text, "" where there is none."""
    value = row[column]
    return "" if value is None or isinstance(value, bytes) else str(value)


def number_in(row: Row, column: str) -> int | None:
    """Return a value as a whole number, or None where it is none."""
    value = row[column]
    try:
        return None if value is None or isinstance(value, bytes) else int(value)
    except (ValueError, OverflowError):
        return None
