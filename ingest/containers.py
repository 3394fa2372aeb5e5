"""Zip containers and the XML in them, opened so that a hostile file cannot harm."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from ingest.errors import ProtectedFile, TooLarge, UnreadableFile

# An interview of ten hours has some 2 MB of XML; pictures are never unpacked.
_LARGEST_PART = 64 * 2**20
_LARGEST_SUM = 160 * 2**20
_MOST_PARTS = 5000
_ENCRYPTED = 0x1

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(slots=True)
class Container:
    """The parts of a zip file by name; each is unpacked when it is asked for, within bounds."""

    kind: str
    _zip: ZipFile
    _unpacked: int = field(default=0)

    @property
    def names(self) -> list[str]:
        """List the names of the parts, in the order of the file."""
        return [info.filename for info in self._zip.infolist() if not info.is_dir()]

    @property
    def entries(self) -> list[ZipInfo]:
        """List what the file says of everything in it, in its order."""
        return self._zip.infolist()

    def size(self, name: str) -> int:
        """Return how many bytes a part says it has."""
        return self._zip.getinfo(name).file_size

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a part, or None where there is none. Raises TooLarge, UnreadableFile, ProtectedFile."""
        try:
            info = self._zip.getinfo(name)
        except KeyError:
            return None
        if info.flag_bits & _ENCRYPTED:
            raise ProtectedFile
        try:
            with self._zip.open(info) as part:
                content = part.read(_LARGEST_PART + 1)
        except (BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, ValueError, RuntimeError):
            raise _broken(self.kind) from None
        self._unpacked += len(content)
        if len(content) > _LARGEST_PART or self._unpacked > _LARGEST_SUM:
            raise TooLarge
        return content

    def xml(self, name: str) -> Any | None:
        """Return the root of an XML part, or None where there is none. Raises as `read` does."""
        content = self.read(name)
        return None if content is None else parse_xml(content, self.kind)


def open_container(content: bytes | Path, kind: str) -> Container:
    """Open a zip file that should be `kind` ("a Word document"), by its bytes or its path.

    Of one by its path, only the parts that are asked for are read. Raises UnreadableFile, ProtectedFile, TooLarge.
    """
    if isinstance(content, bytes) and content.startswith(OLE):
        if _OLE_ENCRYPTED in content:
            raise ProtectedFile
        raise UnreadableFile(kind=kind, advice="it is in an old format; open it and save it again in the new one")
    try:
        opened = ZipFile(BytesIO(content) if isinstance(content, bytes) else content)
    except (BadZipFile, OSError, EOFError, ValueError, RuntimeError, NotImplementedError):
        raise _broken(kind) from None
    if len(opened.infolist()) > _MOST_PARTS:
        raise TooLarge
    return Container(kind, opened)


def parse_xml(content: bytes, kind: str) -> Any:
    """Parse XML without entities, without the network and without deep or huge trees. Raises UnreadableFile."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError):
        raise _broken(kind) from None
    if root is None or root.getroottree().docinfo.doctype:
        raise _broken(kind)
    return root


def texts_in(root: Any) -> Iterator[str]:
    """Give every text of an XML tree that is not blank."""
    for text in root.itertext():
        if text.strip():
            yield text.strip()


def local(tag: Any) -> str:
    """Return a tag's name without its namespace."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _broken(kind: str) -> UnreadableFile:
    return UnreadableFile(kind=kind, advice="open it in the program it came from and save it again")
