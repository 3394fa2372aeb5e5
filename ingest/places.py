"""Text that knows where it stands in its file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Anchor:
    """From `at` in a text on, the words stand at `offset` in the part of the file called `place`.

    `place` is a paragraph, a cue, a cell or a line ("paragraph 12", "cue 7"); `offset` counts its characters as the
    file has them, before normalising.
    """

    at: int
    place: str
    offset: int


@dataclass(frozen=True, slots=True)
class Traced:
    """Normalised text with the anchors that lead back to its file, in the order of the text."""

    text: str
    anchors: tuple[Anchor, ...] = ()

    def __bool__(self) -> bool:
        """Say whether there is any text."""
        return bool(self.text)

    def cut(self, start: int, end: int | None = None) -> Traced:
        """Return the text from `start` to `end`, each character where it was."""
        stop = len(self.text) if end is None else end
        if start == 0 and stop >= len(self.text):
            return self
        ends = [*(anchor.at for anchor in self.anchors[1:]), max(len(self.text), start + 1)]
        kept = [
            Anchor(max(anchor.at - start, 0), anchor.place, anchor.offset + max(start - anchor.at, 0))
            for anchor, end in zip(self.anchors, ends, strict=False)
            if end > start and anchor.at < max(stop, start + 1)
        ]
        return Traced(self.text[start:stop], tuple(kept))

    def strip(self, characters: str | None = None) -> Traced:
        """Leave out blanks, or `characters`, at both ends."""
        text = self.text
        begin = len(text) - len(text.lstrip(characters))
        return self.cut(begin, max(begin, len(text.rstrip(characters))))

    def ending(self, rest: str) -> Traced:
        """Return the end of the text that reads `rest`, which a label left over. It need not touch the very end."""
        at = self.text.rfind(rest) if rest else len(self.text)
        return self.cut(at, at + len(rest)) if at >= 0 else Traced(rest, self.anchors[:1])

    def lines(self) -> list[Traced]:
        """Return the lines of the text, without their line feeds."""
        found, at, first = [], 0, 0
        for line in self.text.split("\n"):
            end = at + len(line)
            while first + 1 < len(self.anchors) and self.anchors[first + 1].at <= at:
                first += 1
            last = first
            while last < len(self.anchors) and self.anchors[last].at <= end:
                last += 1
            here = tuple(
                Anchor(max(a.at - at, 0), a.place, a.offset + max(at - a.at, 0)) for a in self.anchors[first:last]
            )
            found.append(Traced(line, here))
            at = end + 1
        return found


def join(pieces: Iterable[Traced], between: str) -> Traced:
    """Join pieces of text with `between` standing between them."""
    text, anchors = [], list[Anchor]()
    at = 0
    for number, piece in enumerate(pieces):
        at += len(between) if number else 0
        anchors += [Anchor(anchor.at + at, anchor.place, anchor.offset) for anchor in piece.anchors]
        text.append(piece.text)
        at += len(piece.text)
    return Traced(between.join(text), tuple(anchors))


def where(anchors: Sequence[Anchor], at: int) -> tuple[str, int] | None:
    """Return the place in the file, and the offset there, at which a character of a text stands."""
    before = [anchor for anchor in anchors if anchor.at <= at]
    return (before[-1].place, before[-1].offset + at - before[-1].at) if before else None
