"""Files that are damaged, locked, of another kind or made to do harm: each is refused in one line that names nobody."""

from __future__ import annotations

import random
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from ingest.errors import IngestError, ProtectedFile, TooLarge, UnreadableFile
from ingest.readers import SUPPORTED, read_bytes
from ingest.records import Transcript
from tests.ingest.readers.written import DECLARED, PLAIN, TALK, zipped

CONTAINERS = {".docx": "word/document.xml", ".odt": "content.xml", ".xlsx": "xl/worksheets/sheet1.xml"}
SECRET = ("Siân", "Gwyn", "bara brith", "lift", "lovely", "Ŵyn")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def written(suffix: str) -> bytes:
    """Return the conversation in the plainest way of a format."""
    return PLAIN[suffix].write(TALK)


def attempt(suffix: str, content: bytes) -> Transcript | IngestError:
    """Read a file whose name holds a person's name; check that an error is one line with its label and no words."""
    try:
        return read_bytes(f"FC21 Siân Ŵyn{suffix}", content)
    except IngestError as error:
        message = str(error)
        assert message.startswith(f"{error.code} FC21…{suffix}: ")
        assert "\n" not in message
        assert not any(word in message for word in SECRET)
        assert error.__cause__ is None
        return error


def with_parts(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return a zip file with these parts in place of its own."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return file.getvalue()


def body(suffix: str) -> str:
    """Return the XML that holds the words of a zipped format."""
    with zipfile.ZipFile(BytesIO(written(suffix))) as container:
        return container.read(CONTAINERS[suffix]).decode()


def with_body(suffix: str, xml: str | bytes) -> bytes:
    """Return a zipped file with other XML where its words are."""
    return with_parts(written(suffix), {CONTAINERS[suffix]: xml.encode() if isinstance(xml, str) else xml})


@pytest.mark.parametrize("suffix", SUPPORTED)
class TestDamage:
    """What happens to files on their way."""

    @pytest.mark.parametrize("percent", [10, 50, 90, 99])
    def test_a_file_cut_short(self, suffix: str, percent: int) -> None:
        """What is left is read, or refused."""
        content = written(suffix)
        attempt(suffix, content[: len(content) * percent // 100])

    @pytest.mark.parametrize("flips", [1, 3, 40])
    def test_bytes_that_flipped(self, suffix: str, flips: int) -> None:
        """A bad disk changes bytes anywhere; the file is read, or refused."""
        chance = random.Random(f"{suffix} {flips}")
        for _ in range(15):
            content = bytearray(written(suffix))
            for _ in range(flips):
                content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            attempt(suffix, bytes(content))

    @pytest.mark.parametrize("where", ["begin", "middle", "end"])
    def test_a_stretch_of_zeros(self, suffix: str, where: str) -> None:
        """A copy that failed leaves zeros; a file that begins with them is none of its kind."""
        content = written(suffix)
        third = len(content) // 3
        at = {"begin": 0, "middle": third, "end": 2 * third}[where]
        found = attempt(suffix, content[:at] + bytes(third) + content[at + third :])
        assert where != "begin" or isinstance(found, IngestError) or suffix not in (".rtf", ".pdf", ".txt")

    @pytest.mark.parametrize(
        "garbage",
        [
            b"\x00\x01\x02\x03" * 50,
            OLE * 20,
            b"PK\x03\x04\x00\x00\x08\x00\x01\x02",
            b"\xff\xfe\x00",
            random.Random(1).randbytes(5000),
            b"\x89PNG\r\n\x1a\n" + bytes(60),
            b"PK\x05\x06" + bytes(18),
        ],
        ids=["controls", "ole", "zip", "half", "noise", "picture", "empty zip"],
    )
    def test_garbage(self, suffix: str, garbage: bytes) -> None:
        """Bytes of some other kind are not read as speech."""
        assert isinstance(attempt(suffix, garbage), UnreadableFile)

    @pytest.mark.parametrize("start", [b"MZ\x90\x00\x03", b"\x7fELF\x02\x01", b"\xcf\xfa\xed\xfe\x07"])
    def test_a_program_under_another_name(self, suffix: str, start: bytes) -> None:
        """Who sends a program as a transcript may mean harm, so the message says what it is."""
        refused = attempt(suffix, start + b"\x00This program cannot be run in DOS mode.\r\n" * 20)
        assert isinstance(refused, UnreadableFile)
        assert "it is a program" in str(refused)


def ole(words: str) -> bytes:
    """Write the beginning of a compound file whose directory has an entry of this name."""
    return OLE + bytes(504) + words.encode("utf-16-le").ljust(128, b"\x00") + bytes(2000)


def locked_pdf() -> bytes:
    """Write a PDF that opens with a password."""
    writer, file = PdfWriter(clone_from=PdfReader(BytesIO(written(".pdf")))), BytesIO()
    writer.encrypt("cwtch", algorithm="RC4-128")
    writer.write(file)
    return file.getvalue()


def locked_odt() -> bytes:
    """Write an OpenDocument text as LibreOffice does with a password."""
    entry = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    manifest = f"<manifest:manifest {DECLARED}>{entry}</manifest:manifest>"
    return zipped({"META-INF/manifest.xml": manifest, "content.xml": "\x01\x02\x03"})


def locked_zip(suffix: str) -> bytes:
    """Mark the parts of a zip file as encrypted, in both places where it says so."""
    content = bytearray(written(suffix))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + flags] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        (".docx", ole("EncryptedPackage")),
        (".xlsx", ole("EncryptedPackage")),
        (".docx", locked_zip(".docx")),
        (".xlsx", locked_zip(".xlsx")),
        (".odt", locked_zip(".odt")),
        (".odt", locked_odt()),
        (".pdf", locked_pdf()),
    ],
)  # fmt: skip
def test_a_password(suffix: str, content: bytes) -> None:
    """A locked file is told apart from a damaged one, with what to do."""
    assert isinstance(attempt(suffix, content), ProtectedFile)


def bomb(content: bytes, name: str) -> bytes:
    """Return a zip file of which one part unpacks to more than any transcript."""
    file = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        with new.open(name, "w") as part:
            for _ in range(70):
                part.write(b" " * 2**20)
    return file.getvalue()


@pytest.mark.parametrize("suffix", CONTAINERS)
class TestContainers:
    """What a zipped format could be made to do."""

    def test_a_zip_bomb(self, suffix: str) -> None:
        """A small file that unpacks to a huge one is not unpacked."""
        content = bomb(written(suffix), CONTAINERS[suffix])
        assert len(content) < 2**20
        assert isinstance(attempt(suffix, content), TooLarge)

    def test_a_part_that_lies_about_its_size(self, suffix: str) -> None:
        """What the directory of a zip file says is not believed."""
        content = bytearray(bomb(written(suffix), CONTAINERS[suffix]))
        size = (70 * 2**20).to_bytes(4, "little")
        assert isinstance(attempt(suffix, bytes(content).replace(size, (999).to_bytes(4, "little"))), IngestError)

    def test_thousands_of_parts(self, suffix: str) -> None:
        """No transcript has so many."""
        parts = {f"customXml/item{n}.xml": b"<a/>" for n in range(6000)}
        assert isinstance(attempt(suffix, with_parts(written(suffix), parts)), TooLarge)

    def test_entities_that_multiply(self, suffix: str) -> None:
        """Ten entities of ten others each would make a billion of the first."""
        rings = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
        start = body(suffix).find("<", body(suffix).find("?>") + 1) if body(suffix).startswith("<?") else 0
        xml = f'<!DOCTYPE x [<!ENTITY e0 "tea">{rings}]>{body(suffix)[start:]}'.replace("Tŷ te", "&e9;")
        assert isinstance(attempt(suffix, with_body(suffix, xml)), UnreadableFile)

    @pytest.mark.parametrize(
        "declared",
        [
            '<!ENTITY c SYSTEM "{uri}">',
            '<!ENTITY % p SYSTEM "{uri}">%p;',
            '<!ENTITY c PUBLIC "-//TEA//EN" "{uri}">',
        ],
    )
    def test_entities_from_the_disk(self, suffix: str, declared: str, tmp_path: Path) -> None:
        """A file cannot make llais read another one."""
        canary = tmp_path / "canary.txt"
        canary.write_text('<!ENTITY c "the kettle sings at four">')
        xml = body(suffix)
        start = xml.find("<", xml.find("?>") + 1) if xml.startswith("<?") else 0
        xml = f"<!DOCTYPE x [{declared.format(uri=canary.as_uri())}]>{xml[start:]}".replace("Tŷ te", "&c;")
        found = attempt(suffix, with_body(suffix, xml))
        assert isinstance(found, UnreadableFile)
        assert "kettle" not in str(found)

    def test_links_to_the_disk(self, suffix: str, tmp_path: Path) -> None:
        """What a file refers to is reported at most, and never opened."""
        canary = tmp_path / "canary.xml"
        canary.write_text("<t>the kettle sings at four</t>")
        include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{canary.as_uri()}" parse="text"/>'
        sheet = f'<?xml-stylesheet type="text/xsl" href="{canary.as_uri()}"?>'
        xml = body(suffix)
        start = xml.find("<", xml.find("?>") + 1) if xml.startswith("<?") else 0
        at = xml.rfind("</")
        found = attempt(suffix, with_body(suffix, sheet + xml[start:at] + include + xml[at:]))
        assert "kettle" not in repr(found)

    def test_deep_nesting(self, suffix: str) -> None:
        """Elements in elements in elements end the reading, and not the program."""
        xml = body(suffix)
        for name in ("w:p", "w:tbl", "w:sdt", "text:section", "text:span", "table:table", "is", "x"):
            for depth in (200, 60_000):
                at = xml.rfind("</")
                nested = f"{xml[:at]}{f'<{name}>' * depth}tea{f'</{name}>' * depth}{xml[at:]}"
                attempt(suffix, with_body(suffix, nested))

    def test_parts_that_lead_out_of_the_file(self, suffix: str) -> None:
        """A part is never written anywhere, whatever it is called, and its name is no error's text."""
        parts = {"../../Siân Ŵyn.xml": b"<a>tea</a>", "/etc/lift": b"tea", "C:\\lift.xml": b"<a/>"}
        found = attempt(suffix, with_parts(written(suffix), parts))
        assert isinstance(found, Transcript)

    def test_a_part_that_comes_twice(self, suffix: str) -> None:
        """Two parts of one name do not stop the reading."""
        file = BytesIO(written(suffix))
        with zipfile.ZipFile(file, "a") as container, pytest.warns(UserWarning, match="Duplicate"):
            container.writestr(CONTAINERS[suffix], body(suffix))
        assert isinstance(attempt(suffix, file.getvalue()), Transcript | UnreadableFile)


def pdf_with(stream: bytes) -> bytes:
    """Return the conversation as a PDF with a compressed stream added to it."""
    start = b"9999 0 obj\n<</Length %d/Filter/FlateDecode>>stream\n" % len(stream)
    return written(".pdf").replace(b"%%EOF", start + stream + b"\nendstream\nendobj\n%%EOF")


def nested() -> Iterator[tuple[str, bytes]]:
    """Give files in which things are nested far deeper than any program nests them."""
    yield ".rtf", b"{\\rtf1 " + b"{" * 100_000 + b"tea" + b"}" * 100_001
    yield ".rtf", b"{\\rtf1 " + b"{\\shp{\\*\\shpinst{\\shptxt x" * 3000 + b"}}}" * 3000 + b"}"
    yield ".rtf", b"{\\rtf1 " + b"{\\field{\\fldrslt x" * 5000 + b"}}" * 5000 + b"}"
    yield ".pdf", b"%PDF-1.4\n1 0 obj\n" + b"[" * 100_000 + b"]" * 100_000 + b"\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    yield (
        ".pdf",
        b"%PDF-1.4\n1 0 obj\n" + b"<</A" * 50_000 + b">>" * 50_000 + b"\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF",
    )
    yield ".vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<i>" * 50_000 + b"tea" + b"</i>" * 50_000 + b"\n"
    yield ".vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<v " * 3000 + b"tea\n"
    yield ".srt", b"1\n00:00:01,000 --> 00:00:02,000\n" + b"<font " * 3000 + b"tea\n"
    yield ".csv", b'Speaker,Text\nINT,"' + b'""' * 100_000 + b'tea"\nP1,yes\n'
    yield ".csv", b"Speaker,Text\n" + b'INT,"tea\n' * 5000
    yield ".txt", b"INT: " + b"(" * 100_000 + b"\nP1: yes\n"
    yield ".txt", b"[" * 100_000 + b"\nP1: yes\nINT: tea\n"
    yield ".txt", b"INT" + b" " * 200_000 + b": tea\nP1: yes\n"
    yield ".txt", ("INT: e" + "\u0302" * 100_000 + "\nP1: yes\n").encode()
    yield ".txt", b"INT: tea " + b"a" * 1_000_000 + b"\nP1: yes\n"


@pytest.mark.parametrize(("suffix", "content"), list(nested()))
def test_deeply_nested(suffix: str, content: bytes) -> None:
    """They are read or refused, and nothing hangs."""
    attempt(suffix, content)


def test_a_stream_that_unpacks_without_end() -> None:
    """A PDF can hold a bomb as well."""
    pack = zlib.compressobj(9)
    stream = b"".join(pack.compress(b" " * 2**20) for _ in range(120)) + pack.flush()
    assert isinstance(attempt(".pdf", pdf_with(stream)), TooLarge)
