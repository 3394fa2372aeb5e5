"""Attributes are merged into the bands of study.toml before anything is published."""

from __future__ import annotations

from pipeline.publish.bands import in_bands
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
