"""Small indexes and databases to search in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from pipeline.publish.table import SEARCH_TOKENIZER

ALPHABET = [
    "ŵ",
    "Ŷ",
    "w",
    "T",
    "y",
    "w\u0302",
    "1",
    " ",
    " ",
    "'",
    '"',
    "-",
    ".",
    "🙂",
    "👩‍👧",
    "🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "\n",
    "\ue000",
    "*",
]
"""Out of which texts are made up: Welsh letters whole and in two characters, emoji of several, quotes, marks."""


def index_of(texts: Iterable[str]) -> sqlite3.Connection:
    """Make a full-text index of texts, as the published database has one of turns."""
    index = sqlite3.connect(":memory:")
    index.execute(f"CREATE VIRTUAL TABLE turns_fts USING fts5(text, tokenize='{SEARCH_TOKENIZER}')")
    index.executemany("INSERT INTO turns_fts VALUES (?)", [(text,) for text in texts])
    return index
