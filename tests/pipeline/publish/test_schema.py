"""The allow-list: what the schema names may leave, nothing else, and every reference is indexed and holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.publish.schema import column_names, tables_for
from pipeline.publish.table import AUDIENCES, OUTSIDE, TEAM
from pipeline.study import Study
from tests.demonstrated import demo_study
from tests.studies import published as publish_study

Rows = list[tuple]


def ask(path: Path, sql: str) -> Rows:
    """Ask a published database."""
    connection = sqlite3.connect(path)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


@pytest.fixture
def for_audience(tmp_path: Path, make_study: Callable[..., Study]) -> Callable[[str], Path]:
    """Return what publishes a small study for an audience."""
    study = make_study(tmp_path / "study", {"FC01": "INT: Who helped?\nP1: Nia Pritchard, every Friday. Diolch iddi!"})
    return lambda audience: publish_study(study, audience)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_published_file_has_the_tables_and_columns_of_the_schema_and_no_other(
    audience: str, for_audience: Callable[[str], Path]
) -> None:
    """What the schema does not name cannot leave; FTS5's own tables and the planner's figures hold nothing else."""
    path = for_audience(audience)
    searched = [table.name for table in tables_for(audience) if table.search]
    made = {name for (name,) in ask(path, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    of_sqlite = {f"{name}_fts{part}" for name in searched for part in ("", "_data", "_idx", "_docsize", "_config")}

    assert made - of_sqlite - {"sqlite_stat1", "sqlite_stat4"} == {table.name for table in tables_for(audience)}
    for table in tables_for(audience):
        columns = [row[1] for row in ask(path, f'PRAGMA table_info("{table.name}")')]
        assert columns == column_names(table)


def test_those_outside_get_neither_turns_nor_quotes() -> None:
    """Outside the team, only the codebook and counts are read: no table for them holds what anybody said."""
    theirs = {table.name for table in tables_for(OUTSIDE)}

    assert theirs.isdisjoint({"turns", "codings", "suggestions", "replacements", "transcripts", "participants"})
    assert {"codes", "theme_by_group", "code_counts"} <= theirs
    assert not any(table.search for table in tables_for(OUTSIDE))


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_table_comes_after_those_that_it_names(audience: str) -> None:
    """Built in this order, every reference finds its table, and none names a table that the audience lacks."""
    seen: set[str] = set()
    for table in tables_for(audience):
        assert {column.references for column in table.columns if column.references} <= seen | {table.name}
        seen.add(table.name)


def test_every_foreign_key_of_the_demo_study_holds() -> None:
    """Nothing in the published demo study names a row that is not there."""
    path = demo_study().database()

    assert ask(path, "PRAGMA foreign_key_check") == []
    assert ask(path, "SELECT count(*) FROM turns, codings") != [(0,)]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_reference_and_every_filter_is_indexed(audience: str, for_audience: Callable[[str], Path]) -> None:
    """A page that follows a link or counts a filter's values never reads a whole table."""
    path = for_audience(audience)
    for table in tables_for(audience):
        indexes = [row[1] for row in ask(path, f'PRAGMA index_list("{table.name}")')]
        first_columns = {ask(path, f'PRAGMA index_info("{index}")')[0][2] for index in indexes}
        for column in table.columns:
            if (column.references or column.facet) and table.primary_key != (column.name,):
                assert column.name in first_columns, f"{table.name}.{column.name}"


def test_a_table_without_a_key_of_its_own_is_told_apart_by_its_first_column() -> None:
    """The key of every table is columns that it has."""
    for table in tables_for(TEAM):
        assert set(table.primary_key) <= set(column_names(table))
        assert table.label in ("", *column_names(table))
