"""Give every find the likelihood that the evidence speaks for, learnt from marked interviews."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from spacy.lang.en.stop_words import STOP_WORDS
from spacy.tokens import Doc

from pipeline.identify.finds import Find
from pipeline.identify.models import load_model
from pipeline.identify.scoring import CALENDAR
from pipeline.identify.titles import FORMAL_TITLES
from pipeline.identify.weighing.evidence import Elsewhere, evidence
from pipeline.identify.words import is_word, uses_capitals
from pipeline.lists.names import first_names, surnames
from pipeline.lists.words import is_ordinary

_TRUSTED = {
    "roster": 0.9,
    "phones": 0.9,
    "online": 0.9,
    "numbers": 0.95,
    "spoken": 0.9,
    "addresses": 0.9,
    "dates": 0.9,
    "propagate": 0.7,
    "model": 0.5,
}
"""From these scores on a detector's word stands: the team listed the name or chose the model, the form leaves no doubt,
or the same name is replaced elsewhere and must not be left standing."""

_WRITTEN_SMALL = 0.1
"""At most as likely a name is a word that a typist wrote small: a doubt."""

_BY_STRANGENESS = frozenset({"tagger", "rarity"})
_NAMES = frozenset({"PERSON", "PLACE", "ORG"})
_NUMBERS = frozenset({"AGE", "DATE", "PHONE", "CASE_REF", "NHS", "VEHICLE", "POSTCODE", "ADDRESS"})

FIRST, AGAIN = "first", "again"
"""The two sets of weights: for what the detectors find, and for names that are looked for again."""


def weigh(
    doc: Doc, finds: Sequence[Find], elsewhere: Mapping[str, Elsewhere], *, stage: str, only: str = ""
) -> list[Find]:
    """Return the finds of a turn with likelihoods (0 to 1) for scores.

    `finds` are all that was found in the turn, with the detectors' own scores; of those, only the ones of the detector
    `only` are returned where that is given.
    """
    if not finds:
        return []
    wanted = [n for n, find in enumerate(finds) if not only or find.detector == only]
    if not wanted:
        return []
    rows = evidence(doc, finds, elsewhere)
    likely = likelihoods(np.array([rows[n] for n in wanted], np.float32), stage)
    return [replace(finds[n], score=_score(finds[n], float(one), doc)) for n, one in zip(wanted, likely, strict=True)]


def _score(find: Find, likely: float, doc: Doc) -> float:
    """Take the detector's word where it is to be trusted whatever the rest says, else the likelihood."""
    if find.detector != "roster" and find.type not in _NUMBERS and _says_nothing(doc, find):
        return 0.0
    if find.type == "PERSON" and _is_written_as_a_word(doc, find):
        likely = min(likely, _WRITTEN_SMALL)
    trusted = find.score >= _TRUSTED.get(find.detector, 2.0)
    return round(max(likely, find.score) if trusted else likely, 4)


def _is_written_as_a_word(doc: Doc, find: Find) -> bool:
    """Say whether words stand in small letters in a transcript that has capitals: "he comes miles for it".

    They are ordinary words, or such as nothing but their strangeness speaks for ("titchy", "mun").
    """
    if not uses_capitals(doc):
        return False
    span = doc.char_span(find.start, find.end, alignment_mode="expand")
    words = [token for token in span or () if is_word(token)]
    if not all(token.text.islower() for token in words):
        return False
    strange = find.detector in _BY_STRANGENESS
    return all(is_ordinary(token.norm_) or (strange and not _is_listed(token.norm_)) for token in words)


def _is_listed(word: str) -> bool:
    return word in first_names() or word in surnames()


def _says_nothing(doc: Doc, find: Find) -> bool:
    """Say whether a find is of weekdays, months or titles alone, or of words such as "the" and "does" alone."""
    span = doc.char_span(find.start, find.end, alignment_mode="expand")
    words = [token.norm_ for token in span or () if is_word(token)]
    if not words:
        return False
    if find.type in _NAMES and (CALENDAR.issuperset(words) or FORMAL_TITLES.issuperset(words)):
        return True
    return all(word in STOP_WORDS and not _is_listed(word) for word in words)


def likelihoods(rows: np.ndarray, stage: str) -> np.ndarray:
    """Give the likelihood of each row of evidence, shape (rows,)."""
    session = load_model("pipeline.identify.weighing", f"{stage}.onnx", threads=1)
    result: np.ndarray = session.run(None, {session.get_inputs()[0].name: rows})[1][:, 1]
    return result
