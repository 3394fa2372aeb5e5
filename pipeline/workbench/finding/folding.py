"""Words as they are compared: without accents and capitals, as the full-text index compares them."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")


def folded_words(text: str) -> tuple[str, ...]:
    """Cut a text into its words, accents and capitals taken off: "Ŵyn bach!" gives "wyn" and "bach"."""
    apart = unicodedata.normalize("NFD", text)
    bare = "".join(letter for letter in apart if unicodedata.category(letter) != "Mn")
    return tuple(_WORD.findall(bare.casefold()))
