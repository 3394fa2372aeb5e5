"""From documents to what the model learns from: word pieces, and for each word the classes that it may have."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from pipeline.identify.tagging.encode import encode
from pipeline.identify.tagging.labels import LABELS, TAGS
from pipeline.identify.tagging.windows import windows
from training import variants
from training.documents import Document, Span, Turn
from training.name_pools import Pools

_INDEX = {tag: n for n, tag in enumerate(TAGS)}


@dataclass(frozen=True, slots=True)
class Example:
    """A window: its pieces, which have a capital, and for the first piece of each word the classes it may have."""

    ids: list[int]
    capitals: list[int]
    heads: list[int]
    allowed: np.ndarray


def examples(documents: Iterable[Document], pools: Pools, rng: random.Random) -> Iterator[Example]:
    """Yield the examples of one pass, each document in a writing and with names drawn for this pass."""
    for document in documents:
        yield from windows_of(_varied(document, pools, rng))


def windows_of(document: Document) -> Iterator[Example]:
    """Yield the windows of a document as it stands."""
    turns = [turn.text for turn in document.turns]
    texts, spans = [], []
    for window in windows(turns):
        text, inside = "", []
        for piece in window:
            shift = len(text) + (1 if text else 0) - piece.start
            text += ("\n" if text else "") + turns[piece.turn][piece.start : piece.end]
            inside += [
                replace(span, start=max(span.start, piece.start) + shift, end=min(span.end, piece.end) + shift)
                for span in document.turns[piece.turn].spans
                if span.start < piece.end and span.end > piece.start
            ]
        texts.append(text)
        spans.append(inside)
    for encoded, inside in zip(encode(texts), spans, strict=True):
        allowed = np.zeros((len(encoded.words), len(TAGS)), dtype=bool)
        free = _free(document.annotated)
        for n, (start, end) in enumerate(encoded.words):
            allowed[n] = _allowed(start, end, inside, free)
        yield Example(encoded.ids, encoded.capitals, encoded.heads, allowed)


def _varied(document: Document, pools: Pools, rng: random.Random) -> Document:
    """Rename in most passes; write in small letters, without punctuation or in capitals in some."""
    if rng.random() < (0.7 if document.source == "speech" else 0.45):
        document = variants.with_other_names(document, pools, rng, share=rng.choice((0.5, 1.0)))
    chance = rng.random()
    turns: tuple[Turn, ...] = document.turns
    if chance < 0.30:
        turns = tuple(variants.bare(variants.lower(turn)) for turn in turns)
    elif chance < 0.36:
        turns = tuple(variants.lower(turn) for turn in turns)
    elif chance < 0.42:
        turns = tuple(variants.bare(turn) for turn in turns)
    elif chance < 0.52:
        turns = tuple(variants.careless(turn, rng) for turn in turns)
    elif chance < 0.53:
        turns = tuple(variants.upper(turn) for turn in turns)
    return replace(document, turns=turns)


def _free(annotated: frozenset[str]) -> np.ndarray:
    """Say which classes a word outside all spans may have: outside, or any label that nobody looked for."""
    free = np.zeros(len(TAGS), dtype=bool)
    free[0] = True
    for label in LABELS:
        if label not in annotated:
            free[_INDEX[f"B-{label}"]] = free[_INDEX[f"I-{label}"]] = True
    return free


def _allowed(start: int, end: int, spans: list[Span], free: np.ndarray) -> np.ndarray:
    for span in spans:
        if start < span.end and end > span.start:
            place = "B" if start <= span.start else "I"
            row = free.copy() if span.either else np.zeros(len(TAGS), dtype=bool)
            for label in span.labels:
                row[_INDEX[f"{place}-{label}"]] = True
            return row
    return free
