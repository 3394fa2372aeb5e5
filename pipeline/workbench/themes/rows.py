"""What the rows of a theme or a code say of themselves: that some are left out, or that they are counts alone."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.workbench.themes.about import Counted
from pipeline.workbench.words import say

MOST_ROWS = 10_000


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
