"""Lines of a document, and the passages that they make once it is known who speaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.labels import Label, only_a_time, seconds
from ingest.places import Traced
from ingest.records import PARTICIPANT
from ingest.turns import Passage


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a document, normalised, with the speaker's label where it begins with one.

    `joins` is what stands between it and the line before where both are one turn. A `boxed` line stands in a text box,
    an `aside` is a row of a table without speakers: nobody's speech. A `heading` is one by its style, a `strong` line
    is wholly in bold; one that `answers` begins the turn of nobody named, one
    `between` stands outside the tables of a conversation. `lead` is what is in bold at its
    beginning, `apart` what any look sets apart there.
    """

    words: Traced
    label: Label | None = None
    joins: str | None = "\n"
    boxed: bool = False
    aside: bool = False
    heading: bool = False
    lead: str = ""
    apart: str = ""
    role: str | None = None
    answers: bool = False
    between: bool = False

    @property
    def text(self) -> str:
        """Return the words without their places."""
        return self.words.text

    @property
    def strong(self) -> bool:
        """Say whether all of it is in bold."""
        return bool(self.text) and self.lead == self.text


def to_passages(lines: Iterable[Line]) -> Iterator[Passage]:
    """Give the passages that labelled lines make.

    A label begins a turn, lines without one go on with it. A line that is nothing but a time is the next turn's time,
    in seconds, and no speech.
    """
    speaker, role, interrupted, time = "", None, True, None
    for line in lines:
        if line.label:
            speaker, role, interrupted = line.label.name, line.role, False
            start = time if line.label.start is None else line.label.start
            yield Passage(speaker, line.words.ending(line.label.rest), start, role=role)
            time = None
        elif only_a_time(line.text):
            time = seconds(line.text)
        elif line.answers:
            speaker, role, interrupted = "", PARTICIPANT, False
            yield Passage(speaker, line.words, time, role=role)
            time = None
        elif line.aside:
            interrupted = True
            yield Passage("", line.words)
        else:
            joins = None if interrupted else line.joins
            yield Passage(speaker, line.words, time if joins is None else None, joins, role=line.role or role)
            interrupted, time = False, None
