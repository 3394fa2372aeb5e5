"""A decision is taken for what the page showed, or refused in a sentence."""

from __future__ import annotations

import pytest

from pipeline.coding.working.events import SETTLE
from pipeline.coding.working.places import hash_of
from pipeline.workbench.coding.errors import CannotCode, TextChanged
from pipeline.workbench.comparing.differing import Differing, Side
from pipeline.workbench.comparing.settle import settle

TEXT = "Rhywle cynnes 👩‍👧, somewhere warm."
ONE = Differing(3, "FC01", 7, 2, "care/acts", "boundary", 20, 34, TEXT, (Side("A", True, ()), Side("B", True, ())))
ASKED = {"id": "3", "release": "draft-1", "choice": "both", "reason": " Either will do. "}


def test_a_decision_becomes_an_event():
    """It holds the words, the two coders as published, who is right, and why."""
    event = settle(ASKED, [ONE], "HL", "draft-1", "0.1.0")
    assert (event.action, event.coder, event.choice, event.coders) == (SETTLE, "HL", "both", ("A", "B"))
    assert (event.quote, event.memo) == (TEXT[20:34], "Either will do.")
    assert (event.turn, event.text_hash, event.uid) == (2, hash_of(TEXT), ONE.uid)


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"release": "draft-0"}, TextChanged),
        ({"id": "4"}, CannotCode),
        ({"choice": "A"}, CannotCode),
        ({"reason": "x" * 4001}, CannotCode),
    ],
)
def test_what_cannot_be_decided_is_refused(changed: dict, error: type[Exception]):
    """Another draft, a disagreement that is not there, no choice, or too long a reason."""
    with pytest.raises(error):
        settle({**ASKED, **changed}, [ONE], "HL", "draft-1", "0.1.0")
