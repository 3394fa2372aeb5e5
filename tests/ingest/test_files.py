"""A file is read whole or refused, and nobody learns its name."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ingest.errors import IngestError, MissingFile, TooLarge, UnreadableFile
from ingest.files import files_in, read_content


def test_bytes_come_back(tmp_path: Path) -> None:
    """As they are."""
    (tmp_path / "FC21.txt").write_bytes(b"\xff\x00tea")
    assert read_content(tmp_path / "FC21.txt") == b"\xff\x00tea"


def test_what_is_not_there(tmp_path: Path) -> None:
    """The message gives a safe label."""
    with pytest.raises(MissingFile, match="LL-I001 FC21….txt: not found"):
        read_content(tmp_path / "FC21 Siân.txt")


@pytest.mark.parametrize(("suffix", "larger"), [(".txt", True), (".csv", True), (".vtt", True), (".docx", False)])
def test_text_is_smaller_than_containers(
    suffix: str, larger: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Word files may hold pictures, text is only text."""
    monkeypatch.setattr("ingest.files._LARGEST_TEXT", 10)
    (tmp_path / f"FC21{suffix}").write_bytes(b"tea and a lift")
    if larger:
        with pytest.raises(TooLarge):
            read_content(tmp_path / f"FC21{suffix}")
    else:
        assert read_content(tmp_path / f"FC21{suffix}") == b"tea and a lift"


def test_a_folder_is_said_to_be_one(tmp_path: Path) -> None:
    """The message says to name its files."""
    with pytest.raises(UnreadableFile, match="it is a folder; name the files in it"):
        read_content(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such file")
def test_an_endless_device_is_not_read() -> None:
    """It would never end."""
    with pytest.raises(UnreadableFile, match="a device or a pipe"):
        read_content(Path("/dev/zero"))


@pytest.mark.parametrize("name", ["FC21 Siân\0.txt", "FC21 Siân" * 100 + ".txt"])
def test_names_that_no_system_takes(name: str, tmp_path: Path) -> None:
    """They are one kind of error like any other."""
    with pytest.raises(IngestError) as refused:
        read_content(tmp_path / name)
    assert "Siân" not in str(refused.value)


def test_files_are_listed_without_what_programs_left(tmp_path: Path) -> None:
    """In the order of their names, capitals or not; locks, hidden files and thumbnails are nobody's transcripts."""
    for name in ("fc2.txt", "FC1.txt", "FC2.txt", "~$FC1.docx", ".DS_Store", "._FC1.txt", "Thumbs.db", "desktop.ini"):
        (tmp_path / name).write_bytes(b"tea")
    names = [path.name for path in files_in(tmp_path)]
    assert names in (["FC1.txt", "FC2.txt", "fc2.txt"], ["FC1.txt", "fc2.txt"])
