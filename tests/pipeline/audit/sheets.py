"""Sheets as readers get them and give them back."""

from __future__ import annotations

import csv
import io
from pathlib import Path


def rows_of(content: bytes) -> list[dict[str, str]]:
    """Read a sheet that went out."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def write(path: Path, rows: list[dict[str, str]]) -> Path:
    """Write a sheet as its reader gives it back."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path
