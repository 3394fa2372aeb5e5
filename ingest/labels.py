"""The forms in which files write who speaks and when, at the beginning of a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_CLOCK = r"(?:\d{2}:\d{2}:\d{2}:\d{2}|(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?|\d{1,2}:\d{1,2}:\d{1,2}[.,]\d{1,3})"
_RANGE = rf"{_CLOCK}(?:\s*+(?:-->|[-–—]|to)\s*+{_CLOCK})?"
_BRACKETED = rf"(?:\[{_RANGE}\]|\({_RANGE}\)|<{_RANGE}>|\{{{_RANGE}\}})"
_NAME = r"[^\W\d_][^:\t\n\[\]<>]{0,58}?"

_WHOLE_TIME = re.compile(rf"\s*[\[(<{{]?({_CLOCK})(?:\s*+(?:-->|[-–—]|to)\s*+{_CLOCK})?[\])>}}]?\s*")
_LEADING_BRACKETED = re.compile(rf"\s*({_BRACKETED})\s*")
_LEADING_TIME = re.compile(rf"\s*({_BRACKETED}|{_RANGE}(?=\s|$))[ \t]*(?:[-–—][ \t])?[ \t]*")
_ANY_TIME = re.compile(rf"{_BRACKETED}|(?<![\w:]){_RANGE}(?![\w:])")
_BULLET = re.compile(r"(?:>>+|[•▪●◦·*])\s*(?=\S)")
# Chats stamp every line with its date: "[12/03/2024, 10:31] Cerys: Hiya", "12/03/2024, 10:31 - Cerys: Hiya".
_STAMP = re.compile(
    r"\[?\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?\]?\s*(?:[-–—:]\s)?\s*",
    re.IGNORECASE,
)

_COLON = re.compile(
    rf"(?P<name>{_NAME})(?:\s*+(?P<time>{_BRACKETED}|{_CLOCK}))?\s*+(?:(?<!\d):|:(?!\d))(?!//)(?P<rest>.*)", re.DOTALL
)
_TIMED = re.compile(rf"(?P<name>{_NAME})\s*+(?P<time>{_BRACKETED})(?P<rest>.*)", re.DOTALL)
_TIMED_ALONE = re.compile(rf"(?P<name>{_NAME})\s++(?P<time>{_CLOCK})(?P<rest>\s*)")
_TABBED = re.compile(rf"(?P<name>{_NAME})[ ]*+(?P<time>{_BRACKETED}|{_CLOCK})?\t(?P<rest>.*)", re.DOTALL)
_IN_BRACKETS = re.compile(rf"\[(?P<name>{_NAME})\](?P<time>)[ \t]*:?(?P<rest>.*)", re.DOTALL)

# Committees number their questions before the name of who asks: "Q41 Chair: …".
_QUESTION_NUMBER = re.compile(r"Q\d{1,4}[.\s]+(?=[A-Z][^:?.]{1,40}:)")

COLON, TAB, TIMED, BRACKETS = "colon", "tab", "time", "brackets"
SEMICOLON, DASH, ARROW, STOP, ANGLES, ROUND, SPACES, BARE, ALONE = (
    "semicolon", "dash", "arrow", "stop", "angles", "round brackets", "spaces", "bare", "alone",
)  # fmt: skip

_STRONG = (
    (BRACKETS, _IN_BRACKETS), (COLON, _COLON), (TAB, _TABBED), (TIMED, _TIMED), (TIMED, _TIMED_ALONE),
)  # fmt: skip
_WEAK = tuple(
    (form, re.compile(pattern, re.DOTALL))
    for form, pattern in (
        (SEMICOLON, rf"(?P<name>{_NAME})\s?;\s*(?P<rest>.*)"),
        (DASH, rf"(?P<name>{_NAME})(?:\s+[-–—]+|[–—](?=\s|$))\s*(?P<rest>.*)"),
        (ARROW, rf"(?P<name>{_NAME})\s*>\s*(?P<rest>.*)"),
        (ANGLES, rf"<(?P<name>{_NAME})>\s*:?(?P<rest>.*)"),
        (ROUND, r"\((?P<name>[^\W\d_][^:\t\n\[\]<>()]{0,40})\)\s*:?(?P<rest>.*)"),
        (STOP, r"(?P<name>[^\W\d_][^:\t\n\[\]<>.?!,]{0,30})\.(?:\s+|(?=[A-Z]))(?P<rest>.*)"),
        (SPACES, r"(?P<name>[^\W\d_][^:\t\n\[\]<>]{0,58}?) {2,}(?P<rest>\S.*)"),
        (ALONE, rf"(?P<name>{_NAME})(?P<rest>)"),
        (BARE, r"(?P<name>[A-Z]{2,4}\d{0,2}|[A-Z]\d{1,2}|[A-Z][a-z]+ \d{1,2})\s+(?P<rest>[\w\"“'‘(\[…].*)"),
    )
)

# The likeliest first: that by which most files without colons or tabs are labelled.
WEAK_FORMS = (ANGLES, ARROW, DASH, SEMICOLON, SPACES, STOP, ROUND, BARE, ALONE)


@dataclass(frozen=True, slots=True)
class Label:
    """What may be a speaker's name at the beginning of a line, and what follows it.

    `start` is in seconds. `form` says what sets the name apart: a label in brackets ("[Rose] Yes.") is weaker than one
    with a colon, as stage directions look the same.
    """

    name: str
    rest: str
    start: float | None = None
    form: str = COLON

    @property
    def bracketed(self) -> bool:
        """Say whether the name stands in square brackets."""
        return self.form == BRACKETS

    @property
    def key(self) -> str:
        """Return what is equal for two labels of the same speaker."""
        name = " ".join(self.name.casefold().split())
        return f"[{name}]" if self.bracketed else name


def seconds(clock: str) -> float | None:
    """Return the seconds that a time such as 00:04, [00:04:10] or 00:04:10.5 stands for, or None where it is none.

    Of a span of time, the seconds at which it begins.
    """
    match = _WHOLE_TIME.fullmatch(clock)
    if not match:
        return None
    total = 0.0
    for part in match.group(1).replace(",", ".").split(":")[:3]:  # a fourth counts frames
        total = total * 60 + float(part)
    return round(total, 3)


def take_time(text: str, bare: bool = False) -> tuple[float | None, str]:
    """Return the time at the beginning of `text` in seconds, and the text after it.

    Without a time the text comes back as it was. A time without brackets counts only where `bare`: people say times
    too.
    """
    match = (_LEADING_TIME if bare else _LEADING_BRACKETED).match(text)
    if not match:
        return None, text
    return seconds(match.group(1)), text[match.end() :]


def only_a_time(text: str) -> bool:
    """Say whether a line is nothing but a time mark: one in brackets, or one with hours, minutes and seconds."""
    return bool(_LEADING_BRACKETED.fullmatch(text)) or (text.count(":") in (2, 3, 4, 6) and seconds(text) is not None)


def speaker_and_time(cell: str) -> tuple[str, float | None]:
    """Return the speaker and the time in seconds that a table cell holds, in any order."""
    match = _ANY_TIME.search(cell)
    start = seconds(match.group()) if match else None
    name = cell[: match.start()] + " " + cell[match.end() :] if match else cell
    name = " ".join(name.split()).strip(" :-–—|/")
    for opening, closing in ("[]", "()", "<>"):
        if name.startswith(opening) and name.endswith(closing):
            name = name[1:-1].strip()
    return name, start


def find_label(line: str) -> Label | None:
    """Return what has the form of a speaker's label at the beginning of `line`, or None.

    Whether it is one is decided over the whole file, by `ingest.labelling.label_lines`.
    """
    before, rest = _opening(line)
    for form, pattern in _STRONG:
        match = pattern.fullmatch(rest)
        if match:
            label = Label(match["name"].strip(" -–—"), match["rest"].strip(), form=form)
            return _with_time(label, before, match["time"])
    return None


def find_weak_labels(line: str) -> Iterator[Label]:
    """Give what could be a label by a form that speech has as well: "INT - Yes", "Q. Why?", a name alone."""
    before, rest = _opening(line)
    for form, pattern in _WEAK:
        match = pattern.fullmatch(rest)
        if match:
            yield _with_time(Label(match["name"].strip(" -–—"), match["rest"].strip(), form=form), before, "")


def _opening(line: str) -> tuple[float | None, str]:
    """Return the time at the very beginning of a line, and what follows it and a bullet."""
    line = line.strip()
    stamp = _STAMP.match(line)
    line = line[stamp.end() :] if stamp else line
    numbered = _QUESTION_NUMBER.match(line)
    before, rest = take_time(line[numbered.end() :] if numbered else line, bare=True)
    rest = rest.lstrip(" \t")
    bullet = _BULLET.match(rest)
    return before, rest[bullet.end() :] if bullet else rest


def _with_time(label: Label, before: float | None, inside: str | None) -> Label:
    start = seconds(inside) if inside else before
    if start is None:
        start, rest = take_time(label.rest, bare=label.form == TAB and bool(_WHOLE_TIME.fullmatch(label.rest)))
        return replace(label, start=start, rest=rest.strip())
    return replace(label, start=start)
