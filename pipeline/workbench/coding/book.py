"""The published codebook as the coding page offers it, and its colours as a style sheet."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.workbench.coding.marks import LANES

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class BookCode:
    """A code with the rules for using it; `theme` is the number of its theme, counted from 1, 0 where it has none.

    A `retired` one is shown where it was applied, and is not offered.
    """

    id: str
    tag: str
    name: str
    theme: int = 0
    definition: str = ""
    include_when: str = ""
    exclude_when: str = ""
    retired: bool = False


def read_book(connection: sqlite3.Connection) -> dict[str, BookCode]:
    """Read every code of the published codebook by its id, in the codebook's order."""
    cursor = connection.execute(_CODES)
    names = [column[0] for column in cursor.description]
    rows: list[Mapping[str, object]] = [dict(zip(names, row, strict=True)) for row in cursor]
    themes = list(dict.fromkeys(str(row["theme_id"]) for row in rows))
    return {
        str(row["id"]): BookCode(
            **{name: str(row.get(name) or "") for name in _TEXTS},
            theme=themes.index(str(row["theme_id"])) + 1,
            retired=bool(row["retired"]),
        )
        for row in rows
    }


def colours_css(colours: Iterable[str]) -> str:
    """Write the classes that draw underlines: a1 is the first theme's in the first lane, A1 a suggestion's.

    Each takes its theme's colour from `--c1` and so on, which a page may change. A policy of the pages forbids styles
    within a page, and the colours belong to the study: so they have a sheet of their own. What is no colour is
    left out.
    """
    rules = []
    for number, colour in enumerate(colours, start=1):
        if not _COLOUR.fullmatch(colour):
            continue
        of_theme = f"var(--c{number})"
        rules.append(f":root{{--c{number}:{colour}}}.t{number}{{--c:{of_theme}}}")
        for lane, letter in enumerate("abcd"[:LANES], start=1):
            rules.append(f".{letter}{number}{{--u{lane}:{of_theme}}}.{letter.upper()}{number}{{--s{lane}:{of_theme}}}")
    return "\n".join(rules) + "\n"


_TEXTS = ("id", "tag", "name", "definition", "include_when", "exclude_when")
_CODES = """
SELECT codes.* FROM codes JOIN themes ON themes.id = codes.theme_id
ORDER BY themes.position, codes.position
"""
