"""Detector: names found with confidence anywhere in the study, looked for everywhere."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from pipeline.folding import fold
from pipeline.identify.finds import add_finds
from pipeline.identify.roster import NOT_NAMES, name_parts
from pipeline.identify.titles import FORMAL_TITLES, KIN_TITLES
from pipeline.identify.scoring import name_score
from pipeline.identify.words import blank_pipeline, is_word, uses_capitals
from pipeline.lists.places import places

_SCORE = 0.8
PROPAGATED = frozenset({"PERSON", "PLACE", "ORG", "HANDLE"})


class Propagation:
    """Find the given names again, whole and (people's) in parts. `names` are (type, name) pairs."""

    def __init__(self, nlp: Language, names: Iterable[tuple[str, str]]) -> None:
        self._matcher = PhraseMatcher(nlp.vocab, attr="NORM")
        for type_, name in sorted(set(names)):
            doc = nlp.make_doc(name)
            wholes = [name] if type_ != "PERSON" else [_without_titles(doc)]
            for whole in wholes:
                if whole:
                    self._matcher.add(type_, [nlp.make_doc(whole)])
            if type_ == "PERSON":
                for part in name_parts(doc):
                    if fold(part) not in FORMAL_TITLES | KIN_TITLES:
                        self._matcher.add(type_, [nlp.make_doc(part)])

    def __call__(self, doc: Doc) -> Doc:
        spans = []
        for key, start, end in self._matcher(doc):
            type_ = doc.vocab.strings[key]
            score = _SCORE if end - start > 1 else name_score(doc[start], _SCORE)
            if end - start == 1 and type_ == "PERSON" and doc[start].norm_ in places() and uses_capitals(doc):
                score = min(score, 0.5)
            if score:
                span = doc[start:end]
                spans.append((span.start_char, span.end_char, type_, score))
        return add_finds(doc, "propagate", spans)


def _without_titles(doc: Doc) -> str:
    words = [token for token in doc if is_word(token)]
    kept = [token for token in words if token.norm_ not in FORMAL_TITLES | KIN_TITLES | NOT_NAMES]
    return doc[kept[0].i : kept[-1].i + 1].text if kept and len(kept[0]) > 1 else ""


def propagation(names: Iterable[tuple[str, str]]) -> tuple[Language, Propagation]:
    """Make the component that looks for `names`, with the pipeline whose words it shares."""
    nlp = blank_pipeline()
    return nlp, Propagation(nlp, names)
