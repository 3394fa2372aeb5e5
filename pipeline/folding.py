"""One way of making names comparable: case, accents and curly apostrophes aside."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "ł": "l", "ø": "o", "đ": "d", "ı": "i"})
_WORDS = re.compile(r"\w+")


def fold_text(text: str) -> str:
    """Return `text` in lower case, without accents, with straight apostrophes.

    For keys and comparison only: its length may differ from that of `text`, so offsets must never be taken from it.
    """
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(_PLAIN)


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Fold a word or a name as `fold_text` does, remembering it: the same words come again and again."""
    return fold_text(word)


def folded_words(text: str) -> list[str]:
    """List the words of `text`, folded."""
    return _WORDS.findall(fold_text(text))
