"""The codebook as the coding page offers it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from pipeline.workbench.coding.book import colours_css, read_book


def test_codes_stand_in_the_codebooks_order_with_their_themes_number(make_sample: Callable[..., Path]) -> None:
    """The number of a theme, which its colour goes by, counts from 1."""
    book = read_book(sqlite3.connect(make_sample()))
    first, *_, last = book.values()
    assert (first.tag, first.theme) == ("EXC-TAN", 1)
    assert last.theme == 7
    assert book["care/acts"].include_when


def test_retired_codes_are_told_apart(make_sample: Callable[..., Path], tmp_path: Path) -> None:
    """A code that is in use no more is known, so that its codings can be drawn."""
    path = make_sample()
    with sqlite3.connect(path) as db:
        db.execute("UPDATE codes SET retired = 1 WHERE id = 'care/acts'")
    book = read_book(sqlite3.connect(path))
    assert [code.id for code in book.values() if code.retired] == ["care/acts"]


def test_only_colours_get_into_the_style_sheet() -> None:
    """What is no colour is left out, and the numbers of the others stay."""
    sheet = colours_css(["#d55e00", "red;} body{display:none", "#0072b2"])
    assert ":root{--c1:#d55e00}" in sheet and ".a1{--u1:var(--c1)}.A1{--s1:var(--c1)}" in sheet
    assert ":root{--c3:#0072b2}.t3{--c:var(--c3)}" in sheet
    assert "body" not in sheet and ".t2" not in sheet
