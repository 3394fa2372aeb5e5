"""Methods called after people: no name of anybody in a study, but their names elsewhere still are."""

from __future__ import annotations

from pipeline.publish.method_names import METHOD_NAMES, without_method_names
from pipeline.publish.originals import originals_of


def test_a_method_is_nobody_and_its_author_somewhere_else_is_somebody() -> None:
    """A figure by Cohen's kappa may be published in a study in which a Mr Cohen is spoken of; what he did may not."""
    originals = originals_of([("Ruth Cohen", "PERSON"), ("Chapman", "PERSON")])
    told = "Cohen's kappa .81; by Chapman's estimate both missed one. Dŵr 🙂"

    assert originals.in_text(told)
    assert not originals.in_text(without_method_names(told))
    assert originals.in_text(without_method_names(f"{told} Cohen rang."))


def test_every_method_is_left_out() -> None:
    """Whatever stands around it."""
    for name in METHOD_NAMES:
        assert without_method_names(f"by {name}, sure").split() == ["by", ",", "sure"]
