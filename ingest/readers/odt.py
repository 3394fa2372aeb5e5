"""OpenDocument texts, as LibreOffice writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ingest.containers import Container, open_container, texts_in
from ingest.conversation import converse
from ingest.document import Document
from ingest.errors import ProtectedFile, UnreadableFile
from ingest.outside import Kind, noted
from ingest.readers.ledger import Ledger
from ingest.readers.odt_body import ADVICE, KIND, Body
from ingest.readers.odt_elements import ELEMENTS
from ingest.readers.odt_names import get, named, plain, tag_of
from ingest.readers.odt_styles import read_styles
from ingest.readers.parts import PartReader, attached, elements_of, nothing, sound_part
from ingest.readers.properties import OF_NO_INTEREST_IN_LIBREOFFICE, kind_in_libreoffice
from ingest.records import Outside, Transcript
from ingest.rules import Rules

_TELLING_SETTINGS = frozenset(
    {"PrinterName", "CurrentDatabaseDataSource", "CurrentDatabaseCommand", "EmbeddedDatabaseName"}
)
_PATH = re.compile(r"\w+://|\\\\|[A-Za-z]:[\\/]|/|~/")

# Later versions of LibreOffice put the whole of an encrypted file in one part.
_PACKAGE = "encrypted-package"


def read(content: bytes, rules: Rules) -> Transcript:
    """Read an OpenDocument text, in whichever of the ways of `ingest.conversation` it is set out.

    Text in insertions, links, lists, sections and text boxes is there; deleted text (with `rules.changes`, inserted
    text instead), hidden text, notes, comments and fields that tell of the file are not. What else the file holds is
    listed as outside the speech. Raises UnreadableFile, ProtectedFile, TooLarge, UnresolvedChanges, LayoutNotFound.
    """
    container = open_container(content, KIND)
    return converse(read_document(container, rules), "odt", rules)


def read_document(container: Container, rules: Rules) -> Document:
    """Return the paragraphs and tables of an OpenDocument text, and what lies outside the speech.

    Raises UnreadableFile, ProtectedFile, TooLarge or UnresolvedChanges.
    """
    _refuse_encrypted(container)
    root = container.xml("content.xml")
    text = None if root is None else root.find(f"{tag_of('office:body')}/{tag_of('office:text')}")
    if root is None or text is None:
        raise UnreadableFile(kind=KIND, advice=ADVICE)
    styles = sound_part(container, "styles.xml")
    ledger = Ledger(rules.changes)
    body = Body(read_styles(styles, root), ledger, ELEMENTS)
    blocks = body.blocks(text)
    ledger.stop_at_changes()
    for scripts in root.iterchildren(tag_of("office:scripts")):
        body.data(scripts)
    outside = (*ledger.outside, *_headers(styles, rules.changes), *_other_parts(container))
    return Document(tuple(blocks), outside)


def _refuse_encrypted(container: Container) -> None:
    manifest = sound_part(container, "META-INF/manifest.xml")
    for entry in () if manifest is None else manifest:
        encrypted = any(named(one.tag) == "manifest:encryption-data" for one in entry)
        if encrypted and get(entry, "manifest:full-path") in ("content.xml", _PACKAGE):
            raise ProtectedFile


def _headers(styles: Any | None, changes: str) -> Iterator[Outside]:
    """Give the headers and footers of all pages: left, right and first."""
    if styles is None:
        return
    body = Body(read_styles(styles), Ledger(changes), ELEMENTS)
    for page in styles.iterfind(f"{tag_of('office:master-styles')}/{tag_of('style:master-page')}"):
        for one in page:
            called = named(one.tag).partition(":")[2]
            kind = Kind.HEADER if called.startswith("header") else Kind.FOOTER
            if called.startswith(("header", "footer")):
                body.apart(kind, one, called)
    yield from body.ledger.outside


def _other_parts(container: Container) -> Iterator[Outside]:
    """Give what the parts of the file hold, but for its text, headers and footers. Raises TooLarge."""
    for name in container.names:
        for pattern, read in _READERS:
            if re.fullmatch(pattern, name):
                yield from read(container, name)
                break


def _elements(container: Container, name: str) -> Iterable[Any]:
    """Return all elements of a part; a damaged one has none."""
    root = elements_of(container, name)
    return () if isinstance(root, tuple) else root.iter()


def _properties(container: Container, name: str) -> Iterator[Outside]:
    for one in _elements(container, name):
        tag = named(one.tag)
        if tag == "meta:template":
            for said in (get(one, "xlink:href"), get(one, "xlink:title")):
                yield from noted(Kind.TEMPLATE, said, "properties")
        elif get(one, "xlink:href"):
            yield from noted(Kind.LINK, get(one, "xlink:href"), "properties")
        elif tag.startswith(("dc:", "meta:")) and tag not in OF_NO_INTEREST_IN_LIBREOFFICE:
            called = get(one, "meta:name") or tag
            kind = kind_in_libreoffice(called if called == tag else called.casefold())
            yield from noted(kind, one.text or "", f"property {called.rpartition(':')[2]}")


def _settings(container: Container, name: str) -> Iterator[Outside]:
    for one in _elements(container, name):
        if named(one.tag) == "config:config-item" and get(one, "config:type") != "base64Binary":
            called, value = get(one, "config:name"), (one.text or "").strip()
            if called in _TELLING_SETTINGS or _PATH.match(value):
                yield from noted(Kind.DATA, value, f"setting {called}")


def _versions(container: Container, name: str) -> Iterator[Outside]:
    for one in _elements(container, name):
        for key, value in one.attrib.items():
            kind = {"creator": Kind.AUTHOR, "comment": Kind.COMMENT}.get(key.rpartition("}")[2])
            if kind:
                yield from noted(kind, str(value), "earlier version")


def _object(container: Container, name: str) -> Iterator[Outside]:
    elements = list(_elements(container, name))
    chart = any(one.tag == tag_of("office:chart") for one in elements)
    place = name.rpartition("/")[0]
    if elements:
        yield from noted(Kind.DIAGRAM if chart else Kind.EMBEDDED, plain(elements[0]) or place, place)


def _texts(container: Container, name: str) -> Iterator[Outside]:
    for root in list(_elements(container, name))[:1]:
        yield from noted(Kind.DATA, "\n".join(texts_in(root)), name)


# By the names that parts have; the first that fits reads the part.
_READERS: tuple[tuple[str, PartReader], ...] = (
    (r"(?:.*/)?meta\.xml", _properties),
    (r"(?:.*/)?settings\.xml", _settings),
    (r"VersionList\.xml", _versions),
    (r"(?:.*/)?mimetype|content\.xml|(?:.*/)?styles\.xml|META-INF/manifest\.xml|layout-cache", nothing),
    (r"(?:Configurations2|Fonts)/.*|(?:Basic|Dialogs)/(?:.*/)?(?:script|dialog)-l[bc]\.xml", nothing),
    (r".+/content\.xml", _object),
    (r"(?:Pictures|Thumbnails|ObjectReplacements)/.*", attached(Kind.PICTURE)),
    (r".*\.(?:png|jpe?g|gif|svg|svm|emf|wmf|webp|bmp|tiff?)", attached(Kind.PICTURE)),
    (r".*\.(?:xml|rdf)", _texts),
    (r".*", attached(Kind.EMBEDDED)),
)  # fmt: skip
