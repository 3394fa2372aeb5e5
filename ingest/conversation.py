"""From a document to turns: in which of the ways that people have a conversation is set out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.document import Block, Document, Paragraph, Table
from ingest.errors import LayoutNotFound
from ingest.labelling import label_lines
from ingest.labels import Label, find_label, take_time
from ingest.line_numbers import without_line_numbers
from ingest.lines import Line, to_passages
from ingest.outside import Kind
from ingest.places import Traced, join
from ingest.records import INTERVIEWER, PARTICIPANT, Outside, Transcript
from ingest.rules import BOLD, FEEDBACK, FIELDNOTES, GUIDANCE, LABELS, LAYOUTS, PARAGRAPHS, QUESTIONS, TABLE, Rules
from ingest.speakers import choose_speakers
from ingest.surroundings import is_front_matter, speech_only
from ingest.tables import Layout, feedback_lines, find_layout, rows_of, sure_layout, table_lines, table_notes, title_of
from ingest.turns import assemble

TIMED_TABLE = "table with times"
_SHEET = "feedback sheet"

# A line longer than this was not wrapped by hand or by a typewriter's margin.
_WIDEST_WRAPPED = 110
_MOST = 0.6
_SEPARATOR = re.compile(r"^\s*(?:[:;>.–—-]+(?=\s|$))?\s*")

Found = tuple[list[Line], str, list[Outside]]


def converse(document: Document, file_format: str, rules: Rules) -> Transcript:
    """Return the transcript that a document holds.

    It is read in one way, decided over the whole document unless `rules` name one:

    - a table with a column of speakers and one of text, the times in a column of their own or in either of the two;
    - bold names: a name in bold as a paragraph of its own, or at the beginning of one;
    - labelled paragraphs: "INT: text", also with a tab, or with the label on a line of its own;
    - questions in bold or italics, the answers below them, without any names;
    - otherwise every paragraph is a turn of the speaker "".

    Covers, headings, opening and closing lines and line numbers are no speech, see `ingest.surroundings`. Raises
    LayoutNotFound.
    """
    blocks, numbers = without_line_numbers(document.blocks)
    lines, convention, outside = _lines(blocks, rules)
    written = rules.material in (FIELDNOTES, GUIDANCE)  # their headings are theirs
    speech, around = (lines, []) if written else speech_only(lines)
    turns = assemble(to_passages(speech))
    return Transcript(turns, file_format, convention, (*document.outside, *numbers, *outside, *around))


def _lines(blocks: Sequence[Block], rules: Rules) -> Found:
    if rules.material in (FIELDNOTES, GUIDANCE) and not rules.layout:
        return _unlabelled(blocks, rules)
    if rules.layout:
        lines, convention, outside = _WAYS[rules.layout](blocks, rules)
        if not convention:
            raise LayoutNotFound(layout=f'"{rules.layout}" ({LAYOUTS[rules.layout]})')
        return lines, convention, outside
    for way in (TABLE, *([_SHEET] if rules.material == FEEDBACK else []), BOLD, LABELS, QUESTIONS, PARAGRAPHS):
        lines, convention, outside = _WAYS[way](blocks, rules)
        if convention:
            return lines, convention, outside
    raise LayoutNotFound(layout="anything known")


def _from_tables(blocks: Sequence[Block], rules: Rules) -> Found:
    """Return the document as lines where most of its words stand in tables of speech; else the convention is ""."""
    lines: list[Line] = []
    inside: list[Line] = []
    outside: list[Outside] = []
    layout: Layout | None = None
    for block in blocks:
        rows = rows_of(block) if isinstance(block, Table) else []
        found = find_layout(rows, layout)
        if found:
            layout = found
            spoken = list(table_lines(rows, found))
            outside += [*title_of(rows), *table_notes(rows, found)]
            inside += spoken
            lines += spoken
        else:
            lines += (replace(line, joins=None, between=True) for line in _block_lines(block))
    others = [line for line in lines if not line.aside]
    if not inside or (2 * _words(inside) < _words(others) and rules.layout != TABLE):
        return [], "", []
    timed = any(line.label and line.label.start is not None for line in inside)
    speakers = {line.label.key for line in inside if line.label}
    labelled = label_lines(lines, {*rules.speakers, *speakers}) if len(inside) < len(lines) else lines
    return labelled, TIMED_TABLE if timed else LAYOUTS[TABLE], outside


def _from_feedback_sheet(blocks: Sequence[Block], rules: Rules) -> Found:
    """Return a sheet with a row for each person and a column for each question, as one turn a person."""
    lines: list[Line] = []
    outside: list[Outside] = []
    for block in blocks:
        if isinstance(block, Table):
            answers, questions = feedback_lines(rows_of(block))
            lines += answers
            outside += questions
    return (lines, LAYOUTS[TABLE], outside) if len(lines) > 1 else ([], "", [])


def _words(lines: Iterable[Line]) -> int:
    return sum(len(line.text.split()) for line in lines)


def _from_bold_names(blocks: Sequence[Block], rules: Rules) -> Found:
    """Return the document as lines where names in bold make most of the labels."""
    lines = _paragraph_lines(blocks, rules)
    named = sum(line.label is not None for line in lines)
    lines = label_lines(lines, rules.speakers)
    labelled = sum(line.label is not None for line in lines)
    return (lines, LAYOUTS[BOLD], []) if labelled and 2 * named > labelled else ([], "", [])


def _from_labels(blocks: Sequence[Block], rules: Rules) -> Found:
    """Return the document as lines with the labels that are speakers; the convention is "" where there are none."""
    lines = label_lines(_paragraph_lines(blocks, rules), rules.speakers)
    return (lines, LAYOUTS[LABELS], []) if any(line.label for line in lines) else ([], "", [])


def _paragraph_lines(blocks: Sequence[Block], rules: Rules) -> list[Line]:
    bold = _bold_speakers([block for block in blocks if isinstance(block, Paragraph)])
    lines: list[Line] = []
    for block in blocks:
        label = _bold_label(block) if isinstance(block, Paragraph) else None
        if isinstance(block, Paragraph) and label and label.key in bold:
            first, *more = block.words.ending(label.rest).lines()
            rest = replace(label, rest=first.text.strip())
            written = block.words.cut(0, len(block.text) - sum(len(words.text) + 1 for words in more))
            lines.append(Line(written, rest, lead=block.bold, apart=block.bold))
            lines.extend(Line(words.strip()) for words in more if words)
        else:
            lines.extend(_block_lines(block))
    return lines


def _block_lines(block: Block) -> Iterator[Line]:
    """Give the lines of a paragraph, or the rows of a table that is no conversation as asides.

    A table of one column is only a frame: its paragraphs are like any others.
    """
    if isinstance(block, Paragraph):
        for words in block.words.lines():
            if words.text.strip():
                yield Line(
                    words.strip(),
                    joins=" " if block.follows else "\n",
                    boxed=block.boxed,
                    heading=block.heading,
                    lead=_lead(block.bold, block.text, words),
                    apart=_lead(block.apart or block.bold, block.text, words),
                )
    elif layout := sure_layout(rows_of(block)):
        yield from table_lines(rows_of(block), layout)
    elif max((len(row) for row in block.rows), default=0) == 1:
        for paragraph in (paragraph for row in block.rows for cell in row for paragraph in cell):
            yield from _block_lines(paragraph)
    else:
        for row in rows_of(block):
            if any(row):
                yield Line(join((cell for cell in row if cell), "\t"), aside=True)


def _lead(lead: str, paragraph: str, words: Traced) -> str:
    """Return how much of the beginning of a paragraph's line has a look that `lead` has in the paragraph."""
    if lead == paragraph:
        return words.text.strip()
    return lead if words.text.strip().startswith(lead) else ""


def _from_questions(blocks: Sequence[Block], rules: Rules) -> Found:
    """Return a conversation without names in which the questions are set in bold, in italics or in capitals.

    Both kinds of paragraph have to come again and again, and most questions have to be in the one that is set apart.
    """
    paragraphs = [block for block in blocks if isinstance(block, Paragraph) and not block.boxed and block.text]
    if len(paragraphs) < len(blocks):
        return [], "", []
    for asked in (
        [one.all_bold for one in paragraphs],
        [one.all_italic for one in paragraphs],
        [one.text.isupper() for one in paragraphs],
    ):
        changes = sum(one != other for one, other in zip(asked, asked[1:], strict=False))
        questions = [asking for asking, paragraph in zip(asked, paragraphs, strict=True) if "?" in paragraph.text[-3:]]
        if changes >= 6 and sum(asked) >= 3 and sum(questions) >= 0.7 * max(len(questions), 1) and any(questions):
            lines = _asked_and_answered(paragraphs, asked)
            begins = next((n for n, line in enumerate(lines) if not is_front_matter(line)), 0)
            cover = [Outside(Kind.COVER, line.text, line.words.anchors[0].place) for line in lines[:begins]]
            return lines[begins:], LAYOUTS[QUESTIONS], cover
    return [], "", []


def _asked_and_answered(paragraphs: Sequence[Paragraph], asked: Sequence[bool]) -> list[Line]:
    return [
        Line(paragraph.words, joins=None, role=INTERVIEWER if asking else PARTICIPANT)
        for paragraph, asking in zip(paragraphs, asked, strict=True)
    ]


def _unlabelled(blocks: Sequence[Block], rules: Rules) -> Found:
    """Return every paragraph, and every row of a table, as a turn of its own, with the time that it begins with."""
    wrapped = not rules.layout and all(
        len(block.text) <= _WIDEST_WRAPPED for block in blocks if isinstance(block, Paragraph)
    )
    lines: list[Line] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(Line(block.words.strip(), joins=" " if wrapped and block.follows else None))
        else:
            lines.extend(replace(line, joins=None, aside=False) for line in _block_lines(block))
    lines = [line for line in lines if line.text]
    timed = [take_time(line.text, bare=True) for line in lines]
    if sum(start is not None for start, _ in timed) >= _MOST * len(lines):
        for number, (start, rest) in enumerate(timed):
            if start is not None:
                lines[number] = replace(lines[number], label=Label("", rest.strip(), start))
    return lines, LAYOUTS[PARAGRAPHS], []


def _bold_label(paragraph: Paragraph) -> Label | None:
    """Return what may be a speaker's name in bold at the beginning of a paragraph that has no colon after it."""
    lead = paragraph.bold.strip()
    if paragraph.boxed or not lead or "\n" in lead:
        return None
    label = find_label(lead if lead.endswith(":") else f"{lead}:")
    if not label or label.rest:
        return None
    after = _SEPARATOR.sub("", paragraph.text[len(lead) :])
    start, rest = take_time(after, bare=True)
    return replace(label, rest=rest.lstrip(" :\t\n"), start=start if label.start is None else label.start)


def _bold_speakers(paragraphs: Sequence[Paragraph]) -> frozenset[str]:
    """Choose the names in bold that are speakers.

    Some people put the interviewer's questions in bold, or a word for emphasis: names must be at least half of the
    paragraphs wholly in bold and stand before a quarter of the others.
    """
    labels = [(paragraph, _bold_label(paragraph)) for paragraph in paragraphs]
    speakers = choose_speakers(label for _, label in labels if label)
    whole = [bool(label and label.key in speakers) for paragraph, label in labels if paragraph.all_bold]
    other = [bool(label and label.key in speakers) for paragraph, label in labels if not paragraph.all_bold]
    names_alone = sum(whole) > 0 and 2 * sum(whole) >= len(whole)
    names_inline = sum(other) > 0 and 4 * sum(other) >= len(other)
    return speakers if names_alone or names_inline else frozenset()


_WAYS: dict[str, Callable[[Sequence[Block], Rules], Found]] = {
    TABLE: _from_tables,
    BOLD: _from_bold_names,
    LABELS: _from_labels,
    QUESTIONS: _from_questions,
    PARAGRAPHS: _unlabelled,
    _SHEET: _from_feedback_sheet,
}
