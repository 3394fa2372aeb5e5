"""What a Word file holds beside its body: comments, headers, notes, properties, links, pictures, data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ingest.containers import Container, local
from ingest.outside import Kind, noted
from ingest.readers.parts import PartReader, attached, elements_of, nothing
from ingest.readers.properties import OF_NO_INTEREST, kind_of_property
from ingest.readers.word_styles import attribute
from ingest.records import Outside
from ingest.text import normalise

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


def _comments(container: Container, name: str) -> Iterator[Outside]:
    authors = set()
    for number, comment in enumerate(elements_of(container, name), start=1):
        author = attribute(comment, "author")
        if author not in authors:
            authors.add(author)
            yield from noted(Kind.AUTHOR, author, "comments")
        yield from noted(Kind.COMMENT, _paragraphs(comment), f"comment {number}")


def _people(container: Container, name: str) -> Iterator[Outside]:
    for person in elements_of(container, name):
        yield from noted(Kind.AUTHOR, attribute(person, "author"), "people who commented or changed")
        for one in person:
            yield from noted(Kind.DATA, attribute(one, "userId"), "people who commented or changed")


def _whole(kind: Kind) -> PartReader:
    def read(container: Container, name: str) -> Iterator[Outside]:
        root = elements_of(container, name)
        if len(root):
            yield from noted(kind, _paragraphs(root), _stem(name))

    return read


def _notes(kind: Kind) -> PartReader:
    def read(container: Container, name: str) -> Iterator[Outside]:
        for note in elements_of(container, name):
            if attribute(note, "type") not in _OUR_NOTES:
                yield from noted(kind, _paragraphs(note), f"{kind.value} {attribute(note, 'id')}")

    return read


def _properties(container: Container, name: str) -> Iterator[Outside]:
    for one in elements_of(container, name):
        called = attribute(one, "name") or local(one.tag)
        text = " ".join(text.strip() for text in one.itertext() if text.strip())
        if local(one.tag) == "Template":
            if not text.casefold().startswith("normal"):
                yield from noted(Kind.TEMPLATE, text, "properties")
        elif called not in OF_NO_INTEREST:
            yield from noted(kind_of_property(called), text, f"property {called}")


def _settings(container: Container, name: str) -> Iterator[Outside]:
    root = elements_of(container, name)
    for one in root.iter() if len(root) else ():
        if local(one.tag) == "docVar":
            yield from noted(Kind.DATA, f"{attribute(one, 'name')}: {attribute(one, 'val')}", "document variables")
        elif local(one.tag) in ("connectString", "query", "udl"):
            yield from noted(Kind.DATA, attribute(one, "val"), "mail merge")


def _links(container: Container, name: str) -> Iterator[Outside]:
    for one in elements_of(container, name):
        if attribute(one, "TargetMode") == "External":
            template = attribute(one, "Type").endswith("attachedTemplate")
            yield from noted(Kind.TEMPLATE if template else Kind.LINK, attribute(one, "Target"), _stem(name))


def _texts(kind: Kind) -> PartReader:
    def read(container: Container, name: str) -> Iterator[Outside]:
        root = elements_of(container, name)
        texts = [text.strip() for text in root.itertext()] if len(root) else []
        yield from noted(kind, "\n".join(text for text in texts if text), _stem(name))

    return read


def _stem(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(".rels").removesuffix(".xml")


# By the names that parts have; the first that fits reads the part.
_READERS: tuple[tuple[str, PartReader], ...] = (
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
     r"|itemProps\d+|comments(?:Extended|Ids|Extensible)\d*)\.xml", nothing),
    (r".*/(?:media/.*|thumbnail\..*)", attached(Kind.PICTURE)),
    (r".*\.(?:xml|vml)", _whole(Kind.DATA)),
    (r".*", attached(Kind.EMBEDDED)),
)  # fmt: skip
