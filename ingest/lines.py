"""From the lines of a document to passages: who says each line, and which lines are no speech at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.labels import Label, find_label, only_a_time, seconds
from ingest.speakers import choose_speakers
from ingest.turns import Passage
from ingest.words import COVER_KEYS, COVER_PEOPLE, HEADING, SPOKEN, SPOKEN_AND_IN_TITLES

_LONGEST_HEADING = 12
_LONGEST_COVER_VALUE = 8
_LONGEST_COVER = 60

_EVENT = r"(?:interview|transcript|recording|audio|tape|focus group|session)"
_CLOSING = re.compile(
    rf"[\W_]*(?:(?:the\s+)?end(?:s|ed)?(?:\s+of\s+(?:the\s+)?{_EVENT})?"
    rf"|(?:the\s+)?{_EVENT}\s+(?:ends|ended|finishes|stops|concludes)"
    r"|diwedd(?:\s+y)?(?:\s+(?:cyfweliad|recordiad|trawsgrifiad))?)"
    r"(?:\s*(?:at\s+)?[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?)?[\W_]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a document, normalised, with the speaker's label where it begins with one.

    `joins` is what stands between it and the line before where both are one turn. An `aside` (a text box, a row of a
    table without speakers) is nobody's speech and interrupts the turn. A `heading` is wholly in bold.
    """

    text: str
    label: Label | None = None
    joins: str | None = "\n"
    aside: bool = False
    heading: bool = False


def label_lines(lines: Iterable[Line]) -> list[Line]:
    """Return the lines with the labels that are speakers in this file set on them; labels already set stay."""
    found = [(line, None if line.aside or line.label else find_label(line.text)) for line in lines]
    speakers = choose_speakers(label for _, label in found if label)
    return [replace(line, label=label) if label and label.key in speakers else line for line, label in found]


def speech_only(lines: Sequence[Line]) -> list[Line]:
    """Leave out what stands before the first turn and after the last and is no speech.

    Before the first labelled line: headings (at most twelve words, without a full stop or a word such as "I" or "yes",
    that are in bold, have capitals throughout, or speak of an interview or transcript), cover lines ("Date: …"), text
    boxes and rows of a cover table. At the end: "END OF INTERVIEW" and its like. Anything else stays, under the speaker
    "", so that no speech is lost; so does everything in a file without labels, but for the closing line.
    """
    kept = list(lines)
    while kept and not kept[-1].label and _CLOSING.fullmatch(kept[-1].text):
        kept.pop()
    first = next((number for number, line in enumerate(kept) if line.label), None)
    if first is None:
        return kept
    first = _end_of_cover(kept, first)
    front, body = kept[:first], kept[first:]
    speech = [line for line in front if not line.label and not _is_front_matter(line)]
    asides = [line for line in front if line.aside]
    if _words(asides) > max(_words(body), _LONGEST_COVER):
        return kept
    return speech + body


def _words(lines: Iterable[Line]) -> int:
    return sum(len(line.text.split()) for line in lines)


def _end_of_cover(lines: Sequence[Line], first: int) -> int:
    """Return the number of the first line after a cover such as "Interviewer: …", "Date: …".

    "Interviewer:" may just as well begin the interview, so a cover needs a line that cannot ("Date: …"), and its labels
    must not come again.
    """
    end = first
    while end < len(lines) and (_is_front_matter(lines[end]) or _names_somebody(lines, end)):
        end += 1
    complete = end < len(lines) and any(_cover_key(line.text) in COVER_KEYS for line in lines[:end])
    return end if complete else first


def _names_somebody(lines: Sequence[Line], number: int) -> bool:
    line = lines[number]
    if not line.label or _cover_key(line.text) not in COVER_PEOPLE:
        return False
    again = any(other.label and other.label.key == line.label.key for other in lines[number + 1 :])
    return not again and len(line.label.rest.split()) <= _LONGEST_COVER_VALUE


def _cover_key(text: str) -> str:
    key, colon, _ = text.partition(":")
    words = key.casefold().split()
    return words[0] if colon and 0 < len(words) <= 3 else ""


def _is_front_matter(line: Line) -> bool:
    """Say whether an unlabelled line before the first turn is a heading or a line of a cover."""
    text = line.text.strip()
    words = text.split()
    if line.label or only_a_time(text):
        return False
    if line.aside or not any(c.isalpha() for c in text) or _cover_key(text) in COVER_KEYS | COVER_PEOPLE:
        return True
    if len(words) > _LONGEST_HEADING or text.endswith((".", "?", "!", "…", ",")):
        return False
    plain = {word.strip("()[]:,;.–—-'\"").casefold().replace("’", "'") for word in words}
    if plain & (SPOKEN - SPOKEN_AND_IN_TITLES):
        return False
    return line.heading or bool(plain & HEADING) or all(not word[0].isalpha() or word[0].isupper() for word in words)


def to_passages(lines: Iterable[Line]) -> Iterator[Passage]:
    """Give the passages that labelled lines make.

    A label begins a turn, lines without one go on with it. A line that is nothing but a time is the next turn's time,
    in seconds, and no speech.
    """
    speaker, interrupted, time = "", True, None
    for line in lines:
        if line.label:
            speaker, interrupted = line.label.name, False
            start = time if line.label.start is None else line.label.start
            yield Passage(speaker, line.label.rest, start)
            time = None
        elif only_a_time(line.text):
            time = seconds(line.text)
        elif line.aside:
            interrupted = True
            yield Passage("", line.text)
        else:
            joins = None if interrupted else line.joins
            yield Passage(speaker, line.text, time if joins is None else None, joins)
            interrupted, time = False, None
