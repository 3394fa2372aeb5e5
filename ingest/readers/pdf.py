"""PDF documents."""

from __future__ import annotations

from ingest.conversation import converse
from ingest.document import Document
from ingest.errors import NoTextLayer, UnreadableFile
from ingest.outside import Kind
from ingest.readers.pdf_furniture import Sheet, without_furniture
from ingest.readers.pdf_guard import check_streams
from ingest.readers.pdf_lines import lines_of
from ingest.readers.pdf_pages import ADVICE, KIND, Page, read_pages
from ingest.readers.pdf_parts import open_parts, outside_the_pages
from ingest.readers.pdf_tables import blocks_of
from ingest.records import Outside, Transcript
from ingest.rules import Rules

_UNREADABLE_SHARE = 0.3


def read(content: bytes, rules: Rules) -> Transcript:
    """Read a PDF document, in whichever of the ways of `ingest.conversation` it is set out.

    Its characters are put together to lines, its lines to paragraphs and tables. Headers, footers, page and line
    numbers, footnotes and text that nobody sees are no speech; they are listed with what else the file holds. The
    unseen text of a scanned page is what it says. Raises ProtectedFile, NoTextLayer, UnreadableFile, TooLarge,
    LayoutNotFound.
    """
    return converse(read_document(content), "pdf", rules)


def read_document(content: bytes) -> Document:
    """Return the paragraphs and tables of a PDF document, and what lies outside the speech."""
    check_streams(content)
    parts = open_parts(content)
    pages = list(read_pages(content))
    _check_text(pages)
    sheets, furniture = without_furniture([_sheet(page) for page in pages])
    blocks = blocks_of(sheets)
    return Document(tuple(blocks), (*_unseen(pages), *furniture, *outside_the_pages(parts)))


def _sheet(page: Page) -> Sheet:
    return Sheet(page.number, page.width, page.height, tuple(lines_of(page.glyphs, page.number)), page.rules)


def _check_text(pages: list[Page]) -> None:
    """Raise NoTextLayer where the pages hold pictures only, UnreadableFile where their letters stand for nothing."""
    letters = [glyph.text for page in pages for glyph in page.glyphs if not glyph.text.isspace()]
    if not letters and any(page.pictures for page in pages):
        raise NoTextLayer
    unknown = sum(letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" for letter in letters)
    if letters and unknown > _UNREADABLE_SHARE * len(letters):
        raise UnreadableFile(kind=KIND, advice=ADVICE)


def _unseen(pages: list[Page]) -> list[Outside]:
    """List what the pages hold beside the text that is seen on them."""
    found: list[Outside] = []
    askew = set()
    for page in pages:
        place = f"page {page.number}"
        if page.hidden:
            found.append(Outside(Kind.HIDDEN, page.hidden, place))
        if page.askew and page.askew not in askew:
            askew.add(page.askew)
            found.append(Outside(Kind.HEADER, page.askew, place))
        if page.pictures:
            found.append(Outside(Kind.PICTURE, f"{page.pictures} picture{'s' * (page.pictures > 1)}", place))
    return found
