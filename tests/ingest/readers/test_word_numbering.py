"""Labels that Word puts before paragraphs as the signs of a list."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from ingest.readers.docx import read
from ingest.rules import AS_FOUND

LIST = """<w:abstractNum {ns} w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:numFmt w:val="none"/>
<w:lvlText w:val="{sign}"/>
</w:lvl></w:abstractNum>"""
USE = '<w:num {ns} w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>'


def with_lists(*signs: str) -> Document:
    """Make a document with a list for each sign, numbered from 91."""
    document = docx.Document()
    root = document.part.numbering_part.element
    for n, sign in enumerate(signs, start=91):
        root.insert(0, parse_xml(LIST.format(ns=nsdecls("w"), n=n, sign=sign)))
        root.append(parse_xml(USE.format(ns=nsdecls("w"), n=n)))
    return document


def numbered(paragraph: Paragraph, n: int) -> None:
    """Make a paragraph an item of list `n`."""
    properties = paragraph._p.get_or_add_pPr()
    numbering = properties._add_numPr()
    numbering.get_or_add_ilvl().set(qn("w:val"), "0")
    numbering.get_or_add_numId().set(qn("w:val"), str(n))


def spoken(document: Document, *lines: tuple[int, str]) -> list[tuple[str, str]]:
    """Write the lines, each an item of a list, and read the speakers and texts of the turns."""
    for n, text in lines:
        numbered(document.add_paragraph(text), n)
    file = BytesIO()
    document.save(file)
    return [(turn.speaker, turn.text) for turn in read(file.getvalue(), AS_FOUND).turns]


def test_the_signs_of_two_lists_are_the_speakers() -> None:
    """Courts and some services let Word write Q. and A., which stand nowhere in the text."""
    turns = spoken(with_lists("Q.", "A."), (91, "Tea, Siân?"), (92, "Please 😀."), (91, "Milk?"), (92, "No."))
    assert turns == [("Q", "Tea, Siân?"), ("A", "Please 😀."), ("Q", "Milk?"), ("A", "No.")]


def test_numbers_and_bullets_are_no_speakers() -> None:
    """A sign that counts, and the letter o that Word uses as a bullet, name nobody."""
    turns = spoken(with_lists("%1.", "o"), (91, "Tea was at four."), (92, "Toast was at five."))
    assert turns == [("", "Tea was at four."), ("", "Toast was at five.")]
