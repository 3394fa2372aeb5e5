"""The rows of a theme, a code or a quote, for those who go on working with them elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.workbench import addresses
from pipeline.workbench.facts import Facts
from pipeline.workbench.themes.about import Counted
from pipeline.workbench.themes.passages import Passage
from pipeline.workbench.themes.shares import Bands
from pipeline.workbench.words import say

MOST_ROWS = 10_000


def passage_rows(passages: Iterable[Passage], bands: Bands, facts: Facts) -> list[dict[str, object]]:
    """Make a row of each passage."""
    labels = {group.id: group.label for group in facts.groups}
    return [_row(one, bands.get(one.transcript, {}), labels, facts) for one in passages]


def said_to_be_part(rows: list[dict[str, object]], in_all: int) -> list[dict[str, object]]:
    """Let every row say so where there are more passages than rows."""
    if in_all <= len(rows):
        return rows
    left_out = say("the first {n} of {all} passages; ask more narrowly for the others", n=len(rows), all=in_all)
    return [{**row, "left_out": left_out} for row in rows]


def count_rows(counted: Iterable[tuple[str, Iterable[Counted]]]) -> list[dict[str, object]]:
    """Make a row of the counts of each group and band, where there are no passages to be had.

    `counted` has them by what they are groups or bands of. Hidden numbers are empty.
    """
    return [
        {"by": by, "value": one.label, "people": one.people, "people_in_all": one.of, "passages": one.passages}
        for by, its in counted
        for one in its
    ]


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
