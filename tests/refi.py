"""REFI-QDA files as programs write them, put together in tests from readable parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = "urn:QDA-XML:project:1.0"
Position = Callable[[str, int], int]


def guid(name: str) -> str:
    """Return a GUID of one's own for anything that a test gives a name."""
    return str(uuid5(NAMESPACE_URL, name)).upper()


def element(tag: str, inner: str = "", /, **attributes: str) -> str:
    """Write an element; an attribute whose value is "-" is left out."""
    written = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items() if value != "-")
    return f"<{tag}{written}>{inner}</{tag}>"


def code(called: str, inner: str = "", /, **attributes: str) -> str:
    """Write a code, or a folder of codes."""
    return element("Code", inner, **({"guid": guid(called), "name": called, "isCodable": "true"} | attributes))


def coding(on: str, inner: str = "", name: str = "", **attributes: str) -> str:
    """Write a coding with the code called `on`."""
    reference = element("CodeRef", targetGUID=guid(on))
    return element("Coding", reference + inner, **({"guid": guid(f"coding {name or on}")} | attributes))


def selection(start: int, end: int, inner: str = "", **attributes: str) -> str:
    """Write a selection of plain text."""
    known = {"guid": guid(f"selection {start} {end} {inner}"), "startPosition": str(start), "endPosition": str(end)}
    return element("PlainTextSelection", inner, **(known | attributes))


def source(called: str, inner: str = "", /, **attributes: str) -> str:
    """Write a text source whose text lies beside the project file."""
    path = f"internal://{guid(called)}.txt"
    return element("TextSource", inner, **({"guid": guid(called), "name": called, "plainTextPath": path} | attributes))


def note(called: str, text: str, inner: str = "", /, **attributes: str) -> str:
    """Write a note with its text."""
    content = element("PlainTextContent", escape(text))
    return element("Note", content + inner, **({"guid": guid(called), "name": called} | attributes))


def reference(kind: str, name: str) -> str:
    """Write a reference to a thing that a test has given a name: NoteRef, SourceRef, VariableRef …"""
    return element(kind, targetGUID=guid(name))


def project(
    sources: str,
    codes: str = "",
    rest: str = "",
    *,
    before: str = "",
    users: Iterable[str] = (),
    origin: str = "-",
    namespace: str = NAMESPACE,
) -> str:
    """Write a project file: `before` stands before the sources (variables, cases), `rest` after them."""
    people = "".join(element("User", guid=guid(one), name=one) for one in users)
    inner = element("Users", people) if people else ""
    inner += element("CodeBook", element("Codes", codes)) if codes else ""
    inner += before + (element("Sources", sources) if sources else "") + rest
    return '<?xml version="1.0" encoding="utf-8"?>' + element(
        "Project", inner, xmlns=namespace, name="A project", origin=origin
    )


def packed(
    qde: str,
    texts: Mapping[str, str | bytes],
    *,
    name: str = "project.qde",
    folder: str = "sources/",
    extra: Mapping[str, bytes] | None = None,
    compression: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """Pack a project file with the texts of its sources, by the sources' names."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", compression) as archive:
        archive.writestr(name, qde.encode())
        for source_name, text in texts.items():
            content = text.encode() if isinstance(text, str) else text
            archive.writestr(f"{folder}{guid(source_name)}.txt", content)
        for path, content in (extra or {}).items():
            archive.writestr(path, content)
    return written.getvalue()


def saved(folder: Path, content: bytes, name: str = "project.qdpx") -> Path:
    """Save a file for a test."""
    path = folder / name
    path.write_bytes(content)
    return path


def coded_words(text: str, codings: Sequence[tuple[str, str]], position: Position, named: bool = False) -> str:
    """Write selections for (words, code), each found in `text` as the file has it, positions counted by `position`."""
    written = []
    for n, (words, on) in enumerate(codings):
        start = text.index(words)
        said = " ".join(words.split())[:100] if named else ""
        places = position(text, start), position(text, start + len(words))
        written.append(selection(*places, coding(on, name=f"{n} {on}"), guid=guid(f"selection {n}"), name=said))
    return "".join(written)
