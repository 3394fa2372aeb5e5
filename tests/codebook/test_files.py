"""A codebook's file is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from codebook.errors import CodebookUnreadable, CodebookUnwritable
from codebook.files import read_codebook_text, write_codebook_text


def test_a_file_comes_back_as_it_was(tmp_path: Path) -> None:
    """Line ends, accents and the rights to read it too; nothing is left beside it."""
    path = tmp_path / "ours.yml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_codebook_text(path, "\ufeffŵ 🙂\r\n")

    assert read_codebook_text(path) == "\ufeffŵ 🙂\r\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_read_or_written_is_said(tmp_path: Path) -> None:
    """By the file's name, with what to do."""
    path = tmp_path / "ours.yml"
    path.write_bytes(b"\xff\xfe")

    with pytest.raises(CodebookUnreadable, match=r"LL-C001 ours\.yml is not UTF-8 text"):
        read_codebook_text(path)
    with pytest.raises(CodebookUnreadable, match=r"cannot be opened"):
        read_codebook_text(tmp_path / "none.yml")
    with pytest.raises(CodebookUnwritable, match=r"LL-C006 ours\.yml cannot be written: "):
        write_codebook_text(tmp_path / "none" / "ours.yml", "")
