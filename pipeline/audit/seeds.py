"""Invented identifiers, planted into a sample to measure its reader; they are shown there and nowhere else.

Names come from the pools of pseudonyms, less every word of the study and of what it publishes; towns are real ones that
nobody in the study names; telephone numbers are those that Ofcom keeps for drama. What was planted is remembered by its
place, so that a mark on it counts as caught and never as a leak.
"""

from __future__ import annotations

import csv
import random
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeVar

from faker.providers.phone_number.en_GB import Provider as BritishNumbers

from pipeline.errors import PipelineError
from pipeline.folding import folded_words
from pipeline.identify.types import DIRECT, QUASI
from pipeline.lists.names import Style, first_name_pool, is_famous_pair, surname_pool
from pipeline.lists.places import places
from pipeline.numerals import CARDINALS

T = TypeVar("T")

KINDS = {
    "FIRST": DIRECT,
    "FULL": DIRECT,
    "PHONE": DIRECT,
    "TOWN": QUASI,
    "SCHOOL": QUASI,
    "AGE": QUASI,
    "DATE": QUASI,
}
FEWEST = 10
"""As many are planted where there are enough turns to spread them over."""
_ENOUGH_TURNS = 100
_WORDS_AROUND = 5
_TRIES = 1000
_SENTENCE_BREAK = re.compile(r"(?<=[.?!…])[ \n]+(?=\S)")
_SENTENCE_MARK = re.compile(r"[.?!…]")
_LAST_MARK = re.compile(r"(?<=\w)[.!…]$")
_MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "cy": "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr".split(),
}


class NamesRunOut(PipelineError):
    """No name is left to plant: every one of the pools is somebody's in the study."""

    code = "LL-P035"


@dataclass(frozen=True, slots=True)
class Planted:
    """An invented identifier in a text: its own place, and that of everything inserted with it (end exclusive)."""

    start: int
    end: int
    inserted_start: int
    inserted_end: int
    kind: str
    type: str

    def touches(self, start: int, end: int) -> bool:
        """Say whether a mark touches what was planted."""
        return start < self.end and self.start < end

    def without(self, offset: int) -> int:
        """Return where an offset of the text stands in the text without what was planted."""
        if offset <= self.inserted_start:
            return offset
        return max(self.inserted_start, offset - (self.inserted_end - self.inserted_start))


@dataclass(frozen=True, slots=True)
class Ground:
    """A text that something may be planted into, its language ("en" or "cy"), and its replaced stretches.

    `of_participant` says that a participant speaks: the sentences are such as participants say.
    """

    text: str
    language: str
    replaced: Sequence[tuple[int, int]] = ()
    of_participant: bool = True


def how_many(turns: int, turns_per_seed: int) -> int:
    """Say how many identifiers are planted into a sample of so many turns."""
    wanted = round(turns / turns_per_seed)
    return max(wanted, FEWEST) if turns >= _ENOUGH_TURNS else wanted


def plant(grounds: Sequence[Ground], n: int, seed: str, forbidden: Collection[str]) -> dict[int, tuple[str, Planted]]:
    """Plant `n` invented identifiers into as many of the texts, as near as can be half of them direct.

    `forbidden` are the folded words that no invented name may hold. Returns the new text and what was planted, by the
    text's position. The same seed plants the same.
    """
    chance = random.Random(f"seeds {seed}")
    fit = [(not one.of_participant, len(one.text.split()) < _WORDS_AROUND) for one in grounds]
    chosen = sorted(range(len(grounds)), key=lambda i: (*fit[i], chance.random()))
    inventor = _Inventor(chance, {*forbidden})
    planted = {}
    for i, type_ in zip(chosen[:n], _types(chance), strict=False):
        words = inventor.invent(type_, grounds[i].language)
        planted[i] = _insert(grounds[i], type_, words, inventor.sentence(type_, grounds[i].language), chance)
    return planted


def _types(chance: random.Random) -> Iterator[str]:
    """Yield direct and quasi types in turn, each in an order of its own."""
    while True:
        pairs = zip(
            *(_shuffled([t for t, k in KINDS.items() if k == kind], chance) for kind in (DIRECT, QUASI)), strict=False
        )
        for direct, quasi in pairs:
            yield from (direct, quasi)


class _Inventor:
    """Invents identifiers, none twice, and finds sentences for them, each as seldom as can be."""

    def __init__(self, chance: random.Random, forbidden: set[str]) -> None:
        self._chance = chance
        self._forbidden = forbidden
        self._said: Counter[str] = Counter()

    def sentence(self, type_: str, language: str) -> str:
        """Return a sentence for an identifier of a type, one of those that were taken least often."""
        sentence = min(_sentences()[language, type_], key=lambda one: (self._said[one], self._chance.random()))
        self._said[sentence] += 1
        return sentence

    def invent(self, type_: str, language: str) -> str:
        """Return a new identifier of a type. Raises NamesRunOut."""
        for _ in range(_TRIES):
            words = self._draw(type_, language)
            telling = {word for word in folded_words(words) if type_ in _NAMED and word not in _SCHOOL_WORDS}
            if words and not telling & self._forbidden:
                self._forbidden |= telling
                return words
        raise NamesRunOut(
            "There are not enough invented names that nobody in the study has. Draw the sample with --no-seeds."
        )

    def _draw(self, type_: str, language: str) -> str:
        style: Style = "welsh" if language == "cy" or self._chance.random() < 0.3 else "english"
        first = _pick((*first_name_pool(style, "f"), *first_name_pool(style, "m")), self._chance)
        last = _pick(surname_pool(style), self._chance)
        match type_:
            case "FIRST":
                return first
            case "FULL":
                return "" if is_famous_pair(first, last) else f"{first} {last}"
            case "PHONE":
                form = _pick([form for form in BritishNumbers.cellphone_formats if form[0] == "0"], self._chance)
                return re.sub("#", lambda _: str(self._number(0, 9)), form)
            case "TOWN":
                return _pick(_towns(), self._chance)
            case "SCHOOL":
                return f"Ysgol {last}" if language == "cy" else _pick(_SCHOOLS, self._chance).format(last)
            case "AGE":
                age = self._number(11, 78)
                return str(age) if language == "cy" or self._chance.random() < 0.5 else _in_words(age)
            case _:
                return self._date(language)

    def _date(self, language: str) -> str:
        day, year = self._number(1, 28), self._number(2009, 2023)
        month = _pick(_MONTHS[language], self._chance)
        if language == "cy":
            return f"{day} {month} {year}"
        return _pick([f"the {day}{_ordinal(day)} of {month}", f"{day} {month} {year}", f"{month} {day}"], self._chance)

    def _number(self, least: int, most: int) -> int:
        return least + int(self._chance.random() * (most - least + 1))


_NAMED = ("FIRST", "FULL", "TOWN", "SCHOOL")
_SCHOOLS = ("{} Primary", "{} High", "{} Road Infants", "{} Comp")
_SCHOOL_WORDS = frozenset("ysgol primary high road infants comp".split())


def _ordinal(day: int) -> str:
    return "th" if 10 <= day <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _insert(ground: Ground, type_: str, words: str, template: str, chance: random.Random) -> tuple[str, Planted]:
    """Put a sentence with the identifier between two others, or a clause before the last full stop."""
    text = ground.text
    places: list[tuple[int, str]] = [(match.end(), "before") for match in _SENTENCE_BREAK.finditer(text)]
    places += [(0, "before"), (len(text), "after")]
    if last := _LAST_MARK.search(text):
        places.append((last.start(), "clause"))
    at, how = _pick([(at, how) for at, how in places if not _inside(at, ground.replaced)], chance)
    stop = "." if _SENTENCE_MARK.search(text) else ""
    before, after = {"before": ("", f"{stop} "), "after": (" ", stop), "clause": (", ", "")}[how]
    if how == "clause" and not template.startswith(("{}", "I ", "I'")):
        template = template[0].lower() + template[1:]
    head, tail = template.split("{}")
    if text == text.lower():  # typed without capitals
        head, words, tail = head.lower(), words.lower(), tail.lower()
    inserted = f"{before}{head}{words}{tail}{after}"
    start = at + len(before) + len(head)
    planted = Planted(start, start + len(words), at, at + len(inserted), KINDS[type_], type_)
    return f"{text[:at]}{inserted}{text[at:]}", planted


def _inside(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < at < end for start, end in spans)


@cache
def _sentences() -> Mapping[tuple[str, str], list[str]]:
    """Read the sentences that identifiers are planted in, by language and type."""
    found: dict[tuple[str, str], list[str]] = {}
    text = files("pipeline.audit").joinpath("data", "seed_sentences.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        found.setdefault((row["language"], row["type"]), []).append(row["sentence"])
    return found


@cache
def _towns() -> tuple[str, ...]:
    return tuple(sorted({place.name for place in places().values() if place.kind == "town"}))


def _in_words(number: int) -> str:
    return next(word for word, n in CARDINALS.items() if n == number)


def _pick(options: Sequence[T], chance: random.Random) -> T:
    return options[int(chance.random() * len(options))]


def _shuffled(options: Sequence[str], chance: random.Random) -> list[str]:
    return sorted(options, key=lambda _: chance.random())
