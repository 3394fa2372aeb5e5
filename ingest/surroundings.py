"""What stands round the speech in a document: covers, headings, opening and closing lines, notes in boxes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ingest.labels import TAB, only_a_time, take_time
from ingest.lines import Line
from ingest.outside import Kind
from ingest.records import Outside
from ingest.words import (
    ANNOUNCING,
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
# Lines that say where a recording begins or ends, who typed it, or which page it is, have no more characters than this.
_LONGEST_ANNOUNCEMENT = 120
# Of the words of somebody who speaks, at least this share is "I", "you", "well" and their like.
_SPOKEN_SHARE = 0.1

_EVENT = (
    r"(?:interview|transcript|transcription|recording|recorded material|audio|audio file|tape|file|focus group|group|"
    r"session|discussion|meeting|panel|call|track|disc|part|side)(?:\s+(?:\d{1,2}|[A-Z]|one|two|three))?"
)
_TIME = r"(?:\s*(?:at\s+|[-–—,]\s*)?[\[(]?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]m)?[\])]?)?"
_ENDING = re.compile(
    rf"[\W_]*(?:(?:the\s+)?(?:end(?:s|ed)?|finish|fin)(?:\s+of\s+(?:the\s+)?{_EVENT})?"
    rf"|(?:the\s+)?{_EVENT}\s+(?:is\s+|has\s+|was\s+)?"
    r"(?:ends|ended|finishes|finished|stops|stopped|concludes|concluded|closes|closed|adjourned|over|off|paused|complete)"
    r"|diwedd(?:\s+y)?(?:\s+(?:cyfweliad|recordiad|trawsgrifiad|sesiwn))?"
    r"|fin de l['’]\w+|ende d(?:er|es) \w+)"
    rf"{_TIME}[\W_]*",
    re.IGNORECASE,
)
# On the last line of a file these say the same, with words that are no events: "[End of sheet]", "(Whereupon, …)".
_LAST = re.compile(
    r"[\W_]*(?:end of [\w ]{1,30}|[\[(][^\])]*(?:concluded|adjourned|ended|off the record)[^\])]*)[\W_]*", re.IGNORECASE
)
_PAGE = re.compile(r"[\W_]*page\s+\d+(?:\s+(?:of|/)\s+\d+)?[\W_]*", re.IGNORECASE)
_NUMBERED_EVENT = re.compile(r"[\[(](?:track|tape|side|part|file|disc|session|recording)\s+\w+[\])]", re.IGNORECASE)
_CONTINUED = re.compile(
    r"[\W_]*(?:(?:the\s+)?(?:transcript|table|interview|recording)\s+)?(?:continues|continued|cont\.?)"
    r"(?:\s+overleaf|\s+on next page)?[\W_]*",
    re.IGNORECASE,
)
_COLOPHON = re.compile(
    r"(?:transcribed|typed(?: up)?|transcription|checked|proofread|edited|trawsgrifiwyd)\b.{0,60}", re.IGNORECASE
)
_SOFTWARE = re.compile(r"(?:started|stopped) transcription", re.IGNORECASE)
_NUMBERED_DIVISION = re.compile(
    rf"(?:{'|'.join(sorted(DIVISIONS))})\s+(?:\d{{1,2}}|[A-Z]|[IVX]+|one|two|three|four|five|six)\b[^?!]*",
    re.IGNORECASE,
)
_LEGEND = re.compile(r"\S+(?:\s\S+)?\s*=\s*\S")
_OPENING = re.compile(
    rf"[\W_]*(?:(?:start|beginning)\s+of\s+(?:the\s+)?{_EVENT}|dechrau(?:'r)?(?:\s+y)?(?:\s+\w+)?"
    rf"|(?:the\s+)?{_EVENT}\s+(?:is\s+)?(?:begins|starts|started|resumes|resumed|commences|on)"
    r"|.{1,40}\s(?:started|stopped) transcription)"
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
    speech: list[Line] = []
    outside: list[Outside] = []
    for interview in _interviews(lines):
        kept, ends = _without_ends(interview)
        inside, around = _without_front(kept)
        inside, between = _without_headings(inside)
        speech += inside
        outside += [*ends, *around, *between]
    return speech, outside


def _interviews(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Divide a file that holds several interviews, each with its own closing line and cover."""
    begins = 0
    for number, line in enumerate(lines):
        if _ends(line, bare=False) and sum(bool(other.label) for other in lines[number + 1 : number + 40]) > 1:
            yield lines[begins : number + 1]
            begins = number + 1
    yield lines[begins:]


def _without_front(lines: Sequence[Line]) -> tuple[list[Line], list[Outside]]:
    """Take out what stands before the first turn and is no speech."""
    again = Counter(line.label.key for line in lines if line.label)
    several = any(count > 1 for count in again.values())
    first = next((n for n, line in enumerate(lines) if line.label and (again[line.label.key] > 1 or not several)), None)
    if first is None:
        return _without_title(lines)
    first = _end_of_cast(lines, _end_of_cover(lines, first))
    front, body = lines[:first], lines[first:]
    titled = max((n for n, line in enumerate(front) if _is_title(line)), default=-1)
    cover = [line for n, line in enumerate(front) if n <= titled or is_front_matter(line)]
    if _words(line for line in cover if line.aside or line.boxed) > max(_words(body), _LONGEST_COVER):
        return list(lines), []
    left_out = {id(line) for line in cover}
    speech = [line for line in front if id(line) not in left_out]
    kinds = [Kind.TEXT_BOX if line.boxed else Kind.COVER for line in cover]
    outside = [Outside(kind, line.text, _place(line)) for kind, line in zip(kinds, cover, strict=True)]
    return [*speech, *body], outside


def _without_title(lines: Sequence[Line]) -> tuple[list[Line], list[Outside]]:
    """Take out headings and covers that a file without labels begins with; what could be speech ends them."""
    begins = 0
    while begins < len(lines) - 1 and _is_surely_front(lines[begins]):
        begins += 1
    return list(lines[begins:]), [Outside(Kind.COVER, line.text, _place(line)) for line in lines[:begins]]


def _is_surely_front(line: Line) -> bool:
    told = _cover_key(line.text) in COVER_KEYS | COVER_PEOPLE or _LEGEND.match(line.text)
    heading = line.heading or (line.strong and _looks_like_heading(line)) or _is_title(line)
    return bool(heading or told) and not line.text.endswith("?") and not line.role


def _end_of_cast(lines: Sequence[Line], first: int) -> int:
    """Return the number of the first line after a list of who is who, which looks like turns of two or more people."""
    end = first
    while end < len(lines) and (label := lines[end].label) and _tells(label.rest):
        end += 1
    cast = {label.key for line in lines[first:end] if (label := line.label)}
    said = [label.rest for line in lines[end:] if (label := line.label)]
    punctuated = sum(rest.endswith((".", "?", "!", "…", "”", '"')) for rest in said) > len(said) / 2
    return end if len(cast) == end - first > 1 and punctuated and first > 0 else first


def _is_title(line: Line) -> bool:
    """Say whether a line announces the transcript: what comes before it is about it."""
    words = {word.strip("()[]:,;.–—-").casefold() for word in line.text.split()}
    named = bool(words & ANNOUNCING) and len(words) <= 6 and not line.text.endswith((".", "?", "!"))
    return not line.label and ((named and (line.heading or line.strong or line.text.isupper())) or _opens(line))


def _place(line: Line) -> str:
    return line.words.anchors[0].place if line.words.anchors else ""


def _words(lines: Iterable[Line]) -> int:
    return sum(len(line.text.split()) for line in lines)


def _without_ends(lines: Sequence[Line]) -> tuple[list[Line], list[Outside]]:
    """Take out opening and closing lines, and what follows the closing line when no label comes after it."""
    last = max((number for number, line in enumerate(lines) if line.label), default=-1)
    closing = next(
        (n for n in range(len(lines) - 1, max(last, 0), -1) if _ends(lines[n], bare=n == len(lines) - 1)), len(lines)
    )
    while closing - 1 > last >= 0 and _is_colophon(lines[closing - 1]):
        closing -= 1
    kept, outside = [], []
    for number, line in enumerate(lines):
        after = number > closing and last >= 0
        if not line.label and _is_page_mark(line.text):
            outside.append(Outside(Kind.NUMBERS, line.text, _place(line)))
        elif line.label and _SOFTWARE.fullmatch(line.label.rest):
            outside.append(Outside(Kind.CLOSING, line.text, _place(line)))
        elif after or number == closing or _OTTER.match(line.text):
            outside.append(Outside(Kind.NOTE if after else Kind.CLOSING, line.text, _place(line)))
        elif not line.label and (_opens(line) or (number < last and _ends(line, bare=False))):
            outside.append(Outside(Kind.CLOSING, line.text, _place(line)))
        else:
            kept.append(line)
    return kept, outside


def _is_page_mark(text: str) -> bool:
    return len(text) <= _LONGEST_ANNOUNCEMENT and bool(_PAGE.fullmatch(text) or _CONTINUED.fullmatch(text))


def _ends(line: Line, bare: bool) -> bool:
    """Say whether a line is a closing one; in the middle of a file it has brackets, capitals or an event's name."""
    if line.label or len(line.text) > _LONGEST_ANNOUNCEMENT:
        return False
    text = take_time(line.text)[1]
    if bare and _LAST.fullmatch(text):
        return True
    return bool(_ENDING.fullmatch(text)) and (bare or _set_apart(text))


def _is_colophon(line: Line) -> bool:
    """Say whether one of the last lines says who typed and checked the transcript, and when."""
    told = _cover_key(line.text) in COVER_KEYS or _COLOPHON.fullmatch(line.text)
    return not line.label and bool(told) and not _conversational(line.text)


def _opens(line: Line) -> bool:
    if line.label or len(line.text) > _LONGEST_ANNOUNCEMENT:
        return False
    opening = bool(_OPENING.fullmatch(line.text)) and _set_apart(line.text)
    return opening or bool(_NUMBERED_EVENT.fullmatch(line.text))


def _set_apart(text: str) -> bool:
    bracketed = text.strip()[:1] in "[(<*-–—_="
    return bracketed or text.isupper() or (len(text.split()) > 1 and text[:1].isupper() and not text.endswith("."))


def _end_of_cover(lines: Sequence[Line], first: int) -> int:
    """Return the number of the first line after a cover such as "Interviewer: …", "Date: …".

    "Interviewer:" may just as well begin the interview, so a cover needs a line that cannot ("Date: …"), and its labels
    must not come again.
    """
    end = first
    while end < len(lines) and (is_front_matter(lines[end]) or _names_somebody(lines, end)):
        end += 1
    complete = end < len(lines) and any(_cover_key(line.text) in COVER_KEYS for line in lines[:end])
    return end if complete else first


def _names_somebody(lines: Sequence[Line], number: int) -> bool:
    """Say whether a labelled line only tells who somebody is: "Interviewer: Elin Parry" on a cover."""
    line = lines[number]
    if not line.label:
        return False
    again = any(other.label and other.label.key == line.label.key for other in lines[number + 1 :])
    known = _cover_key(line.text) in COVER_PEOPLE
    return _tells(line.label.rest) and (not again or (known and _is_a_name(line.label.rest)))


def _tells(value: str, small: bool = False) -> bool:
    """Say whether what follows a label only tells who or what it is, in a few words that nobody speaks.

    Machines write speech in small letters, so those count only where `small`.
    """
    short = 0 < len(value.split()) <= _LONGEST_COVER_VALUE and not value.endswith(("?", "!", "…", "."))
    return short and (small or not value[0].islower()) and not _conversational(value)


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


def is_front_matter(line: Line) -> bool:
    """Say whether a line before the first turn is a heading, a line of a cover or a report, which nobody speaks."""
    text = line.text.strip()
    if only_a_time(text):
        return False
    if line.label:
        return _tells(line.label.rest, small=line.label.form == TAB or _cover_key(text) in COVER_KEYS | COVER_PEOPLE)
    if line.aside or line.boxed or line.heading or not any(c.isalpha() for c in text):
        return True
    key = _cover_key(text)
    if key in COVER_KEYS | COVER_PEOPLE or _LEGEND.match(text) or (key and _tells(text.partition(":")[2].strip())):
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
        left_alone = line.between and not (line.label or line.aside or _conversational(line.text))
        if line.boxed and not in_box and not _conversational(line.text):
            outside.append(Outside(Kind.TEXT_BOX, line.text, _place(line)))
        elif left_alone or (not line.label and following is not None and _divides(line, following)):
            outside.append(Outside(Kind.COVER, line.text, _place(line)))
        else:
            kept.append(line)
    return kept, outside


def _divides(line: Line, following: Line) -> bool:
    """Say whether an unlabelled line is a heading that a labelled turn follows."""
    if line.heading and not line.aside:
        return len(line.text.split()) <= 2 * _LONGEST_HEADING
    if following.label is None or len(line.text.split()) > _LONGEST_HEADING:
        return False
    return bool(_NUMBERED_DIVISION.match(line.text)) or (line.strong and _looks_like_heading(line))
