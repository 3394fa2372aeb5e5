"""About a theme or a code: rules, sources, counts and what meets it, with hidden numbers said to be so."""

from __future__ import annotations

import sqlite3
from importlib import resources
from pathlib import Path

from codebook.load import DEFAULT_FILE, default_codebook
from pipeline.publish.table import OUTSIDE, TEAM
from pipeline.workbench.facts import read_facts
from pipeline.workbench.themes.about import About, Note, read_about, read_codebook
from pipeline.workbench.themes.scope import find_scope
from tests.pipeline.conftest import SampleMaker
from tests.pipeline.workbench.test_serve import served


async def about(path: Path, theme: str, code: str = "", audience: str = TEAM) -> About:
    """Read what the study at `path` says about a theme or a code."""
    facts, datasette = read_facts(path), served(path, audience=audience)
    scope = find_scope(facts, theme, code)
    assert scope
    return await read_about(datasette.get_database(facts.database), facts, scope, default_codebook())


async def test_a_code_has_its_rules_and_sources(make_sample: SampleMaker) -> None:
    """The rules come from the table, sources and cues from the codebook itself."""
    book = {code.id: code for code in default_codebook().codes}["care/system"]
    entry = (await about(make_sample(), "care", "system")).entry
    assert (entry.definition, entry.include_when, entry.cues) == (book.definition, book.include_when, book.indicators)
    assert len(entry.sources) == len(book.source_refs)
    assert not set(entry.sources) & set(book.source_refs)  # whole citations, not numbers
    assert entry.stated == (book.support == "direct")


async def test_people_of_every_group_are_counted(make_sample: SampleMaker) -> None:
    """Of how many, and in how many passages; a group that said nothing is there with none."""
    found = (await about(make_sample(), "care", "system")).groups
    assert [(one.label, one.people, one.of) for one in found] == [
        ("Foster carers", 2, 2),
        ("Young people", 0, 2),
        ("Workers", 1, 3),
    ]


async def test_hidden_numbers_are_said_to_be_hidden(make_sample: SampleMaker) -> None:
    """A hidden count is none, and the page knows that it has to say why."""
    path = make_sample(audience=OUTSIDE)
    assert not (await about(path, "care", audience=OUTSIDE)).hides
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE theme_by_group SET people = NULL, passages = NULL WHERE group_id = 'worker'")
    found = await about(path, "care", audience=OUTSIDE)
    assert found.hides
    assert [one.people for one in found.groups if one.id == "worker"] == [None]


async def test_outside_a_code_counts_everyone_together(make_sample: SampleMaker) -> None:
    """There are no numbers by group of a code there, and no memos, disagreements or history."""
    found = await about(make_sample(audience=OUTSIDE), "care", "system", OUTSIDE)
    assert [(one.label, one.people) for one in found.groups] == [("Everyone", 3)]
    assert (found.notes, found.differing, found.history, found.suggestions) == ((), {}, (), 0)


async def test_codes_that_meet_it_are_seen_from_its_side(make_sample: SampleMaker) -> None:
    """Whichever of the two the table names first; for a theme, its own code stands first."""
    path = make_sample()
    assert [(one.code, one.other) for one in (await about(path, "exchange", "tangible")).meetings] == [
        ("exchange/tangible", "care/unmet-needs")
    ]
    assert ("care/unmet-needs", "exchange/tangible", 1) in {
        (one.code, one.other, one.people) for one in (await about(path, "care")).meetings
    }


async def test_what_became_of_it_and_what_was_noted(make_sample: SampleMaker) -> None:
    """History, memos on the code itself, disagreements and suggestions, of its codes alone."""
    path = make_sample()
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO code_history VALUES (1, 'care/acts', 'care/acts', '0.2.0', '2026-02-01', 'ŷ')")
        for id, about_what in enumerate(("code", "coding"), start=1):
            connection.execute(
                "INSERT INTO memos (id, about, code_id, author_id, text) VALUES (?, ?, 'care/acts', 'A', 'food, too')",
                [id, about_what],
            )
        connection.execute("INSERT INTO disagreements (id, code_id) VALUES (1, 'care/acts'), (2, 'voice/heard')")
    found = await about(path, "care")
    assert [(one.code, one.version, one.words) for one in found.history] == [("care/acts", "0.2.0", "ŷ")]
    assert found.notes == (Note("food, too", "A"),)
    assert found.differing == {"care/acts": 1}
    assert found.suggestions == 1


async def test_a_codebook_of_another_kind_is_done_without(make_sample: SampleMaker) -> None:
    """Where the published YAML cannot be read, tables say what there is to say."""
    path = make_sample()
    assert await read_codebook(served(path).get_database("llais")) is None
    yaml = resources.files("codebook").joinpath(DEFAULT_FILE).read_text(encoding="utf-8")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE codebook SET yaml = ?", [yaml])
    assert await read_codebook(served(path).get_database("llais")) == default_codebook()
