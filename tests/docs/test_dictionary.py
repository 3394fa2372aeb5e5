"""The pages that are written from data are current."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(
    ("page", "maker"),
    [("data-dictionary.md", "data_dictionary"), ("codebook.md", "codebook_page"), ("manifest.md", "manifest_page")],
)
def test_the_page_is_current(page: str, maker: str) -> None:
    """A page that no longer says what the data says is made again with `make generated`."""
    made = runpy.run_path(str(DOCS / "build_dictionary.py"))[maker]()

    assert made == (DOCS / page).read_text(encoding="utf-8")
