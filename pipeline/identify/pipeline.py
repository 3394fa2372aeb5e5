"""The spaCy pipeline that finds identifiers, and how a whole study runs through it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from pipeline.folding import fold, folded_words

# Importing a detector registers its component.
from pipeline.identify import (
    addresses,  # noqa: F401
    ages,
    bodies,  # noqa: F401
    capitals,  # noqa: F401
    cues,  # noqa: F401
    dates,  # noqa: F401
    model,  # noqa: F401
    names,  # noqa: F401
    neighbours,  # noqa: F401
    numbers,  # noqa: F401
    online,  # noqa: F401
    organisations,  # noqa: F401
    phones,  # noqa: F401
    places,  # noqa: F401
    roster,  # noqa: F401
    spelled,  # noqa: F401
    spoken,  # noqa: F401
    variants,  # noqa: F401
)
from pipeline.identify.finds import Find, Identifier, finds_in
from pipeline.identify.kept import KeptNames
from pipeline.identify.merge import merge
from pipeline.identify.propagate import PROPAGATED, propagation
from pipeline.identify.types import FOUND, IDENTIFIER_TYPES
from pipeline.identify.words import blank_pipeline, is_cased, set_cased

DETECTORS = (
    "phones",
    "online",
    "numbers",
    "spoken",
    "spelled",
    "dates",
    "ages",
    "addresses",
    "bodies",
    "organisations",
    "places",
    "cues",
    "names",
    "capitals",
    "neighbours",
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
    nlp.add_pipe("llais_variants", config={"entries": entries})
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
        names_ = _confident_names(transcripts, found, request)
        self._nlp, self._propagate = propagation(names_)
        self._kept = KeptNames(self._nlp, request.keep, _borne_names(transcripts, found, request))

    def identifiers(self, id_: str) -> list[list[Identifier]]:
        texts = self._transcripts[id_]
        result = []
        for doc, finds in zip(_docs(self._nlp, texts), self._found[id_], strict=True):
            finds_in(doc).extend(finds)
            self._propagate(doc)
            merged = merge(finds_in(doc), threshold=self._request.threshold, kept=self._kept.spans(doc))
            result.append(as_identifiers(mark(doc, merged)))
        return result


def mark(doc: Doc, identifiers: Iterable[Identifier]) -> Doc:
    """Put identifiers into `doc.spans["identifiers"]`, each with its detectors, score and status."""
    spans = []
    for identifier in identifiers:
        span = doc.char_span(identifier.start, identifier.end, label=identifier.type, alignment_mode="expand")
        assert span is not None  # "expand" always finds one, which the types do not say
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
    docs = [set_cased(nlp.make_doc(text), cased) for text in texts]
    for before, doc in pairwise(docs):
        doc.user_data[ages.ASKED_AGE] = ages.asks_age(before.text)
    return docs


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


def _borne_names(
    transcripts: Mapping[str, Sequence[str]], found: dict[str, list[list[Find]]], request: Request
) -> set[str]:
    """Gather the names that people surely bear, whole and word by word, folded: of the roster, and after "my son"."""
    names_ = [name for type_, entry in request.roster if type_ == "PERSON" for name in entry]
    names_ += [
        text[find.start : find.end]
        for id_, turns in found.items()
        for text, finds in zip(transcripts[id_], turns, strict=True)
        for find in finds
        if find.detector == "cues" and find.type == "PERSON" and find.score >= request.threshold
    ]
    return {fold(name) for name in names_} | {word for name in names_ for word in folded_words(name)}
