"""Say why a sentence is suggested, and read such words again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from codebook.model import Code
from pipeline.coding.learning.trial import LEARNED, Trial

_QUOTED = re.compile("“([^”]+)”")


def why_by_phrases(phrases: Iterable[str]) -> str:
    """Say that phrases of the code were recognised."""
    quoted = [f"“{phrase}”" for phrase in phrases]
    return f"because of {', '.join(quoted)}, {'a phrase' if len(quoted) == 1 else 'phrases'} of this code"


def why_learned(trial: Trial, words: Sequence[str]) -> str:
    """Say that a code was learned: the sentence's most telling words, from how much, and how well it did in a test."""
    because = "because of " + (", ".join(f"“{word}”" for word in words) or "its words together")
    learned_from = f"learned from {trial.sentences} sentences of {trial.people} people"
    return f"{because}; {learned_from}; in a test it was right {trial.right} of {trial.suggested} times"


def phrases_in(why: str, first: str, code: Code) -> tuple[str, ...]:
    """Return the phrases of `code` that a suggestion names: the first, and those that its `why` quotes."""
    others = (phrase for phrase in code.indicators if phrase != first and f"“{phrase}”" in why)
    return (first, *others) if first else tuple(others)


def why_shown(why: str, source: str, quote: str) -> str:
    """Say why a sentence is suggested, as it may be published beside its words.

    Of what was learned, words that stand in the sentence no more, as they were replaced since, are not named.
    """
    because, _, rest = why.partition("; ")
    gone = source == LEARNED and any(word not in quote for word in _QUOTED.findall(because))
    return rest if gone else why
