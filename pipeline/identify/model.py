"""Detector: a spaCy pipeline that the team has installed, named in `study.toml`."""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.errors import ModelNotFound
from pipeline.identify.finds import add_finds

_LABELS = {
    "PERSON": ("PERSON", 0.75),
    "PER": ("PERSON", 0.75),
    "GPE": ("PLACE", 0.7),
    "LOC": ("PLACE", 0.65),
    "FAC": ("PLACE", 0.6),
    "ORG": ("ORG", 0.55),
}


class ModelDetector:
    """Find the people, places and organisations that the model names."""

    def __init__(self, model: str) -> None:
        try:
            self._model = spacy.load(model)
        except (OSError, ImportError):
            raise ModelNotFound(
                f"study.toml, [identify] model: {model} is not installed. "
                "Install it beside llais, or leave model empty."
            ) from None

    def __call__(self, doc: Doc) -> Doc:
        found = self._model(doc.text)
        return add_finds(
            doc,
            "model",
            [(ent.start_char, ent.end_char, *_LABELS[ent.label_]) for ent in found.ents if ent.label_ in _LABELS],
        )


@Language.factory("llais_model", default_config={"model": ""})
def make_model_detector(nlp: Language, name: str, model: str) -> ModelDetector:
    """Make the component. Raises ModelNotFound."""
    return ModelDetector(model)
