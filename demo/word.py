"""The demo's Word files, in the three ways in which people set out a conversation."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import docx
from docx.document import Document

from demo.parse import Interview, MarkedTurn
from exports.stable_zip import stable_zip

_MADE = datetime(2025, 12, 1)
_BLANK_PROPERTIES = ("author", "category", "comments", "keywords", "last_modified_by", "subject", "title")


def labelled_paragraphs(interview: Interview) -> bytes:
    """Write "INT: text" paragraphs between a title and a closing line; further paragraphs of a turn have no label."""
    document = docx.Document()
    document.add_paragraph().add_run(f"Interview transcript {interview.id}").bold = True
    for turn in interview.turns:
        first, *more = turn.text.split("\n")
        document.add_paragraph(f"{turn.speaker}: {first}")
        for paragraph in more:
            document.add_paragraph(paragraph)
    document.add_paragraph("END OF INTERVIEW")
    return _saved(document)


def bold_names(interview: Interview) -> bytes:
    """Write each speaker's full name in bold as a paragraph of its own, and what they say below it."""
    document = docx.Document()
    for turn in interview.turns:
        document.add_paragraph().add_run(interview.names[turn.speaker]).bold = True
        for paragraph in turn.text.split("\n"):
            document.add_paragraph(paragraph)
    return _saved(document)


def table(interview: Interview) -> bytes:
    """Write a table of two columns: the speaker with the time below, and what they say."""
    document = docx.Document()
    grid = document.add_table(rows=1, cols=2)
    grid.style = "Table Grid"
    grid.rows[0].cells[0].text = "Speaker"
    grid.rows[0].cells[1].text = "Transcript"
    for turn in interview.turns:
        cells = grid.add_row().cells
        cells[0].text = f"{turn.speaker}\n{_clock(turn)}" if turn.start is not None else turn.speaker
        first, *more = turn.text.split("\n")
        cells[1].text = first
        for paragraph in more:
            cells[1].add_paragraph(paragraph)
    return _saved(document)


def _clock(turn: MarkedTurn) -> str:
    minutes, seconds = divmod(int(turn.start or 0), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"


def _saved(document: Document) -> bytes:
    """Return the file's bytes, with core properties that say nothing, the same on every run."""
    for name in _BLANK_PROPERTIES:
        setattr(document.core_properties, name, "")
    document.core_properties.created = _MADE
    document.core_properties.modified = _MADE
    document.core_properties.revision = 1
    saved = BytesIO()
    document.save(saved)
    return stable_zip(saved.getvalue())
