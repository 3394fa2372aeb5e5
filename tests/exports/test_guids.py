"""GUIDs that stay."""

from __future__ import annotations

import re

from exports.guids import StudyGuids, coding_guid, link_guid, memo_guid, selection_guid

UID = "3f9c" * 8


def test_guids_stay_the_same_for_ever() -> None:
    """These were in the first version: a tool that has the project finds its codings again."""
    assert coding_guid(UID) == "1D9334A0-1C39-5CF8-A1BD-D80BFDAA6C6A"
    assert StudyGuids("Keeping Safe").source("FC01") == "C7736764-B38B-56C2-AF40-2522B7618C8D"


def test_each_kind_of_thing_has_its_own() -> None:
    """One name for several things is several GUIDs, in upper case."""
    guids = StudyGuids("Keeping Safe")
    made = [make(UID) for make in (coding_guid, selection_guid, memo_guid, link_guid)]
    made += [make("A") for make in (guids.coder, guids.source, guids.case, guids.variable, guids.set_of)]
    made += [guids.turn("A", 1), guids.turn("A", 11), guids.turn("A1", 1), StudyGuids("Another").source("A")]

    assert len(set(made)) == len(made)
    assert all(re.fullmatch(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}", guid) for guid in made)
