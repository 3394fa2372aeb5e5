"""A .qdpx file: a zip with one project file in it and the texts beside, opened so that a hostile one cannot harm."""

from __future__ import annotations

import posixpath
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zipfile import ZipInfo

from ingest.codings.refi_xml import parse_project
from ingest.codings.stored_text import decoded
from ingest.containers import Container, open_container
from ingest.errors import NoOneProject, ProtectedFile, SuspectArchive

KIND = "a REFI-QDA project"

# Text packs to a tenth; of what is small, even a line repeated for ever does no harm. A blank picture and silence pack
# to nothing, and are never unpacked.
_SUSPECT_SIZE = 8 * 2**20
_SUSPECT_RATIO = 150
_PACKED_TO_NOTHING = (".bmp", ".tif", ".tiff", ".wav", ".aif", ".aiff")
_ENCRYPTED = 0x1
_DRIVE = re.compile(r"[A-Za-z]:")
_ELSEWHERE = re.compile(r"(?:relative|absolute|file|https?):", re.IGNORECASE)
_INSIDE = re.compile(r"internal:/*", re.IGNORECASE)
# What macOS adds when somebody unpacks an archive and packs it again.
_LEFT_BY_PROGRAMS = ("__macosx/", "._", ".ds_store")


@dataclass(slots=True)
class Archive:
    """The project of an archive as XML, and the texts in it."""

    project: Any
    _container: Container | None = None
    _by_name: dict[str, list[str]] = field(default_factory=dict)

    def text(self, path: str) -> str | None:
        """Return the text that a path in the project names, None where it is not in the archive or not of it.

        Paths to other places ("relative:///", "absolute:///") are never followed.
        """
        if self._container is None or not path or _ELSEWHERE.match(path):
            return None
        name = posixpath.basename(_INSIDE.sub("", path).replace("\\", "/")).casefold()
        entries = self._by_name.get(name) or self._by_name.get(unquote(name)) or []
        if len(entries) > 1:
            entries = [entry for entry in entries if "sources/" in entry.replace("\\", "/").casefold()]
        if len(entries) != 1:
            return None
        content = self._container.read(entries[0])
        return None if content is None else decoded(content)


def open_archive(path: Path) -> Archive:
    """Open a .qdpx file: its only .qde file, whatever that is called, and what is packed with it.

    Raises SuspectArchive, NoOneProject, ProtectedFile, TooLarge, UnreadableFile.
    """
    container = open_container(path, KIND)
    _check(container.entries)
    entries = {
        entry.filename: entry.filename.replace("\\", "/")
        for entry in container.entries
        if not entry.is_dir() and not _left_by_programs(entry.filename)
    }
    projects = [entry for entry, name in entries.items() if name.casefold().endswith(".qde")]
    at_root = [entry for entry in projects if "/" not in entries[entry]]
    chosen = at_root or projects  # somebody may have packed the folder instead of what is in it
    if len(chosen) != 1:
        raise NoOneProject(found=len(chosen))
    content = container.read(chosen[0])
    by_name: dict[str, list[str]] = {}
    for entry, name in entries.items():
        by_name.setdefault(posixpath.basename(name).casefold(), []).append(entry)
    return Archive(parse_project(content or b"", KIND), container, by_name)


def _left_by_programs(name: str) -> bool:
    return name.casefold().startswith(_LEFT_BY_PROGRAMS) or posixpath.basename(name).startswith(_LEFT_BY_PROGRAMS[1:])


def _check(entries: list[ZipInfo]) -> None:
    """Refuse what no program writes: names that lead outside, names twice, links, passwords, bombs."""
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename.replace("\\", "/")
        if name.startswith("/") or _DRIVE.match(name) or ".." in name.split("/") or "\0" in entry.orig_filename:
            raise SuspectArchive(what="a name in it leads out of it")
        if name.casefold() in seen:
            raise SuspectArchive(what="it has a name twice")
        seen.add(name.casefold())
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise SuspectArchive(what="it has a link in it")
        if entry.flag_bits & _ENCRYPTED:
            raise ProtectedFile
        much = entry.file_size > max(_SUSPECT_SIZE, _SUSPECT_RATIO * entry.compress_size)
        if much and not name.casefold().endswith(_PACKED_TO_NOTHING):
            raise SuspectArchive(what="a part of it unpacks to far more than it is")
