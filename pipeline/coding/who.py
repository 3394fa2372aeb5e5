"""Whose codings a file holds: names as it writes them, or the labels under which llais gave them out."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Whose:
    """What the person who brings a file says: `unnamed` made what it names nobody for, `all_by` made all of it."""

    unnamed: str = ""
    all_by: str = ""


class Coders:
    """Gives the coders of a file the names that the store has for them.

    In a file of ours (`ours`) coders stand under their labels. A name that differs from a coder's in case or blanks
    only is that coder's.
    """

    def __init__(self, db: Database, whose: Whose, *, ours: bool) -> None:
        rows = [*db.query("SELECT name, label FROM coders")]
        self._names = {_comparable(row["name"]): row["name"] for row in rows}
        self._labels = {row["label"]: row["name"] for row in rows} if ours else {}
        self._whose = whose

    def name(self, written: str, otherwise: str = "") -> str:
        """Return the name of whom a file calls `written`; `otherwise` where it names nobody, "" where nobody knows."""
        if self._whose.all_by:
            return self._known(self._whose.all_by)
        written = _tidy(written)
        if not written:
            return otherwise or (self._known(self._whose.unnamed) if self._whose.unnamed else "")
        return self._labels.get(written) or self._known(written)

    def _known(self, name: str) -> str:
        return self._names.setdefault(_comparable(name), _tidy(name))


def _tidy(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split())


def _comparable(name: str) -> str:
    return _tidy(name).casefold()
