"""The home page's facts: counts in words, where to begin, and how people were protected."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.publish.table import OUTSIDE
from pipeline.workbench.facts import read_facts
from pipeline.workbench.home import begin_here, kinds_in_words, protection
from pipeline.workbench.numbers import in_words, some


def test_facts_count_people_not_segments(make_sample: Callable[..., Path]) -> None:
    """A theme's people are people; its passages are counted beside them, and suggestions apart."""
    facts = read_facts(make_sample())
    care = next(theme for theme in facts.themes if theme.id == "care")
    assert (care.people, care.passages, care.suggestions) == (4, 7, 1)
    assert facts.codings == 15 and facts.suggestions == 1


def test_groups_stand_in_the_order_of_the_study(make_sample: Callable[..., Path]) -> None:
    """Carers, young people, workers: the order that the study's words have."""
    groups = read_facts(make_sample()).groups
    assert [(group.label, group.people, group.transcripts) for group in groups] == [
        ("Foster carers", 2, 2),
        ("Young people", 2, 2),
        ("Workers", 3, 2),
    ]


def test_a_focus_group_belongs_to_each_group_that_speaks_in_it(make_sample: Callable[..., Path]) -> None:
    """Its row in the manifest names one of them only; the list of transcripts is narrowed in the same way."""
    path = make_sample()
    with sqlite3.connect(path) as published:
        published.execute("UPDATE participants SET group_id = 'young_person' WHERE id = 'WK03'")
    groups = {group.id: group.transcripts for group in read_facts(path).groups}
    assert groups == {"foster_carer": 2, "young_person": 3, "worker": 2}


def test_a_hidden_group_hides_the_sum(make_sample: Callable[..., Path]) -> None:
    """A sum of which one part is hidden would give that part away, so it is hidden too."""
    path = make_sample(audience=OUTSIDE)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE theme_by_group SET people = NULL, passages = NULL WHERE group_id = 'worker'")
    connection.commit()
    connection.close()
    themes = {theme.id: theme for theme in read_facts(path).themes}
    assert (themes["care"].people, themes["care"].passages) == (None, None)
    assert (themes["exchange"].people, themes["language"].people) == (2, 0)


def test_begin_here_names_each_group_and_where_coders_differ(make_sample: Callable[..., Path]) -> None:
    """There is something of every group to begin with, and what the two coders disagree on."""
    path = make_sample()
    with sqlite3.connect(path) as published:
        published.execute("INSERT INTO disagreements (id) VALUES (1)")
    texts = [link.text for link in begin_here(read_facts(path))]
    assert "Foster carers on care" in texts
    assert "Young people on exchange" in texts
    assert "Where the two coders differ" in texts


def test_numbers_that_are_hidden_are_no_reason_to_say_that_there_is_nothing(make_sample: Callable[..., Path]) -> None:
    """Outside the team, where every group is small, the matrix says who spoke and why it does not say how many."""
    path = make_sample(audience=OUTSIDE)
    with sqlite3.connect(path) as published:
        published.execute("UPDATE theme_by_group SET people = NULL, passages = NULL")
    assert [link.path for link in begin_here(read_facts(path))] == ["/matrix"]


def test_before_anybody_has_coded_one_begins_with_the_transcripts(make_sample: Callable[..., Path]) -> None:
    """No link leads to a page that says that nothing is coded, and there is something to read all the same."""
    path = make_sample(coded="")
    with sqlite3.connect(path) as published:
        published.execute(
            "INSERT INTO theme_by_group (theme_id, group_id, people, passages) VALUES ('care', 'worker', 0, 0)"
        )
    assert [link.path for link in begin_here(read_facts(path))] == ["/transcripts"]


def test_the_person_to_begin_with_is_one_of_whom_something_is_coded(make_sample: Callable[..., Path]) -> None:
    """Not simply the first of the list."""
    path = make_sample()
    with sqlite3.connect(path) as published:
        published.execute("DELETE FROM coded_people WHERE participant_id = 'FC01'")
    assert "/p/FC02" in [link.path for link in begin_here(read_facts(path))]


def test_where_nothing_is_compared_nothing_is_offered(make_sample: Callable[..., Path]) -> None:
    """Two coders of different transcripts, or an earlier llais that had no such tables."""
    path = make_sample()
    offered = [link.path for link in begin_here(read_facts(path))]
    with sqlite3.connect(path) as published:
        for table in ("agreement", "disagreements", "saturation"):
            published.execute(f"DROP TABLE {table}")
    assert [link.path for link in begin_here(read_facts(path))] == offered
    assert not {"/agreement", "/disagreements", "/saturation"} & set(offered)


def test_protection_is_counted_by_kind_and_way(make_sample: Callable[..., Path]) -> None:
    """What was replaced is told by kind and way of replacing, and never what it was."""
    told = {(one.what, one.how): one.times for one in protection(read_facts(make_sample()))}
    assert told == {
        ("name", "another name"): 2,
        ("place", "made vaguer"): 1,
        ("organisation", "made vaguer"): 1,
    }


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ([], ""),
        ([("interview", 1)], "one interview"),
        ([("interview", 9), ("focus group", 1)], "nine interviews and one focus group"),
        (
            [("interview", 12), ("joint interview", 2), ("focus group", 1)],
            "12 interviews, two joint interviews and one focus group",
        ),
    ],
)
def test_transcripts_are_counted_in_a_sentence(kinds: list[tuple[str, int]], said: str) -> None:
    """Kinds are listed as someone would say them."""
    assert kinds_in_words(kinds) == said


@pytest.mark.parametrize(("number", "said"), [(0, "no"), (1, "one"), (9, "nine"), (10, "10"), (14320, "14,320")])
def test_numbers_up_to_nine_are_words(number: int, said: str) -> None:
    """From ten on, figures."""
    assert in_words(number) == said


def test_one_person_two_people() -> None:
    """A plural that is no added s is given."""
    assert [some(n, "person", "people") for n in (1, 2)] == ["one person", "two people"]
