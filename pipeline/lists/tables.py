"""Reading the small data files that ship beside the lists."""

from __future__ import annotations

import csv
from importlib.resources import files


def read_rows(file: str) -> list[dict[str, str]]:
    """Read the rows of `data/<file>`, a CSV file with a header, in file order.

    Raises FileNotFoundError when the package was installed without its data.
    """
    return list(csv.DictReader(_text(file).splitlines()))


def read_lines(file: str) -> tuple[str, ...]:
    """Read the entries of `data/<file>`, a text file with one entry on each line, in file order.

    Raises FileNotFoundError when the package was installed without its data.
    """
    return tuple(line.strip() for line in _text(file).splitlines() if line.strip())


def _text(file: str) -> str:
    return files("pipeline.lists").joinpath("data", file).read_text(encoding="utf-8")
