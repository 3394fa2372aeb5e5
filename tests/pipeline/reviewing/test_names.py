"""Names to choose from."""

from __future__ import annotations

import pytest

from pipeline.reviewing.names import MOST, matching, names_of
from tests.pipeline.reviewing.conftest import Workbench

NAMES = ["Nia Pritchard", "Siân Prosser", "Jac", "Pryderi", "Sanae Jacobs"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("pr", ["Nia Pritchard", "Siân Prosser", "Pryderi"]),
        ("SIAN", ["Siân Prosser"]),
        ("jac", ["Jac", "Sanae Jacobs"]),
        ("nia p", ["Nia Pritchard"]),
        ("ana", ["Sanae Jacobs"]),
        ("q", []),
    ],
)
def test_a_few_letters_are_enough(typed: str, found: list[str]) -> None:
    """Accents and case aside, beginnings of words before what stands inside."""
    assert matching(NAMES, typed) == found


def test_nobody_is_the_same_as_themselves_and_the_list_is_short() -> None:
    """The words at hand are left out; a dozen at most."""
    assert "Jac" not in matching(NAMES, "", but="jac")
    assert len(matching([f"Name{n}" for n in range(40)], "name")) == MOST


def test_the_names_of_a_study_come_once(workbench: Workbench) -> None:
    """Those of the text by how often they stand there, then those of the roster; each once."""
    names = names_of(workbench.db, "PERSON")

    assert set(names[:2]) == {"Nia", "Nia Pritchard"}
    assert names.count("Sarah") == 1
    assert len({name.casefold() for name in names}) == len(names)
