"""The rows of passages, for those who go on working with them elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from datasette.database import Database

from pipeline.workbench import addresses
from pipeline.workbench.facts import Facts
from pipeline.workbench.quoting.passages import Passage

ROWS_AT_ONCE = 500
"""The rows of so many quotes are read at once: no question takes longer than one may, others are answered between."""
Bands = Mapping[str, Mapping[str, str]]
"""The bands of each transcript: transcript to attribute to band."""


async def read_bands(database: Database) -> dict[str, dict[str, str]]:
    """Read in which bands each transcript is."""
    bands: dict[str, dict[str, str]] = {}
    for row in (await database.execute("SELECT * FROM transcript_attributes")).rows:
        bands.setdefault(row["transcript_id"], {})[row["attribute_id"]] = row["value"]
    return bands


def passage_rows(passages: Iterable[Passage], bands: Bands, facts: Facts) -> list[dict[str, object]]:
    """Make a row of each passage."""
    labels = {group.id: group.label for group in facts.groups}
    return [_row(one, bands.get(one.transcript, {}), labels, facts) for one in passages]


def _row(one: Passage, bands: Mapping[str, str], labels: Mapping[str, str], facts: Facts) -> dict[str, object]:
    return {
        "participant": one.participant,
        "group": labels.get(one.group, one.group),
        **{attribute.id: bands.get(attribute.id, "") for attribute in facts.attributes},
        "transcript": one.transcript,
        "turn": one.turn,
        "time": one.time,
        "code": one.code,
        "coders": ", ".join(one.coders),
        "since_release": one.since,
        "quote": one.excerpt.passage,
        "may_quote": int(one.may_quote),
        "memo": "\n".join(note.text for note in one.notes),
        "address": addresses.of_quote(one.uid) if one.uid else "",
    }
