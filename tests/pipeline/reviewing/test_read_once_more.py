"""What somebody looks at before they sign: counts by type, and the text as it would leave."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.audit.result import Leak
from pipeline.coordinates import ReplacedText, Replacement
from pipeline.identify.types import DIRECT, QUASI
from pipeline.publish.gather import PublishedTurn
from pipeline.review.decisions import KEEP, MENTION, Decision
from pipeline.review.marks import ADDED, FOUND_BY_MACHINE, LISTED, Mark
from pipeline.reviewing.read_once_more import Count, counts, outgoing, sample_in_words
from pipeline.workbench.pieces import Piece


def mark(type_: str, origin: str, new: str | None, decided: bool = True) -> Mark:
    """Make a mark."""
    decision = Decision(KEEP, MENTION, id=1) if decided else None
    return Mark(1, 0, 3, "Nia", type_, QUASI, origin, "", 1.0, (), decision, "", new)


def test_what_is_replaced_kept_and_added_is_counted_by_type() -> None:
    """What nobody has decided and would stay is neither; words of the doubt list have no type."""
    marks = [
        mark("PERSON", FOUND_BY_MACHINE, "Mair"),
        mark("PERSON", ADDED, "Mair"),
        mark("PERSON", FOUND_BY_MACHINE, None),
        mark("OTHER", LISTED, None),
        mark("PLACE", FOUND_BY_MACHINE, None, decided=False),
    ]

    assert counts(marks) == [Count("name", 2, 1, 1), Count("a word in doubt", 0, 1, 0)]


def test_replaced_words_are_marked_with_what_they_were() -> None:
    """The pieces together are the published text; nothing original is in them."""
    replaced = ReplacedText("Ŷch 🙂 Nia, o Bont-y-gof", [Replacement(6, 9, "Mair"), Replacement(13, 23, "dref")])
    turn = PublishedTurn(1, 3, "P1", "participant", None, 65.0, replaced, ({"type": "PERSON"}, {"type": "PLACE"}))
    [one] = outgoing([turn])

    assert one.pieces == (Piece("Ŷch 🙂 "), Piece("Mair", "name"), Piece(", o "), Piece("dref", "place"))
    assert (one.n, one.time) == (3, "01:05")


@pytest.mark.parametrize(
    ("found", "changed", "accepted", "said"),
    [
        (0, (), True, "Sample 4, read by R2, was accepted; nothing was found left in here, in this version."),
        (
            1,
            ("FC01",),
            False,
            "Sample 4, read by R2, was not accepted; 1 of what it found left in stood here; but the transcript has "
            "changed since.",
        ),
    ],
)
def test_a_sample_in_a_sentence(found: int, changed: tuple[str, ...], accepted: bool, said: str) -> None:
    """Whether it was accepted, what it found here, and whether it still is about this version."""
    leaks = tuple(Leak("FC01", 2, 0, 3, DIRECT, "participant") for _ in range(found))
    result: Any = SimpleNamespace(
        sample_id=4,
        readers=("R2",),
        accepted=accepted,
        changed=changed,
        leaks=(*leaks, Leak("WK01", 2, 0, 3, DIRECT, "participant")),
    )

    assert sample_in_words(result, "FC01") == said
