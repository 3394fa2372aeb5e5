"""Detector: names of the roster as a recogniser mishears them: "quab enna" for Kwabena, "am look" for Amlwch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from jellyfish import metaphone
from rapidfuzz.fuzz import ratio
from spacy.language import Language
from spacy.tokens import Doc, Token

from pipeline.folding import fold
from pipeline.identify.finds import add_finds
from pipeline.identify.roster import name_parts
from pipeline.identify.scoring import NEVER_NAMES
from pipeline.identify.words import is_capitalised, is_word, uses_capitals
from pipeline.lists.words import is_ordinary

_MOST_WORDS = 3
_SHORTEST = 4  # letters
_ALIKE = 55  # per cent of the letters, for names that sound alike
_SOUND_ALONE = 3  # consonants; what sounds alike in fewer has to look alike too
_LOOKS = 75
_UNKNOWN, _ORDINARY = 0.45, 0.25


def sound_of(name: str) -> str:
    """Write a name's sound: its consonants as English spelling has them, one sign for a vowel at the beginning."""
    letters = re.sub(r"[^a-z]", "", fold(name).replace("ff", "f").replace("dd", "th").replace("ll", "l"))
    sound = re.sub(r"[WHY]", "", _sound(letters))
    return re.sub(r"^[AEIOU]", "A", sound)


@lru_cache(maxsize=100_000)
def _sound(letters: str) -> str:
    return str(metaphone(letters)) if letters else ""


class MisheardDetector:
    """Find runs of words that sound like a name; `entries` are (type, names): the name and its aliases."""

    def __init__(self, nlp: Language, entries: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._by_sound: dict[str, set[tuple[str, str]]] = {}
        self._names: set[str] = set()
        for type_, names in entries:
            for name in names:
                for part in {name, *(name_parts(nlp.make_doc(name)) if type_ == "PERSON" else ())}:
                    if len(fold(part)) >= _SHORTEST and (sound := sound_of(part)):
                        letters = fold(part).replace(" ", "")
                        self._by_sound.setdefault(sound, set()).add((type_, letters))
                        self._names.add(letters)

    def __call__(self, doc: Doc) -> Doc:
        return add_finds(doc, "misheard", self._spans(doc)) if self._by_sound else doc

    def _spans(self, doc: Doc) -> Iterator[tuple[int, int, str, float]]:
        words = [token for token in doc if is_word(token)]
        for at in range(len(words)):
            for end in range(at + 1, min(at + _MOST_WORDS, len(words)) + 1):
                run = words[at:end]
                if run[-1].i - run[0].i > 2 * _MOST_WORDS or (end - at == 1 and _says_something(run[0])):
                    continue
                letters = "".join(token.norm_ for token in run)
                if letters in self._names:
                    break
                if type_ := self._type_of(letters):
                    unknown = any(not is_ordinary(token.norm_) for token in run)
                    yield run[0].idx, run[-1].idx + len(run[-1]), type_, _UNKNOWN if unknown else _ORDINARY
                    break

    def _type_of(self, letters: str) -> str | None:
        """Return the type of the name that the letters sound like, None where they sound like none."""
        if len(letters) < _SHORTEST:
            return None
        sound = sound_of(letters)
        for type_, name in sorted(self._by_sound.get(sound, ())):  # so that every run says the same
            alike = ratio(letters, name)
            if alike >= (_ALIKE if len(sound) >= _SOUND_ALONE else _LOOKS):
                return type_
        return None


def _says_something(token: Token) -> bool:
    """Say whether a single word is one that speech is made of: it is no misheard name by itself."""
    if token.norm_ in NEVER_NAMES:
        return True
    return is_ordinary(token.norm_) and uses_capitals(token.doc) and not is_capitalised(token)


@Language.factory("llais_misheard", default_config={"entries": []})
def make_misheard_detector(nlp: Language, name: str, entries: list) -> MisheardDetector:
    """Make the component from its configuration."""
    return MisheardDetector(nlp, [(type_, names) for type_, names in entries])
