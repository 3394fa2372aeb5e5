"""Where the text of an OpenDocument text goes: paragraphs and tables that follow one another."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.document import Block, Paragraph, leading
from ingest.places import join
from ingest.readers.odt_styles import Look
from ingest.text import trace


@dataclass(slots=True)
class Flow:
    """Paragraphs and tables that follow one another: those of the body, of a cell, of a text box or of a note.

    A paragraph stays open until the next one begins, as a change may have taken its end away. An `aside` is no part of
    what tracked changes change. What is boxed inside a paragraph comes `after` it. While a deletion is put back, its
    paragraphs have the place `put_back_at`. `blank` says that another space would add nothing.
    """

    inside: str = ""
    boxed: bool = False
    aside: bool = False
    number: int = 0
    inline: bool = False
    is_open: bool = False
    ended: bool = False
    blank: bool = True
    heading: bool = False
    put_back_at: str = ""
    pieces: list[tuple[str, list[tuple[str, Look]]]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def begin(self, place: str, heading: bool = False) -> None:
        """Begin a paragraph, or go on with the one before where its end was taken away."""
        if self.is_open and self.ended:
            self.close()
        if not any(pieces for _, pieces in self.pieces):
            self.heading, self.blank, self.pieces = heading, True, []
        self.is_open, self.ended = True, False
        if not self.pieces or self.pieces[-1][0] != place:
            self.pieces.append((place, []))

    def add(self, text: str, look: Look, place: str) -> None:
        """Add words to the paragraph."""
        if not self.is_open or self.ended:
            self.begin(place)
        self.pieces[-1][1].append((text, look))
        self.blank = text.endswith(" ")

    def close(self) -> None:
        """End the paragraph, and put after it what is anchored to it."""
        words = join((trace("".join(text for text, _ in pieces), place) for place, pieces in self.pieces), "").strip()
        if words:
            looks = [piece for _, pieces in self.pieces for piece in pieces]
            bold, italic, apart = (
                leading(words.text, [(text, has(look)) for text, look in looks])
                for has in (lambda look: look.bold, lambda look: look.italic, lambda look: look == looks[0][1])
            )
            self.blocks.append(Paragraph(words, bold, italic, apart, self.boxed, self.heading))
        self.blocks += self.after
        self.after, self.pieces, self.is_open, self.ended = [], [], False, False
