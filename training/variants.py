"""The same words as other people would write or say them: other names, small letters, no punctuation, misheard."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from training.documents import Document, Span, Turn
from training.name_pools import Pools

_MARKS = '.,!?;:"()[]{}…—–“”'
_APOSTROPHES = "‘’'"
_VOWELS = "aeiouy"


def lower(turn: Turn) -> Turn:
    """Write a turn in small letters."""
    return _mapped(turn, lambda text, i: text[i].lower() if len(text[i].lower()) == 1 else text[i])


def upper(turn: Turn) -> Turn:
    """Write a turn in capitals."""
    return _mapped(turn, lambda text, i: text[i].upper() if len(text[i].upper()) == 1 else text[i])


def bare(turn: Turn) -> Turn:
    """Write a turn without punctuation, apostrophes inside words aside."""

    def kept(text: str, i: int) -> str:
        inside = 0 < i < len(text) - 1 and text[i - 1].isalpha() and text[i + 1].isalpha()
        if text[i] in _MARKS or (text[i] in _APOSTROPHES and not inside):
            return ""
        return text[i]

    return _mapped(turn, kept)


def careless(turn: Turn, rng: random.Random) -> Turn:
    """Leave out the capitals of some marked names, as hasty typists do."""
    small = {i for span in turn.spans if rng.random() < 0.3 for i in range(span.start, span.end)}
    return _mapped(turn, lambda text, i: text[i].lower() if i in small and len(text[i].lower()) == 1 else text[i])


def with_other_names(document: Document, pools: Pools, rng: random.Random, share: float = 1.0) -> Document:
    """Give the people, places and bodies of a document other names, each the same throughout."""
    memo: dict[tuple[str, str], str] = {}
    return replace(document, turns=tuple(_renamed(turn, pools, rng, memo, share) for turn in document.turns))


def _renamed(turn: Turn, pools: Pools, rng: random.Random, memo: dict[tuple[str, str], str], share: float) -> Turn:
    pieces, spans, read, length = [], [], 0, 0
    for span in turn.spans:
        old = turn.text[span.start : span.end]
        new = _other_name(old, next(iter(span.labels)) if len(span.labels) == 1 else "", pools, rng, memo, share)
        pieces.append(turn.text[read : span.start])
        length += span.start - read
        spans.append(replace(span, start=length, end=length + len(new)))
        pieces.append(new)
        length += len(new)
        read = span.end
    return Turn("".join([*pieces, turn.text[read:]]), tuple(spans))


def _other_name(
    old: str, label: str, pools: Pools, rng: random.Random, memo: dict[tuple[str, str], str], share: float
) -> str:
    key = (label, old.lower())
    if key in memo:
        return _cased_like(old, memo[key])
    if label == "PERSON" and old[:1].isalpha() and rng.random() < share:
        words = old.split(" ")
        new = " ".join(_other_word(word, n, len(words), pools, rng, memo) for n, word in enumerate(words))
        return _cased_like(old, new)
    if label in ("PLACE", "ORG") and rng.random() < share * 0.6:
        memo[key] = pools.place(rng) if label == "PLACE" else pools.organisation(rng)
    return _cased_like(old, memo.setdefault(key, old))


def _other_word(
    word: str, n: int, count: int, pools: Pools, rng: random.Random, memo: dict[tuple[str, str], str]
) -> str:
    plain = word.strip(".,'’")
    if len(plain) < 2 or plain.lower() in pools.titles or not plain.isalpha():
        return word
    key = ("word", plain.lower())
    if key not in memo:
        name = pools.surname(rng) if n and n == count - 1 else pools.first_name(rng)
        memo[key] = _misheard(name, rng) if rng.random() < 0.08 else name
    return word.replace(plain, _cased_like(plain, memo[key]))


def _misheard(name: str, rng: random.Random) -> str:
    """Change a name as a recogniser or a hasty hand does: a letter lost, doubled or exchanged, or a word split."""
    if len(name) < 4 or not name.isalpha():
        return name
    at = rng.randrange(1, len(name) - 1)
    return rng.choice(
        (
            name[:at] + name[at + 1 :],
            name[:at] + name[at] + name[at:],
            name[:at] + rng.choice(_VOWELS) + name[at + 1 :],
            name[: at + 1] + " " + name[at + 1 :],
        )
    )


def _cased_like(old: str, new: str) -> str:
    letters = [c for c in old if c.isalpha()]
    if letters and all(c.islower() for c in letters):
        return new.lower()
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return new.upper()
    return new


def _mapped(turn: Turn, write: Callable[[str, int], str]) -> Turn:
    out: list[str] = []
    at = []
    for i in range(len(turn.text)):
        at.append(len(out))
        new = write(turn.text, i)
        if new and not (new == " " and out and out[-1] == " "):
            out.append(new)
    at.append(len(out))
    text = "".join(out)
    spans = []
    for span in turn.spans:
        start, end = at[span.start], at[span.end]
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            spans.append(Span(start, end, span.labels, span.either))
    return Turn(text, tuple(spans))
