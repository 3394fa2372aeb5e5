"""Detector: councils, police forces, health boards and hospitals by name."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.identify.finds import add_finds
from pipeline.identify.phrases import phrase_matcher
from pipeline.lists.bodies import bodies


class BodyDetector:
    """Find the local public bodies that the lists know."""

    def __init__(self, nlp: Language) -> None:
        self._matcher = phrase_matcher(nlp.vocab, "ORG", bodies)

    def __call__(self, doc: Doc) -> Doc:
        found = [doc[start:end] for _, start, end in self._matcher(doc) if end - start > 1]
        return add_finds(doc, "bodies", [(span.start_char, span.end_char, "ORG", 0.92) for span in found])


@Language.factory("llais_bodies")
def make_body_detector(nlp: Language, name: str) -> BodyDetector:
    """Make the component; the lists are loaded once."""
    return BodyDetector(nlp)
