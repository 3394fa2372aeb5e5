"""What stands round the speech in a document: covers, headings, opening and closing lines, notes in boxes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.labels import only_a_time
from ingest.lines import Line
from ingest.outside import Kind
from ingest.records import Outside
from ingest.words import (
    CONVERSATIONAL,
    COVER_KEYS,
    COVER_PEOPLE,
    DIVISIONS,
    FIRST_AND_SECOND,
    HEADING,
    SPOKEN,
    SPOKEN_AND_IN_TITLES,
)

_LONGEST_HEADING = 12
_LONGEST_COVER_VALUE = 8
_LONGEST_COVER = 60
# Of the words of somebody who speaks, at least this share is "I", "you", "well" and their like.
_SPOKEN_SHARE = 0.1

_EVENT = (
    r"(?:interview|transcript|transcription|recording|recorded material|audio|audio file|tape|file|focus group|session|"
    r"discussion|meeting|part \w+|side \w+)"
)
_TIME = r"(?:\s*(?:at\s+|[-–—,]\s*)?[\[(]?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]m)?[\])]?)?"
_ENDING = re.compile(
    rf"[\W_]*(?:(?:the\s+)?end(?:s|ed)?(?:\s+of\s+(?:the\s+)?{_EVENT})?"
    rf"|(?:the\s+)?{_EVENT}(?:\s+\d{{1,2}})?\s+(?:is\s+|has\s+)?"
    r"(?:ends|ended|finishes|finished|stops|stopped|concludes|concluded|over|off|paused|complete)"
    r"|diwedd(?:\s+y)?(?:\s+(?:cyfweliad|recordiad|trawsgrifiad|sesiwn))?)"
    rf"{_TIME}[\W_]*",
    re.IGNORECASE,
)
_OPENING = re.compile(
    rf"[\W_]*(?:(?:start|beginning)\s+of\s+(?:the\s+)?{_EVENT}|dechrau(?:'r)?(?:\s+y)?(?:\s+\w+)?"
    rf"|(?:the\s+)?{_EVENT}(?:\s+\d{{1,2}})?\s+(?:is\s+)?(?:begins|starts|started|resumes|resumed|commences|on))"
    rf"{_TIME}[\W_]*",
    re.IGNORECASE,
)
_OTTER = re.compile(r"transcribed by https?://\S+", re.IGNORECASE)


def speech_only(lines: Sequence[Line]) -> tuple[list[Line], list[Outside]]:
    """Divide the lines into speech and what stands round it.

    In a file with labels no speech are: before the first label covers ("Date: …"), headings, and reports that nobody
    speaks; opening and closing lines ("END OF INTERVIEW") and what follows the last of them; headings between turns;
    text boxes that no speaker begins and nobody seems to speak. Anything else stays, under the speaker "" where it
    comes first, so that no speech is lost; so does everything in a file without labels, but for opening and closing.
    """
    kept, outside = _without_ends(lines)
    first = next((number for number, line in enumerate(kept) if line.label), None)
    if first is None:
        return kept, outside
    first = _end_of_cover(kept, first)
    front, body = kept[:first], kept[first:]
    cover = [line for line in front if line.label or _is_front_matter(line)]
    if _words(line for line in cover if line.aside or line.boxed) > max(_words(body), _LONGEST_COVER):
        return kept, outside
    left_out = {id(line) for line in cover}
    speech = [line for line in front if id(line) not in left_out]
    outside += [Outside(Kind.TEXT_BOX if line.boxed else Kind.COVER, line.text, _place(line)) for line in cover]
    body, between = _without_headings(body)
    return speech + body, outside + between


def _place(line: Line) -> str:
    return line.words.anchors[0].place if line.words.anchors else ""


def _words(lines: Iterable[Line]) -> int:
    return sum(len(line.text.split()) for line in lines)


def _without_ends(lines: Sequence[Line]) -> tuple[list[Line], list[Outside]]:
    """Take out opening and closing lines, and what follows the closing line when no label comes after it."""
    last = max((number for number, line in enumerate(lines) if line.label), default=-1)
    closing = next((n for n in range(len(lines) - 1, max(last, 0), -1) if _ends(lines[n], bare=True)), len(lines))
    kept, outside = [], []
    for number, line in enumerate(lines):
        after = number > closing and last >= 0
        if after or number == closing or _OTTER.match(line.text):
            outside.append(Outside(Kind.NOTE if after else Kind.CLOSING, line.text, _place(line)))
        elif not line.label and (_opens(line) or (number < last and _ends(line, bare=False))):
            outside.append(Outside(Kind.CLOSING, line.text, _place(line)))
        else:
            kept.append(line)
    return kept, outside


def _ends(line: Line, bare: bool) -> bool:
    """Say whether a line is a closing one; in the middle of a file it has brackets, capitals or an event's name."""
    if line.label or not _ENDING.fullmatch(line.text):
        return False
    return bare or _set_apart(line.text)


def _opens(line: Line) -> bool:
    return bool(_OPENING.fullmatch(line.text)) and _set_apart(line.text)


def _set_apart(text: str) -> bool:
    bracketed = text.strip()[:1] in "[(<*-–—_="
    return bracketed or text.isupper() or (len(text.split()) > 1 and text[:1].isupper() and not text.endswith("."))


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
    """Say whether a labelled line only tells who somebody is: "Interviewer: Elin Parry" on a cover."""
    line = lines[number]
    if not line.label or not (_cover_key(line.text) in COVER_PEOPLE or line.label.form == "tab"):
        return False
    again = sum(bool(other.label and other.label.key == line.label.key) for other in lines[number + 1 :])
    value = line.label.rest
    telling = 0 < len(value.split()) <= _LONGEST_COVER_VALUE and not value.endswith(("?", "!", "…", "."))
    return telling and (not again or _is_a_name(value)) and not _conversational(value)


def _is_a_name(value: str) -> bool:
    words = value.split()
    return all(word[0].isupper() or not word[0].isalpha() for word in words) and len(words) <= 5


def _cover_key(text: str) -> str:
    """Return the word by which a line of a cover is known: that before the colon, the first or the last of them."""
    key, colon, _ = text.partition(":")
    words = key.casefold().split()
    if not colon or not 0 < len(words) <= 5:
        return ""
    known = COVER_KEYS | COVER_PEOPLE
    return next((word.strip("()’'s") for word in (words[0], words[-1]) if word in known), words[0])


def _is_front_matter(line: Line) -> bool:
    """Say whether an unlabelled line before the first turn is a heading, a line of a cover or a report."""
    text = line.text.strip()
    if line.label or only_a_time(text):
        return False
    if line.aside or line.boxed or line.heading or not any(c.isalpha() for c in text):
        return True
    if _cover_key(text) in COVER_KEYS | COVER_PEOPLE:
        return True
    return _looks_like_heading(line) or not _conversational(text)


def _conversational(text: str) -> bool:
    """Say whether somebody seems to be speaking: in words that reports have not, or of "I" and "you"."""
    words = [word.strip("()[]:,;.–—-'\"“”?!…").casefold().replace("’", "'") for word in text.split()]
    own = sum(word in FIRST_AND_SECOND for word in words)
    if any(word in CONVERSATIONAL for word in words) or text.endswith("?"):
        return True
    return own >= max(1, _SPOKEN_SHARE * len(words))


def _looks_like_heading(line: Line) -> bool:
    text = line.text.strip()
    words = text.split()
    if len(words) > _LONGEST_HEADING or text.endswith((".", "?", "!", "…", ",")):
        return False
    plain = {word.strip("()[]:,;.–—-'\"").casefold().replace("’", "'") for word in words}
    if plain & (SPOKEN - SPOKEN_AND_IN_TITLES):
        return False
    return line.strong or bool(plain & HEADING) or all(not word[0].isalpha() or word[0].isupper() for word in words)


def _without_headings(lines: Sequence[Line]) -> tuple[list[Line], list[Outside]]:
    """Take out headings between turns, and text boxes that hold somebody's notes."""
    kept, outside, in_box = [], [], False
    for number, line in enumerate(lines):
        in_box = line.boxed and (in_box or line.label is not None)
        following = lines[number + 1] if number + 1 < len(lines) else None
        if line.boxed and not in_box and not _conversational(line.text):
            outside.append(Outside(Kind.TEXT_BOX, line.text, _place(line)))
        elif not line.label and following is not None and _divides(line, following):
            outside.append(Outside(Kind.COVER, line.text, _place(line)))
        else:
            kept.append(line)
    return kept, outside


def _divides(line: Line, following: Line) -> bool:
    """Say whether an unlabelled line is a heading that a labelled turn follows."""
    if line.heading:
        return True
    numbered = line.text.split(maxsplit=1)[0].casefold().strip(":.") in DIVISIONS if line.text.split() else False
    return following.label is not None and (line.strong or numbered) and _looks_like_heading(line)
