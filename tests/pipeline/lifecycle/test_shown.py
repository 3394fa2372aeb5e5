"""Files are named without naming anybody."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.lifecycle.shown import shown_files


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("quotes.csv", "exports/quotes.csv"),
        ("FC03.docx", "exports/FC03.docx"),
        ("r2/llais-outside.db", "exports/r2/llais-outside.db"),
        ("2025/report_2.pdf", "exports/2025/report_2.pdf"),
        ("Carys Pugh.docx", "exports, file 1 of 1 (.docx)"),
        ("for Carys/quotes.csv", "exports/a folder/quotes.csv"),
        ("FC03 Gŵyneth.docx", "exports, FC03….docx"),
    ],
)
def test_names_of_ordinary_words_are_shown(inside: str, shown: str) -> None:
    """Ordinary words, codes and numbers are shown; a name of anything else is counted or cut."""
    path = Path("exports") / inside
    assert shown_files([(path, Path("exports"))]) == {path: shown}


def test_files_are_counted_beside_each_other() -> None:
    """The number is that among the files of the same folder."""
    paths = [Path("exports/Carys.csv"), Path("exports/Dewi.csv"), Path("exports/old/Mair.csv")]
    assert list(shown_files([(path, Path("exports")) for path in paths]).values()) == [
        "exports, file 1 of 2 (.csv)",
        "exports, file 2 of 2 (.csv)",
        "exports/old, file 1 of 1 (.csv)",
    ]
