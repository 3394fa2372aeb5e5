"""Identifiers as spaCy's spans, and back."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Span, SpanGroup

from pipeline.identify.finds import Identifier
from pipeline.identify.types import IDENTIFIER_TYPES

for _attribute, _default in (("detectors", ()), ("score", 0.0), ("status", "")):
    Span.set_extension(_attribute, default=_default, force=True)


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
