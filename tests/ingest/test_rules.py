"""What a person has decided about reading a file holds, and everything else is as found."""

from __future__ import annotations

from dataclasses import fields

import pytest

from ingest.rules import ACCEPT, AS_FOUND, FIELDNOTES, INTERVIEW, LAYOUTS, REJECT, TABLE, Rules, overruled

OTHER = {"changes": REJECT, "layout": TABLE, "speakers": ("Elin", "Siân"), "material": FIELDNOTES}


def test_by_default_a_file_is_an_interview_as_it_is_found() -> None:
    """Tracked changes count as accepted, and the file shows how it is set out."""
    assert (AS_FOUND.changes, AS_FOUND.layout, AS_FOUND.speakers, AS_FOUND.material) == (ACCEPT, "", (), INTERVIEW)


@pytest.mark.parametrize("name", OTHER)
def test_every_decision_changes_the_signature(name: str) -> None:
    """Files that were read by other rules are read again."""
    assert Rules(**{name: OTHER[name]}).signature != AS_FOUND.signature
    assert Rules(**{name: OTHER[name]}).signature == Rules(**{name: OTHER[name]}).signature


def test_no_decision_is_left_out_of_the_tests() -> None:
    """A new rule has to be in the signature as well."""
    assert {field.name for field in fields(Rules)} == set(OTHER)


def test_nothing_given_changes_nothing() -> None:
    """Settings that are silent leave the rules as they were."""
    rules = Rules(**OTHER)
    assert overruled(rules) == rules
    assert overruled(rules, changes=None, layout="", speakers=(), material=None) == rules


@pytest.mark.parametrize("name", OTHER)
def test_what_is_given_takes_the_place(name: str) -> None:
    """And only that."""
    assert overruled(AS_FOUND, **{name: OTHER[name]}) == Rules(**{name: OTHER[name]})


def test_every_layout_has_words_for_people() -> None:
    """Each is told in other words."""
    assert len(set(LAYOUTS.values())) == len(LAYOUTS) == 5
