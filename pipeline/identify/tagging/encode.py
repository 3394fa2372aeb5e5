"""From text to what the model reads: word pieces, and for each whether its word is written with a capital."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tokenizers import Tokenizer

LONGEST = 256
"""Word pieces that the model reads at once; what is beyond them in one window stays unread."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A window as numbers: `heads` are the positions of the first pieces of words, `words` their offsets."""

    ids: list[int]
    capitals: list[int]
    heads: list[int]
    words: list[tuple[int, int]]


@cache
def tokenizer() -> Tokenizer:
    """Load the word pieces that the model was trained with."""
    data = files("pipeline.identify.tagging").joinpath("data", "tokenizer.json")
    loaded = Tokenizer.from_str(data.read_text(encoding="utf-8"))
    loaded.no_padding()
    loaded.enable_truncation(LONGEST)
    return loaded


def encode(texts: list[str]) -> list[Encoded]:
    """Encode windows. Pieces are case-blind; the capital of each word is told apart from them.

    So that names are known in any writing, and yet a capital counts where the transcript has capitals.
    """
    return [_encoded(text, one) for text, one in zip(texts, tokenizer().encode_batch(texts), strict=True)]


def _encoded(text: str, encoding: object) -> Encoded:
    capitals, heads, words = [], [], []
    previous, capital = None, 0
    for at, (word, (start, end)) in enumerate(zip(encoding.word_ids, encoding.offsets, strict=True)):  # type: ignore[attr-defined]
        if word is None:
            capitals.append(0)
            previous = None
            continue
        if word != previous:
            heads.append(at)
            words.append((start, end))
            capital = int(text[start].isupper() and text[start:end] != "I")
        else:
            words[-1] = (words[-1][0], end)
        capitals.append(capital)
        previous = word
    return Encoded(encoding.ids, capitals, heads, words)  # type: ignore[attr-defined]
