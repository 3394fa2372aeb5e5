"""What is left out is counted by kind."""

from __future__ import annotations

from ingest.codings.left_out import Discarded
from ingest.codings.records import LeftOut


def test_things_of_a_kind_are_counted_together() -> None:
    """In the order in which they were met; none of a kind is nothing to tell."""
    discarded = Discarded()
    for what, n in (("sets", 2), ("graphs", 1), ("sets", 3), ("links", 0)):
        discarded.add(what, "not taken", n)
    discarded.add("sets", "they are empty")

    assert discarded.listed() == (
        LeftOut("sets", 5, "not taken"),
        LeftOut("graphs", 1, "not taken"),
        LeftOut("sets", 1, "they are empty"),
    )
