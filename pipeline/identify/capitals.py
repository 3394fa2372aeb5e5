"""Detector: capitalised words in mid-sentence that are in no word list. They are doubts for a person to decide."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipeline.folding import fold
from pipeline.identify.finds import doc_detector
from pipeline.identify.words import is_capitalised, is_word, starts_sentence, uses_capitals
from pipeline.lists.bodies import KEPT_BODIES
from pipeline.lists.places import AREAS
from pipeline.lists.words import is_ordinary

_SCORE = 0.3
_KNOWN_WORDS = frozenset(word for name in (*AREAS, *KEPT_BODIES) for word in fold(name).split())


def find_unknown_capitals(doc: Doc) -> Iterator[tuple[int, int, str, float]]:
    """Find what could be a name only by its capital; abbreviations are left alone."""
    if not uses_capitals(doc):
        return
    for token in doc:
        if _is_unknown(token) and not starts_sentence(token):
            yield token.idx, token.idx + len(token), "PERSON", _SCORE


def _is_unknown(token: Token) -> bool:
    return (
        is_word(token)
        and len(token) > 1
        and is_capitalised(token)
        and not token.text.isupper()
        and not is_ordinary(token.norm_)
        and token.norm_ not in _KNOWN_WORDS
    )


doc_detector("capitals", find_unknown_capitals)
