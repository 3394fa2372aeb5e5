"""Attributes are merged into the bands of study.toml before anything is published."""

from __future__ import annotations

import json

import pytest

from pipeline.errors import BadSettings
from pipeline.publish.bands import bands_of_manifest, check_attributes, in_bands, place_in_order
from pipeline.settings import Settings
from tests.spoken import spoken

TRANSCRIPTS = [
    spoken("FC01", "INT: Pwy?\nFC01: Neb.", season="summer 2025"),
    spoken("WK01", "WK01: Neb.", season="autumn 2025", language="cy;en"),
]


def test_season_language_and_group_are_merged() -> None:
    """In transcripts and in turns, so that no table tells what another one hides."""
    settings = Settings(
        merge={
            "season": {"2025": ("summer 2025", "autumn 2025")},
            "language": {"any": ("en", "cy;en")},
            "group": {"adult": ("foster_carer", "worker")},
        }
    )
    merged = in_bands(TRANSCRIPTS, settings)

    assert {(one.season, one.language, one.group) for one in merged} == {("2025", "any", "adult")}
    assert {turn.group for one in merged for turn in one.turns if turn.participant} == {"adult"}


def test_what_is_in_no_band_stays_as_it_is() -> None:
    """Merging ages changes nothing that is published."""
    assert in_bands(TRANSCRIPTS, Settings(merge={"age": {"15-17": ("15",)}})) == TRANSCRIPTS
    assert in_bands(TRANSCRIPTS, Settings(merge={"season": {"2024": ("summer 2024",)}})) == TRANSCRIPTS


def test_of_a_column_of_the_manifest_only_bands_are_told() -> None:
    """Never the place itself; what is in no band, or has no bands, is not told at all."""
    settings = Settings(
        attributes=("group", "site", "wave", "Tŷ"),
        merge={"site": {"By the sea": ("Abertawe", "Y Barri")}, "Tŷ": {"with a garden": ("gardd 🌻",)}},
    )
    row = {"site": "Y Barri", "wave": "1", "extra": '{"Tŷ": "gardd 🌻", "age": "15"}'}

    assert bands_of_manifest(row, settings) == (("site", "By the sea"), ("Tŷ", "with a garden"))
    assert bands_of_manifest({**row, "site": "Tywyn"}, settings)[0] == ("site", "")
    assert bands_of_manifest({**row, "site": "", "extra": "{}"}, settings) == (("site", ""), ("Tŷ", ""))


def test_a_study_without_bands_is_told_nothing_of_the_manifest() -> None:
    """Listing a column among the attributes counts it; only bands publish it."""
    row = {"site": "Tywyn", "wave": "1", "extra": "{}"}

    assert bands_of_manifest(row, Settings(attributes=("group", "site", "wave"))) == ()


def test_numbers_and_seasons_have_an_order() -> None:
    """Winter ends the year that it begins in; a place has no order."""
    assert sorted(["winter 2025–26", "spring 2026", "autumn 2025"], key=place_in_order) == [
        "autumn 2025",
        "winter 2025–26",
        "spring 2026",
    ]
    assert sorted(["15", "9", "100"], key=place_in_order) == ["9", "15", "100"]
    assert place_in_order("by the sea") is None


def test_an_attribute_that_the_manifest_has_not_is_said_with_those_it_has() -> None:
    """A slip of the pen would be published as nothing, without a word."""
    rows = [{"extra": json.dumps({"age_band": "15"})}, {"extra": "{}"}]
    check_attributes(rows, Settings(attributes=("group", "season", "site", "age_band")))
    with pytest.raises(BadSettings, match=r"has no age_bnad\. Known here: group, season, .*site, wave, age_band\."):
        check_attributes(rows, Settings(attributes=("group", "age_bnad")))
