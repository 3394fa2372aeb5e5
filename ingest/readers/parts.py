"""The parts of zipped formats (docx, odt, xlsx) that the words can be read without."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ingest.containers import Container
from ingest.errors import ProtectedFile, UnreadableFile
from ingest.outside import Kind
from ingest.records import Outside

PartReader = Callable[[Container, str], Iterator[Outside]]


def sound_part(container: Container, name: str) -> Any | None:
    """Return the root of an XML part, or None where it is missing or damaged. Raises ProtectedFile, TooLarge."""
    try:
        return container.xml(name)
    except UnreadableFile:
        return None


def elements_of(container: Container, name: str) -> Any:
    """Return the root of an XML part, or nothing where it is missing, damaged or locked. Raises TooLarge."""
    try:
        root = sound_part(container, name)
    except ProtectedFile:
        return ()
    return () if root is None else root


def attached(kind: Kind) -> PartReader:
    """Return a reader of parts that are no text: it gives the name of a part, and its size in kB as its place."""

    def read_part(container: Container, name: str) -> Iterator[Outside]:
        yield Outside(kind, name.rpartition("/")[2], f"{max(container.size(name) // 1024, 1)} kB")

    return read_part


def nothing(container: Container, name: str) -> Iterator[Outside]:
    """Give nothing: the part is known to hold no words."""
    yield from ()
