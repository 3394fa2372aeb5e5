"""A spaCy model of the team's own, where study.toml names one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy

from pipeline.identify.finds import finds_in
from pipeline.identify.model import ModelDetector
from pipeline.identify.words import blank_pipeline
from tests.marked import mark_up


@pytest.fixture
def small_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a model in place that knows one person, one town, one school and one product."""
    model = spacy.blank("en")
    ruler = model.add_pipe("entity_ruler")
    for label, words in (("PERSON", "Llinos"), ("GPE", "Neath"), ("ORG", "Bryn Onnen"), ("PRODUCT", "Transit")):
        ruler.add_patterns([{"label": label, "pattern": words}])  # type: ignore[attr-defined]
    monkeypatch.setattr(spacy, "load", lambda name: model)


@pytest.mark.usefixtures("small_model")
def test_what_the_model_names_is_found_under_our_types() -> None:
    """Products and other things that identify nobody are left out; offsets survive accents and emoji."""
    doc = ModelDetector("small")(blank_pipeline().make_doc("🙂 Ŵel, Llinos left Bryn Onnen in Neath by Transit."))

    assert mark_up(doc.text, [(find.start, find.end, find.type) for find in finds_in(doc)]) == (
        "🙂 Ŵel, [PERSON Llinos] left [ORG Bryn Onnen] in [PLACE Neath] by Transit."
    )


def test_without_a_model_nothing_is_loaded(find_in: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    """The detectors of llais need none."""

    def refuse(name: str) -> None:
        raise AssertionError("a model was loaded")

    monkeypatch.setattr(spacy, "load", refuse)

    assert find_in(["I saw Siân in Neath."]) == ["I saw [PERSON Siân] in [PLACE Neath]."]
