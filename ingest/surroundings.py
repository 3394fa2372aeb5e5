"""What stands round the speech in a document: covers, headings, opening and closing lines, notes in boxes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest import phrases
from ingest.labels import TAB, only_a_time
from ingest.lines import Line
from ingest.outside import Kind
from ingest.phrases import LONGEST_COVER, LONGEST_HEADING, conversational, cover_key, tells
from ingest.records import Outside
from ingest.words import ANNOUNCING, COVER_KEYS, COVER_PEOPLE, HEADING, SPOKEN, SPOKEN_AND_IN_TITLES

# Of the lines of a conversation, no more than this share are headings.
_MOST_HEADINGS = 0.2


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
        if _ends(line) and sum(bool(other.label) for other in lines[number + 1 : number + 40]) > 1:
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
    first = _end_of_cover(lines, _end_of_cast(lines, _end_of_cover(lines, first)))
    front, body = lines[:first], lines[first:]
    titled = max((n for n, line in enumerate(front) if _is_title(line)), default=-1)
    silent = {n for n, line in enumerate(front) if line.label and not line.label.rest}
    cover = [line for n, line in enumerate(front) if n <= titled or n in silent or is_front_matter(line)]
    asides = _words(line for line in cover if line.aside or line.boxed)
    unannounced = _words(line for n, line in enumerate(front) if n > titled and is_front_matter(line))
    if asides > max(_words(body), LONGEST_COVER) or unannounced - asides > max(_words(body) / 2, LONGEST_COVER):
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
    told = cover_key(line.text) in COVER_KEYS | COVER_PEOPLE or phrases.is_legend(line.text)
    heading = line.heading or (line.strong and _looks_like_heading(line)) or _is_title(line)
    return bool(heading or told) and not line.text.endswith("?") and not line.role


def _end_of_cast(lines: Sequence[Line], first: int) -> int:
    """Return the number of the first line after a list of who is who, which looks like turns of two or more people."""
    end = first
    while end < len(lines) and (label := lines[end].label) and tells(label.rest, small=True):
        end += 1
    cast = {label.key for line in lines[first:end] if (label := line.label)}
    said = [label.rest for line in lines[end:] if (label := line.label)]
    punctuated = sum(rest.endswith((".", "?", "!", "…", "”", '"')) for rest in said) > len(said) / 2
    return end if len(cast) == end - first > 1 and punctuated and first > 0 else first


def _is_title(line: Line) -> bool:
    """Say whether a line announces the transcript: what comes before it is about it."""
    words = {word.strip("()[]:,;.–—-").casefold() for word in line.text.split()}
    named = bool(words & ANNOUNCING) and len(words) <= 6 and not line.text.endswith((".", "?", "!"))
    announced = named and (line.heading or line.strong or line.text.isupper())
    return not line.label and (announced or phrases.opens(line.text))


def _place(line: Line) -> str:
    return line.words.anchors[0].place if line.words.anchors else ""


def _words(lines: Iterable[Line]) -> int:
    return sum(len(line.text.split()) for line in lines)


def _without_ends(lines: Sequence[Line]) -> tuple[list[Line], list[Outside]]:
    """Take out opening and closing lines, and what comes after the last turn and is no speech."""
    last = max((number for number, line in enumerate(lines) if line.label), default=-1)
    closing = _closing(lines, last)
    kept, outside = [], []
    for number, line in enumerate(lines):
        follows = lines[number + 1] if number + 1 < len(lines) else None
        kind = _announces(line, closes=last > number)
        if kind is None and not line.label and phrases.is_rule(line.text) and (follows is None or follows.label):
            kind = Kind.NUMBERS
        if kind is None and number >= closing:
            kind = Kind.CLOSING if number == closing else Kind.NOTE
        if kind is None:
            kept.append(line)
        else:
            outside.append(Outside(kind, line.text, _place(line)))
    return kept, outside


def _closing(lines: Sequence[Line], last: int) -> int:
    """Return the number of the first line that is no speech any more; `last` is that of the last label.

    It is a closing line, or else a heading or a table after the last turn; and what typists and researchers add to it.
    """
    after = range(max(last, 0) + 1, len(lines))
    closing = next((n for n in reversed(after) if _ends(lines[n], last=n == len(lines) - 1)), len(lines))
    if last < 0:
        return closing if closing == len(lines) - 1 else len(lines)
    closing = min([closing, *(n for n in after if _begins_an_appendix(lines[n:]))])
    while closing - 1 > last and phrases.is_colophon(lines[closing - 1].text):
        closing -= 1
    return closing if _words(lines[closing:]) <= max(_words(lines[:closing]) / 2, LONGEST_COVER) else len(lines)


def _begins_an_appendix(rest: Sequence[Line]) -> bool:
    """Say whether the rest of a file, which has no labels, is a table or begins with a heading that says what it is."""
    line = rest[0]
    if conversational(line.text):
        return False
    named = line.strong and _looks_like_heading(line) and phrases.is_of_an_appendix(line.text)
    return line.heading or named or all(one.aside for one in rest)


def _announces(line: Line, closes: bool) -> Kind | None:
    """Return the kind of a line that tells of the recording or the page, not of what was said; else None."""
    if line.label:
        return Kind.CLOSING if phrases.is_of_software(line.label.rest) else None
    if phrases.is_page_mark(line.text):
        return Kind.NUMBERS
    return Kind.CLOSING if phrases.opens(line.text) or (closes and _ends(line)) else None


def _ends(line: Line, last: bool = False) -> bool:
    return not line.label and phrases.ends(line.text, last)


def _end_of_cover(lines: Sequence[Line], first: int) -> int:
    """Return the number of the first line after a cover such as "Interviewer: …", "Date: …".

    "Interviewer:" may just as well begin the interview, so a cover needs a line that cannot ("Date: …"), and its labels
    must not come again.
    """
    end = first
    while end < len(lines) and (is_front_matter(lines[end]) or _names_somebody(lines, end)):
        end += 1
    complete = end < len(lines) and any(cover_key(line.text) in COVER_KEYS for line in lines[:end])
    return end if complete else first


def _names_somebody(lines: Sequence[Line], number: int) -> bool:
    """Say whether a labelled line only tells who somebody is: "Interviewer: Elin Parry" on a cover."""
    line = lines[number]
    if not line.label:
        return False
    again = any(other.label and other.label.key == line.label.key for other in lines[number + 1 :])
    known = cover_key(line.text) in COVER_PEOPLE
    return tells(line.label.rest) and (not again or (known and _is_a_name(line.label.rest)))


def _is_a_name(value: str) -> bool:
    words = value.split()
    return all(word[0].isupper() or not word[0].isalpha() for word in words) and len(words) <= 5


def is_front_matter(line: Line) -> bool:
    """Say whether a line before the first turn is a heading, a line of a cover or a report, which nobody speaks."""
    text = line.text.strip()
    if only_a_time(text):
        return False
    if line.label:
        return tells(line.label.rest, small=line.label.form == TAB or cover_key(text) in COVER_KEYS | COVER_PEOPLE)
    if line.aside or line.boxed or line.heading or not any(c.isalpha() for c in text):
        return True
    key = cover_key(text)
    if key in COVER_KEYS | COVER_PEOPLE or (key and tells(text.partition(":")[2].strip())):
        return True
    if phrases.is_legend(text) or phrases.is_of_consent(text) or phrases.is_of_typist(text):
        return True
    return _looks_like_heading(line) or not conversational(text)


def _looks_like_heading(line: Line) -> bool:
    text = line.text.strip()
    words = text.split()
    if len(words) > LONGEST_HEADING or text.endswith((".", "?", "!", "…", ",")):
        return False
    plain = {word.strip("()[]:,;.–—-'\"").casefold().replace("’", "'") for word in words}
    if plain & (SPOKEN - SPOKEN_AND_IN_TITLES):
        return False
    return line.strong or bool(plain & HEADING) or all(not word[0].isalpha() or word[0].isupper() for word in words)


def _without_headings(lines: Sequence[Line]) -> tuple[list[Line], list[Outside]]:
    """Take out headings between turns, and text boxes that hold somebody's notes."""
    kept, outside, in_box = [], [], False
    headed = sum(line.heading and not line.label for line in lines)
    if headed > _MOST_HEADINGS * len(lines):  # somebody typed the talk itself in the style of headings
        lines = [replace(line, heading=False) for line in lines]
    for number, line in enumerate(lines):
        in_box = line.boxed and (in_box or line.label is not None)
        following = lines[number + 1] if number + 1 < len(lines) else None
        awaited = number > 0 and (label := lines[number - 1].label) is not None and not label.rest
        left_alone = line.between and not (line.label or line.aside or conversational(line.text))
        if line.boxed and not in_box and not conversational(line.text):
            outside.append(Outside(Kind.TEXT_BOX, line.text, _place(line)))
        elif left_alone or not (line.label or awaited or following is None or not _divides(line, following)):
            outside.append(Outside(Kind.COVER, line.text, _place(line)))
        else:
            kept.append(line)
    return kept, outside


def _divides(line: Line, following: Line) -> bool:
    """Say whether an unlabelled line is a heading that a labelled turn follows."""
    if line.heading and not line.aside:
        return len(line.text.split()) <= 2 * LONGEST_HEADING
    if following.label is None:
        return False
    if phrases.is_of_topic_guide(line.text) or phrases.is_numbered_division(line.text):
        return True
    if line.aside and phrases.is_numbered_title(line.text):
        return True
    short = len(line.text.split()) <= LONGEST_HEADING
    return short and (line.strong or line.aside) and _looks_like_heading(line)
