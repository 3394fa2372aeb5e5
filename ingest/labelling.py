"""Which lines of a document begin with a speaker's label: decided over the whole file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from ingest import labels as forms
from ingest.labels import Label, find_label, find_weak_labels
from ingest.lines import Line
from ingest.speakers import choose_speakers, is_tag, looks_like_name
from ingest.words import SPOKEN

# From these shares of the lines on, a file is taken as labelled throughout.
_MOSTLY_LABELLED = 0.6
_ALL_LABELLED = 0.93
_SHARE_OF_A_WEAK_FORM = 0.25

_CODE = re.compile(r"[A-Z]{2,}\d{0,2}|[A-Z]\d{1,2}")


def label_lines(lines: Iterable[Line], named: Collection[str] = ()) -> list[Line]:
    """Return the lines with the labels that are speakers in this file set on them; labels already set stay.

    `named` are speakers that a person has named: they are labels wherever they stand in the form of one.
    """
    plain = list(lines)
    found = [None if line.aside or line.label else find_label(line.text) for line in plain]
    free = [(line, label) for line, label in zip(plain, found, strict=True) if label and not line.boxed]
    speakers = {*choose_speakers(label for _, label in free), *(" ".join(name.casefold().split()) for name in named)}
    if not speakers and not any(line.label for line in plain):
        return _by_weak_form(plain)
    speakers |= _once_only(plain, found, speakers)
    return [_labelled(line, label, speakers) for line, label in zip(plain, found, strict=True)]


def _labelled(line: Line, label: Label | None, speakers: Collection[str]) -> Line:
    if line.label or line.aside:
        return line
    if label and label.key in speakers:
        return replace(line, label=label)
    for weak in find_weak_labels(line.text):
        if weak.key in speakers and _stands_apart(weak):
            return replace(line, label=weak)
    return line


def _stands_apart(label: Label) -> bool:
    """Say whether a known speaker's name is a label also in a form that speech has: names people say, tags nobody."""
    if label.form in (forms.SEMICOLON, forms.ANGLES, forms.SPACES):
        return True
    if label.form in (forms.ALONE, forms.ROUND):
        return is_tag(label.name) or " " in label.name
    tag = is_tag(label.name) and not label.name[0].islower()
    if label.form == forms.BARE:
        return bool(_CODE.fullmatch(label.name)) and tag
    return tag


def _once_only(lines: Sequence[Line], found: Sequence[Label | None], speakers: Collection[str]) -> set[str]:
    """Return labels that come once, yet are set out exactly as the speakers of the file are.

    Somebody who looks in has a label like everybody else's; what people quote has not.
    """
    spoken = [(line, label) for line, label in zip(lines, found, strict=True) if not line.aside and line.text]
    known = [(line, label) for line, label in spoken if label and label.key in speakers]
    if not known:
        return set()
    share = len(known) / len(spoken)
    in_bold = sum(_is_bold(line, label) for line, label in known) > 0.9 * len(known)
    shapes = {_shape(label.name) for _, label in known}
    more = set()
    for line, label in spoken:
        if not label or label.key in speakers or label.bracketed or not _could_be_speaker(label):
            continue
        alike = in_bold and _is_bold(line, label)
        telling = _shape(label.name) in shapes and _shape(label.name) != "Aa N"
        if alike or share >= _ALL_LABELLED or (telling and share >= _MOSTLY_LABELLED):
            more.add(label.key)
    return more


def _could_be_speaker(label: Label) -> bool:
    return is_tag(label.name) or (len(label.name.split()) <= 3 and looks_like_name(label.name))


def _is_bold(line: Line, label: Label) -> bool:
    return bool(line.lead) and not line.strong and line.lead.rstrip(" :\t").endswith(label.name)


def _shape(name: str) -> str:
    """Return how a name is written: "AA" in capitals, "Aa" with one, "N" for a number; "Aa Aa" is a full name."""
    return " ".join("N" if word.isdigit() else "AA" if word.isupper() else "Aa" for word in name.split())


def _by_weak_form(lines: Sequence[Line]) -> list[Line]:
    """Label a file without any colons: by the one form that the same few names share, line after line."""
    weak = [() if line.aside else tuple(find_weak_labels(line.text)) for line in lines]
    for form in forms.WEAK_FORMS:
        found = [next((label for label in its if label.form == form), None) for its in weak]
        speakers = _speakers_of_form([label for label in found if label], form, sum(bool(line.text) for line in lines))
        if speakers:
            return [
                replace(line, label=label) if label and label.key in speakers else line
                for line, label in zip(lines, found, strict=True)
            ]
    return list(lines)


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
    if any(word in SPOKEN for word in words) and not is_tag(label.name):
        return False
    if form in (forms.STOP, forms.BARE):
        return is_tag(label.name) and label.name[0].isupper()
    if form == forms.ALONE:
        return not label.name.endswith((".", ",", "?", "!")) and (is_tag(label.name) or looks_like_name(label.name))
    return is_tag(label.name) or looks_like_name(label.name)
