"""Detector: known names that were misheard or misspelled by a letter: Nya for Nia, Fennick for Fenwick."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA
from spacy.language import Language
from spacy.tokens import Doc, Token

from pipeline.folding import fold
from pipeline.identify.finds import add_finds
from pipeline.identify.roster import name_parts
from pipeline.identify.scoring import NEVER_NAMES
from pipeline.identify.words import is_capitalised, is_word, uses_capitals
from pipeline.lists.bodies import KEPT_BODIES
from pipeline.lists.peoples import PEOPLES
from pipeline.lists.places import AREAS
from pipeline.lists.words import is_ordinary

_SHORTEST = 5
_LONG = 8  # letters, from which on two may differ
_FOUND = 0.6
_DOUBT = 0.4


class VariantDetector:
    """Find words a letter away from a name of the roster; `entries` are (type, names): the name and its aliases."""

    def __init__(self, nlp: Language, entries: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._names: dict[str, str] = {}
        for type_, names in entries:
            for name in names:
                parts = name_parts(nlp.make_doc(name)) if type_ == "PERSON" else []
                for word in [name, *parts]:
                    if fold(word).isalpha() and len(word) >= _SHORTEST and not is_ordinary(word):
                        self._names.setdefault(fold(word), type_)
        self._seen: dict[str, str | None] = {}

    def __call__(self, doc: Doc) -> Doc:
        spans = []
        for token in doc:
            if is_word(token) and len(token) >= _SHORTEST and (type_ := self._type_of(token)):
                certain = is_capitalised(token) or not uses_capitals(doc)
                spans.append((token.idx, token.idx + len(token), type_, _FOUND if certain else _DOUBT))
        return add_finds(doc, "variants", spans)

    def _type_of(self, token: Token) -> str | None:
        """Return the type of the name that the word is a variant of; asked once for each word."""
        word = token.norm_
        if word not in self._seen:
            self._seen[word] = self._look_up(word)
        return self._seen[word]

    def _look_up(self, word: str) -> str | None:
        if word in self._names or word in NEVER_NAMES | PEOPLES | KEPT_BODIES | AREAS or is_ordinary(word):
            return None
        nearest = process.extractOne(
            word, self._names.keys(), scorer=OSA.distance, score_cutoff=2 if len(word) >= _LONG else 1
        )
        return self._names[nearest[0]] if nearest else None


@Language.factory("llais_variants", default_config={"entries": []})
def make_variant_detector(nlp: Language, name: str, entries: list) -> VariantDetector:
    """Make the component from its configuration."""
    return VariantDetector(nlp, [(type_, names) for type_, names in entries])
