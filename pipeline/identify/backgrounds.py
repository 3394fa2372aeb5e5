"""Detector: nationality, ethnicity, religion, language and sexuality, by the words that people have for them."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc, Token

from pipeline.folding import fold
from pipeline.identify.finds import add_finds
from pipeline.identify.phrases import phrase_matcher
from pipeline.identify.words import is_capitalised, uses_capitals
from pipeline.lists.peoples import PEOPLES
from pipeline.lists.tables import read_lines
from pipeline.lists.words import is_ordinary

# Most people in these studies are; and the names of the languages are those of lessons.
_NOT_TELLING = frozenset("welsh english british scottish european latin cymraeg saesneg cymro cymraes cymry".split())
_ALSO_WORDS = frozenset("polish ga ewe lao trans orthodox minister".split())


def _words() -> Iterable[str]:
    own = (fold(line) for line in read_lines("backgrounds.txt"))
    return sorted({*own, *PEOPLES} - _NOT_TELLING)


class BackgroundDetector:
    """Find the words of the lists; one that is another word too counts by its capital."""

    def __init__(self, nlp: Language) -> None:
        self._matcher = phrase_matcher(nlp.vocab, "DEMOGRAPHIC", _words)

    def __call__(self, doc: Doc) -> Doc:
        spans = [(doc[start:end], _score(doc[start], end - start)) for _, start, end in self._matcher(doc)]
        return add_finds(
            doc, "backgrounds", [(s.start_char, s.end_char, "DEMOGRAPHIC", score) for s, score in spans if score]
        )


def _score(token: Token, length: int) -> float:
    if length > 1 or is_capitalised(token):
        return 0.8
    if token.norm_ in _ALSO_WORDS:
        return 0.2 if not uses_capitals(token.doc) else 0.0
    return 0.5 if is_ordinary(token.norm_) or uses_capitals(token.doc) else 0.7


@Language.factory("llais_backgrounds")
def make_background_detector(nlp: Language, name: str) -> BackgroundDetector:
    """Make the component; the lists are loaded once."""
    return BackgroundDetector(nlp)
