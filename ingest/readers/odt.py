"""OpenDocument texts, as LibreOffice writes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ingest.containers import Container, open_container, texts_in
from ingest.conversation import converse
from ingest.document import Document
from ingest.errors import IngestError, ProtectedFile, TooLarge, UnreadableFile, UnresolvedChanges
from ingest.outside import Kind
from ingest.readers.odt_body import ADVICE, KIND, Body
from ingest.readers.odt_parts import get, named, plain, read_styles, tag_of
from ingest.records import Outside, Transcript
from ingest.rules import STOP, Rules
from ingest.text import normalise

_PEOPLE = frozenset({"dc:creator", "meta:initial-creator", "meta:printed-by", "manager", "author", "editor"})
_ORGANISATIONS = frozenset({"company", "organisation", "organization"})
_OF_NO_INTEREST = frozenset(
    "meta:generator meta:creation-date dc:date meta:print-date dc:language meta:editing-cycles meta:editing-duration "
    "meta:document-statistic".split()
)
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
    """Return the paragraphs and tables of an OpenDocument text, and what lies outside the speech."""
    _refuse_encrypted(container)
    root = container.xml("content.xml")
    text = None if root is None else root.find(f"{tag_of('office:body')}/{tag_of('office:text')}")
    if root is None or text is None:
        raise UnreadableFile(kind=KIND, advice=ADVICE)
    styles = _part(container, "styles.xml")
    body = Body(read_styles(styles, root), rules.changes)
    blocks = body.blocks(text)
    if body.changes and rules.changes == STOP:
        raise UnresolvedChanges(count=body.changes)
    for scripts in root.iterchildren(tag_of("office:scripts")):
        body.data(scripts)
    outside = (*body.outside, *_headers(styles, rules.changes), *_other_parts(container))
    return Document(tuple(blocks), outside)


def _refuse_encrypted(container: Container) -> None:
    manifest = _part(container, "META-INF/manifest.xml")
    for entry in () if manifest is None else manifest:
        encrypted = any(named(one.tag) == "manifest:encryption-data" for one in entry)
        if encrypted and get(entry, "manifest:full-path") in ("content.xml", _PACKAGE):
            raise ProtectedFile


def _part(container: Container, name: str) -> Any | None:
    """Return a part that the words can be read without, or None where it is missing or damaged."""
    try:
        return container.xml(name)
    except (ProtectedFile, TooLarge):
        raise
    except IngestError:
        return None


def _headers(styles: Any | None, changes: str) -> Iterator[Outside]:
    """Give the headers and footers of all pages: left, right and first."""
    if styles is None:
        return
    body = Body(read_styles(styles), changes)
    for page in styles.iterfind(f"{tag_of('office:master-styles')}/{tag_of('style:master-page')}"):
        for one in page:
            called = named(one.tag).partition(":")[2]
            kind = Kind.HEADER if called.startswith("header") else Kind.FOOTER
            if called.startswith(("header", "footer")):
                body.apart(kind, one, called)
    yield from body.outside


def _other_parts(container: Container) -> Iterator[Outside]:
    """Give what the parts of the file hold, but for its text, headers and footers. Raises TooLarge."""
    for name in container.names:
        for pattern, read in _READERS:
            if re.fullmatch(pattern, name):
                yield from read(container, name)
                break


def _elements(container: Container, name: str) -> Iterable[Any]:
    """Return all elements of a part; a damaged one has none."""
    try:
        root = container.xml(name)
    except TooLarge:
        raise
    except IngestError:
        return ()
    return () if root is None else root.iter()


def _noted(kind: Kind, text: str, place: str) -> Iterator[Outside]:
    text = normalise(text).strip()
    if text:
        yield Outside(kind, text, place)


def _properties(container: Container, name: str) -> Iterator[Outside]:
    for one in _elements(container, name):
        tag = named(one.tag)
        if tag == "meta:template":
            for said in (get(one, "xlink:href"), get(one, "xlink:title")):
                yield from _noted(Kind.TEMPLATE, said, "properties")
        elif get(one, "xlink:href"):
            yield from _noted(Kind.LINK, get(one, "xlink:href"), "properties")
        elif tag.startswith(("dc:", "meta:")) and tag not in _OF_NO_INTEREST:
            called = get(one, "meta:name") or tag
            kinds = dict.fromkeys(_PEOPLE, Kind.AUTHOR) | dict.fromkeys(_ORGANISATIONS, Kind.ORGANISATION)
            kind = kinds.get(called if called == tag else called.casefold(), Kind.PROPERTY)
            yield from _noted(kind, one.text or "", f"property {called.rpartition(':')[2]}")


def _settings(container: Container, name: str) -> Iterator[Outside]:
    for one in _elements(container, name):
        if named(one.tag) == "config:config-item" and get(one, "config:type") != "base64Binary":
            called, value = get(one, "config:name"), (one.text or "").strip()
            if called in _TELLING_SETTINGS or _PATH.match(value):
                yield from _noted(Kind.DATA, value, f"setting {called}")


def _versions(container: Container, name: str) -> Iterator[Outside]:
    for one in _elements(container, name):
        for key, value in one.attrib.items():
            kind = {"creator": Kind.AUTHOR, "comment": Kind.COMMENT}.get(key.rpartition("}")[2])
            if kind:
                yield from _noted(kind, str(value), "earlier version")


def _object(container: Container, name: str) -> Iterator[Outside]:
    elements = list(_elements(container, name))
    chart = any(one.tag == tag_of("office:chart") for one in elements)
    place = name.rpartition("/")[0]
    if elements:
        yield from _noted(Kind.DIAGRAM if chart else Kind.EMBEDDED, plain(elements[0]) or place, place)


def _texts(container: Container, name: str) -> Iterator[Outside]:
    for root in list(_elements(container, name))[:1]:
        yield from _noted(Kind.DATA, "\n".join(texts_in(root)), name)


def _file(kind: Kind) -> Callable[[Container, str], Iterator[Outside]]:
    def read(container: Container, name: str) -> Iterator[Outside]:
        yield Outside(kind, name.rpartition("/")[2], f"{max(container.size(name) // 1024, 1)} kB")

    return read


def _nothing(container: Container, name: str) -> Iterator[Outside]:
    yield from ()


# By the names that parts have; the first that fits reads the part.
_READERS: tuple[tuple[str, Callable[[Container, str], Iterator[Outside]]], ...] = (
    (r"(?:.*/)?meta\.xml", _properties),
    (r"(?:.*/)?settings\.xml", _settings),
    (r"VersionList\.xml", _versions),
    (r"(?:.*/)?mimetype|content\.xml|(?:.*/)?styles\.xml|META-INF/manifest\.xml|layout-cache", _nothing),
    (r"(?:Configurations2|Fonts)/.*|(?:Basic|Dialogs)/(?:.*/)?(?:script|dialog)-l[bc]\.xml", _nothing),
    (r".+/content\.xml", _object),
    (r"(?:Pictures|Thumbnails|ObjectReplacements)/.*", _file(Kind.PICTURE)),
    (r".*\.(?:png|jpe?g|gif|svg|svm|emf|wmf|webp|bmp|tiff?)", _file(Kind.PICTURE)),
    (r".*\.(?:xml|rdf)", _texts),
    (r".*", _file(Kind.EMBEDDED)),
)  # fmt: skip
