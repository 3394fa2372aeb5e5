"""Apply the codebook's phrases as suggestions: the sentence where a participant said one. Never a coding."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import simplemma
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from sqlite_utils import Database

from codebook.model import Codebook
from ingest.records import PARTICIPANT
from pipeline.errors import NothingIngested
from pipeline.identify.words import blank_pipeline

# A phrase of the codebook is meant whoever it is said of: "he kept my room", "she kept her room".
_PRONOUNS = frozenset(
    "i he she they we you it me him her them us my his their our your myself himself herself themselves".split()
)
_ANYONE = "-PRON-"
_WITH_DICTIONARY = frozenset({"en", "cy", "ga", "gd", "pl", "fr", "de", "es"})


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A sentence of a turn (source coordinates, end exclusive) that holds a phrase of a code."""

    start: int
    end: int
    code_id: str
    cue: str


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
        found: dict[tuple[int, int, str], Suggestion] = {}
        for key, start, _ in self._matcher(doc):
            code_id, cue = doc.vocab.strings[key].split("\t")
            words = doc[start].sent.text_with_ws
            begin = doc[start].sent.start_char + len(words) - len(words.lstrip())
            end = doc[start].sent.start_char + len(words.rstrip())
            found.setdefault((begin, end, code_id), Suggestion(begin, end, code_id, cue))
        return [found[key] for key in sorted(found)]


def suggest(db: Database, codebook: Codebook, language: str = "en") -> int:
    """Store the suggestions for what participants said, in place of those before; return how many there are.

    `language` is the study's, such as "en" or "cy;en". Raises NothingIngested.
    """
    with db.atomic():
        return _suggest(db, codebook, language)


def languages_of(setting: str) -> tuple[str, ...]:
    """List the languages of a setting whose dictionary forms are known, English where there is none of them."""
    named = (name.strip().lower() for name in re.split(r"[;,/ ]", setting))
    return tuple(name for name in named if name in _WITH_DICTIONARY) or ("en",)


def _suggest(db: Database, codebook: Codebook, language: str) -> int:
    turns = list(db.query("SELECT id, text FROM turns WHERE role = ? ORDER BY transcript_id, n", [PARTICIPANT]))
    if not turns:
        raise NothingIngested("The study holds no transcript yet. Read its files first with: llais ingest STUDY")
    suggester = Suggester(codebook, language)
    rows = [
        {"turn_id": turn["id"], "start": s.start, "end": s.end, "code_id": s.code_id, "cue": s.cue}
        for turn, suggestions in zip(turns, suggester(turn["text"] for turn in turns), strict=True)
        for s in suggestions
    ]
    db.execute("DELETE FROM suggestions")
    db.table("suggestions").insert_all(rows)
    return len(rows)


def _pipeline(languages: tuple[str, ...]) -> Language:
    nlp = blank_pipeline()
    nlp.add_pipe("llais_lemmas", config={"languages": list(languages)})
    nlp.add_pipe("sentencizer", config={"punct_chars": [".", "!", "?", "…", "\n"]})
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
