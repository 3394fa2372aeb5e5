"""The metadata: everything in a published database is introduced, and the committed file is current."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from datasette.app import Datasette
from datasette.utils import parse_metadata

from pipeline.publish.metadata import MADE_BY, database_name, metadata, metadata_yaml
from pipeline.publish.queries import queries_for
from pipeline.publish.schema import TABLES, tables_for
from pipeline.publish.table import AUDIENCES, ETHICS, OUTSIDE, TEAM

COMMITTED = Path(__file__).parents[3] / "datasette_metadata.yml"


def test_the_committed_file_is_current() -> None:
    """The file at the top says what the tables say now; write it again with `python -m pipeline.publish.metadata`."""
    assert COMMITTED.read_text(encoding="utf-8") == metadata_yaml()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_datasette_reads_the_yaml_as_it_was_meant(audience: str) -> None:
    """What Datasette's own reader makes of the text is the metadata, Welsh letters included."""
    written = metadata_yaml("Tŷ Ŵyn â ni 🙂", "Who: was asked\nabout #care", "draft", audience)
    assert written.startswith(MADE_BY)
    assert parse_metadata(written) == metadata("Tŷ Ŵyn â ni 🙂", "Who: was asked\nabout #care", "draft", audience)


def test_a_licence_is_told_where_there_is_one() -> None:
    """Datasette shows it on every page of its own; without one, nobody is told of any."""
    assert metadata(licence="For the project team")["license"] == "For the project team"
    assert "license" not in metadata()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_table_column_and_query_is_described(audience: str) -> None:
    """Nothing that an audience may open is left without a title and a description."""
    described = parse_metadata(metadata_yaml(audience=audience))["databases"][database_name(audience)]
    for table in tables_for(audience):
        about = described["tables"][table.name]
        assert about["title"] and about["description"]
        assert {name for name, text in about["columns"].items() if text} == {column.name for column in table.columns}
    for query in queries_for(audience):
        about = described["queries"][query.name]
        assert about["title"] and about["description"] and about["sql"] == query.sql
        assert about.get("params", []) == list(query.params)


def test_an_audience_is_told_of_its_own_tables_only() -> None:
    """What is kept from those outside is not even named to them."""
    told = metadata_yaml(audience=OUTSIDE)
    assert set(metadata(audience=OUTSIDE)["databases"]["llais-outside"]["tables"]) == {
        t.name for t in tables_for(OUTSIDE)
    }
    assert "turns_fts" not in told


async def test_search_tables_are_hidden(make_sample: Callable[..., Path]) -> None:
    """Full-text indexes and what SQLite keeps beside them are in no list of tables."""
    datasette = Datasette([], immutables=[str(make_sample())], metadata=metadata())
    hidden = await datasette.get_database("llais").hidden_table_names()
    shown = set(await datasette.get_database("llais").table_names()) - set(hidden)
    assert shown == {table.name for table in tables_for(TEAM)}
    described = metadata()["databases"]["llais"]["tables"]
    assert {name for name in hidden if "_fts" in name} == {name for name in described if described[name].get("hidden")}


def test_every_filter_offered_is_indexed() -> None:
    """A filter on a column without an index would read the whole table on every page."""
    for table in tables_for(TEAM):
        indexed = " ".join(table.index_sql())
        for facet in metadata()["databases"]["llais"]["tables"][table.name].get("facets", []):
            assert f'("{facet}"' in indexed or table.primary_key == (facet,)


def test_every_reference_names_the_column_that_it_points_to() -> None:
    """Datasette's pages fail on a reference that names only a table."""
    for table in TABLES:
        statement = table.create_sql()
        for column in table.columns:
            if column.references:
                assert f'FOREIGN KEY ("{column.name}") REFERENCES "{column.references}" ("id")' in statement


def test_people_are_called_by_their_own_label() -> None:
    """A participant is shown under the study's label, not under the group that shares the table."""
    assert metadata()["databases"]["llais"]["tables"]["participants"]["label_column"] == "id"


@pytest.mark.parametrize(("status", "sentence"), [("draft", "Draft, not signed off"), ("release", "Signed off")])
def test_the_description_says_whether_it_is_signed_off(status: str, sentence: str) -> None:
    """A draft says that it is one, and a release that it is signed off."""
    assert sentence in metadata(status=status)["databases"]["llais"]["description"]


def test_a_draft_for_reviewers_is_not_said_to_be_the_teams() -> None:
    """They read it; the team's own, and the one for outside before it is released, are for the team."""
    assert "team" not in metadata(audience=ETHICS)["databases"]["llais-ethics"]["description"]
    assert "for the team only" in metadata()["databases"]["llais"]["description"]


def test_no_licence_and_no_html() -> None:
    """No licence is claimed for people's words, and no description is taken for HTML."""
    assert "license:" not in metadata_yaml()
    assert "description_html" not in metadata_yaml()
