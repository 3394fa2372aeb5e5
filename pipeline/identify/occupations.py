"""Detector: jobs that single somebody out: rare ones, and "the only farrier in Tregaron"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.identify.finds import add_finds
from pipeline.identify.phrases import phrase_matcher
from pipeline.lists.tables import read_lines

_WHERE = r"(?:in|at|on|of|for|round|up|down|outside|to|off)"
_SINGLED_OUT = re.compile(
    r"\b(?:the|an?|one of the|yr) (?:only|last|first|youngest|oldest|unig) (?!one\b|thing|time|way|bit|day|week|place)"
    rf"(?:[\w'’-]+ ){{1,4}}?{_WHERE} (?:the )?(?:[\w'’-]+ ?){{1,3}}",
    re.IGNORECASE,
)
_FURTHER = re.compile(rf"(?: {_WHERE} (?:the )?[A-ZÀ-ÞŴŶ][\w'’-]*(?: [A-ZÀ-ÞŴŶ][\w'’-]*)*)+")


def _occupations() -> list[str]:
    return list(read_lines("occupations.txt"))


class OccupationDetector:
    """Find the jobs of the list with where they are done, and jobs that only one person has."""

    def __init__(self, nlp: Language) -> None:
        self._matcher = phrase_matcher(nlp.vocab, "OCCUPATION", _occupations)

    def __call__(self, doc: Doc) -> Doc:
        return add_finds(doc, "occupations", self._spans(doc))

    def _spans(self, doc: Doc) -> Iterator[tuple[int, int, str, float]]:
        for _, start, end in self._matcher(doc):
            span = doc[start:end]
            further = _FURTHER.match(doc.text, span.end_char)
            yield span.start_char, span.end_char, "OCCUPATION", 0.5
            if further:
                yield span.start_char, further.end(), "OCCUPATION", 0.6
        for match in _SINGLED_OUT.finditer(doc.text):
            yield match.start(), match.start() + len(match[0].rstrip()), "OCCUPATION", 0.4


@Language.factory("llais_occupations")
def make_occupation_detector(nlp: Language, name: str) -> OccupationDetector:
    """Make the component; the list is loaded once."""
    return OccupationDetector(nlp)
