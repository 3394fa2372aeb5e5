"""Attributes of participants merged into wider bands, as `study.toml` asks, before anything is counted or published."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.errors import BadSettings

if TYPE_CHECKING:
    from pipeline.publish.gather import PublishedTranscript
    from pipeline.settings import Settings

OF_INTERVIEWS = ("season", "language", "kind")
"""What is told of every transcript without bands too."""

_IN_STORE = ("site", "wave")
_SEASONS = ("spring", "summer", "autumn", "winter")


def in_bands(transcripts: Sequence[PublishedTranscript], settings: Settings) -> list[PublishedTranscript]:
    """Return transcripts with group, season and language merged into the bands of [disclosure.merge]."""
    if not settings.merge.keys() & {"group", "season", "language"}:
        return list(transcripts)
    return [
        replace(
            one,
            group=settings.band("group", one.group),
            season=settings.band("season", one.season),
            language=settings.band("language", one.language),
            turns=tuple(replace(turn, group=settings.band("group", turn.group)) for turn in one.turns),
        )
        for one in transcripts
    ]


def check_attributes(rows: Iterable[Mapping[str, object]], settings: Settings) -> None:
    """Make sure that each attribute of [disclosure] is told of transcripts or in the manifest. Raises BadSettings.

    `rows` are those of the store's transcripts.
    """
    known = ("group", *OF_INTERVIEWS, *_IN_STORE)
    listed = [name for name in settings.attributes if name not in known]
    if not listed:
        return
    columns = sorted({column for row in rows for column in json.loads(str(row["extra"]))})
    for name in listed:
        if name not in columns:
            told = ", ".join((*known, *columns))
            raise BadSettings(f"study.toml, [disclosure] attributes: manifest.csv has no {name}. Known here: {told}.")


def bands_of_manifest(row: Mapping[str, object], settings: Settings) -> tuple[tuple[str, str], ...]:
    """List the manifest's columns that [disclosure.merge] gives bands for, with the band of a transcript's row.

    `row` is the store's. What is in no band is not told at all, so that no value of the manifest is ever published.
    """
    names = [one for one in settings.attributes if settings.merge.get(one) and one not in (*OF_INTERVIEWS, "group")]
    cells = {one: row[one] for one in _IN_STORE} | json.loads(str(row["extra"])) if names else {}
    return tuple((name, band_told(name, str(cells.get(name) or ""), settings)) for name in names)


def band_told(name: str, value: str, settings: Settings) -> str:
    """Return the band of a value in a column of the manifest that has bands; "" where it is in none, and not told."""
    band = settings.band(name, value)
    return band if band in settings.merge[name] else ""


def place_in_order(value: str) -> str | None:
    """Give the place of a value among its like, as a text that sorts: of numbers and of seasons; else None."""
    if season := re.fullmatch(r"(spring|summer|autumn|winter) (\d{4}).*", value):
        return f"{season[2]} {_SEASONS.index(season[1])}"
    number = re.match(r"\d+", value)
    return f"{int(number[0]):09}" if number else None
