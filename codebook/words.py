"""Words for changes: ids in a row, and what differs between two long texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

_LONG = 8
_ALIKE = 0.5
_AROUND = 4


def listed(items: Sequence[str]) -> str:
    """Write items as one does in a sentence: a, b and c."""
    return " and ".join(part for part in (", ".join(items[:-1]), *items[-1:]) if part)


def replace_mentions(text: str, new_words: Mapping[str, str]) -> str:
    """Replace whole ids and tags of codes in a text."""
    if not new_words:
        return text
    return mentions_of(new_words).sub(lambda match: new_words[match[1]], text)


def mentions_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds each of `words`, at least one, where it is no part of a longer id or tag."""
    return re.compile(r"(?<![\w/-])(" + "|".join(map(re.escape, words)) + r")(?![\w/-])")


def changed_words(before: str, after: str) -> str:
    """Show what differs between two long texts that are mostly alike: “…eat together [at home → at one table]…”.

    Returns "" where both are so short, or so different, that one reads them better whole.
    """
    old, new = before.split(), after.split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if max(len(old), len(new)) < _LONG or matcher.ratio() < _ALIKE:
        return ""
    blocks = matcher.get_opcodes()
    parts = []
    for n, (tag, i1, i2, j1, j2) in enumerate(blocks):
        if tag == "equal":
            parts.append(" ".join(_shortened(old[i1:i2], first=n == 0, last=n == len(blocks) - 1)))
        else:
            parts.append(_difference(" ".join(old[i1:i2]), " ".join(new[j1:j2])))
    return f"“{' '.join(parts)}”"


def _difference(before: str, after: str) -> str:
    if not before:
        return f"[new: {after}]"
    return f"[{before} → {after}]" if after else f"[gone: {before}]"


def _shortened(words: Sequence[str], *, first: bool, last: bool) -> Iterator[str]:
    """Keep the words beside a difference, and an ellipsis for a long run of others."""
    head, tail = (0 if first else _AROUND), (0 if last else _AROUND)
    if len(words) <= head + tail + 1:
        yield from words
        return
    yield from words[:head]
    yield "…"
    yield from words[len(words) - tail :]
