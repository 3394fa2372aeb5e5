"""Try a learned suggester on people whom it has not learned from, beside the codebook's phrases and beside chance.

Chance is to suggest every sentence: without knowing anything, no way of suggesting has a better F1 to be expected
(Lipton, Elkan & Naryanaswamy 2014, "Optimal thresholding of classifiers to maximize F1 measure").
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

LEARNED = "learned"
"""The source of suggestions that are made because of what was learned."""

FEWEST_SENTENCES, FEWEST_PEOPLE = 20, 5
"""So many sentences of so many people have to be coded before anything is learned."""

FEWEST_RIGHT = 10
"""So often it has to be right in the test, else the test is too small."""

AT_LEAST_RIGHT = 0.5
"""A suggester that is wrong more often than right costs coders more than it gives."""

_DRAWS = 2000
_LOWEST = 0.025
_SEED = 20200505


@dataclass(frozen=True, slots=True)
class Trial:
    """How a learned suggester and the phrases did on people whom it had not learned from, in sentences.

    `sentences` of `people` are coded with the code and were learned from. In the test `coded` sentences could be found:
    those that were coded only by accepting a suggestion are left out. `on` says whether it may suggest, and `why` why.
    """

    code_id: str
    sentences: int
    people: int
    on: bool
    why: str
    coded: int = 0
    suggested: int = 0
    right: int = 0
    by_phrases: int = 0
    right_by_phrases: int = 0


def too_little(code_id: str, sentences: int, people: int) -> Trial | None:
    """Return a trial that was not held, where too little is coded to learn from; else None."""
    if sentences >= FEWEST_SENTENCES and people >= FEWEST_PEOPLE:
        return None
    why = (
        f"{_sentences(sentences)} of {_people(people)} coded so; "
        f"it learns from {FEWEST_SENTENCES} sentences of {FEWEST_PEOPLE} people on"
    )
    return Trial(code_id, sentences, people, False, why)


def judged(
    code_id: str, learned_from: tuple[int, int], coded: np.ndarray, made: np.ndarray, cued: np.ndarray, who: np.ndarray
) -> Trial:
    """Judge a test: may it suggest?

    `coded`, `made` and `cued` say of each tested sentence whether it is coded, was suggested by what was learned, holds
    a phrase; `who` who said it. It may where it was right at least half of the time and `FEWEST_RIGHT` times, and where
    its F1 is better than that of the phrases, and than chance, in nearly all resamples of the people.
    """
    right = made & coded
    counts = (int(coded.sum()), int(made.sum()), int(right.sum()), int(cued.sum()), int((cued & coded).sum()))
    told = _told(*counts)
    if right.sum() < FEWEST_RIGHT:
        on, why = False, f"right too seldom in the test: {told}"
    elif right.sum() < AT_LEAST_RIGHT * made.sum():
        on, why = False, f"wrong more often than right in the test: {told}"
    elif not better(made, cued, coded, who):
        on, why = False, f"not clearly better than the phrases: {told}"
    elif not better(made, np.ones_like(coded), coded, who):
        on, why = False, f"not clearly better than suggesting every sentence: {told}"
    else:
        on, why = True, told
    return Trial(code_id, *learned_from, on, why, *counts)


def better(one: np.ndarray, other: np.ndarray, coded: np.ndarray, who: np.ndarray) -> bool:
    """Say whether the F1 of `one` is above that of `other` in nearly all resamples of people, both on the same people.

    A paired bootstrap: people are drawn, not sentences, as what one person says is alike.
    """
    _, of = np.unique(who, return_inverse=True)
    draws = np.random.default_rng(_SEED).multinomial(of.max() + 1, np.full(of.max() + 1, 1 / (of.max() + 1)), _DRAWS)
    differences = _f1(draws, one, coded, of) - _f1(draws, other, coded, of)
    return bool(np.quantile(differences, _LOWEST) > 0)


def cut_off(scores: np.ndarray, coded: np.ndarray, right_share: float) -> float:
    """Choose the score from which on to suggest: the best F1 among those that are right as often as `right_share` asks.

    It lies midway to the next score below. Returns infinity, so that nothing is suggested, where there is none; a score
    of minus infinity, where nothing was learned, is never enough.
    """
    order = np.argsort(-scores, kind="stable")
    high_to_low = scores[order]
    right = np.cumsum(coded[order])
    made = np.arange(1, len(order) + 1)
    last_of_ties = np.append(high_to_low[1:] != high_to_low[:-1], True)
    allowed = last_of_ties & np.isfinite(high_to_low) & (right >= right_share * made) & (right > 0)
    if not allowed.any():
        return float("inf")
    f1 = np.where(allowed, 2 * right / (made + coded.sum()), -1)
    best = int(np.argmax(f1))
    below = high_to_low[min(best + 1, len(order) - 1)]
    return float((high_to_low[best] + below) / 2) if np.isfinite(below) else float(high_to_low[best])


def right_share(cued: np.ndarray, coded: np.ndarray) -> float:
    """Say how often suggestions have to be right: as often as the phrases are, and at least half of the time."""
    return max(AT_LEAST_RIGHT, float((cued & coded).sum() / cued.sum()) if cued.any() else 0.0)


def _f1(draws: np.ndarray, made: np.ndarray, coded: np.ndarray, of: np.ndarray) -> np.ndarray:
    right, suggested, there = (draws @ np.bincount(of, weights=which) for which in (made & coded, made, coded))
    whole = suggested + there
    return np.divide(2 * right, whole, out=np.zeros_like(right), where=whole > 0)


def _told(coded: int, made: int, right: int, cued: int, right_cued: int) -> str:
    phrases = f"the phrases found {right_cued} and were right {right_cued} of {cued} times"
    return f"it found {right} of {coded} and was right {right} of {made} times; " + (
        phrases if cued else "the phrases found none"
    )


def _sentences(n: int) -> str:
    return f"{n} sentence" if n == 1 else f"{n} sentences"


def _people(n: int) -> str:
    return f"{n} person" if n == 1 else f"{n} people"
