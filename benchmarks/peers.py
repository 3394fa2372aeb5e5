"""What other tools find in the same texts, where they are installed: the extra `peers`."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence

from pipeline.identify.finds import Identifier
from pipeline.identify.tagger import spans_of
from pipeline.identify.tagging.session import tag
from pipeline.identify.types import FOUND

Found = dict[str, list[list[Identifier]]]
Texts = Mapping[str, Sequence[str]]
Span = tuple[int, int]

_CAPITAL = re.compile(r"(?<![.?!…]\s)(?<!^)\b[A-ZÀ-ÞŴŶ][\w'’-]*|\d[\d\W]*\d|\d", re.MULTILINE)


def capitals_and_digits(texts: Texts) -> Found:
    """Take every capitalised word in mid-sentence and every number: what no tool needs a model for."""
    return _each(texts, lambda text: [match.span() for match in _CAPITAL.finditer(text) if match[0] != "I"])


def tagger_alone(texts: Texts) -> Found:
    """Take what our tagger holds likelier than not, without anything else."""
    found: Found = {}
    for id_, turns in texts.items():
        tagged = tag(list(turns))
        found[id_] = [
            [_span(start, end) for start, end, _, score in spans_of(words, text) if score >= 0.5]
            for words, text in zip(tagged, turns, strict=True)
        ]
    return found


def presidio(texts: Texts) -> Found:
    """Run Presidio's patterns, those for the United Kingdom among them, with an empty spaCy pipeline for words."""
    os.environ["TLDEXTRACT_CACHE"] = os.devnull
    import presidio_analyzer.predefined_recognizers as all_of
    import spacy
    import tldextract
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import SpacyNlpEngine
    from presidio_analyzer.predefined_recognizers import UkNinoRecognizer

    # Its first e-mail would ask the network.
    vars(tldextract)["extract"] = tldextract.TLDExtract(suffix_list_urls=())

    class Blank(SpacyNlpEngine):
        """Words only: what Presidio finds without anybody's model."""

        def __init__(self) -> None:
            super().__init__()
            self.__dict__["nlp"] = {"en": spacy.blank("en")}

    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"])
    for name in dir(all_of):
        if name.startswith("Uk") and name.endswith("Recognizer") and name != UkNinoRecognizer.__name__:
            registry.add_recognizer(getattr(all_of, name)())
    engine = AnalyzerEngine(registry=registry, nlp_engine=Blank(), supported_languages=["en"])
    return _each(texts, lambda text: [(one.start, one.end) for one in engine.analyze(text, language="en")])


def presidio_with_tagger(texts: Texts) -> Found:
    """Put Presidio's patterns and our tagger's finds together."""
    return _together(presidio(texts), tagger_alone(texts))


def scrubadub(texts: Texts) -> Found:
    """Run scrubadub for British English, with the detectors that need no model."""
    import scrubadub as tool

    scrubber = tool.Scrubber(locale="en_GB")
    return _each(texts, lambda text: [(filth.beg, filth.end) for filth in scrubber.iter_filth(text)])


PEERS: dict[str, Callable[[Texts], Found]] = {
    "capitals and digits": capitals_and_digits,
    "Presidio, patterns": presidio,
    "Presidio with our tagger": presidio_with_tagger,
    "scrubadub en_GB": scrubadub,
    "our tagger alone": tagger_alone,
}
"""By name, in the order of the table. What is not installed raises ImportError."""


def _each(texts: Texts, find: Callable[[str], Sequence[Span]]) -> Found:
    return {id_: [[_span(*one) for one in find(text)] for text in turns] for id_, turns in texts.items()}


def _together(one: Found, other: Found) -> Found:
    return {id_: [a + b for a, b in zip(turns, other[id_], strict=True)] for id_, turns in one.items()}


def _span(start: int, end: int) -> Identifier:
    return Identifier(start, end, "PERSON", "direct", FOUND, 1.0, ("peer",))
