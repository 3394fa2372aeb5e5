"""Words that a decision is about, found again wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.folding import fold
from pipeline.lists.mutations import mutated
from pipeline.lists.words import is_ordinary
from pipeline.review.decisions import STUDY, Decision

_WORD = re.compile(r"\w+")
_LONGEST_GAP = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands (Python indices, end exclusive) and its folded form."""

    start: int
    end: int
    folded: str


def words_of(text: str) -> list[Word]:
    """List the words of a text with their places."""
    return [Word(found.start(), found.end(), fold(found[0])) for found in _WORD.finditer(text)]


def uncovered(text: str, start: int, end: int, over: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the runs of words of a stretch that none of the stretches `over` touches; all of it where none does."""
    if not any(first < end and start < last for first, last in over):
        yield start, end
        return
    run: list[tuple[int, int]] = []
    for word in words_of(text[start:end]):
        place = start + word.start, start + word.end
        if any(first < place[1] and place[0] < last for first, last in over):
            if run:
                yield run[0][0], run[-1][1]
            run = []
        else:
            run.append(place)
    if run:
        yield run[0][0], run[-1][1]


class Phrases:
    """Decisions about words wherever they stand, indexed by their first word."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Decision]]] = {}
        for decision in decisions:
            for phrase in forms_of(decision):
                self._by_first.setdefault(phrase[0], []).append((phrase, decision))

    def __bool__(self) -> bool:
        """Say whether there is anything to look for."""
        return bool(self._by_first)

    def matches(
        self, text: str, words: Sequence[Word], transcript: str | None, cased: bool
    ) -> Iterator[tuple[int, int, Decision]]:
        """Yield (start, end, decision) in a text of `transcript`; `cased` says whether it is written with capitals.

        Words must follow each other with hardly anything between them. A single ordinary word that was decided with its
        capital (Rose) is meant with a capital only.
        """
        for i, word in enumerate(words):
            for phrase, decision in self._by_first.get(word.folded, ()):
                if decision.scope != STUDY and decision.transcript_id != transcript:
                    continue
                stretch = words[i : i + len(phrase)]
                if tuple(one.folded for one in stretch) != phrase or not _together(text, stretch):
                    continue
                start, end = word.start, stretch[-1].end
                if cased and _needs_capital(phrase, decision) and not text[start].isupper():
                    continue
                yield start, end, decision


def forms_of(decision: Decision) -> list[tuple[str, ...]]:
    """Give the folded words that are decided about, in each of their forms: places also in their Welsh mutations."""
    folded = tuple(word.folded for word in words_of(decision.words))
    forms = [folded]
    if decision.type == "PLACE" and folded:
        first = _WORD.search(decision.words)
        forms += [(fold(form), *folded[1:]) for form in mutated(first[0])] if first else []
    return [form for form in forms if form]


def _together(text: str, stretch: Sequence[Word]) -> bool:
    gaps = (text[a.end : b.start] for a, b in zip(stretch, stretch[1:], strict=False))
    return all(len(gap) <= _LONGEST_GAP and "\n" not in gap for gap in gaps)


def _needs_capital(phrase: tuple[str, ...], decision: Decision) -> bool:
    first = _WORD.search(decision.words)
    return len(phrase) == 1 and first is not None and first[0][0].isupper() and is_ordinary(phrase[0])
