"""Which lines of a document begin with a speaker's label: decided over the whole file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from ingest import labels as forms
from ingest.labels import Label, find_label, find_weak_labels
from ingest.lines import Line
from ingest.speakers import asks, choose_speakers, is_tag, looks_like_name
from ingest.words import SPOKEN

# From these shares of the lines on, a file is taken as labelled throughout.
_MOSTLY_LABELLED = 0.6
_ALL_LABELLED = 0.93
_CONSISTENT = 0.95
_FEWEST = 0.04
_SHARE_OF_A_WEAK_FORM = 0.25
# A form without a colon is taken only where it labels so many times as many lines as colons and tabs do.
_WEAK_OVER_STRONG = 1.5
_ALONE_OVER_STRONG = 2.5
_RARE = 4
_SEPARATED = (forms.DASH, forms.ARROW, forms.SEMICOLON, forms.SPACES)

_CODE = re.compile(r"[A-Z]{2,}\d{0,2}|[A-Z]\d{1,2}")


def label_lines(lines: Iterable[Line], named: Collection[str] = ()) -> list[Line]:
    """Return the lines with the labels that are speakers in this file set on them; labels already set stay.

    `named` are speakers that a person has named: they are labels wherever they stand in the form of one.
    """
    plain = list(lines)
    found = [_found(line) for line in plain]
    speakers = {*choose_speakers(label for line, label in zip(plain, found, strict=True) if label and not line.boxed)}
    quoted = _quoted(plain, found, speakers)
    speakers -= quoted
    if _is_a_story(plain, found, speakers):
        speakers = set()
    strong = sum(bool(label and label.key in speakers) for label in found)
    if not named:
        weakly = _by_weak_form(plain, least=_WEAK_OVER_STRONG * strong)
        if weakly:
            return weakly
    speakers |= {" ".join(name.casefold().split()) for name in named}
    if speakers:
        speakers |= _once_only(plain, found, speakers) - quoted
    set_apart = _mostly_apart(plain, found, speakers)
    labelled = [_labelled(line, label, speakers, set_apart) for line, label in zip(plain, found, strict=True)]
    return _answered(labelled)


def _is_a_story(lines: Sequence[Line], found: Sequence[Label | None], speakers: Collection[str]) -> bool:
    """Say whether so few paragraphs begin with a name that somebody tells a long story, and what others said in it."""
    chosen = [label for label in found if label and label.key in speakers]
    paragraphs = sum(line.joins != " " for line in lines)
    return len(chosen) < _FEWEST * paragraphs and not any(is_tag(label.name) for label in chosen)


def _found(line: Line) -> Label | None:
    if line.aside:
        return None
    return line.label or find_label(line.text)


def _labelled(line: Line, label: Label | None, speakers: Collection[str], set_apart: bool) -> Line:
    if line.label or line.aside:
        return line
    if label and label.key in speakers:
        return replace(line, label=label)
    for weak in find_weak_labels(line.text):
        known = weak.key in speakers and _stands_apart(weak)
        if known or (set_apart and weak.form in _SEPARATED and _could_be_speaker(weak, True) and _is_apart(line, weak)):
            return replace(line, label=weak)
    return line


def _mostly_apart(lines: Sequence[Line], found: Sequence[Label | None], speakers: Collection[str]) -> bool:
    """Say whether the labels of a file look different from the speech."""
    apart = [
        _is_apart(line, label) for line, label in zip(lines, found, strict=True) if label and label.key in speakers
    ]
    return len(apart) >= _RARE and sum(apart) > 0.9 * len(apart)


def _stands_apart(label: Label) -> bool:
    """Say whether a known speaker's name is a label also in a form that speech has: names people say, tags nobody."""
    if label.form in (forms.SEMICOLON, forms.ANGLES, forms.ARROW, forms.SPACES):
        return True
    if label.form in (forms.ALONE, forms.ROUND):
        return is_tag(label.name) or " " in label.name
    tag = is_tag(label.name) and not label.name[0].islower()
    if label.form == forms.BARE:
        return bool(_CODE.fullmatch(label.name)) and tag
    return tag


def _quoted(lines: Sequence[Line], found: Sequence[Label | None], speakers: Collection[str]) -> set[str]:
    """Return rare labels that differ from all common ones: "Mum: get in the car", inside somebody's turn.

    They have no look of their own in a file where labels have one, or no time where all others have theirs.
    """
    labelled = [(line, label) for line, label in zip(lines, found, strict=True) if label and label.key in speakers]
    counts = Counter(label.key for _, label in labelled)
    quoted: set[str] = set()
    for marked in (_is_apart, _is_timed):
        common = [marked(line, label) for line, label in labelled if counts[label.key] >= _RARE]
        if len(common) >= _RARE and sum(common) >= _CONSISTENT * len(common):
            rare = {label.key for _, label in labelled if counts[label.key] < _RARE and not is_tag(label.name)}
            quoted |= rare - {label.key for line, label in labelled if marked(line, label)}
    return quoted


def _is_timed(line: Line, label: Label) -> bool:
    return label.start is not None


def _once_only(lines: Sequence[Line], found: Sequence[Label | None], speakers: Collection[str]) -> set[str]:
    """Return labels that come once, yet are set out exactly as the speakers of the file are.

    Somebody who looks in has a label like everybody else's; what people quote has not.
    """
    spoken = [(line, label) for line, label in zip(lines, found, strict=True) if not line.aside and line.text]
    known = [(line, label) for line, label in spoken if label and label.key in speakers]
    if not known:
        return set()
    share = len(known) / len(spoken)
    apart = _mostly_apart(lines, found, speakers)
    alone = sum(not label.rest for _, label in known) > 0.9 * len(known)
    timed = sum(label.start is not None for _, label in known) > 0.9 * len(known)
    shapes = {_shape(label.name) for _, label in known if not is_tag(label.name)}
    more = set()
    for line, label in spoken:
        if not label or label.key in speakers or label.bracketed:
            continue
        alone_like_them = alone and not label.rest and (timed or label.start is None)
        alike = (apart and _is_apart(line, label)) or alone_like_them or (timed and label.start is not None)
        if not _could_be_speaker(label, alike):
            continue
        unlike = apart or (label.start is not None and not timed) or (not label.rest and not alone)
        if unlike and not alike:
            continue
        telling = is_tag(label.name) or (_shape(label.name) in shapes and _shape(label.name) != "Aa N")
        in_full = _shape(label.name).split() == ["Aa", "Aa"]
        if alike or share >= _ALL_LABELLED or ((telling or in_full) and share >= _MOSTLY_LABELLED):
            more.add(label.key)
    return more


def _could_be_speaker(label: Label, alike: bool) -> bool:
    words = label.name.split()
    if is_tag(label.name) or not 0 < len(words) <= 3:
        return is_tag(label.name)
    return looks_like_name(" ".join((words[0], *map(str.title, words[1:]))) if alike else label.name)


def _is_apart(line: Line, label: Label) -> bool:
    """Say whether a label looks different from what follows it."""
    return bool(line.apart) and line.apart != line.text and label.name in line.apart


def _shape(name: str) -> str:
    """Return how a name is written: "AA" in capitals, "Aa" with one, "N" for a number; "Aa Aa" is a full name."""
    return " ".join("N" if word.isdigit() else "AA" if word.isupper() else "Aa" for word in name.split())


def _by_weak_form(lines: Sequence[Line], least: float) -> list[Line]:
    """Label a file without colons by the one form that the same few names share, line after line; else return []."""
    weak = [() if line.aside else tuple(find_weak_labels(line.text)) for line in lines]
    written = sum(bool(line.text) for line in lines)
    for form in forms.WEAK_FORMS:
        found = [next((label for label in its if label.form == form), None) for its in weak]
        speakers = _speakers_of_form([label for label in found if label], form, written)
        labelled = [bool(label and label.key in speakers) for label in found]
        if speakers and sum(labelled) > (least * _ALONE_OVER_STRONG if form == forms.ALONE else least):
            both = zip(lines, found, labelled, strict=True)
            return [replace(line, label=label) if chosen else line for line, label, chosen in both]
    return []


def _speakers_of_form(labels: Sequence[Label], form: str, lines: int) -> frozenset[str]:
    fitting = [label for label in labels if _fits(label, form)]
    counts = Counter(label.key for label in fitting)
    again = {key for key, count in counts.items() if count >= 2}
    total = sum(counts[key] for key in again)
    if len(again) < 2 or total < max(4, _SHARE_OF_A_WEAK_FORM * lines):
        return frozenset()
    return frozenset(again | {label.key for label in fitting if is_tag(label.name)})


def _fits(label: Label, form: str) -> bool:
    words = [word.casefold().strip(".,") for word in label.name.split()]
    if any(word in SPOKEN for word in words) and not is_tag(label.name) and label.name != "Me":
        return False
    if form == forms.BARE:
        return is_tag(label.name) and label.name[0].isupper() and bool(_CODE.fullmatch(label.name))
    if form == forms.ALONE and label.name.endswith((".", ",", "?", "!")):
        return False
    return is_tag(label.name) or looks_like_name(label.name)


def _answered(lines: list[Line]) -> list[Line]:
    """Give the answers to nobody where only the questions are labelled: a paragraph after a question is no question."""
    names = {line.label.name for line in lines if line.label}
    numbers = [number for number, line in enumerate(lines) if line.label]
    followed = sum(number + 1 < len(lines) and not lines[number + 1].label for number in numbers)
    if len(names) != 1 or not asks(*names) or len(numbers) < _RARE or followed < 0.7 * len(numbers):
        return lines
    after = {number + 1 for number in numbers}
    return [
        replace(line, answers=True) if number in after and not line.label else line for number, line in enumerate(lines)
    ]
