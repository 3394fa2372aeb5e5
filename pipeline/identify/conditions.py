"""Detector: illnesses, disabilities and diagnoses, by their names and by what people wear or take for them."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.identify.finds import add_finds
from pipeline.identify.phrases import phrase_matcher
from pipeline.lists.tables import read_lines

_LONG = 4  # letters; shorter names are written in capitals, or are other words


def _conditions() -> list[str]:
    return list(read_lines("conditions.txt"))


class ConditionDetector:
    """Find the conditions of the list; an abbreviation counts in capitals only ("MS", not "ms")."""

    def __init__(self, nlp: Language) -> None:
        self._matcher = phrase_matcher(nlp.vocab, "CONDITION", _conditions)

    def __call__(self, doc: Doc) -> Doc:
        spans = []
        for _, start, end in self._matcher(doc):
            span = doc[start:end]
            short = len(span.text) < _LONG and not span.text.isupper()
            if not short:
                spans.append((span.start_char, span.end_char, "CONDITION", 0.7))
        return add_finds(doc, "conditions", spans)


@Language.factory("llais_conditions")
def make_condition_detector(nlp: Language, name: str) -> ConditionDetector:
    """Make the component; the list is loaded once."""
    return ConditionDetector(nlp)
