"""Word documents, in the three ways in which people set out a conversation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.labels import Label, find_label, take_time
from ingest.lines import Line, label_lines, speech_only, to_passages
from ingest.readers.word_body import Block, Paragraph, Table, read_body
from ingest.readers.word_tables import Layout, find_layout, table_lines, texts
from ingest.records import Transcript
from ingest.speakers import choose_speakers
from ingest.turns import assemble

LABELLED = "labelled paragraphs"
BOLD = "bold names"
TABLE = "table"
TIMED_TABLE = "table with times"
UNLABELLED = "unlabelled paragraphs"


def read(content: bytes) -> Transcript:
    """Read a Word document.

    It is read in one way, decided over the whole document:

    - labelled paragraphs: "INT: text", also with a tab, or with the label on a line of its own;
    - bold names: a name in bold as a paragraph of its own, or at the beginning of one;
    - a table with a column of speakers and one of text, the times in a column of their own or in either of the two;
    - otherwise every paragraph is a turn of the speaker "".

    Headings, cover tables and text boxes before the first turn and "END OF INTERVIEW" are no speech, see
    `ingest.lines.speech_only` for how that is told; a text box or a table without speakers further down is a turn of
    the speaker "". Raises UnreadableFile.
    """
    blocks = read_body(content)
    lines, convention = _from_tables(blocks)
    if not convention:
        lines, convention = _from_paragraphs(blocks)
    if not convention:
        lines, convention = list(_unlabelled(blocks)), UNLABELLED
    return Transcript(assemble(to_passages(speech_only(lines))), "docx", convention)


def _from_tables(blocks: Sequence[Block]) -> tuple[list[Line], str]:
    """Return the document as lines where most of its words stand in tables of speech; else the convention is ""."""
    inside: list[Line] = []
    lines: list[Line] = []
    layout: Layout | None = None
    for block in blocks:
        rows = texts(block) if isinstance(block, Table) else []
        found = find_layout(rows, layout)
        if found:
            layout = found
            inside.extend(table_lines(rows, found))
            lines.extend(table_lines(rows, found))
        else:
            lines.extend(_without_labels(_block_lines(block)))
    outside = [line for line in lines if not line.aside]
    if not inside or 2 * _words(inside) < _words(outside):
        return [], ""
    timed = any(line.label and line.label.start is not None for line in inside)
    return lines, TIMED_TABLE if timed else TABLE


def _words(lines: Iterable[Line]) -> int:
    return sum(len(line.text.split()) for line in lines)


def _without_labels(lines: Iterable[Line]) -> Iterator[Line]:
    """Give what stands between tables of speech: it goes on with nobody's turn."""
    return (replace(line, joins=None) for line in lines)


def _from_paragraphs(blocks: Sequence[Block]) -> tuple[list[Line], str]:
    """Return the document as lines with the labels that are speakers; the convention is "" where there are none."""
    bold = _bold_speakers([block for block in blocks if isinstance(block, Paragraph)])
    lines: list[Line] = []
    for block in blocks:
        label = _bold_label(block) if isinstance(block, Paragraph) else None
        if isinstance(block, Paragraph) and label and label.key in bold:
            first, *more = label.rest.split("\n")
            lines.append(Line(block.text, replace(label, rest=first.strip())))
            lines.extend(Line(text) for text in more)
        else:
            lines.extend(_block_lines(block))
    named = sum(line.label is not None for line in lines)
    lines = label_lines(lines)
    labelled = sum(line.label is not None for line in lines)
    if not labelled:
        return lines, ""
    return lines, BOLD if 2 * named > labelled else LABELLED


def _block_lines(block: Block) -> Iterator[Line]:
    """Give the lines of a paragraph, or the rows of a table that is no conversation as asides.

    A table of one column is only a frame: its paragraphs are like any others.
    """
    if isinstance(block, Paragraph):
        for text in block.text.split("\n"):
            if text.strip():
                yield Line(text.strip(), aside=block.boxed, heading=block.all_bold)
    elif max((len(row) for row in block.rows), default=0) == 1:
        for paragraph in (paragraph for row in block.rows for cell in row for paragraph in cell):
            yield from _block_lines(paragraph)
    else:
        for row in texts(block):
            if any(row):
                yield Line("\t".join(cell for cell in row if cell), aside=True)


def _unlabelled(blocks: Iterable[Block]) -> Iterator[Line]:
    """Give every paragraph, and every row of a table, as a turn of its own."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield Line(block.text, joins=None)
        else:
            yield from (replace(line, joins=None, aside=False) for line in _block_lines(block))


def _bold_label(paragraph: Paragraph) -> Label | None:
    """Return what may be a speaker's name in bold at the beginning of a paragraph that has no colon after it."""
    lead = paragraph.bold.strip()
    if paragraph.boxed or not lead or "\n" in lead:
        return None
    label = find_label(lead if lead.endswith(":") else f"{lead}:")
    if not label or label.rest:
        return None
    start, rest = take_time(paragraph.text[len(lead) :].lstrip(" :\t\n"))
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
