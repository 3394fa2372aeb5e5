"""Apply the codebook's phrases as suggestions: the sentence where a participant said one. Never a coding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A sentence of a turn (source coordinates, end exclusive) that holds a phrase of a code."""

    start: int
    end: int
    code_id: str
    cue: str


class Suggester:
    """Finds the sentences that hold a code's phrases, whatever the form of their words."""

    def __init__(self, codebook: Codebook) -> None:
        self._nlp = _pipeline()
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


def suggest(db: Database, codebook: Codebook) -> int:
    """Store the suggestions for what participants said, in place of those before; return how many there are.

    Raises NothingIngested.
    """
    with db.atomic():
        return _suggest(db, codebook)


def _suggest(db: Database, codebook: Codebook) -> int:
    turns = list(db.query("SELECT id, text FROM turns WHERE role = ? ORDER BY transcript_id, n", [PARTICIPANT]))
    if not turns:
        raise NothingIngested("The study holds no transcript yet. Read its files first with: llais ingest STUDY")
    suggester = Suggester(codebook)
    rows = [
        {"turn_id": turn["id"], "start": s.start, "end": s.end, "code_id": s.code_id, "cue": s.cue}
        for turn, suggestions in zip(turns, suggester(turn["text"] for turn in turns), strict=True)
        for s in suggestions
    ]
    db.execute("DELETE FROM suggestions")
    db.table("suggestions").insert_all(rows)
    return len(rows)


def _pipeline() -> Language:
    nlp = blank_pipeline()
    nlp.add_pipe("llais_lemmas")
    nlp.add_pipe("sentencizer", config={"punct_chars": [".", "!", "?", "…", "\n"]})
    return nlp


@Language.component("llais_lemmas")
def set_lemmas(doc: Doc) -> Doc:
    """Set each word's dictionary form, one for all pronouns."""
    for token in doc:
        norm = token.norm_
        token.lemma_ = _ANYONE if norm in _PRONOUNS else simplemma.lemmatize(norm, lang="en")
    return doc
