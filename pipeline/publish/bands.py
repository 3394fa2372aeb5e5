"""Attributes of participants merged into wider bands, as `study.toml` asks, before anything is counted or published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.publish.gather import PublishedTranscript
    from pipeline.settings import Settings


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
