"""Name files without naming anybody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ingest.errors import safe_label
from pipeline.lists.words import is_ordinary

_OURS = frozenset("llais codings codebook metadata datasette qdpx deposit csv docx db".split())
_CODE = re.compile(r"[A-Z]{1,4}\d{1,4}|\d+|r\d+|v\d+|[0-9a-f]{8,}")
_PARTS = re.compile(r"[^\W_]+")


def shown_files(files: Sequence[tuple[Path, Path]]) -> dict[Path, str]:
    """Name each file, given as (path, the folder that it is called after).

    A name of ordinary words and numbers is shown; any other may be somebody's, and the file is counted instead, among
    the files beside it in the order of the names.
    """
    beside: dict[Path, list[Path]] = {}
    for path, _ in files:
        beside.setdefault(path.parent, []).append(path)
    names = {}
    for path, folder in files:
        parts = (folder.name, *path.relative_to(folder).parts[:-1])
        place = "/".join(part if _says_nothing(part) else "a folder" for part in parts)
        position = (beside[path.parent].index(path) + 1, len(beside[path.parent]))
        names[path] = f"{place}/{path.name}" if _says_nothing(path.name) else f"{place}, {safe_label(path, position)}"
    return names


def _says_nothing(name: str) -> bool:
    stem = Path(name).stem
    return all(_CODE.fullmatch(word) or word.lower() in _OURS or is_ordinary(word) for word in _PARTS.findall(stem))
