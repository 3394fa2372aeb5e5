"""A transcript with its marks as a Word document, for reviewers who would rather answer there.

It holds the originals: whoever has the file has them too.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.run import Run

from exports.stable_zip import stable_zip
from exports.word_parts import INK, QUIET, SANS, SERIF, add_run, forget_author, set_page, set_style
from exports.xml_text import speaker_label, writable
from pipeline.identify.types import IDENTIFIER_TYPES
from pipeline.review.bench import PageTurn, TranscriptPage
from pipeline.review.decisions import KEEP
from pipeline.review.marks import DOUBTED, LISTED, Mark
from pipeline.review.word_text import identity

WARNING = "Original words inside. For the reviewer only; delete when imported."
ASKER = "llais"
ANSWER = "Answer:"

_INSTRUCTIONS = (
    "Each coloured stretch has a comment. Write after “Answer:”, or reply to the comment. Nothing written: undecided.",
    "Write yes (replace it), no (keep it), or what it is: name, place, age … Add everywhere for the whole study, "
    "same as WORDS for another name of somebody, = WORDS for other words in its place.",
    "Something was missed? Select the words and add a comment: name, place, organisation … Leave the text as it is.",
)
_READINGS = {1: "first reading", 2: "second reading"}

# What marks look like: pale, so that black letters stay easy to read on them.
_FOUND, _DOUBT, _LISTED, _DECIDED = "FFF0A8", "FFD3A1", "CFE3FA", "E3E3E3"
_LEGEND = (
    (_FOUND, "found"),
    (_DOUBT, "in doubt"),
    (_LISTED, "to be looked at"),
    (_DECIDED, "decided already"),
)
_TEXT_BEGINS = Cm(3.2)
_SPEAKER_BEGINS = Cm(1.1)


def review_document(page: TranscriptPage, reading: int, after: int) -> bytes:
    """Write a transcript as a Word document, a paragraph a turn, with a comment on each mark.

    `after` is the number of the last decision in the store: what is decided later is noticed at import.
    """
    document = docx.Document()
    forget_author(document, f"Review of {page.id}")
    set_page(document, WARNING, f"{page.id} · {_READINGS[reading]}")
    _set_styles(document)
    _introduce(document, page, reading, after)
    number = 1
    for turn in page.turns:
        number = _write_turn(document, turn, number)
    written = io.BytesIO()
    document.save(written)
    return stable_zip(written.getvalue())


def _set_styles(document: Document) -> None:
    set_style(document, "Title", SANS, 20, INK, after=2, bold=True)
    set_style(document, "Subtitle", SANS, 9.5, QUIET, after=6)
    set_style(document, "List Number", SANS, 10, INK, after=3)
    set_style(document, "Normal", SERIF, 11, INK, after=7)


def _introduce(document: Document, page: TranscriptPage, reading: int, after: int) -> None:
    document.add_paragraph(f"{page.id}: review", style="Title")
    document.add_paragraph(identity(page.id, reading, after), style="Subtitle")
    for line in _INSTRUCTIONS:
        document.add_paragraph(line, style="List Number")
    legend = document.add_paragraph(style="Subtitle")
    legend.add_run(f"Marks: {len(page.marks)}, {page.undecided} of them undecided   ")
    for colour, meaning in _LEGEND:
        _shade(add_run(legend, f" {meaning} ", colour=INK), colour)
        legend.add_run("  ")


def _write_turn(document: Document, turn: PageTurn, number: int) -> int:
    """Write a turn, its marks numbered from `number` on; return the next number."""
    paragraph = document.add_paragraph()
    layout = paragraph.paragraph_format
    layout.left_indent, layout.first_line_indent = _TEXT_BEGINS, -_TEXT_BEGINS
    for stop in (_SPEAKER_BEGINS, _TEXT_BEGINS):
        layout.tab_stops.add_tab_stop(stop)
    add_run(paragraph, f"{turn.n}\t", font=SANS, size=8.5, colour=QUIET)
    add_run(paragraph, f"{speaker_label(turn.speaker)}\t", font=SANS, size=9, bold=True)
    for text, mark in _pieces(writable(turn.text), turn.marks):
        run = paragraph.add_run(text)
        if mark is not None:
            _shade(run, _colour(mark))
            _ask(document, run, mark, number)
            number += 1
    return number


def _pieces(text: str, marks: Sequence[Mark]) -> Iterator[tuple[str, Mark | None]]:
    """Cut a turn's text at its marks, which are in order and do not overlap."""
    at = 0
    for mark in marks:
        if at < mark.start:
            yield text[at : mark.start], None
        yield text[mark.start : mark.end], mark
        at = mark.end
    if at < len(text):
        yield text[at:], None


def _ask(document: Document, run: Run, mark: Mark, number: int) -> None:
    comment = document.add_comment(run, f"#{number} {question(mark)}\n{ANSWER} ", author=ASKER, initials="ll")
    del comment._comment_elm.attrib[qn("w:date")]  # answers are later than a question without a time


def question(mark: Mark) -> str:
    """Say what a mark is and what becomes of it, without its words."""
    kind = IDENTIFIER_TYPES[mark.type].label
    becomes = f"{kind} → {writable(mark.replacement)}" if mark.replacement is not None else f"{kind}, stays"
    if mark.decision is not None:
        return f"{'kept as it is' if mark.decision.action == KEEP else becomes}. Decided."
    if mark.origin == LISTED:
        return f"{mark.reason}: what is it? It stays unless you say."
    if mark.origin == DOUBTED:
        return f"perhaps {'an' if kind[0] in 'aeiou' else 'a'} {kind}? It stays unless you say."
    return becomes


def _colour(mark: Mark) -> str:
    if mark.decided:
        return _DECIDED
    return {LISTED: _LISTED, DOUBTED: _DOUBT}.get(mark.origin, _FOUND)


def _shade(run: Run, colour: str) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", colour)):
        shading.set(qn(name), value)
    run._r.get_or_add_rPr().append(shading)
