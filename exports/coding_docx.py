"""A published transcript as a Word document to code by comments, with the codings that it has."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT, WD_UNDERLINE
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from sqlite_utils import Database

from codebook.model import Theme
from exports.codebook_docx import readable_on_white
from exports.coded_study import CodedStudy, Coding, Transcript, Turn, read_coded_study
from exports.comment_text import coding_comment, memo_comment
from exports.origin import copy_line
from exports.stable_zip import stable_zip
from exports.transcript_text import opening_of
from exports.word_parts import INK, QUIET, SANS, SERIF, add_rule, add_run, forget_author, set_page, set_style
from exports.xml_text import writable

_INSTRUCTIONS = (
    "To code: select words and add a comment. Write # and the code, then what you want to note: "
    "“#{example} your note”. One comment may hold several codes.",
    "Leave the words as they are, and save as .docx. The comments come back with: llais codings STUDY import FILE",
)
_OPENING = Cm(2.3)
_NOT_IN_FILE_NAMES = str.maketrans(dict.fromkeys('<>:"/\\|?*', "_"))


def transcript_to_docx(coded: CodedStudy, transcript: Transcript) -> bytes:
    """Write a transcript, a paragraph a turn, each coding a comment by its coder's label.

    The words of the turns are those of the published text, letter for letter; replaced ones have dots under them. The
    same database gives the same bytes.
    """
    document = docx.Document()
    forget_author(document, f"{transcript.id}: {coded.study.title}")
    document.core_properties.subject = copy_line(transcript.id, coded.study.id)
    set_page(document, coded.study.banner, f"{transcript.id} · {coded.study.title}")
    _set_styles(document)
    _introduce(document, coded, transcript)
    for turn in transcript.turns:
        _write_turn(document, turn, [coding for coding in transcript.codings if coding.turn == turn.n])
    _list_codes(document, _in_use(coded))
    written = io.BytesIO()
    document.save(written)
    return stable_zip(written.getvalue())


def codings_to_docx_files(db: Database) -> bytes:
    """Write every transcript as a Word document, in one zip archive."""
    coded = read_coded_study(db)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for transcript in coded.transcripts:
            archive.writestr(
                f"{transcript.id.translate(_NOT_IN_FILE_NAMES)}.docx", transcript_to_docx(coded, transcript)
            )
    return stable_zip(written.getvalue())


def codings_to_docx(db: Database, transcript_id: str) -> bytes:
    """Write one transcript as a Word document. Raises KeyError where it was not published."""
    coded = read_coded_study(db)
    by_id = {transcript.id: transcript for transcript in coded.transcripts}
    return transcript_to_docx(coded, by_id[transcript_id])


def _set_styles(document: Document) -> None:
    set_style(document, "Title", SERIF, 24, INK, after=2)
    set_style(document, "Subtitle", SANS, 9.5, QUIET, after=8)
    set_style(document, "List Number", SANS, 10, INK, after=3)
    set_style(document, "Body Text 3", SANS, 9, QUIET, after=1)
    set_style(document, "Normal", SERIF, 11, INK, after=7)
    set_style(document, "Heading 1", SERIF, 19, INK, before=0, after=6)
    set_style(document, "Heading 2", SANS, 10.5, INK, before=8, after=1, bold=True)
    set_style(document, "Body Text", SERIF, 10, INK, after=2)
    document.styles["Normal"].font.no_proof = True  # dialect and two languages: no spelling to correct


def _add_paragraph(document: Document, style: str, text: str = "") -> Paragraph:
    """Add a paragraph of a style by the style's id, which is its name here without spaces: python-docx would search."""
    paragraph = document.add_paragraph(text)
    paragraph._p.style = style.replace(" ", "")
    return paragraph


def _introduce(document: Document, coded: CodedStudy, transcript: Transcript) -> None:
    _add_paragraph(document, "Title", f"{transcript.id}: coding")
    _add_paragraph(document, "Subtitle", copy_line(transcript.id, coded.study.id))
    themes = _in_use(coded)
    example = themes[0].codes[0].id
    for line in _INSTRUCTIONS:
        _add_paragraph(document, "List Number", line.replace("{example}", example))
    for n, theme in enumerate(themes):
        codes = _add_paragraph(document, "Body Text 3")
        codes.paragraph_format.space_before = None if n else Pt(6)
        add_run(codes, f"{theme.tag}  ", colour=readable_on_white(theme.colour), bold=True)
        codes.add_run("  ".join(f"#{code.id}" for code in theme.codes))
    about = _add_paragraph(document, "Subtitle")
    about.paragraph_format.space_before = Pt(8)
    add_rule(about, "top", "#dcd8cf", points=0.75, space=6)
    about.add_run(" ".join(_about(transcript)))
    for memo in transcript.memos:
        _comment(document, about.runs, memo_comment(memo.text), memo.author, memo.made_on)


def _about(transcript: Transcript) -> list[str]:
    """Say what the transcript is, what the dots mean, and what may not be quoted."""
    known = (transcript.kind, transcript.group.lower(), transcript.season)
    sentences = [", ".join(part for part in known if part).capitalize() + "."]
    if any(turn.replaced for turn in transcript.turns):
        sentences.append("Words with dots under them stand in for what was said, to protect people.")
    said = [turn for turn in transcript.turns if turn.participant]
    silent = [str(turn.n) for turn in said if not turn.may_quote]
    if silent:
        which = "Nothing in it" if len(silent) == len(said) else f"Nothing of {_these('turn', silent)}"
        sentences.append(f"{which} may be quoted outside the team.")
    return sentences


def _these(noun: str, numbers: Sequence[str]) -> str:
    return f"{noun}{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}"


def _write_turn(document: Document, turn: Turn, codings: Sequence[Coding]) -> None:
    """Write a turn as runs that are cut wherever a coding or a replacement begins or ends."""
    paragraph = document.add_paragraph()
    layout = paragraph.paragraph_format
    layout.left_indent, layout.first_line_indent = _OPENING, Length(-_OPENING)
    layout.tab_stops.add_tab_stop(_OPENING, WD_TAB_ALIGNMENT.LEFT)
    label, _, number = opening_of(turn.n, turn.speaker).rstrip().rpartition(" ")
    opening = [
        add_run(paragraph, f"{label} ", font=SANS, size=9, bold=True, colour=QUIET),
        add_run(paragraph, f"{number}\t", font=SANS, size=8.5, colour=QUIET),
    ]
    text, runs = writable(turn.text), {}
    edges = {0, len(text)}.union(*((one.start, one.end) for one in codings), *turn.replaced)
    cuts = sorted(edges)
    for start, end in zip(cuts, cuts[1:], strict=False):
        runs[start] = paragraph.add_run(text[start:end])
        if any(a <= start and end <= b for a, b in turn.replaced):
            runs[start].underline = WD_UNDERLINE.DOTTED
    for memo in turn.memos:
        _comment(document, [*opening, *runs.values()], memo_comment(memo.text), memo.author, memo.made_on)
    for coding in codings:
        inside = [run for start, run in runs.items() if coding.start <= start < coding.end]
        _comment(document, inside, coding_comment(coding.code_id, coding.memo), coding.coder, coding.made_on)


def _comment(document: Document, runs: Sequence[Run], text: str, author: str, day: str) -> None:
    comment = document.add_comment(runs, text, author=author, initials=author)
    if day:
        comment._comment_elm.date = datetime.fromisoformat(day).replace(tzinfo=UTC)
    else:
        del comment._comment_elm.attrib[qn("w:date")]  # the time of writing is nobody's business


def _in_use(coded: CodedStudy) -> list[Theme]:
    """Return the themes with the codes that may be applied."""
    in_use = (
        replace(theme, codes=tuple(code for code in theme.codes if code.id not in coded.retired))
        for theme in coded.codebook.themes
    )
    return [theme for theme in in_use if theme.codes]


def _list_codes(document: Document, themes: Sequence[Theme]) -> None:
    """Write the codes with their definitions, from a page of their own on."""
    _add_paragraph(document, "Heading 1", "Codes").paragraph_format.page_break_before = True
    for theme in themes:
        for code in theme.codes:
            heading = _add_paragraph(document, "Heading 2")
            heading.paragraph_format.keep_with_next = True
            add_run(heading, f"#{code.id}", colour=readable_on_white(theme.colour))
            heading.add_run(f"  {code.name}  ")
            add_run(heading, code.tag, size=8.5, colour=QUIET, bold=False)
            _add_paragraph(document, "Body Text", code.definition)
            for when, rule in (("Use it when", code.include_when), ("Not when", code.exclude_when)):
                if rule:
                    _add_paragraph(document, "Body Text 3", f"{when}: {rule}")
