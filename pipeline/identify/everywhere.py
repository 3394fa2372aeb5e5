"""The second pass: a name that is found anywhere is looked for everywhere, so that none is left standing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from spacy.tokens import Doc

from pipeline.folding import fold, folded_words
from pipeline.identify.articles import with_articles
from pipeline.identify.finds import Find, Identifier, finds_in
from pipeline.identify.kept import KeptNames, could_be_kept
from pipeline.identify.marks import as_identifiers, mark
from pipeline.identify.merge import merge
from pipeline.identify.propagate import NAME, PROPAGATED, propagation
from pipeline.identify.reading import Reading
from pipeline.identify.request import Request
from pipeline.identify.tagger import set_tagged_words
from pipeline.identify.turns import turns_as_docs
from pipeline.identify.types import FOUND, SURE
from pipeline.identify.weighing.weigh import AGAIN, weigh

Name = tuple[str, str]
Transcripts = Mapping[str, Sequence[str]]
Found = dict[str, list[list[Identifier]]]

_ROUNDS = 5  # each finds less; what the last leaves, the leak gate would stop


def find_everywhere(transcripts: Transcripts, readings: Mapping[str, Reading], request: Request) -> Found:
    """Merge what the detectors found in each turn with the names that they found elsewhere.

    Looking again for a name may find it longer or shorter than before, so this goes on until no name is new.
    """
    study = _Study(transcripts, readings, request)
    for _ in range(_ROUNDS):
        if not study.look_again():
            break
    return study.identifiers


class _Study:
    """The turns of a study and what has been found in them so far."""

    def __init__(self, transcripts: Transcripts, readings: Mapping[str, Reading], request: Request) -> None:
        self._transcripts, self._readings, self._request = transcripts, readings, request
        self._words = {id_: [set(folded_words(text)) for text in texts] for id_, texts in transcripts.items()}
        self._names: dict[Name, float] = {}
        self._borne = _surely_borne(transcripts, readings, request)
        self.identifiers: Found = {}

    def look_again(self) -> bool:
        """Look for the names found so far in the turns that could hold a new one; say whether there are new ones."""
        names = self._found_names() if self.identifiers else self._first_names()
        new = {name for name, score in names.items() if name not in self._names or self._names[name] < SURE <= score}
        newly_borne = {
            name for name in _words_borne(set(names)) - self._borne if self.identifiers and could_be_kept(name)
        }
        if self.identifiers and not new and not newly_borne:
            return False
        self._names |= {name: names[name] for name in new}
        self._borne |= newly_borne
        new_words = {word for name in (*newly_borne, *(name for _, name in new)) for word in folded_words(name)}
        nlp, propagate = propagation(self._names)
        kept = KeptNames(nlp, self._request.keep, self._borne)
        for id_, texts in self._transcripts.items():
            before = self.identifiers.get(id_)
            result = []
            for n, doc in enumerate(turns_as_docs(nlp, texts)):
                if before is not None and not new_words & self._words[id_][n]:
                    result.append(before[n])
                    continue
                finds = self._finds_of(id_, n, propagate(doc))
                merged = merge(finds, thresholds=self._request.thresholds, kept=kept.spans(doc))
                result.append(as_identifiers(mark(doc, with_articles(merged, doc.text))))
            self.identifiers[id_] = result
        return True

    def _finds_of(self, id_: str, n: int, doc: Doc) -> list[Find]:
        """Put what was found in a turn at first together with the names that were found in it again, weighed."""
        reading = self._readings[id_]
        set_tagged_words(doc, reading.tagged[n])
        again = list(dict.fromkeys(finds_in(doc)))
        return reading.weighed[n] + weigh(doc, reading.raw[n] + again, reading.elsewhere, stage=AGAIN, only=NAME)

    def _first_names(self) -> dict[Name, float]:
        return _best(
            (one, text)
            for id_, reading in self._readings.items()
            for text, finds in zip(self._transcripts[id_], reading.weighed, strict=True)
            for one in merge(finds, thresholds=self._request.thresholds)
        )

    def _found_names(self) -> dict[Name, float]:
        return _best(
            (one, text)
            for id_, turns in self.identifiers.items()
            for text, identifiers in zip(self._transcripts[id_], turns, strict=True)
            for one in identifiers
        )


def _best(identifiers: Iterable[tuple[Identifier, str]]) -> dict[Name, float]:
    """Map the names that are replaced to the best score that each has anywhere."""
    names: dict[Name, float] = {}
    for one, text in identifiers:
        if one.status == FOUND and one.type in PROPAGATED:
            name = (one.type, text[one.start : one.end])
            names[name] = max(names.get(name, 0.0), one.score)
    return names


def _surely_borne(transcripts: Transcripts, readings: Mapping[str, Reading], request: Request) -> set[str]:
    """Gather the names that people surely bear: those of the roster, and those announced by "my son" or "called"."""
    names = {("PERSON", name) for type_, entry in request.roster if type_ == "PERSON" for name in entry}
    names |= {
        ("PERSON", text[find.start : find.end])
        for id_, reading in readings.items()
        for text, its in zip(transcripts[id_], reading.weighed, strict=True)
        for find in its
        if find.detector == "cues" and find.type == "PERSON" and find.score >= SURE
    }
    return _words_borne(names)


def _words_borne(names: set[Name]) -> set[str]:
    """Give names folded: whole, and those of people word by word."""
    return {fold(name) for _, name in names} | {
        word for type_, name in names if type_ == "PERSON" for word in folded_words(name)
    }
