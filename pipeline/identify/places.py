"""Detector: towns, villages and other places of the gazetteer, in English and Welsh, mutated forms included."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from pipeline.identify.finds import add_finds
from pipeline.identify.phrases import phrase_matcher
from pipeline.identify.words import is_capitalised, starts_sentence, uses_capitals
from pipeline.lists.countries import countries
from pipeline.lists.names import first_names
from pipeline.lists.places import places
from pipeline.lists.words import is_ordinary

_BEFORE_A_PLACE = frozenset(
    (
        "in to from near at around outside through into towards toward via over past up down i yn yng ym o "
        "ger at leave leaving left of between and"
    ).split()
)
_BEFORE_PEOPLE_TOO = frozenset("and of between".split())
_LONG = 6  # letters; shorter names of places are more often misheard words
_COUNTRIES_AND_WORDS = frozenset("turkey chad jordan georgia china mali niger cuba guinea jersey malta chile".split())
_TIME_WORDS = frozenset("march may april june august monday sunday".split())


def _place_names() -> list[str]:
    return [name for name in places() if name not in _TIME_WORDS]


class PlaceDetector:
    """Find places by name; one that is also a word or a first name needs the company that places keep."""

    def __init__(self, nlp: Language) -> None:
        self._matcher = phrase_matcher(nlp.vocab, "PLACE", _place_names)

    def __call__(self, doc: Doc) -> Doc:
        spans = []
        for _, start, end in self._matcher(doc):
            score = self._score(doc[start], end - start)
            if score:
                span = doc[start:end]
                spans.append((span.start_char, span.end_char, "PLACE", score))
        return add_finds(doc, "places", spans)

    def _score(self, token: Token, length: int) -> float:
        if length > 1:
            return _score_of_several(token, length)
        before = token.doc[token.i - 1].norm_ if token.i else ""
        introduced = before in _BEFORE_A_PLACE
        cased = uses_capitals(token.doc)
        if is_ordinary(token.norm_):
            if not cased and introduced and token.norm_ in countries() and token.norm_ not in _COUNTRIES_AND_WORDS:
                return 0.6
            if not is_capitalised(token) or starts_sentence(token):
                return 0.0
            return 0.7 if introduced else 0.3
        if token.norm_ in first_names() and (not introduced or before in _BEFORE_PEOPLE_TOO):
            return 0.45
        if is_capitalised(token):
            return 0.88 if introduced else 0.8
        if introduced:
            return 0.55 if cased else 0.6
        return 0.4 if cased or len(token) < _LONG else 0.55


def _score_of_several(first: Token, length: int) -> float:
    written = is_capitalised(first) or not uses_capitals(first.doc)
    if length > 2 or not is_ordinary(first.norm_) or is_capitalised(first):
        return 0.9 if written else 0.3
    return 0.0


@Language.factory("llais_places")
def make_place_detector(nlp: Language, name: str) -> PlaceDetector:
    """Make the component; the gazetteer is loaded once."""
    return PlaceDetector(nlp)
