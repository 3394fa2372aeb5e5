"""Zip files that depend on their content alone."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.stable_zip import stable_zip

NAMES = st.text("abcŵŷ🙂", min_size=1, max_size=8)


def zipped(files: dict[str, bytes], year: int = 2024, compression: int = zipfile.ZIP_STORED) -> bytes:
    """Return the files as a zip archive written in the given year."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", compression) as target:
        for name, content in files.items():
            target.writestr(zipfile.ZipInfo(name, date_time=(year, 5, 6, 7, 8, 10)), content)
    return archive.getvalue()


@given(st.dictionaries(NAMES, st.binary(max_size=60), max_size=4))
def test_files_keep_their_names_content_and_order(files: dict[str, bytes]) -> None:
    """Nothing but times, rights and compression changes."""
    with zipfile.ZipFile(io.BytesIO(stable_zip(zipped(files)))) as archive:
        assert [(name, archive.read(name)) for name in archive.namelist()] == list(files.items())


def test_times_and_compression_leave_no_trace() -> None:
    """The same files written in another year, by another program, give the same bytes."""
    files = {"bwyd.txt": b"cawl " * 50}

    assert zipped(files, 2024) != zipped(files, 2025)
    assert stable_zip(zipped(files, 2024)) == stable_zip(zipped(files, 2025, zipfile.ZIP_DEFLATED))


def test_what_is_no_zip_is_refused() -> None:
    """The error is the standard library's own."""
    with pytest.raises(zipfile.BadZipFile):
        stable_zip(b"not a zip")
