"""Files that hold originals: for their owner alone, whole or not there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.private_files import CannotWrite, write_private


def test_the_file_is_whole_and_for_its_owner(tmp_path: Path) -> None:
    """Also in place of one that anybody could read; nothing is left beside it."""
    path = tmp_path / "gwaith" / "log.csv"
    path.parent.mkdir()
    path.write_bytes(b"before")
    path.chmod(0o644)
    write_private(path, b"after")

    assert path.read_bytes() == b"after"
    assert os.name == "nt" or path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_where_it_cannot_be_written_one_line_says_so(tmp_path: Path) -> None:
    """Such as in the place of a folder."""
    (tmp_path / "log.csv").mkdir()

    with pytest.raises(CannotWrite, match="-o"):
        write_private(tmp_path / "log.csv", b"")
