"""Plain text: labelled lines, or paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.conversation import converse
from ingest.document import Document, Paragraph
from ingest.outside import Kind
from ingest.places import Traced
from ingest.records import Outside, Transcript
from ingest.rules import Rules
from ingest.text import decode, trace

# How many lines at the top and at the bottom of a page a running header or footer may take.
_FURNITURE = 3
_PAGE_NUMBER = re.compile(r"[\W_]*(?:page|tudalen|p\.)?\s*#+(?:\s*(?:of|o|/)\s*#+)?[\W_]*", re.IGNORECASE)


def read(content: bytes, rules: Rules) -> Transcript:
    """Read plain text.

    A line that begins with a speaker's label begins a turn. A line right below another goes on with it after a space,
    as files are often wrapped at a fixed width; after a blank line begins a new paragraph. Without labels every
    paragraph is a turn, and so is every line where lines are too long to be wrapped ones. Where form feeds divide
    pages, running headers, footers and page numbers are no speech. Raises UnreadableFile where it is no text,
    LayoutNotFound.
    """
    pages = _pages(decode(content))
    running = _running(pages)
    return converse(Document(tuple(_paragraphs(pages, running)), tuple(_furniture(pages, running))), "txt", rules)


def _pages(text: str) -> list[list[Traced]]:
    """Return the lines of each page; form feeds divide pages."""
    number, pages = 0, list[list[Traced]]()
    for page in text.split("\f"):
        lines = page.split("\n")
        pages.append([trace(line, f"line {number + n}").strip() for n, line in enumerate(lines, start=1)])
        number += len(lines) - 1
    return pages


def _paragraphs(pages: Sequence[Sequence[Traced]], running: set[tuple[int, int]]) -> Iterator[Paragraph]:
    after_blank = True
    for page, lines in enumerate(pages):
        kept = [words for n, words in enumerate(lines) if (page, n) not in running]
        if page:
            kept = _without_blanks_at_the_top(kept)
        for words in kept:
            if words:
                yield Paragraph(words, follows=not after_blank)
            after_blank = not words


def _without_blanks_at_the_top(lines: Sequence[Traced]) -> list[Traced]:
    first = next((n for n, words in enumerate(lines) if words), len(lines))
    return list(lines[first:])


def _running(pages: Sequence[Sequence[Traced]]) -> set[tuple[int, int]]:
    """Return (page, line) of what most pages have at their top or bottom, digits aside, and of page numbers."""
    found: dict[str, set[tuple[int, int]]] = {}
    for page, lines in enumerate(pages if len(pages) > 1 else ()):
        filled = [n for n, words in enumerate(lines) if words]
        for n in dict.fromkeys((*filled[:_FURNITURE], *filled[-_FURNITURE:])):
            found.setdefault(re.sub(r"\d", "#", lines[n].text), set()).add((page, n))
    on_pages = {text: len({page for page, _ in places}) for text, places in found.items()}
    least = Counter({text: 2 if _PAGE_NUMBER.fullmatch(text) else max(2, len(pages) // 2) for text in found})
    return {place for text, places in found.items() if on_pages[text] >= least[text] for place in places}


def _furniture(pages: Sequence[Sequence[Traced]], running: set[tuple[int, int]]) -> Iterator[Outside]:
    """Give what runs over the pages, each once."""
    told: set[str] = set()
    for page, n in sorted(running):
        words = pages[page][n]
        same = re.sub(r"\d", "#", words.text)
        if same not in told:
            told.add(same)
            kind = Kind.NUMBERS if _PAGE_NUMBER.fullmatch(same) else Kind.HEADER
            yield Outside(kind, words.text, words.anchors[0].place)
