"""Find the codebook's phrases in what was said, whatever the form of their words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import simplemma
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from codebook.model import Codebook
from pipeline.coding.agreement.sentences import sentences_of
from pipeline.coding.reasons import why_by_phrases
from pipeline.identify.words import blank_pipeline

# A phrase of the codebook is meant whoever it is said of: "he kept my room", "she kept her room".
_PRONOUNS = frozenset(
    "i he she they we you it me him her them us my his their our your myself himself herself themselves".split()
)
_ANYONE = "-PRON-"
_WITH_DICTIONARY = frozenset({"en", "cy", "ga", "gd", "pl", "fr", "de", "es"})


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A sentence of a turn (source coordinates, end exclusive) that holds phrases of a code, in the order found."""

    start: int
    end: int
    code_id: str
    cues: tuple[str, ...]

    @property
    def why(self) -> str:
        """Say why it is suggested."""
        return why_by_phrases(self.cues)


class Suggester:
    """Finds the sentences that hold a code's phrases, whatever the form of their words."""

    def __init__(self, codebook: Codebook, language: str = "en") -> None:
        self._nlp = _pipeline(languages_of(language))
        self._matcher = PhraseMatcher(self._nlp.vocab, attr="LEMMA")
        for code in codebook.codes:
            for cue in code.indicators:
                self._matcher.add(f"{code.id}\t{cue}", [self._nlp(cue)])

    def __call__(self, texts: Iterable[str]) -> Iterator[list[Suggestion]]:
        """Give each text's suggestions, one for each sentence and code, in order."""
        for doc in self._nlp.pipe(texts):
            yield self._suggestions(doc)

    def _suggestions(self, doc: Doc) -> list[Suggestion]:
        matches = self._matcher(doc)
        if not matches:
            return []
        sentences = sentences_of(doc.text)
        begins = [begin for begin, _ in sentences]
        found: dict[tuple[int, int, str], dict[str, None]] = {}
        for key, first, _ in matches:
            code_id, cue = doc.vocab.strings[key].split("\t")
            start, end = sentences[bisect_right(begins, doc[first].idx) - 1]
            found.setdefault((start, end, code_id), {})[cue] = None
        return [Suggestion(*key, tuple(found[key])) for key in sorted(found)]


def languages_of(setting: str) -> tuple[str, ...]:
    """List the languages of a setting whose dictionary forms are known, English where there is none of them."""
    named = (name.strip().lower() for name in re.split(r"[;,/ ]", setting))
    return tuple(name for name in named if name in _WITH_DICTIONARY) or ("en",)


def _pipeline(languages: tuple[str, ...]) -> Language:
    nlp = blank_pipeline()
    nlp.add_pipe("llais_lemmas", config={"languages": list(languages)})
    return nlp


@Language.factory("llais_lemmas", default_config={"languages": ["en"]})
def make_lemmatizer(nlp: Language, name: str, languages: list) -> Callable[[Doc], Doc]:
    """Make the component that sets each word's dictionary form, one for all pronouns."""

    def set_lemmas(doc: Doc) -> Doc:
        for token in doc:
            norm = token.norm_
            token.lemma_ = _ANYONE if norm in _PRONOUNS else simplemma.lemmatize(norm, lang=tuple(languages))
        return doc

    return set_lemmas
