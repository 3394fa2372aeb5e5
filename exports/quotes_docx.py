"""Quotes as a Word document, by theme and code, for reading and for meetings."""

from __future__ import annotations

import io
from datetime import datetime
from itertools import groupby

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Cm, Pt, RGBColor
from sqlite_utils import Database

from exports.published import Quote, quotes, study_of
from exports.stable_zip import stable_zip

_QUIET = RGBColor(0x5B, 0x64, 0x70)
_AMBER = RGBColor(0x8A, 0x5A, 0x00)


def quotes_to_docx(db: Database) -> bytes:
    """Write the quotes that may be quoted under their themes and codes; each page says that a draft is a draft."""
    study = study_of(db)
    document = Document()
    _plain_properties(document)
    _page(document, f"{study.notice} {study.id}")
    document.add_heading(study.title, level=0)
    document.add_paragraph("Quotes by theme and code. Words in marks were replaced to protect people.").runs[0].font.color.rgb = _QUIET
    empty = True
    for theme, its in groupby(quotes(db), key=lambda quote: quote.theme):
        document.add_heading(theme, level=1)
        for code, passages in groupby(its, key=lambda quote: quote.code):
            document.add_heading(code, level=2)
            for quote in _once(passages):
                _quote(document, quote)
                empty = False
    if empty:
        document.add_paragraph("Nothing is coded yet, or consent allows no quotation.")
    out = io.BytesIO()
    document.save(out)
    return stable_zip(out.getvalue())


def _once(passages: groupby) -> list[Quote]:
    """Join the codings of the same words by several coders to one quote."""
    joined: dict[tuple[str, int, str], Quote] = {}
    for quote in passages:
        joined.setdefault((quote.transcript, quote.turn, quote.quote), quote)
    return list(joined.values())


def _quote(document: WordDocument, quote: Quote) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.left_indent = Cm(0.8)
    paragraph.paragraph_format.space_after = Pt(10)
    paragraph.paragraph_format.keep_together = True
    paragraph.add_run(quote.quote).font.size = Pt(11.5)
    source = paragraph.add_run(f"\n{quote.participant}, {quote.group.lower()} · {quote.transcript}, turn {quote.turn}")
    source.font.size = Pt(9)
    source.font.color.rgb = _QUIET


def _page(document: WordDocument, notice: str) -> None:
    section = document.sections[0]
    section.left_margin = section.right_margin = Cm(2.5)
    header = section.header.paragraphs[0]
    run = header.add_run(notice)
    run.font.size = Pt(9)
    run.font.color.rgb = _AMBER
    document.styles["Normal"].font.name = "Cambria"


def _plain_properties(document: WordDocument) -> None:
    """Leave nobody's name and no time of day in the file's properties."""
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = properties.title = ""
    properties.created = properties.modified = datetime(2000, 1, 1)
