"""A zip file is opened within bounds, and its XML without entities."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from ingest import containers
from ingest.containers import OLE, local, open_container, parse_xml, texts_in
from ingest.errors import ProtectedFile, TooLarge, UnreadableFile

KIND = "a Word document"


def zipped(**parts: str) -> bytes:
    """Write a zip file with these parts."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("folder/", "")
        for name, text in parts.items():
            container.writestr(name, text)
    return file.getvalue()


def test_parts_come_by_their_names() -> None:
    """In the order of the file, without folders; a part that is missing is None."""
    container = open_container(zipped(b="<t>tea</t>", a="lift"), KIND)
    assert container.names == ["b", "a"]
    assert (container.read("a"), container.size("a")) == (b"lift", 4)
    assert container.xml("b").text == "tea"
    assert container.read("c") is None
    assert container.xml("c") is None


@pytest.mark.parametrize("content", [b"", b"tea", b"PK\x03\x04", zipped(a="tea" * 900)[:-30]])
def test_what_is_no_zip_file(content: bytes) -> None:
    """The message says as what it could not be read."""
    with pytest.raises(UnreadableFile, match=KIND):
        open_container(content, KIND)


def test_old_formats_and_passwords_are_told_apart() -> None:
    """Word keeps an encrypted file in the container of its old format."""
    with pytest.raises(ProtectedFile):
        open_container(OLE + bytes(64) + "EncryptedPackage".encode("utf-16-le"), KIND)
    with pytest.raises(UnreadableFile, match="it is in an old format"):
        open_container(OLE + bytes(64), KIND)


@pytest.mark.parametrize(("bound", "value"), [("_LARGEST_PART", 10), ("_LARGEST_SUM", 15)])
def test_parts_are_unpacked_within_bounds(bound: str, value: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither one part nor all together may be larger than any transcript."""
    monkeypatch.setattr(containers, bound, value)
    container = open_container(zipped(a="tea " * 2, b="lift " * 4), KIND)
    assert container.read("a")
    with pytest.raises(TooLarge):
        container.read("b")


def test_parts_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of thousands of parts is not listed."""
    monkeypatch.setattr(containers, "_MOST_PARTS", 1)
    with pytest.raises(TooLarge):
        open_container(zipped(a="tea", b="lift"), KIND)


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE x [<!ENTITY a "tea">]><x>&a;</x>',
        '<!DOCTYPE x SYSTEM "http://tea.example/x.dtd"><x/>',
        "<!DOCTYPE x><x/>",
        "<x>&tea;</x>",
        "<x",
        "",
        "tea",
        "<x>" * 5000 + "</x>" * 5000,
        '<?xml version="1.0" encoding="no-such"?><x/>',
    ],
)
def test_hostile_xml_is_refused(xml: str) -> None:
    """Entities, document types, what is cut short and what is nested without end; nothing of it is quoted."""
    with pytest.raises(UnreadableFile) as refused:
        parse_xml(xml.encode(), KIND)
    assert "tea" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_comments_and_instructions_are_no_text() -> None:
    """Only elements and their texts are left."""
    root = parse_xml("<x> <!-- Siân --><?tea Siân?><y>te</y> <z> tŷ </z></x>".encode(), KIND)
    assert list(texts_in(root)) == ["te", "tŷ"]


def test_names_without_their_namespace() -> None:
    """Programs write other prefixes and namespaces for the same thing."""
    assert [local(tag) for tag in ("{urn:tea}p", "p", parse_xml)] == ["p", "p", ""]
