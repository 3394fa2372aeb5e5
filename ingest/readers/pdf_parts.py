"""What a PDF holds beside its pages: properties, comments, links, attachments, bookmarks and form fields."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from ingest.containers import local, parse_xml
from ingest.errors import TooLarge
from ingest.outside import Kind
from ingest.readers.pdf_guard import check_forms
from ingest.records import Outside
from ingest.text import normalise

# It quotes what it finds in its warnings.
logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)

_MOST = 5000
_LARGEST_XMP = 4 * 2**20
_OF_PROGRAMS = frozenset(
    "producer creator creationdate moddate trapped creatortool createdate modifydate metadatadate format instanceid "
    "documentid originaldocumentid versionid renditionclass part conformance amd corr rev pdfversion sourcemodified "
    "pages npages about parsetype resource lang action when softwareagent changed toolkit xmptk date ptex.fullbanner "
    "contenttypeid mediatype rendition schema namespaceuri prefix valuetype category".split()
)
_PEOPLE = frozenset("author authors creator manager lastmodifiedby lastsavedby owner".split())
_ORGANISATIONS = frozenset("company organisation organization department publisher".split())
_NO_TEXT = re.compile(r"[\W\d_]*|(?:uuid|xmp\.\w+):.*|D:\d{8}.*|\d{4}-\d\d-\d\dT.*|true|false", re.IGNORECASE)

Part = Callable[[PdfReader], Iterable[Outside]]


def open_parts(content: bytes) -> PdfReader | None:
    """Open what lies beside the pages, or return None where it is damaged.

    Raises TooLarge where drawing the pages up would never end.
    """
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted:
            reader.decrypt("")
        check_forms(reader, _MOST)
    except TooLarge:
        raise
    except Exception:
        # A parser of hostile files fails in every way there is; the pages are read without it.
        return None
    return reader


def outside_the_pages(reader: PdfReader | None) -> list[Outside]:
    """List what a PDF holds beside what its pages show; what is damaged is left out."""
    if reader is None:
        return []
    found: dict[tuple[str, str], Outside] = {}
    for part in (_properties, _metadata, _annotations, _attachments, _bookmarks, _fields):
        for one in _bounded(part, reader):
            found.setdefault((one.kind, one.text), one)
    return list(found.values())


def _bounded(part: Part, reader: PdfReader) -> list[Outside]:
    """Return what one part gives, as far as it can be read."""
    found: list[Outside] = []
    try:
        for one in part(reader):
            text = normalise(one.text).strip()
            if text:
                found.append(Outside(one.kind, text, one.place))
            if len(found) >= _MOST:
                break
    except Exception:
        # See above: the part ends where it is damaged.
        return found
    return found


def _properties(reader: PdfReader) -> Iterator[Outside]:
    for key, value in (reader.metadata or {}).items():
        name = str(key).lstrip("/")
        if isinstance(value, str) and (name.casefold() not in _OF_PROGRAMS):
            yield from _named(name, value, "properties")


def _named(name: str, value: str, place: str) -> Iterator[Outside]:
    key = re.sub(r"[^a-z.]", "", name.casefold())
    if _NO_TEXT.fullmatch(value.strip()):
        return
    if key in _PEOPLE:
        yield Outside(Kind.AUTHOR, value, place)
    elif key in _ORGANISATIONS:
        yield Outside(Kind.ORGANISATION, value, place)
    else:
        yield Outside(Kind.PROPERTY, value, place)


def _metadata(reader: PdfReader) -> Iterator[Outside]:
    """Give what the metadata stream says, in elements or in attributes."""
    stream = _get(_get(reader.trailer, "/Root"), "/Metadata")
    content = stream.get_data() if stream is not None else b""
    start = content.find(b"<rdf:RDF")
    end = content.rfind(b"</rdf:RDF>")
    if start < 0 or end < 0 or len(content) > _LARGEST_XMP:
        return
    root = parse_xml(content[start : end + 10], "metadata")
    for element in root.iter():
        name = _property_name(element)
        for attribute, value in element.attrib.items():
            if local(attribute).casefold() not in _OF_PROGRAMS | {"li"} and "XML/1998" not in str(attribute):
                yield from _named(local(attribute), str(value), "metadata")
        text = (element.text or "").strip()
        is_person = name == "creator" and "purl.org/dc" in str(_property_of(element).tag)
        if text and (is_person or name.casefold() not in _OF_PROGRAMS):
            yield from _named(name, text, "metadata")


def _property_of(element: Any) -> Any:
    """Return the element that names the property whose value an element holds."""
    while local(element.tag) in ("li", "Alt", "Seq", "Bag", "Description") and element.getparent() is not None:
        element = element.getparent()
    return element


def _property_name(element: Any) -> str:
    return local(_property_of(element).tag)


def _annotations(reader: PdfReader) -> Iterator[Outside]:
    for number, page in enumerate(reader.pages, start=1):
        place = f"page {number}"
        annotations = _get(page, "/Annots")
        for one in list(annotations if annotations is not None else ())[:_MOST]:
            yield from _annotation(_resolved(one), place)


def _annotation(annotation: Any, place: str) -> Iterator[Outside]:
    if _get(annotation, "/Subtype") == "/Widget":
        return
    yield Outside(Kind.COMMENT, _text(_get(annotation, "/Contents")), place)
    yield Outside(Kind.AUTHOR, _text(_get(annotation, "/T")), place)
    yield Outside(Kind.LINK, _text(_get(_get(annotation, "/A"), "/URI")), place)
    attached = _get(annotation, "/FS")
    yield Outside(Kind.EMBEDDED, _text(_get(attached, "/UF")) or _text(_get(attached, "/F")), place)


def _attachments(reader: PdfReader) -> Iterator[Outside]:
    for name in reader.attachments:
        yield Outside(Kind.EMBEDDED, str(name))


def _bookmarks(reader: PdfReader) -> Iterator[Outside]:
    waiting: list[Any] = list(reader.outline)
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting[:0] = one
        else:
            yield Outside(Kind.BOOKMARK, _text(one.title))


def _fields(reader: PdfReader) -> Iterator[Outside]:
    for name, one in (reader.get_fields() or {}).items():
        for text in (str(name), _text(_get(one, "/TU")), _text(_get(one, "/V"))):
            yield Outside(Kind.CONTROL, "" if text.startswith("/") else text, "form")


def _get(parent: Any, key: str) -> Any:
    """Return an entry of a dictionary, references followed, or None."""
    parent = _resolved(parent)
    value = parent.get(key) if hasattr(parent, "get") else None
    return _resolved(value)


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


def _text(value: Any) -> str:
    return value if isinstance(value, str) and not isinstance(value, bytes) else ""
