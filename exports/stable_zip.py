"""Making zip-based files (Word, REFI-QDA) the same bytes whenever they hold the same content."""

from __future__ import annotations

import io
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o600 << 16


def stable_zip(archive: bytes) -> bytes:
    """Rewrite a zip archive with fixed times, rights and compression, its entries in the order they had.

    Raises `zipfile.BadZipFile` where `archive` is no zip.
    """
    rewritten = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(rewritten, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=_EPOCH)
            entry.create_system = 3
            entry.external_attr = _PLAIN_FILE
            target.writestr(entry, source.read(name), compress_type=zipfile.ZIP_DEFLATED, compresslevel=9)
    return rewritten.getvalue()
