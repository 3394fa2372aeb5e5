"""What counts as right when the weights are learnt: nearly all of a find is what gold marks."""

from __future__ import annotations

import pytest

pytest.importorskip("skl2onnx", reason="what training needs is not installed")
from pipeline.identify.finds import Find
from pipeline.identify.words import blank_pipeline
from training.weights import ReadTurn, _outcome

TEXT = "So Siân Brynmor, from Tŷ Celyn, saw the Guildhall."


def turn(either: str = "") -> ReadTurn:
    """Mark the names in the text, one of them as what may stay."""
    marked = ("Siân Brynmor", "Tŷ Celyn", "Guildhall")
    right = {at for words in marked for at in range(TEXT.index(words), TEXT.index(words) + len(words))}
    begin = TEXT.index(either) if either else 0
    return ReadTurn(
        blank_pipeline().make_doc(TEXT), [], {}, frozenset(right), frozenset(range(begin, begin + len(either)))
    )


@pytest.mark.parametrize(
    ("words", "outcome"),
    [("Siân Brynmor", 1), ("Siân", 1), ("the Guildhall", 1), ("So Siân", 0), ("from", 0), (", ", None)],
)
def test_a_find_is_right_where_gold_marks_nearly_all_of_it(words: str, outcome: int | None) -> None:
    """An article more is no fault; another word is."""
    start = TEXT.index(words)

    assert _outcome(turn(), Find(start, start + len(words), "PERSON", 0.5, "names")) == outcome


def test_what_may_stay_teaches_nothing() -> None:
    """Whether it was found is neither right nor wrong."""
    start = TEXT.index("Tŷ")

    assert _outcome(turn(either="Tŷ Celyn"), Find(start, start + 8, "ORG", 0.5, "organisations")) is None
