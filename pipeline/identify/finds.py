"""What detectors find: stretches of a turn, each with a type, a score and the detector's name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

_FINDS = "llais_finds"


@dataclass(frozen=True, slots=True)
class Find:
    """One detector's find: `start`:`end` are offsets into the turn's source text, end exclusive; `score` is 0 to 1."""

    start: int
    end: int
    type: str
    score: float
    detector: str


@dataclass(frozen=True, slots=True)
class Identifier:
    """A stretch of a turn that could identify someone, merged from what the detectors found."""

    start: int
    end: int
    type: str
    kind: str
    status: str
    score: float
    detectors: tuple[str, ...]


def finds_in(doc: Doc) -> list[Find]:
    """Return what has been found in `doc` so far."""
    finds: list[Find] = doc.user_data.setdefault(_FINDS, [])
    return finds


def add_finds(doc: Doc, detector: str, spans: Iterable[tuple[int, int, str, float]]) -> Doc:
    """Note what `detector` found as (start, end, type, score), widened to whole words, and return `doc`."""
    for start, end, type_, score in spans:
        whole = doc.char_span(start, end, alignment_mode="expand")
        if whole is not None:
            finds_in(doc).append(Find(whole.start_char, whole.end_char, type_, score, detector))
    return doc


def text_detector(name: str, find: Callable[[str], Iterable[tuple[int, int, str, float]]]) -> None:
    """Register as the spaCy component `llais_NAME` a detector that needs the text alone."""
    doc_detector(name, lambda doc: find(doc.text))


def doc_detector(name: str, find: Callable[[Doc], Iterable[tuple[int, int, str, float]]]) -> None:
    """Register as the spaCy component `llais_NAME` a detector that needs the words."""
    Language.component(f"llais_{name}", func=lambda doc: add_finds(doc, name, find(doc)))
