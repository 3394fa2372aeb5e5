"""Detector: names found with confidence anywhere in the study, looked for everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Token

from pipeline.folding import fold
from pipeline.identify.finds import add_finds
from pipeline.identify.roster import NOT_NAMES, name_parts, plural
from pipeline.identify.scoring import NEVER_NAMES, name_score
from pipeline.identify.titles import FORMAL_TITLES, KIN_TITLES
from pipeline.identify.types import SURE
from pipeline.identify.words import (
    blank_pipeline,
    is_capitalised,
    is_word,
    previous_word,
    starts_sentence,
    uses_capitals,
)
from pipeline.lists.names import first_names, short_forms, surnames
from pipeline.lists.peoples import PEOPLES
from pipeline.lists.places import places
from pipeline.lists.words import is_ordinary

_SCORE = 0.8
_SMALL = 0.7
_SHORT = 0.55
_DOUBT = 0.4
_UNSURE = 0.65
NAME = "propagate"
PROPAGATED = frozenset({"PERSON", "PLACE", "ORG", "HANDLE"})

_BEFORE_A_PLACE = frozenset("in from to near at around down up over by off through i yn o".split())
_BEFORE_PEOPLE_TOO = frozenset("from to by over off i o".split())
# The first word of these says nothing by itself: New Inn, Upper Boat.
_NO_HEADS = frozenset("new old upper lower great little north south east west st saint the y yr high long".split())


class Propagation:
    """Find the given names again: whole, people's also in parts, as plurals and cut short.

    `names` map (type, name) to how sure it is that somebody is called so; only sure names are found in any writing
    whatever stands around them.
    """

    def __init__(self, nlp: Language, names: Mapping[tuple[str, str], float]) -> None:
        self._matcher = PhraseMatcher(nlp.vocab, attr="NORM")
        wanted: dict[str, set[str]] = {}
        for (type_, name), certainty in names.items():
            doc = nlp.make_doc(name)
            if all(token.norm_ in NEVER_NAMES for token in doc if is_word(token)):
                continue
            surely = "sure" if certainty >= SURE else "unsure"
            if type_ == "PERSON":
                self._add_person(doc, surely, wanted)
            else:
                wanted.setdefault(f"{type_}|whole|{surely}", set()).add(name)
                if type_ == "PLACE":
                    wanted.setdefault(f"PLACE|head|{surely}", set()).update(_head(doc))
        for key, forms in sorted(wanted.items()):
            self._matcher.add(key, [nlp.make_doc(form) for form in sorted(forms)])

    def _add_person(self, doc: Doc, surely: str, wanted: dict[str, set[str]]) -> None:
        parts = [part for part in name_parts(doc) if fold(part) not in FORMAL_TITLES | KIN_TITLES]
        whole = _without_titles(doc)
        wanted.setdefault(f"PERSON|whole|{surely}", set()).update(parts, [whole] if whole else [])
        for name in parts or [whole]:
            wanted.setdefault(f"PERSON|plural|{surely}", set()).update(plural(name))
            wanted.setdefault(f"PERSON|short|{surely}", set()).update(_cut_short(name))

    def __call__(self, doc: Doc) -> Doc:
        spans = []
        for key, start, end in self._matcher(doc):
            type_, form, surely = doc.vocab.strings[key].split("|")
            span = doc[start:end]
            score = self._score(doc[start], end - start, type_, form)
            if surely == "unsure":
                score = min(score, _UNSURE)
            if score:
                spans.append((span.start_char, span.end_char, type_, score))
        return add_finds(doc, NAME, spans)

    def _score(self, token: Token, length: int, type_: str, form: str) -> float:
        if form == "short":
            if token.norm_ in NEVER_NAMES | PEOPLES:
                return 0.0
            if not uses_capitals(token.doc):
                return _DOUBT if len(token) > 2 and not is_ordinary(token.norm_) else 0.0
            written = is_capitalised(token) and token.text[1:].islower()
            return (_DOUBT if starts_sentence(token) else _SHORT) if written else 0.0
        if form == "plural":
            before = previous_word(token)
            return 0.7 if before is not None and before.norm_ == "the" and _may_be_a_name(token) else 0.0
        if form == "head":
            before = previous_word(token)
            introduced = before is not None and before.norm_ in _BEFORE_A_PLACE
            return (_SCORE if introduced else _DOUBT) if is_capitalised(token) and not starts_sentence(token) else 0.0
        if length > 1:
            return _SCORE
        score = name_score(token, _SCORE)
        if type_ == "PERSON" and token.norm_ in places():
            before = previous_word(token)
            if before is not None and before.norm_ in _BEFORE_A_PLACE - _BEFORE_PEOPLE_TOO:
                return 0.0  # in Barry, who is not the Barry of this study
            score = min(score, 0.5)
        if type_ == "PERSON" and uses_capitals(token.doc) and not _may_be_a_name(token):
            score = min(score, _SMALL)  # a name that is replaced must not be left standing in small letters
        return score


def _may_be_a_name(token: Token) -> bool:
    """Say whether a word is written as a name, or is one that the lists know in any writing."""
    return is_capitalised(token) or token.norm_ in first_names() or token.norm_ in surnames()


def _without_titles(doc: Doc) -> str:
    words = [token for token in doc if is_word(token)]
    kept = [token for token in words if token.norm_ not in FORMAL_TITLES | KIN_TITLES | NOT_NAMES]
    return doc[kept[0].i : kept[-1].i + 1].text if kept and len(kept[0]) > 1 else ""


def _cut_short(name: str) -> Iterator[str]:
    """Give the beginnings of a name and the short forms that people make of it: El and Elli for Eleri."""
    folded = fold(name)
    if folded.isalpha():
        yield from (folded[:n] for n in range(2, len(folded)))
        yield from short_forms(name)


def _head(doc: Doc) -> Iterator[str]:
    """Give the first word of a place of several words where people may call it by that: Port for Port Talbot."""
    words = [token for token in doc if is_word(token)]
    if len(words) > 1 and len(words[0]) > 3 and words[0].norm_ not in _NO_HEADS:
        yield words[0].text


def propagation(names: Mapping[tuple[str, str], float]) -> tuple[Language, Propagation]:
    """Make the component that looks for `names`, with the pipeline whose words it shares."""
    nlp = blank_pipeline()
    return nlp, Propagation(nlp, names)
