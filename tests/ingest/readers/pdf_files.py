"""PDF files for tests, made from readable text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pytest

pytest.importorskip("reportlab")

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ingest.readers import pdf
from ingest.records import Transcript
from ingest.rules import AS_FOUND, Rules

WIDTH, HEIGHT = 595, 842
LEFT, TOP, PITCH, SIZE = 72, 760, 14, 11
_FOLDERS = (Path(reportlab.__file__).parent / "fonts", Path("/usr/share/fonts/truetype/dejavu"))
_WITH_WELSH = {"Welsh": "DejaVuSans.ttf"}

Draw = Callable[[Canvas], None]


def with_font(name: str = "Welsh") -> str:
    """Register a font that has every Welsh letter, and return its name; skip the test where none is found."""
    for folder in _FOLDERS:
        file = folder / _WITH_WELSH[name]
        if file.exists():
            pdfmetrics.registerFont(TTFont(name, str(file)))
            return name
    pytest.skip("no font with Welsh letters")


def make(*pages: Draw) -> bytes:
    """Return a PDF whose pages the functions draw."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT))
    for draw in pages:
        canvas.setFont("Helvetica", SIZE)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def text(lines: str | Sequence[str], x: float = LEFT, top: float = TOP, font: str = "Helvetica") -> Draw:
    """Return what draws lines below each other; what stands between ** and ** is in bold, a bar begins at x + 60."""
    rows = lines.strip("\n").split("\n") if isinstance(lines, str) else list(lines)

    def draw(canvas: Canvas) -> None:
        for number, row in enumerate(rows):
            for column, part in enumerate(row.split("|")):
                at = x + 60 * column
                for n, words in enumerate(part.split("**")):
                    face = f"{font}-Bold" if n % 2 else font
                    canvas.setFont(face, SIZE)
                    canvas.drawString(at, top - PITCH * number, words)
                    at += canvas.stringWidth(words, face, SIZE)

    return draw


def both(*draws: Draw) -> Draw:
    """Return what draws one thing after the other."""

    def draw(canvas: Canvas) -> None:
        for one in draws:
            one(canvas)

    return draw


def small(words: str, x: float, y: float, size: float = 8) -> Draw:
    """Return what draws one line in another size."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", size)
        canvas.drawString(x, y, words)

    return draw


def read(content: bytes, rules: Rules = AS_FOUND) -> Transcript:
    """Read a PDF."""
    return pdf.read(content, rules)


def spoken(transcript: Transcript) -> list[tuple[str, str]]:
    """Return speaker and text of every turn."""
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def outside(transcript: Transcript, kind: str) -> list[str]:
    """Return the texts of one kind that lie outside the speech."""
    return [one.text for one in transcript.outside if one.kind == kind]


TALK = [("INT", "Would you like tea?"), ("P1", "Please."), ("INT", "With milk?"), ("P1", "No.")]
LINES = "\n".join(f"{speaker}: {words}" for speaker, words in TALK)
