"""The hard slices of people's names and numbers, each named by a rule that looks at gold alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from benchmarks.gold import DataSet, GoldSpan
from pipeline.folding import fold, folded_words
from pipeline.lists.names import first_names, surnames
from pipeline.lists.words import is_ordinary
from training.documents import NUMBERS

_DIGIT_WORDS = re.compile(
    r"\b(?:oh|double|treble|nought|zero|one|two|three|four|five|six|seven|eight|nine|dot|stroke)\b", re.IGNORECASE
)
_GROUPS = {
    "welsh": "Welsh",
    "english": "English",
    "polish": "Polish",
    "somali": "Somali",
    "arabic": "Arabic",
    "south_asian": "South Asian",
    "african": "African",
    "vietnamese": "Vietnamese",
    "other": "other European",
}


def slices_of(data: DataSet) -> Callable[[GoldSpan, str], Iterator[str]]:
    """Make the function that names the slices of a span of gold of this data set."""
    mentions: Counter[str] = Counter(
        span.entity for document in data.documents.values() for span in document.spans if span.type == "PERSON"
    )
    known = {word for entry in data.roster for name in (entry.name, *entry.aliases) for word in folded_words(name)}

    def slices(span: GoldSpan, text: str) -> Iterator[str]:
        said = text[span.start : span.end]
        if span.type in NUMBERS and _DIGIT_WORDS.search(said):
            yield "numbers said aloud"
        if span.type != "PERSON":
            return
        words = folded_words(said)
        if len(words) == 1 and words[0] in first_names():
            yield "bare first names"
        if any(is_ordinary(word) for word in words):
            yield "names with a word in them"
        if len(words) == 1 and words[0] not in first_names() and words[0] not in surnames():
            yield "names on no list"
        if span.entity and mentions[span.entity] == 1:
            yield "named once"
        if not known & set(words):
            yield "not on the roster"
        if group := _group(words):
            yield f"group: {_GROUPS[group]}"
        if re.fullmatch(r"(?:\w[ ,.-]+){2,}\w", fold(said)):
            yield "spelled out"

    return slices


def _group(words: list[str]) -> str | None:
    """Say which group's name it is, by the first name where there is one."""
    styles: list[str] = [first_names()[word].style for word in words if word in first_names()]
    styles += [surnames()[word] for word in words if word in surnames()]
    return styles[0] if styles else None
