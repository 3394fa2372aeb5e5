"""Names to choose from when somebody says "the same person as …": those of the text, and those of the roster."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from pipeline.folding import fold
from pipeline.identify.types import FOUND
from pipeline.known_names import known_names

MOST = 12

_IN_THE_TEXT = f"""
    SELECT substr(t.text, i.start + 1, i.end - i.start) AS name, count(*) AS times
    FROM identifiers i JOIN turns t ON t.id = i.turn_id
    WHERE i.type = ? AND i.status = '{FOUND}' GROUP BY name ORDER BY times DESC, name"""


def names_of(db: Database, type_: str) -> list[str]:
    """List the names of a type, those that come most often first, each spelling once."""
    in_text = (str(row["name"]) for row in db.query(_IN_THE_TEXT, [type_]))
    in_roster = (name for entry in known_names(db) if entry.type == type_ for name in (entry.name, *entry.aliases))
    each_once: dict[str, str] = {}
    for name in (*in_text, *in_roster):
        each_once.setdefault(fold(name), name)
    return list(each_once.values())


def matching(names: Iterable[str], typed: str, but: str = "") -> list[str]:
    """List up to MOST names in which a word begins with what was typed, then those that hold it; not `but` itself."""
    wanted = fold(typed.strip())
    others = [name for name in names if fold(name) != fold(but)]
    begin = [name for name in others if any(word.startswith(wanted) for word in (fold(name), *fold(name).split()))]
    hold = [name for name in others if wanted in fold(name) and name not in begin]
    return [*begin, *hold][:MOST]
