"""Detector: the names that the team knew in advance, with their aliases, in any writing."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Token

from pipeline.identify.finds import add_finds
from pipeline.identify.scoring import name_score
from pipeline.identify.words import is_capitalised, is_word, previous_word
from pipeline.lists.words import is_ordinary

_WHOLE = 0.99
_PART = 0.95
_FAMILY = 0.8  # the Treharnes
NOT_NAMES = frozenset(
    (
        "mr mrs ms miss dr pc dc ds sgt sir lady rev father sister auntie aunty uncle nan nana nain taid mam "
        "dad mum gran granny mamgu tadcu gu cu y yr a ac ap ab ferch the of and de la van von der bin al el o "
        "du"
    ).split()
)


class RosterDetector:
    """Find whole names and, for people, the first names and surnames in them.

    `entries` are (type, names): the name and its aliases.
    """

    def __init__(self, nlp: Language, entries: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._matcher = PhraseMatcher(nlp.vocab, attr="NORM")
        for type_, names in entries:
            for name in names:
                doc = nlp.make_doc(name)
                if not any(is_word(token) for token in doc):
                    continue
                self._matcher.add(f"{type_}|whole", [doc])
                if type_ == "PERSON":
                    for part in name_parts(doc):
                        self._matcher.add("PERSON|part", [nlp.make_doc(part)])
                        self._matcher.add("PERSON|plural", [nlp.make_doc(form) for form in plural(part)])

    def __call__(self, doc: Doc) -> Doc:
        spans = []
        for key, start, end in self._matcher(doc):
            type_, extent = doc.vocab.strings[key].split("|")
            score = self._score(doc[start], end - start, extent)
            if score:
                span = doc[start:end]
                spans.append((span.start_char, span.end_char, type_, score))
        return add_finds(doc, "roster", spans)

    def _score(self, token: Token, length: int, extent: str) -> float:
        if extent == "plural":
            before = previous_word(token)
            family = before is not None and before.norm_ == "the"
            return _FAMILY if family and (is_capitalised(token) or not is_ordinary(token.norm_)) else 0.0
        base = _WHOLE if extent == "whole" else _PART
        return base if length > 1 else name_score(token, base)


def name_parts(doc: Doc) -> list[str]:
    """List the words of a name that could stand for the person alone: no titles, particles or initials."""
    words = [token for token in doc if is_word(token)]
    if len(words) < 2:
        return []
    return [token.text for token in words if len(token.text) > 1 and token.norm_ not in NOT_NAMES]


def plural(name: str) -> list[str]:
    """List how a family of that name is called: the Treharnes, the Joneses."""
    return [f"{name}es"] if name.casefold().endswith(("s", "x", "z", "ch", "sh")) else [f"{name}s"]


@Language.factory("llais_roster", default_config={"entries": []})
def make_roster_detector(nlp: Language, name: str, entries: list) -> RosterDetector:
    """Make the component from its configuration."""
    return RosterDetector(nlp, [(type_, names) for type_, names in entries])
