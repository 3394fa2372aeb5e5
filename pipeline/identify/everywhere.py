"""The second pass: a name that is found anywhere is looked for everywhere, so that none is left standing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.folding import fold, folded_words
from pipeline.identify.finds import Find, Identifier, finds_in
from pipeline.identify.kept import KeptNames, could_be_kept
from pipeline.identify.marks import as_identifiers, mark
from pipeline.identify.merge import merge
from pipeline.identify.propagate import PROPAGATED, propagation
from pipeline.identify.request import Request
from pipeline.identify.turns import turns_as_docs
from pipeline.identify.types import FOUND

Name = tuple[str, str]
Transcripts = Mapping[str, Sequence[str]]
Found = dict[str, list[list[Identifier]]]

_ROUNDS = 5  # each finds less; what the last leaves, the leak gate would stop


def find_everywhere(transcripts: Transcripts, finds: Mapping[str, list[list[Find]]], request: Request) -> Found:
    """Merge what the detectors found in each turn with the names that they found elsewhere.

    Looking again for a name may find it longer or shorter than before, so this goes on until no name is new.
    """
    study = _Study(transcripts, finds, request)
    for _ in range(_ROUNDS):
        if not study.look_again():
            break
    return study.identifiers


class _Study:
    """The turns of a study and what has been found in them so far."""

    def __init__(self, transcripts: Transcripts, finds: Mapping[str, list[list[Find]]], request: Request) -> None:
        self._transcripts, self._finds, self._request = transcripts, finds, request
        self._words = {id_: [set(folded_words(text)) for text in texts] for id_, texts in transcripts.items()}
        self._names: set[Name] = set()
        self._borne = _surely_borne(transcripts, finds, request)
        self.identifiers: Found = {}

    def look_again(self) -> bool:
        """Look for the names found so far in the turns that could hold a new one; say whether there are new ones."""
        names = self._found_names() if self.identifiers else self._first_names()
        new = names - self._names
        newly_borne = {name for name in _words_borne(names) - self._borne if self.identifiers and could_be_kept(name)}
        if self.identifiers and not new and not newly_borne:
            return False
        self._names |= new
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
                finds_in(doc).extend(self._finds[id_][n])
                propagate(doc)
                merged = merge(finds_in(doc), threshold=self._request.threshold, kept=kept.spans(doc))
                result.append(as_identifiers(mark(doc, merged)))
            self.identifiers[id_] = result
        return True

    def _first_names(self) -> set[Name]:
        return {
            (one.type, text[one.start : one.end])
            for id_, turns in self._finds.items()
            for text, finds in zip(self._transcripts[id_], turns, strict=True)
            for one in merge(finds, threshold=self._request.threshold)
            if one.status == FOUND and one.type in PROPAGATED
        }

    def _found_names(self) -> set[Name]:
        return {
            (one.type, text[one.start : one.end])
            for id_, turns in self.identifiers.items()
            for text, identifiers in zip(self._transcripts[id_], turns, strict=True)
            for one in identifiers
            if one.status == FOUND and one.type in PROPAGATED
        }


def _surely_borne(transcripts: Transcripts, finds: Mapping[str, list[list[Find]]], request: Request) -> set[str]:
    """Gather the names that people surely bear: those of the roster, and those announced by "my son" or "called"."""
    names = {("PERSON", name) for type_, entry in request.roster if type_ == "PERSON" for name in entry}
    names |= {
        ("PERSON", text[find.start : find.end])
        for id_, turns in finds.items()
        for text, its in zip(transcripts[id_], turns, strict=True)
        for find in its
        if find.detector == "cues" and find.type == "PERSON" and find.score >= request.threshold
    }
    return _words_borne(names)


def _words_borne(names: set[Name]) -> set[str]:
    """Give names folded: whole, and those of people word by word."""
    return {fold(name) for _, name in names} | {
        word for type_, name in names if type_ == "PERSON" for word in folded_words(name)
    }
