"""What a written file holds, whatever its format: paragraphs and tables in order, and what lies outside the speech."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ingest.places import Traced, join
from ingest.records import Outside
from ingest.text import normalise


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, normalised, with how much of its beginning is in bold or in italics.

    `apart` is what any look sets apart at the beginning (capitals, a colour, underlining). `boxed` ones stand in a text
    box, which is anchored to the paragraph before them. A `heading` is one by its style. `follows` says that it is a
    line right below another, which may be the same sentence wrapped at the margin.
    """

    words: Traced
    bold: str = ""
    italic: str = ""
    apart: str = ""
    boxed: bool = False
    heading: bool = False
    follows: bool = False

    @property
    def text(self) -> str:
        """Return the words without their places."""
        return self.words.text

    @property
    def all_bold(self) -> bool:
        """Say whether the whole paragraph is in bold."""
        return bool(self.text) and self.bold == self.text

    @property
    def all_italic(self) -> bool:
        """Say whether the whole paragraph is in italics."""
        return bool(self.text) and self.italic == self.text


Cell = tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as rows of cells; a cell is its paragraphs."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """The paragraphs and tables of a file, in order, and what lies outside the speech."""

    blocks: tuple[Block, ...]
    outside: tuple[Outside, ...] = field(default=())


def cell_words(cell: Cell) -> Traced:
    """Return the words of a cell, its paragraphs joined by a line feed."""
    return join((paragraph.words for paragraph in cell), "\n")


def leading(text: str, pieces: Iterable[tuple[str, bool]]) -> str:
    """Return the beginning of a paragraph's `text` that has a look, from its pieces and whether each has it.

    Blanks belong to what is round them; a paragraph that begins otherwise has no such beginning, "".
    """
    lead = ""
    for words, has in pieces:
        if not has and words.strip():
            break
        lead += words
    lead = normalise(lead).strip()
    return lead if text.startswith(lead) else ""


def paragraphs_of(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Give every paragraph in order, those in tables as well."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from (paragraph for row in block.rows for cell in row for paragraph in cell)
