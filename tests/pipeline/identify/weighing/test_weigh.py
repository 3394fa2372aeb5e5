"""Weighing: scores become likelihoods, of the same finds, in the same order."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.identify.finds import Find
from pipeline.identify.weighing.evidence import COLUMNS, elsewhere_in
from pipeline.identify.weighing.weigh import AGAIN, FIRST, likelihoods, weigh
from pipeline.identify.words import blank_pipeline


@pytest.mark.parametrize("stage", [FIRST, AGAIN])
def test_the_weights_fit_the_evidence(stage: str) -> None:
    """They were learnt from the columns that are gathered now."""
    rows = np.zeros((3, len(COLUMNS)), np.float32)

    assert likelihoods(rows, stage).shape == (3,)


def test_only_scores_change() -> None:
    """A find stays where it is and what it is."""
    doc = blank_pipeline().make_doc("Siân rang.")
    finds = [Find(0, 4, "PERSON", 0.82, "names"), Find(0, 4, "PERSON", 0.8, "propagate")]
    weighed = weigh(doc, finds, elsewhere_in([doc]), stage=FIRST)

    assert [(f.start, f.end, f.type, f.detector) for f in weighed] == [
        (f.start, f.end, f.type, f.detector) for f in finds
    ]
    assert all(0 <= f.score <= 1 for f in weighed)


def test_finds_of_one_detector_can_be_weighed_alone() -> None:
    """With all the others as evidence."""
    doc = blank_pipeline().make_doc("Siân rang.")
    finds = [Find(0, 4, "PERSON", 0.82, "names"), Find(0, 4, "PERSON", 0.8, "propagate")]

    assert [f.detector for f in weigh(doc, finds, elsewhere_in([doc]), stage=AGAIN, only="propagate")] == ["propagate"]
    assert weigh(doc, [], {}, stage=FIRST) == []


def test_the_word_of_the_team_stands() -> None:
    """A name that it listed, and what a model that it chose has found, are not weighed away."""
    doc = blank_pipeline().make_doc("So then bread and butter, with the others.")
    finds = [
        Find(8, 13, "PERSON", 0.95, "roster"),
        Find(18, 24, "PERSON", 0.75, "model"),
        Find(8, 13, "PERSON", 0.1, "names"),
    ]

    assert [f.score >= 0.75 for f in weigh(doc, finds, elsewhere_in([doc]), stage=FIRST)] == [True, True, False]


def test_weekdays_and_small_words_are_nobody() -> None:
    """Whatever the tagger makes of them."""
    doc = blank_pipeline().make_doc("Dydd Llun, or the Monday of the same.")
    finds = [
        Find(5, 9, "PERSON", 0.9, "tagger"),
        Find(14, 17, "ORG", 0.9, "tagger"),
        Find(18, 24, "PLACE", 0.9, "tagger"),
    ]

    assert [f.score for f in weigh(doc, finds, elsewhere_in([doc]), stage=FIRST)] == [0.0, 0.0, 0.0]


def test_a_word_that_is_written_small_is_at_most_a_doubt() -> None:
    """Where the transcript has capitals: "he comes miles for it"."""
    doc = blank_pipeline().make_doc("And Miles comes miles for it.")
    finds = [Find(16, 21, "PERSON", 0.9, "tagger")]

    assert all(f.score <= 0.1 for f in weigh(doc, finds, elsewhere_in([doc]), stage=FIRST))
