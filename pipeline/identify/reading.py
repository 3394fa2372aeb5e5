"""What was made of a transcript before its names are looked for everywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from pipeline.identify.finds import Find, finds_in
from pipeline.identify.tagger import tagged_words
from pipeline.identify.tagging.session import TaggedWord
from pipeline.identify.weighing.evidence import Elsewhere, elsewhere_in
from pipeline.identify.weighing.weigh import FIRST, weigh

_WORTH_KEEPING = 0.004  # likelihood of a tagged word; most words have less, and are many


@dataclass(frozen=True, slots=True)
class Reading:
    """A transcript's finds by turn, as the detectors scored them and as weighed, and what weighing needs besides."""

    raw: list[list[Find]]
    weighed: list[list[Find]]
    tagged: list[tuple[TaggedWord, ...]]
    elsewhere: Mapping[str, Elsewhere]


def reading_of(docs: Sequence[Doc]) -> Reading:
    """Weigh what the detectors found in the turns of a transcript."""
    elsewhere = elsewhere_in(docs)
    raw = [list(dict.fromkeys(finds_in(doc))) for doc in docs]
    return Reading(
        raw,
        [weigh(doc, finds, elsewhere, stage=FIRST) for doc, finds in zip(docs, raw, strict=True)],
        [tuple(word for word in tagged_words(doc) if word.likely >= _WORTH_KEEPING) for doc in docs],
        elsewhere,
    )
