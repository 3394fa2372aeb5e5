"""The forms in which files write who speaks and when, at the beginning of a line."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_CLOCK = r"(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?"
_BRACKETED = rf"(?:\[{_CLOCK}\]|\({_CLOCK}\)|<{_CLOCK}>)"
_NAME = r"[^\W\d_][^:\t\n\[\]<>]{0,58}?"

_WHOLE_TIME = re.compile(rf"\s*[\[(<]?({_CLOCK})[\])>]?\s*")
_LEADING_BRACKETED = re.compile(rf"\s*({_BRACKETED})\s*")
_LEADING_TIME = re.compile(rf"\s*({_BRACKETED}|{_CLOCK}(?=\s|$))[ \t]*(?:[-–—][ \t])?[ \t]*")
_ANY_TIME = re.compile(rf"{_BRACKETED}|(?<![\w:]){_CLOCK}(?![\w:])")

_COLON = re.compile(
    rf"(?P<name>{_NAME})\s*(?P<time>{_BRACKETED}|{_CLOCK})?\s*(?:(?<!\d):|:(?!\d))(?!//)(?P<rest>.*)", re.DOTALL
)
_TIMED = re.compile(rf"(?P<name>{_NAME})\s*(?P<time>{_BRACKETED})(?P<rest>.*)", re.DOTALL)
_TIMED_ALONE = re.compile(rf"(?P<name>{_NAME})\s+(?P<time>{_CLOCK})(?P<rest>\s*)")
_TABBED = re.compile(rf"(?P<name>{_NAME})[ ]*(?P<time>{_BRACKETED}|{_CLOCK})?\t(?P<rest>.*)", re.DOTALL)
_IN_BRACKETS = re.compile(rf"\[(?P<name>{_NAME})\](?P<time>)[ \t]*:?(?P<rest>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Label:
    """What may be a speaker's name at the beginning of a line, and what follows it.

    `start` is in seconds. `bracketed` labels ("[Rose] Yes.") are weaker than others, as stage directions look the same.
    """

    name: str
    rest: str
    start: float | None = None
    bracketed: bool = False

    @property
    def key(self) -> str:
        """Return what is equal for two labels of the same speaker."""
        name = " ".join(self.name.casefold().split())
        return f"[{name}]" if self.bracketed else name


def seconds(clock: str) -> float | None:
    """Return the seconds that a time such as 00:04, [00:04:10] or 00:04:10.5 stands for, or None where it is none."""
    match = _WHOLE_TIME.fullmatch(clock)
    if not match:
        return None
    total = 0.0
    for part in match.group(1).replace(",", ".").split(":"):
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
    return bool(_LEADING_BRACKETED.fullmatch(text)) or (text.count(":") == 2 and seconds(text) is not None)


def speaker_and_time(cell: str) -> tuple[str, float | None]:
    """Return the speaker and the time in seconds that a table cell holds, in any order."""
    match = _ANY_TIME.search(cell)
    start = seconds(match.group()) if match else None
    name = cell[: match.start()] + " " + cell[match.end() :] if match else cell
    name = " ".join(name.split()).strip(" :-–—|/")
    if name.startswith("[") and name.endswith("]"):
        name = name[1:-1].strip()
    return name, start


def find_label(line: str) -> Label | None:
    """Return what has the form of a speaker's label at the beginning of `line`, or None.

    Whether it is one is decided over the whole file, by `ingest.speakers.choose_speakers`.
    """
    before, rest = take_time(line.strip(), bare=True)
    rest = rest.lstrip(" \t")
    for form in (_IN_BRACKETS, _COLON, _TABBED, _TIMED, _TIMED_ALONE):
        match = form.fullmatch(rest)
        if match:
            label = Label(match["name"].strip(" -–—"), match["rest"].strip(), bracketed=form is _IN_BRACKETS)
            return _with_time(label, before, match["time"])
    return None


def _with_time(label: Label, before: float | None, inside: str | None) -> Label:
    start = seconds(inside) if inside else before
    if start is None:
        start, rest = take_time(label.rest)
        return replace(label, start=start, rest=rest.strip())
    return replace(label, start=start)
