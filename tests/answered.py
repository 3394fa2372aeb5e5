"""Review copies as reviewers send them back: answers typed into comments, replies, new comments, changed words."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.text.run import Run

from pipeline.identify.types import FOUND, IDENTIFIER_TYPES
from pipeline.review.bench import PageTurn, TranscriptPage
from pipeline.review.marks import FOUND_BY_MACHINE, Mark
from tests.marked import parse


def marked_page(*turns: str, transcript: str = "FC01") -> TranscriptPage:
    """Make a page from marked-up turns ("I saw [PERSON Nia]"), each mark found by the machine, to become "Megan"."""
    return TranscriptPage(transcript, tuple(_turn(n, text) for n, text in enumerate(turns, start=1)))


def _turn(n: int, marked: str) -> PageTurn:
    parsed = parse(marked)
    marks = tuple(found_mark(100 + n, start, end, parsed.text, type_) for start, end, type_ in parsed.places)
    return PageTurn(100 + n, n, "Mair", "participant", None, parsed.text, marks)


def found_mark(turn_id: int, start: int, end: int, text: str, type_: str = "PERSON") -> Mark:
    """Make a mark that the machine found and nobody has decided about."""
    kind = IDENTIFIER_TYPES[type_].kind
    words = text[start:end]
    return Mark(
        turn_id, start, end, words, type_, kind, FOUND_BY_MACHINE, FOUND, 0.9, ("names",), None, "pseudonym", "Megan"
    )


def answer(copy: bytes, answers: Mapping[int, str]) -> bytes:
    """Type answers after "Answer:" in the comments with these numbers."""
    document = docx.Document(io.BytesIO(copy))
    for comment in document.comments:
        number = comment.text.removeprefix("#").split(" ")[0]
        if number.isdigit() and int(number) in answers:
            comment.paragraphs[-1].add_run(answers[int(number)])
    return _saved(document)


def rewrite(copy: bytes, number: int, text: str) -> bytes:
    """Write a text in place of a comment."""
    document = docx.Document(io.BytesIO(copy))
    for comment in document.comments:
        if comment.text.startswith(f"#{number} "):
            for paragraph in comment.paragraphs[1:]:
                paragraph._p.getparent().remove(paragraph._p)
            comment.paragraphs[0].text = text
    return _saved(document)


def reply(copy: bytes, number: int, text: str) -> bytes:
    """Add a comment on the words of a mark, as LibreOffice writes a reply."""
    document = docx.Document(io.BytesIO(copy))
    asked = next(one for one in document.comments if one.text.startswith(f"#{number} "))
    start = document.element.body.xpath(f"//w:commentRangeStart[@w:id='{asked.comment_id}']")[0]
    run = start.getnext()
    while not run.tag.endswith("}r"):
        run = run.getnext()
    document.add_comment(Run(run, document.paragraphs[0]), text, author="Reviewer")
    return _saved(document)


def comment_on(copy: bytes, words: str, text: str) -> bytes:
    """Select words that stand in one run, and comment on them: the run is cut as Word would cut it."""
    document = docx.Document(io.BytesIO(copy))
    run = next(run for paragraph in document.paragraphs for run in paragraph.runs if words in run.text)
    before, _, after = run.text.partition(words)
    pieces = []
    for piece in (before, words, after):
        copied = Run(deepcopy(run._r), run._parent)
        copied.text = piece
        run._r.addprevious(copied._r)
        pieces.append(copied)
    run._r.getparent().remove(run._r)
    document.add_comment(pieces[1], text, author="Reviewer")
    return _saved(document)


def change(copy: bytes, words: str, new: str) -> bytes:
    """Change words of the text itself, which reviewers are asked not to."""
    document = docx.Document(io.BytesIO(copy))
    run = next(run for paragraph in document.paragraphs for run in paragraph.runs if words in run.text)
    run.text = run.text.replace(words, new)
    return _saved(document)


def through_libreoffice(copy: bytes, folder: Path) -> bytes:
    """Open a copy in LibreOffice and save it again; skips the test where there is no LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed, so nothing was sent through it.")
    (folder / "in").mkdir()
    (folder / "in" / "copy.docx").write_bytes(copy)
    profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out")]
    subprocess.run([*command, str(folder / "in" / "copy.docx")], check=True, capture_output=True, timeout=240)
    return (folder / "out" / "copy.docx").read_bytes()


def _saved(document: Document) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()
