"""What a Word file holds beside its body: comments, headers, notes, properties, links, pictures, data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from ingest.containers import Container, local
from ingest.errors import IngestError
from ingest.outside import Kind
from ingest.readers.word_styles import attribute
from ingest.records import Outside
from ingest.text import normalise

_PEOPLE = frozenset({"creator", "lastModifiedBy", "Manager"})
_ORGANISATIONS = frozenset({"Company"})
_OF_NO_INTEREST = frozenset(
    "Application AppVersion DocSecurity ScaleCrop LinksUpToDate SharedDoc HyperlinksChanged TotalTime Pages Words "
    "Characters Lines Paragraphs CharactersWithSpaces revision language version HeadingPairs".split()
)
_OUR_NOTES = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def outside_the_body(container: Container, body: str) -> Iterator[Outside]:
    """Give what the parts of a Word file hold, but for the body in the part called `body`. Raises TooLarge."""
    for name in container.names:
        if name == body:
            continue
        for pattern, read in _READERS:
            if re.fullmatch(pattern, name, re.IGNORECASE):
                yield from read(container, name)
                break


def _parsed(container: Container, name: str) -> Any:
    try:
        root = container.xml(name)
    except IngestError as error:
        if error.code == "LL-I011":
            raise
        return ()
    return () if root is None else root


def _paragraphs(element: Any) -> str:
    """Return the words of an element, each paragraph a line."""
    lines = [""]
    for one in element.iter():
        name = local(one.tag)
        if name == "p" and lines[-1]:
            lines.append("")
        elif name in ("t", "delText", "instrText"):
            lines[-1] += one.text or ""
        elif name in ("tab", "br"):
            lines[-1] += " "
    return normalise("\n".join(line.strip() for line in lines if line.strip())).strip()


def _noted(kind: Kind, text: str, place: str) -> Iterator[Outside]:
    text = normalise(text).strip()
    if text:
        yield Outside(kind, text, place)


def _comments(container: Container, name: str) -> Iterator[Outside]:
    authors = set()
    for number, comment in enumerate(_parsed(container, name), start=1):
        author = attribute(comment, "author")
        if author not in authors:
            authors.add(author)
            yield from _noted(Kind.AUTHOR, author, "comments")
        yield from _noted(Kind.COMMENT, _paragraphs(comment), f"comment {number}")


def _people(container: Container, name: str) -> Iterator[Outside]:
    for person in _parsed(container, name):
        yield from _noted(Kind.AUTHOR, attribute(person, "author"), "people who commented or changed")


def _whole(kind: Kind) -> Callable[[Container, str], Iterator[Outside]]:
    def read(container: Container, name: str) -> Iterator[Outside]:
        root = _parsed(container, name)
        if len(root):
            yield from _noted(kind, _paragraphs(root), _stem(name))

    return read


def _notes(kind: Kind) -> Callable[[Container, str], Iterator[Outside]]:
    def read(container: Container, name: str) -> Iterator[Outside]:
        for note in _parsed(container, name):
            if attribute(note, "type") not in _OUR_NOTES:
                yield from _noted(kind, _paragraphs(note), f"{kind.value} {attribute(note, 'id')}")

    return read


def _properties(container: Container, name: str) -> Iterator[Outside]:
    for one in _parsed(container, name):
        called = attribute(one, "name") or local(one.tag)
        text = " ".join(text.strip() for text in one.itertext() if text.strip())
        if local(one.tag) == "Template":
            if not text.casefold().startswith("normal"):
                yield from _noted(Kind.TEMPLATE, text, "properties")
        elif called not in _OF_NO_INTEREST:
            kinds = dict.fromkeys(_PEOPLE, Kind.AUTHOR) | dict.fromkeys(_ORGANISATIONS, Kind.ORGANISATION)
            kind = kinds.get(called, Kind.PROPERTY)
            yield from _noted(kind, text, f"property {called}")


def _settings(container: Container, name: str) -> Iterator[Outside]:
    root = _parsed(container, name)
    for one in root.iter() if len(root) else ():
        if local(one.tag) == "docVar":
            yield from _noted(Kind.DATA, f"{attribute(one, 'name')}: {attribute(one, 'val')}", "document variables")
        elif local(one.tag) in ("connectString", "query", "udl"):
            yield from _noted(Kind.DATA, attribute(one, "val"), "mail merge")


def _links(container: Container, name: str) -> Iterator[Outside]:
    for one in _parsed(container, name):
        if attribute(one, "TargetMode") == "External":
            template = attribute(one, "Type").endswith("attachedTemplate")
            yield from _noted(Kind.TEMPLATE if template else Kind.LINK, attribute(one, "Target"), _stem(name))


def _texts(kind: Kind) -> Callable[[Container, str], Iterator[Outside]]:
    def read(container: Container, name: str) -> Iterator[Outside]:
        root = _parsed(container, name)
        texts = [text.strip() for text in root.itertext()] if len(root) else []
        yield from _noted(kind, "\n".join(text for text in texts if text), _stem(name))

    return read


def _file(kind: Kind) -> Callable[[Container, str], Iterator[Outside]]:
    def read(container: Container, name: str) -> Iterator[Outside]:
        yield Outside(kind, _stem(name), f"{max(container.size(name) // 1024, 1)} kB")

    return read


def _nothing(container: Container, name: str) -> Iterator[Outside]:
    yield from ()


def _stem(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(".rels").removesuffix(".xml")


# By the names that parts have; the first that fits reads the part.
_READERS: tuple[tuple[str, Callable[[Container, str], Iterator[Outside]]], ...] = (
    (r"word/comments\d*\.xml", _comments),
    (r"word/people\d*\.xml", _people),
    (r"word/header\d*\.xml", _whole(Kind.HEADER)),
    (r"word/footer\d*\.xml", _whole(Kind.FOOTER)),
    (r"word/footnotes\d*\.xml", _notes(Kind.FOOTNOTE)),
    (r"word/endnotes\d*\.xml", _notes(Kind.ENDNOTE)),
    (r"docProps/.*\.xml", _properties),
    (r"word/settings\d*\.xml", _settings),
    (r".*\.rels", _links),
    (r"word/(?:charts|diagrams)/.*\.xml", _texts(Kind.DIAGRAM)),
    (r"customXml/item\d+\.xml", _texts(Kind.DATA)),
    (r"word/glossary/document\.xml", _whole(Kind.DATA)),
    (r"(?:.*/)?(?:styles|stylesWithEffects|fontTable|numbering|theme\d*|webSettings|settings|\[Content_Types\]"
     r"|itemProps\d+|comments(?:Extended|Ids|Extensible)\d*)\.xml", _nothing),
    (r".*/(?:media/.*|thumbnail\..*)", _file(Kind.PICTURE)),
    (r".*\.(?:xml|vml)", _whole(Kind.DATA)),
    (r".*", _file(Kind.EMBEDDED)),
)  # fmt: skip
