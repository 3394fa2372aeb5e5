"""The texts of a REFI-QDA project, and the elements in which something is said about their words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.codings.left_out import Discarded
from ingest.codings.refi_archive import Archive
from ingest.codings.refi_xml import child, children, guid_of, number_of
from ingest.codings.stored_text import StoredText, stored_text
from ingest.containers import local

# A text that stands for something else: what a PDF says, a picture shows, or a recording has been written down as.
_STANDS_FOR = ("Representation", "TextDescription", "Transcript")
_KINDS = {
    "PDFSource": "PDF sources",
    "PictureSource": "pictures",
    "AudioSource": "audio sources",
    "VideoSource": "video sources",
}
_NOT_OF_TEXT = {
    "PDFSelection": "selections on PDF pages",
    "PictureSelection": "selections in pictures",
    "AudioSelection": "selections in audio",
    "VideoSelection": "selections in video",
}
_NO_TEXT = "only what is on text is taken"


@dataclass(frozen=True, slots=True)
class Marked:
    """A selection of a source as it stands in the file; its positions are None where it has none."""

    element: Any
    start: int | None
    end: int | None
    said: str


@dataclass(frozen=True, slots=True)
class TextOf:
    """A text of a project: `elements` are what says something about it, the outermost first."""

    name: str
    guid: str
    text: StoredText
    elements: tuple[Any, ...]
    marked: tuple[Marked, ...]


def read_texts(project: Any, archive: Archive, discarded: Discarded) -> list[TextOf]:
    """Read the texts of a project in its order, also those that stand for a PDF, a picture or a recording."""
    sources = [source for wrapper in children(project, "Sources") for source in wrapper]
    return [text for n, source in enumerate(sources, 1) for text in _texts_of(source, n, archive, discarded)]


def _texts_of(source: Any, number: int, archive: Archive, discarded: Discarded) -> Iterator[TextOf]:
    kind = local(source.tag)
    name = (source.get("name") or "").strip() or f"source {number}"
    if kind == "TextSource":
        yield from _text_of((source,), name, archive, discarded)
        return
    for selection, what in _NOT_OF_TEXT.items():
        discarded.add(what, _NO_TEXT, sum(1 for _ in children(source, selection)))
    standing = list(children(source, *_STANDS_FOR))
    if not standing:
        discarded.add(_KINDS.get(kind, "sources of an unknown kind"), "they have no text in the file")
        discarded.add("codings of whole sources", "the source has no text", sum(1 for _ in children(source, "Coding")))
    for n, element in enumerate(standing, 1):
        yield from _text_of((source, element), name if len(standing) == 1 else f"{name} ({n})", archive, discarded)


def _text_of(elements: tuple[Any, ...], name: str, archive: Archive, discarded: Discarded) -> Iterator[TextOf]:
    own = elements[-1]
    content = child(own, "PlainTextContent")
    path = own.get("plainTextPath") or ""
    raw = archive.text(path)
    if raw is None and content is not None:
        raw = "".join(content.itertext())
    selections = list(children(own, "PlainTextSelection", "TranscriptSelection"))
    if raw is None:
        discarded.add("sources", "their text is not in the file" if path else "they have no plain text")
        codings = sum(1 for one in (*selections, *elements) for _ in children(one, "Coding"))
        discarded.add("codings", "the text of their source is not in the file", codings)
        return
    marked = tuple(_marked(own, selections))
    yield TextOf(name, guid_of(elements[0]), stored_text(raw), elements, marked)


def _marked(own: Any, selections: list[Any]) -> Iterator[Marked]:
    points = {guid_of(one): number_of(one, "position") for one in children(own, "SyncPoint")}
    for one in selections:
        if local(one.tag) == "TranscriptSelection":
            start, end = (points.get(guid_of(one, name)) for name in ("fromSyncPoint", "toSyncPoint"))
        else:
            start, end = number_of(one, "startPosition"), number_of(one, "endPosition")
        yield Marked(one, start, end, one.get("name") or "")
