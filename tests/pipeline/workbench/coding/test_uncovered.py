"""What is coded blind is not served from a database that was made before."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.coding.blind import Blind
from pipeline.errors import BadSettings
from pipeline.workbench.coding.uncovered import check_covered

BLIND = Blind(blind=True)


def published(folder: Path, rows: Iterable[tuple[str, str, int]]) -> Path:
    """Make a database that says who coded what, and handed it in."""
    path = folder / "llais.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE coded_by (transcript_id TEXT, coder_id TEXT, handed_in INTEGER)")
        connection.executemany("INSERT INTO coded_by VALUES (?, ?, ?)", rows)
    return path


def test_codings_from_before_are_refused(tmp_path: Path) -> None:
    """The message names the transcripts, and says what to do."""
    path = published(tmp_path, [("FC01", "A", 1), ("YP01", "A", 1), ("YP01", "B", 1), ("YP02", "A", 0)])
    with pytest.raises(BadSettings, match="codings of FC01, YP02, which not everybody has handed in. Publish again"):
        check_covered(path, BLIND)
    check_covered(path, Blind())
    check_covered(path, Blind(blind=True, blind_only=frozenset({"yp01"})))


def test_one_who_is_still_coding_is_waited_for(tmp_path: Path) -> None:
    """Two hand-ins are not enough while a third has begun."""
    path = published(tmp_path, [("FC01", "A", 1), ("FC01", "B", 1), ("FC01", "C", 0)])
    with pytest.raises(BadSettings, match="FC01"):
        check_covered(path, BLIND)


def test_databases_without_codings_pass(tmp_path: Path) -> None:
    """Nothing published, or by an earlier llais: nothing to cover."""
    check_covered(published(tmp_path, []), BLIND)
    with closing(sqlite3.connect(tmp_path / "old.db")) as connection, connection:
        connection.execute("CREATE TABLE study (id TEXT)")
    check_covered(tmp_path / "old.db", BLIND)
