"""When a learned suggester has earned to suggest: by counts that can be checked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.coding.learning.trial import better, cut_off, judged, right_share, too_little


def truths(text: str) -> np.ndarray:
    """Read "+.+" as true, false, true."""
    return np.array([sign == "+" for sign in text.replace(" ", "")])


def test_the_cut_off_is_right_often_enough_and_finds_most() -> None:
    """From the top: right, right, wrong, right, wrong, wrong. At 3 in 4 right, the cut is below the fourth score."""
    scores = np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.4])
    coded = truths("++.+..")

    assert cut_off(scores, coded, 0.75) == pytest.approx(0.55)
    assert cut_off(scores, coded, 0.9) == pytest.approx(0.75)
    assert cut_off(scores, coded, 0.1) == pytest.approx(0.55)


def test_equal_scores_are_not_told_apart() -> None:
    """A cut between two equal scores would suggest both."""
    assert cut_off(np.array([0.9, 0.9, 0.1]), truths("+.+"), 0.9) == np.inf


def test_where_nothing_is_right_often_enough_nothing_is_suggested() -> None:
    """The cut-off is then above every score."""
    assert cut_off(np.array([0.9, 0.8]), truths(".+"), 0.75) == np.inf
    assert cut_off(np.array([0.9, 0.8]), truths(".."), 0.0) == np.inf


@pytest.mark.filterwarnings("error")
def test_where_nothing_was_learned_nothing_is_suggested() -> None:
    """The lowest score of all stands for no score: in a fold whose people were not coded so, or coded so throughout."""
    lowest = -np.inf

    assert cut_off(np.array([lowest] * 4), truths("+++."), 0.5) == np.inf
    assert cut_off(np.array([0.9, lowest, lowest, lowest]), truths("+++."), 0.5) == 0.9


def test_it_has_to_be_right_as_often_as_the_phrases_and_half_the_time() -> None:
    """Three of four; one of four counts as half; no phrases count as half."""
    assert right_share(truths("++++."), truths("+++..")) == 0.75
    assert right_share(truths("++++."), truths("+....")) == 0.5
    assert right_share(truths("....."), truths("+....")) == 0.5


def test_better_in_one_person_only_is_not_better() -> None:
    """Five people: what helps with all of them is better; what helps with one may be chance."""
    who = np.repeat(np.arange(5), 4)
    coded = truths("++.." * 5)
    nothing = truths("...." * 5)
    with_one = truths("++.." + "...." * 4)

    assert better(coded, nothing, coded, who)
    assert not better(with_one, nothing, coded, who)
    assert not better(coded, coded, coded, who)


@pytest.mark.parametrize(
    ("made", "cued", "on", "why"),
    [
        ("+++...", "+.....", True, "it found 18 of 18 and was right 18 of 18 times; the phrases found 6"),
        ("+++...", "......", True, "the phrases found none"),
        ("+.....", "......", False, "right too seldom in the test"),
        ("++++++", "......", False, "not clearly better than suggesting every sentence"),
        ("+++...", "+++...", False, "not clearly better than the phrases"),
    ],
)
def test_it_is_judged_on_what_it_found(made: str, cued: str, on: bool, why: str) -> None:
    """Six people of six sentences each, the first three of them coded."""
    who = np.repeat(np.arange(6), 6)
    trial = judged("care/lifts", (18, 6), truths("+++..." * 6), truths(made * 6), truths(cued * 6), who)

    assert trial.on is on
    assert why in trial.why
    assert (trial.sentences, trial.people, trial.coded) == (18, 6, 18)


def test_wrong_more_often_than_right_is_off() -> None:
    """However much it finds."""
    who = np.repeat(np.arange(6), 6)
    trial = judged("care/lifts", (12, 6), truths("++...." * 6), truths("+++++." * 6), truths("......" * 6), who)

    assert not trial.on
    assert trial.why.startswith("wrong more often than right in the test")


@pytest.mark.parametrize(
    ("sentences", "people", "why"),
    [
        (19, 5, "19 sentences of 5 people"),
        (20, 4, "20 sentences of 4 people"),
        (1, 1, "1 sentence of 1 person"),
        (0, 0, "0 sentences of 0 people"),
    ],
)
def test_too_little_says_how_much_there_is(sentences: int, people: int, why: str) -> None:
    """And how much it takes."""
    trial = too_little("care/lifts", sentences, people)

    assert trial is not None
    assert not trial.on
    assert trial.why == f"{why} coded so; it learns from 20 sentences of 5 people on"


def test_enough_is_enough() -> None:
    """Twenty sentences of five people are tried."""
    assert too_little("care/lifts", 20, 5) is None
