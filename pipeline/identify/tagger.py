"""Detector: what the tagger reads as identifying, from what was said before and after."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.identify.finds import add_finds
from pipeline.identify.tagging.session import TaggedWord, tag
from pipeline.identify.titles import FORMAL_TITLES
from pipeline.numerals import CARDINALS, alternatives

_LEVELS = (0.5, 0.15, 0.03)
"""What is likelier than the first is the core of a find; the others take in what may belong to it, as further finds."""
_BETWEEN_CLAUSES = frozenset(',;:!?…"“”()[]')
_ARTICLES = frozenset({"a", "an", "the"})
_TAGGED = "llais_tagged"
_DIGITS = re.compile(
    rf"\d|\b(?:oh|double|treble|stroke|dot|dim|{alternatives(word for word in CARDINALS if ' ' not in word)})\b",
    re.IGNORECASE,
)

Span = tuple[int, int, str, float]


class TaggerDetector:
    """Find what the tagger holds likely, with its likelihood as the score."""

    def __call__(self, doc: Doc) -> Doc:
        return next(iter(self.pipe([doc])))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 0) -> Iterator[Doc]:
        """Read the turns of a transcript together."""
        docs = list(stream)
        for doc, words in zip(docs, tag([doc.text for doc in docs]), strict=True):
            set_tagged_words(doc, words)
            yield add_finds(doc, "tagger", spans_of(words, doc.text))


def tagged_words(doc: Doc) -> Sequence[TaggedWord]:
    """Return what the tagger made of each word of a turn, in order."""
    words: Sequence[TaggedWord] = doc.user_data.get(_TAGGED, ())
    return words


def set_tagged_words(doc: Doc, words: Sequence[TaggedWord]) -> None:
    """Put back what the tagger made of a turn that is split into words anew."""
    doc.user_data[_TAGGED] = words


def spans_of(words: Sequence[TaggedWord], text: str) -> list[Span]:
    """Join neighbouring words of one kind into spans, at each level of likelihood; each span is given once."""
    spans: dict[tuple[int, int], Span] = {}
    for level in _LEVELS:
        for likely, run in groupby(words, key=lambda word: word.likely >= level):
            for piece in _split(list(run), text) if likely else ():
                start, end = piece[0].start, piece[-1].end
                label = max(piece, key=lambda word: word.likely).label
                score = sum(word.likely for word in piece) / len(piece)
                spans.setdefault((start, end), (start, end, _type_of(label, text[start:end]), score))
    return sorted(spans.values())


def _type_of(label: str, words: str) -> str:
    """Say what kind of number it is, as far as that can be told; one without digits may be an address or a username."""
    if label != "NUMBER":
        return label
    return "CASE_REF" if _DIGITS.search(words) else "OTHER"


def _split(run: Sequence[TaggedWord], text: str) -> Iterator[list[TaggedWord]]:
    """Split a run where another kind begins, another of the same kind, or a clause.

    Marks and articles at its ends are left out.
    """
    piece: list[TaggedWord] = []
    for word in run:
        written = text[word.start : word.end]
        close = bool(piece) and piece[-1].end == word.start
        if written == "." and _is_full_stop(piece, word, text):
            yield from _trimmed(piece, text)
            piece = []
            continue
        apart = piece and (word.label != piece[-1].label or (word.begins and not close))
        if apart or written in _BETWEEN_CLAUSES:
            yield from _trimmed(piece, text)
            piece = []
        if written not in _BETWEEN_CLAUSES:
            piece.append(word)
    yield from _trimmed(piece, text)


def _is_full_stop(piece: Sequence[TaggedWord], stop: TaggedWord, text: str) -> bool:
    """Tell the end of a sentence from the stop after "Mrs" or an initial, and from that inside an address."""
    if text[stop.end : stop.end + 1].strip() or not piece:
        return False
    before = text[piece[-1].start : piece[-1].end]
    spelled = len(before) == 1 and len(piece) > 1 and len(text[piece[-2].start : piece[-2].end]) == 1
    return spelled or (len(before) > 1 and before.lower() not in FORMAL_TITLES | {"st"})


def _trimmed(piece: list[TaggedWord], text: str) -> Iterator[list[TaggedWord]]:
    spoken = [n for n, word in enumerate(piece) if any(c.isalnum() for c in text[word.start : word.end])]
    while len(spoken) > 1 and text[piece[spoken[0]].start : piece[spoken[0]].end].lower() in _ARTICLES:
        spoken.pop(0)
    if spoken:
        yield piece[spoken[0] : spoken[-1] + 1]


@Language.factory("llais_tagger")
def make_tagger_detector(nlp: Language, name: str) -> TaggerDetector:
    """Make the component; the model is loaded once, when it first reads."""
    return TaggerDetector()
