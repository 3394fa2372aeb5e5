"""Hold the file that a Datasette serves, from when it is made until it is let go, whatever takes the file's place."""

from __future__ import annotations

import queue
import sqlite3
from typing import Any, NoReturn

from datasette.database import WriteTask


def hold(datasette: Any) -> None:
    """Open now what each thread of a Datasette would open with its first query: by then it may be another file."""
    for database in datasette.databases.values():
        if database.path:
            opened: queue.SimpleQueue[sqlite3.Connection] = queue.SimpleQueue()
            for _ in range(datasette.setting("num_sql_threads")):
                opened.put(database.connect())
            database.connect = opened.get_nowait


def let_go(datasette: Any) -> None:
    """Close the files and end the threads of a Datasette that answers nobody any more, which 0.65 itself never does."""
    datasette.executor.shutdown(wait=False)
    for database in datasette.databases.values():
        database.close()
        if database._write_queue is not None:
            database._write_queue.put(WriteTask(_end, None, None))


def _end(connection: sqlite3.Connection) -> NoReturn:
    """End the thread that writes, which would wait for ever and keep all of its Datasette in memory."""
    connection.close()
    raise SystemExit
