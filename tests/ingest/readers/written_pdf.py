"""One conversation on pages of paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from tests.ingest.readers import pdf_files

Turns = Sequence[tuple[str, Sequence[str]]]

_FOLDERS = (Path(reportlab.__file__).parent / "fonts", Path("/usr/share/fonts/truetype/dejavu"))
_DEJAVU = next((path for path in (folder / "DejaVuSans.ttf" for folder in _FOLDERS) if path.exists()), None)
_LINES_ON_A_PAGE = 12
WELSH_IN_PDF = _DEJAVU is not None


@cache
def _font() -> str:
    """Return a font with every Welsh letter where the machine has one."""
    if _DEJAVU is None:
        return "Helvetica"
    pdfmetrics.registerFont(TTFont("Written", str(_DEJAVU)))
    return "Written"


def drawable(turns: Turns) -> list[tuple[str, list[str]]]:
    """Return the conversation without what the font of the PDF files has no picture of."""
    most = 0x2100 if WELSH_IN_PDF else 0x100

    def seen(text: str) -> str:
        return " ".join("".join(letter for letter in text if ord(letter) < most and letter != "\u200d").split())

    return [(seen(who), [seen(text) for text in texts]) for who, texts in turns]


def _wrapped(text: str, font: str, width: float) -> list[str]:
    lines = [""]
    for written in text.split(" "):
        longer = f"{lines[-1]} {written}" if lines[-1] else written
        if lines[-1] and pdfmetrics.stringWidth(longer, font, pdf_files.SIZE) > width:
            lines.append(written)
        else:
            lines[-1] = longer
    return lines


def pdf_pages(turns: Turns) -> bytes:
    """Write labelled paragraphs with a line between them, over several pages with a running header and numbers."""
    font = _font()
    pages: list[list[str]] = [[]]
    for who, texts in drawable(turns):
        for number, text in enumerate((f"{who}: {texts[0]}", *texts[1:])):
            for n, line in enumerate(_wrapped(text, font, 450)):
                # Where a page ends, a paragraph goes on or another speaker begins: else nothing tells which.
                if len(pages[-1]) >= _LINES_ON_A_PAGE and (n or not number):
                    pages.append([])
                pages[-1].append(line)
            pages[-1].append("")
    return pdf_files.make(
        *(
            pdf_files.both(
                pdf_files.text(page, font=font),
                pdf_files.small("Tea and lifts, June", 72, 810, 10),
                pdf_files.small(f"Page {number}", 280, 30, 10),
            )
            for number, page in enumerate(pages, start=1)
        )
    )


def pdf_columns(turns: Turns) -> bytes:
    """Write labels in a column of their own, the text beside them, each turn one paragraph."""
    font = _font()
    rows: list[str] = []
    for who, texts in drawable(turns):
        first, *more = _wrapped(" ".join(texts), font, 360)
        rows += [f"{who}||{first}", *(f"||{line}" for line in more)]
    pages = [rows[at : at + 45] for at in range(0, len(rows), 45)]
    return pdf_files.make(*(pdf_files.text(page, font=font) for page in pages))


def pdf_paragraphs(texts: Iterable[str]) -> bytes:
    """Write paragraphs with a blank line after each."""
    return pdf_files.make(pdf_files.text([line for text in texts for line in (text, "")], font=_font()))
