"""Detector: words that no dictionary and no list knows, in small letters or at the beginning of a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from wordfreq import zipf_frequency

from pipeline.identify.finds import doc_detector
from pipeline.identify.scoring import NEVER_NAMES
from pipeline.identify.words import is_capitalised, is_word, starts_sentence, uses_capitals
from pipeline.lists.bodies import KEPT_BODIES
from pipeline.lists.peoples import PEOPLES
from pipeline.lists.places import AREAS
from pipeline.lists.words import is_ordinary

_RARE = 3.0  # Zipf's scale: once in a million words
_SHORTEST = 3  # letters
_SCORE = 0.3


def find_rare(doc: Doc) -> Iterator[tuple[int, int, str, float]]:
    """Find unknown words that capitals say nothing of; in mid-sentence a capital is another detector's business."""
    cased = uses_capitals(doc)
    for token in doc:
        hidden = (is_capitalised(token) and starts_sentence(token)) if cased else True
        if hidden and _is_rare(token):
            yield token.idx, token.idx + len(token), "PERSON", _SCORE


def _is_rare(token: Token) -> bool:
    return (
        is_word(token)
        and len(token) >= _SHORTEST
        and not is_ordinary(token.norm_)
        and token.norm_ not in NEVER_NAMES | PEOPLES | KEPT_BODIES | AREAS
        and zipf_frequency(token.norm_, "en") < _RARE
    )


doc_detector("rarity", find_rare)
