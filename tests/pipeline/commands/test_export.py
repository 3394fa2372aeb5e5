"""What llais export accepts."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.commands.export import FORMATS
from pipeline.exporting import FORMATS_WRITTEN


def test_every_format_that_is_written_can_be_asked_for() -> None:
    """Each has a file name, and no two have the same."""
    assert set(FORMATS) == set(FORMATS_WRITTEN)
    assert len(set(FORMATS.values())) == len(FORMATS)


@pytest.mark.parametrize(
    ("format_", "option", "value", "goes_with"),
    [
        ("quotes-csv", "--transcript", "FC01", "coding-docx"),
        ("codings-qdpx", "--transcript", "FC01", "coding-docx"),
        ("coding-docx", "--units", "utf16", "codings-qdpx"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(
    tmp_path: Path, format_: str, option: str, value: str, goes_with: str
) -> None:
    """Nobody thinks that they got one transcript, and has all."""
    result = CliRunner().invoke(main, ["export", str(tmp_path), format_, option, value])

    assert result.exit_code == 2
    assert f"{option} goes with {goes_with}." in result.stderr
