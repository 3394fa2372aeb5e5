"""The attributes that readers may set people beside each other by, with their bands in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.publish.bands import OF_INTERVIEWS, place_in_order
from pipeline.publish.gather import PublishedTranscript
from pipeline.publish.rows import Row
from pipeline.settings import Settings

UNTOLD = ""
"""In place of a band, where an attribute is not told of somebody."""
_GROUP = "group"  # has tables of its own
_SEASON = "season"


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something that is told of people and interviews; `values` are the bands that somebody is in, in order."""

    id: str
    values: tuple[str, ...]

    @property
    def label(self) -> str:
        """Give the attribute in words."""
        return self.id.replace("_", " ").strip().capitalize()


def attributes_of(transcripts: Sequence[PublishedTranscript], settings: Settings) -> tuple[Attribute, ...]:
    """List the attributes that are told, in the order of [disclosure] attributes; the group has tables of its own.

    Those are season, language and kind, and the manifest's columns that [disclosure.merge] gives bands for.
    """
    found = []
    for name in settings.attributes:
        values = {value_of(one, name) for one in transcripts} - {UNTOLD}
        if name != _GROUP and values:
            found.append(Attribute(name, tuple(sorted(values, key=lambda value: _place(name, value, settings)))))
    return tuple(found)


def value_of(transcript: PublishedTranscript, attribute: str) -> str:
    """Give the band of a transcript, UNTOLD where it is in none."""
    if attribute in OF_INTERVIEWS:
        return str(getattr(transcript, attribute))
    return dict(transcript.bands).get(attribute, UNTOLD)


def attribute_rows(attributes: Sequence[Attribute]) -> Iterator[Row]:
    """Make a row for each attribute."""
    for position, one in enumerate(attributes, start=1):
        yield {"id": one.id, "label": one.label, "position": position}


def transcript_attribute_rows(
    transcripts: Sequence[PublishedTranscript], attributes: Sequence[Attribute]
) -> Iterator[Row]:
    """Make a row for each transcript and attribute that is told of it."""
    for transcript in transcripts:
        for one in attributes:
            if value := value_of(transcript, one.id):
                yield {"transcript_id": transcript.id, "attribute_id": one.id, "value": value}


def _place(attribute: str, value: str, settings: Settings) -> tuple[str | int, ...]:
    """Say where a band stands: seasons in time, others as in study.toml, then by the alphabet."""
    bands = settings.merge.get(attribute, {})
    if attribute == _SEASON:
        return (min(place_in_order(one) or one for one in (*bands.get(value, ()), value)), value)
    return (list(bands).index(value) if value in bands else len(bands), value)
