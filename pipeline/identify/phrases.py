"""Matchers for the long lists: made once for a vocabulary, because reading the lists in takes longest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from spacy.matcher import PhraseMatcher
from spacy.vocab import Vocab

from pipeline.identify.words import WordTokenizer


@cache
def phrase_matcher(vocab: Vocab, label: str, phrases: Callable[[], Iterable[str]]) -> PhraseMatcher:
    """Return the matcher that finds `phrases` as `label`, whatever their case and accents."""
    tokenize = WordTokenizer(vocab)
    matcher = PhraseMatcher(vocab, attr="NORM")
    matcher.add(label, [tokenize(phrase) for phrase in phrases()])
    return matcher
