"""What stands in place of something replaced is nobody's word: the full-text index of turns knows only what was said.

Other names count as said: people search for them to follow a person through the study.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

OTHER_NAME = "pseudonym"
"""The way of replacing whose outcome may be searched for."""

STAND_IN = "\ue002"
"""What the index holds for each letter of a stand-in: no search has such a word."""


def without_stand_ins(text: str, stand_ins: Iterable[tuple[int, int]]) -> str:
    """Blank the words at (start, end) of a text, in characters; the text keeps its length and number of words."""
    letters = list(text)
    for start, end in stand_ins:
        letters[start:end] = map(_blank, letters[start:end])
    return "".join(letters)


def index_what_was_said(connection: sqlite3.Connection) -> None:
    """Take the words of stand-ins out of the full-text index of turns, which was made of their whole text.

    A database without turns, or without replacements, stays as it is.
    """
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables >= {"turns_fts", "replacements"}:
        return
    turns = groupby(connection.execute(_STAND_INS, (OTHER_NAME,)).fetchall(), key=itemgetter(0, 1))
    for (id, text), its in turns:
        connection.execute("INSERT INTO turns_fts (turns_fts, rowid, text) VALUES ('delete', ?, ?)", (id, text))
        said = without_stand_ins(text, ((start, end) for _, _, start, end in its))
        connection.execute("INSERT INTO turns_fts (rowid, text) VALUES (?, ?)", (id, said))
    connection.execute("INSERT INTO turns_fts (turns_fts) VALUES ('optimize')")


def _blank(letter: str) -> str:
    return STAND_IN if unicodedata.category(letter)[0] in "LN" else letter


_STAND_INS = """
SELECT turns.id, turns.text, replacements.start, replacements."end" FROM replacements
JOIN turns ON turns.id = replacements.turn_id WHERE replacements.method <> ? ORDER BY turns.id, replacements.start
"""
