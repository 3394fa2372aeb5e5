"""Plain text: labelled lines, or paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.conversation import converse
from ingest.document import Document, Paragraph
from ingest.records import Transcript
from ingest.rules import Rules
from ingest.text import decode, trace


def read(content: bytes, rules: Rules) -> Transcript:
    """Read plain text.

    A line that begins with a speaker's label begins a turn. A line right below another goes on with it after a space,
    as files are often wrapped at a fixed width; after a blank line begins a new paragraph. Without labels every
    paragraph is a turn, and so is every line where lines are too long to be wrapped ones. Raises UnreadableFile where
    it is no text, LayoutNotFound.
    """
    return converse(Document(tuple(_paragraphs(decode(content)))), "txt", rules)


def _paragraphs(text: str) -> Iterator[Paragraph]:
    after_blank = True
    for number, line in enumerate(text.split("\n"), start=1):
        words = trace(line, f"line {number}").strip()
        if words:
            yield Paragraph(words, follows=not after_blank)
        after_blank = not words
