"""What a PDF holds beside its pages."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from ingest.readers.pdf_parts import open_parts, outside_the_pages


def listed(writer: PdfWriter) -> list[tuple[str, str]]:
    """Write a file and list what lies beside its pages."""
    file = BytesIO()
    writer.write(file)
    return [(one.kind, one.text) for one in outside_the_pages(open_parts(file.getvalue()))]


def blank() -> PdfWriter:
    """Return a file of one blank page."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    return writer


def test_properties() -> None:
    """People and organisations are told from other properties; programs and dates are of no interest."""
    writer = blank()
    said = {"/Author": "Sian Wyn", "/Company": "Tea Society", "/Subject": "Cake", "/Creator": "Writer", "/Pages": "7"}
    writer.add_metadata(said)
    assert listed(writer) == [("author", "Sian Wyn"), ("organisation", "Tea Society"), ("property", "Cake")]


def test_metadata_stream() -> None:
    """The metadata stream names people in elements or in attributes."""
    stream = DecodedStreamObject()
    stream.set_data(
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" '
        b'pdf:Keywords="toast" pdf:Producer="Writer"><dc:creator><rdf:Seq><rdf:li>Rhys Parry</rdf:li></rdf:Seq>'
        b"</dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    writer = blank()
    writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)
    assert listed(writer) == [("property", "toast"), ("author", "Rhys Parry")]


def test_damaged_files_hold_nothing() -> None:
    """What cannot be opened is left out."""
    assert outside_the_pages(open_parts(b"%PDF-1.4 tea")) == []
