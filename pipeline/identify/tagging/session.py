"""Run the tagger: for every word of a transcript, how likely it is to be part of which kind of identifier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.identify.models import load_model
from pipeline.identify.tagging.encode import Encoded, encode
from pipeline.identify.tagging.labels import LABELS, TAGS
from pipeline.identify.tagging.windows import Piece, windows

_BATCH = 16  # windows


@dataclass(frozen=True, slots=True)
class TaggedWord:
    """A word of a turn, at `start`:`end` of its text: how likely it is an identifier's (0 to 1), and of which kind.

    `begins` says whether it is likelier the first word of one than a further word.
    """

    start: int
    end: int
    likely: float
    label: str
    begins: bool


def tag(texts: Sequence[str]) -> list[list[TaggedWord]]:
    """Tag the words of a transcript's turns; each turn is read with its neighbours. Words are in order."""
    tagged: list[list[TaggedWord]] = [[] for _ in texts]
    cut = list(windows(texts))
    for window, encoded, likelihoods in _read(texts, cut):
        for (start, end), row in zip(encoded.words, likelihoods, strict=True):
            shift = 0
            for piece in window:
                length = piece.end - piece.start
                if start < shift + length:
                    tagged[piece.turn].append(_word(start - shift + piece.start, end - shift + piece.start, row))
                    break
                shift += length + 1
    return [sorted(words, key=lambda word: word.start) for words in tagged]


def _word(start: int, end: int, likelihoods: np.ndarray) -> TaggedWord:
    by_label = likelihoods[1:].reshape(len(LABELS), 2)
    best = int(by_label.sum(1).argmax())
    begins = bool(by_label[best, 0] >= by_label[best, 1])
    return TaggedWord(start, end, 1 - float(likelihoods[0]), LABELS[best], begins)


def _read(texts: Sequence[str], cut: Sequence[list[Piece]]) -> Iterator[tuple[list[Piece], Encoded, np.ndarray]]:
    """Yield each window with its encoding and, for each of its words, how likely every class is."""
    encoded = encode(["\n".join(texts[piece.turn][piece.start : piece.end] for piece in window) for window in cut])
    by_length = sorted(range(len(cut)), key=lambda n: len(encoded[n].ids))
    for at in range(0, len(by_length), _BATCH):
        batch = by_length[at : at + _BATCH]
        likelihoods = _likelihoods([encoded[n] for n in batch])
        for n, rows in zip(batch, likelihoods, strict=True):
            yield cut[n], encoded[n], rows[encoded[n].heads]


def _likelihoods(batch: Sequence[Encoded]) -> np.ndarray:
    """Give the likelihood of every class, shape (windows, pieces, classes)."""
    longest = max(len(one.ids) for one in batch)
    ids = np.zeros((len(batch), longest), np.int64)
    mask, capitals = np.zeros_like(ids), np.zeros_like(ids)
    for n, one in enumerate(batch):
        ids[n, : len(one.ids)] = one.ids
        mask[n, : len(one.ids)] = 1
        capitals[n, : len(one.ids)] = one.capitals
    session = load_model("pipeline.identify.tagging", "tagger.onnx")
    (logits,) = session.run(None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": capitals})
    odds = np.exp(logits - logits.max(-1, keepdims=True))
    likelihoods: np.ndarray = odds / odds.sum(-1, keepdims=True)
    assert likelihoods.shape[-1] == len(TAGS)
    return likelihoods
