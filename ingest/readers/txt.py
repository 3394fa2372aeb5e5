"""Plain text: labelled lines, or paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ingest.lines import Line, label_lines, speech_only, to_passages
from ingest.records import Transcript
from ingest.text import decode, normalise
from ingest.turns import assemble

LABELLED = "labelled lines"
UNLABELLED = "unlabelled paragraphs"

# A line longer than this was not wrapped by hand or by a typewriter's margin.
_WIDEST_WRAPPED = 110


def read(content: bytes) -> Transcript:
    """Read plain text.

    A line that begins with a speaker's label begins a turn. A line right below another goes on with it after a space,
    as files are often wrapped at a fixed width; after a blank line begins a new paragraph. Without labels every
    paragraph is a turn, and so is every line where lines are too long to be wrapped ones. Raises UnreadableFile where
    it is no text.
    """
    lines = label_lines(_lines(normalise(decode(content))))
    if any(line.label for line in lines):
        return Transcript(assemble(to_passages(speech_only(lines))), "txt", LABELLED)
    wrapped = all(len(line.text) <= _WIDEST_WRAPPED for line in lines)
    paragraphs = [replace(line, joins=" " if wrapped and line.joins == " " else None) for line in speech_only(lines)]
    return Transcript(assemble(to_passages(paragraphs)), "txt", UNLABELLED)


def _lines(text: str) -> Iterator[Line]:
    after_blank = True
    for line in text.split("\n"):
        if line.strip():
            yield Line(line.strip(), joins="\n" if after_blank else " ")
        after_blank = not line.strip()
