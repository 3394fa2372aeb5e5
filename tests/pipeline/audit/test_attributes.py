"""Who is like whom in what readers are told, and who is alone in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit.attributes import Person, alone_in, k_of, people_of, single_out
from pipeline.errors import BadSettings
from pipeline.publish.versions import current_transcripts
from pipeline.settings import Settings
from pipeline.study import Study
from tests import studies

ATTRIBUTES = ("group", "age")


def people(text: str) -> list[Person]:
    """Read people such as "YP01 young 15", a line each."""
    return [Person(label, tuple(values)) for label, *values in map(str.split, text.strip().splitlines())]


THREE = """
    YP01 young 15
    YP02 young 16
    YP03 young 16
"""


def test_somebody_with_an_attribute_of_their_own_is_alone() -> None:
    """The one of fifteen is named by that alone; the two of sixteen keep each other company."""
    (alone,) = alone_in(people(THREE), ATTRIBUTES)

    assert (alone.label, alone.values, alone.by) == ("YP01", {"group": "young", "age": "15"}, (("age",),))
    assert k_of(people(THREE), ATTRIBUTES) == 1


def test_a_planted_combination_is_found_where_each_attribute_is_common() -> None:
    """There are other girls and others in the north: only one is both."""
    crowd = """
        YP01 girl north
        YP02 girl south
        YP03 girl south
        YP04 boy north
        YP05 boy north
    """
    found = {one.label: one.by for one in alone_in(people(crowd), ("gender", "area"))}

    assert found == {"YP01": (("gender", "area"),)}


def test_every_smallest_way_is_given_and_no_larger_one() -> None:
    """Somebody who is alone by age needs nothing else to be found."""
    crowd = people("YP01 girl 15\nYP02 girl 16\nYP03 boy 16\nYP04 boy 16")

    assert single_out(crowd[0], crowd) == [(1,)]
    assert single_out(crowd[1], crowd) == [(0, 1)]


def test_k_of_nobody_is_nought() -> None:
    """A study without participants has nobody to protect."""
    assert k_of([], ATTRIBUTES) == 0


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz")), min_size=1, max_size=8))
def test_k_is_one_exactly_where_somebody_is_alone(values: list[tuple[str, str]]) -> None:
    """What is listed agrees with the k that pycanon counts."""
    crowd = [Person(f"P{n}", value) for n, value in enumerate(values, start=1)]
    alone = alone_in(crowd, ATTRIBUTES)

    assert (k_of(crowd, ATTRIBUTES) == 1) == bool(alone)
    for one in alone:
        for by in one.by:
            places = [ATTRIBUTES.index(name) for name in by]
            own = [one.values[name] for name in by]
            assert sum([person.values[n] for n in places] == own for person in crowd) == 1


def protected(study: Study) -> Study:
    """Read a study in and pseudonymise it."""
    with studies.opened(study) as db:
        studies.run_main_job(db, study)
    return study


def test_attributes_come_from_the_manifest_and_are_merged(tmp_path: Path, make_study: Callable[..., Study]) -> None:
    """A column that the study lists counts, in the bands that it asks for."""
    listed = {"YP01": {"age_band": "15", "site": "Neath"}, "YP02": {"age_band": "16", "site": "Neath"}}
    said = {label: f"INT: Pwy?\n{label}: Neb, dim ond y gath. 🙂" for label in listed}
    study = protected(make_study(tmp_path, said, listed=listed))
    wanted = replace(study.settings, attributes=("group", "age_band"), merge={"age_band": {"15-16": ("15", "16")}})
    with studies.opened(study) as db:
        transcripts = current_transcripts(db, wanted)
        apart = people_of(db, transcripts, replace(wanted, merge={}))
        together = people_of(db, transcripts, wanted)
        with pytest.raises(BadSettings, match="manifest.csv has no height"):
            people_of(db, transcripts, replace(wanted, attributes=("height",)))

    assert apart == (Person("YP01", ("young_person", "15")), Person("YP02", ("young_person", "16")))
    assert {one.values for one in together} == {("young_person", "15-16")}


def test_what_is_in_no_band_of_a_column_tells_nobody_apart(tmp_path: Path, make_study: Callable[..., Study]) -> None:
    """Readers are not told it, so nobody is alone by it, and it stands in nothing that is made for others."""
    listed = {"YP01": {"site": "Neath"}, "YP02": {"site": "Tŷ Ddewi"}, "YP03": {"site": ""}}
    said = {label: f"INT: Pwy?\n{label}: Neb, dim ond y gath. 🙂" for label in listed}
    study = protected(make_study(tmp_path, said, listed=listed))
    wanted = replace(study.settings, attributes=("group", "site"), merge={"site": {"West": ("Neath",)}})
    with studies.opened(study) as db:
        told = people_of(db, current_transcripts(db, wanted), wanted)

    assert [one.values[1] for one in told] == ["West", "", ""]


def test_the_attributes_are_what_is_published_unless_the_study_says_more() -> None:
    """Group, season, language and kind of interview are in every published database."""
    assert Settings().attributes == ("group", "season", "language", "kind")
