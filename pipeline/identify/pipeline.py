"""The spaCy pipeline that finds identifiers, and how a whole study runs through it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span, SpanGroup

# Importing a detector registers its component.
from pipeline.identify import (
    addresses,  # noqa: F401
    ages,  # noqa: F401
    bodies,  # noqa: F401
    capitals,  # noqa: F401
    cues,  # noqa: F401
    dates,  # noqa: F401
    model,  # noqa: F401
    names,  # noqa: F401
    numbers,  # noqa: F401
    online,  # noqa: F401
    organisations,  # noqa: F401
    phones,  # noqa: F401
    places,  # noqa: F401
    roster,  # noqa: F401
)
from pipeline.identify.finds import Find, Identifier, finds_in
from pipeline.identify.merge import merge
from pipeline.identify.propagate import PROPAGATED, propagation
from pipeline.identify.types import FOUND, IDENTIFIER_TYPES
from pipeline.identify.words import blank_pipeline, is_cased, set_cased
from pipeline.lists.bodies import KEPT_BODIES
from pipeline.lists.places import AREAS

DETECTORS = (
    "phones",
    "online",
    "numbers",
    "dates",
    "ages",
    "addresses",
    "bodies",
    "organisations",
    "places",
    "cues",
    "names",
    "capitals",
)

for _attribute, _default in (("detectors", ()), ("score", 0.0), ("status", "")):
    Span.set_extension(_attribute, default=_default, force=True)


@dataclass(frozen=True, slots=True)
class Request:
    """What finding depends on besides the text: roster entries as (type, names), and the study's settings."""

    roster: tuple[tuple[str, tuple[str, ...]], ...] = ()
    keep: tuple[str, ...] = ()
    threshold: float = 0.5
    model: str = ""


def make_pipeline(request: Request) -> Language:
    """Make the pipeline of detectors, the roster first. Raises ModelNotFound."""
    nlp = blank_pipeline()
    entries = [[type_, list(names_)] for type_, names_ in request.roster]
    nlp.add_pipe("llais_roster", config={"entries": entries})
    for detector in DETECTORS:
        nlp.add_pipe(f"llais_{detector}")
    if request.model:
        nlp.add_pipe("llais_model", config={"model": request.model})
    return nlp


def identify(
    transcripts: Mapping[str, Sequence[str]], request: Request, progress: Callable[[str], None] = lambda _: None
) -> dict[str, list[list[Identifier]]]:
    """Find the identifiers in every turn of every transcript, names found in one looked for in all.

    `transcripts` maps ids to the source texts of their turns; so does the result, to each turn's identifiers in order,
    in offsets into those texts. Raises ModelNotFound.
    """
    nlp = make_pipeline(request)
    found: dict[str, list[list[Find]]] = {}
    for id_, texts in transcripts.items():
        found[id_] = [finds_in(doc) for doc in nlp.pipe(_docs(nlp, texts))]
        progress(id_)
    again = _Propagating(transcripts, found, request)
    return {id_: again.identifiers(id_) for id_ in transcripts}


class _Propagating:
    """The second pass: every name found with confidence is looked for in the whole study."""

    def __init__(
        self, transcripts: Mapping[str, Sequence[str]], found: dict[str, list[list[Find]]], request: Request
    ) -> None:
        self._transcripts, self._found, self._request = transcripts, found, request
        self._nlp, self._propagate = propagation(_confident_names(transcripts, found, request))
        self._kept = PhraseMatcher(self._nlp.vocab, attr="NORM")
        self._kept.add("KEPT", [self._nlp.make_doc(name) for name in (*AREAS, *KEPT_BODIES, *request.keep)])

    def identifiers(self, id_: str) -> list[list[Identifier]]:
        texts = self._transcripts[id_]
        result = []
        for doc, finds in zip(_docs(self._nlp, texts), self._found[id_], strict=True):
            finds_in(doc).extend(finds)
            self._propagate(doc)
            kept = [(doc[a:b].start_char, doc[a:b].end_char) for _, a, b in self._kept(doc)]
            merged = merge(finds_in(doc), threshold=self._request.threshold, kept=kept)
            result.append(as_identifiers(mark(doc, merged)))
        return result


def mark(doc: Doc, identifiers: Iterable[Identifier]) -> Doc:
    """Put identifiers into `doc.spans["identifiers"]`, each with its detectors, score and status."""
    spans = []
    for identifier in identifiers:
        span = doc.char_span(identifier.start, identifier.end, label=identifier.type, alignment_mode="expand")
        span._.detectors, span._.score, span._.status = identifier.detectors, identifier.score, identifier.status
        spans.append(span)
    doc.spans["identifiers"] = SpanGroup(doc, name="identifiers", spans=spans)
    return doc


def as_identifiers(doc: Doc) -> list[Identifier]:
    """Read `doc.spans["identifiers"]` back as records."""
    return [
        Identifier(
            span.start_char,
            span.end_char,
            span.label_,
            IDENTIFIER_TYPES[span.label_].kind,
            span._.status,
            span._.score,
            span._.detectors,
        )
        for span in doc.spans["identifiers"]
    ]


def _docs(nlp: Language, texts: Sequence[str]) -> list[Doc]:
    cased = is_cased(list(texts))
    return [set_cased(nlp.make_doc(text), cased) for text in texts]


def _confident_names(
    transcripts: Mapping[str, Sequence[str]], found: dict[str, list[list[Find]]], request: Request
) -> set[tuple[str, str]]:
    names_: set[tuple[str, str]] = set()
    for id_, turns in found.items():
        for text, finds in zip(transcripts[id_], turns, strict=True):
            for identifier in merge(finds, threshold=request.threshold):
                if identifier.status == FOUND and identifier.type in PROPAGATED:
                    names_.add((identifier.type, text[identifier.start : identifier.end]))
    return names_
