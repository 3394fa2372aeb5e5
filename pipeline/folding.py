"""One way of making names comparable: case, accents and curly apostrophes aside."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Return `text` in lower case, without accents, with straight apostrophes.

    For keys and comparison only: its length may differ from that of `text`, so offsets must never be taken from it.
    """
    apart = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))
