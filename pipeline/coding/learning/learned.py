"""Learn from the team's codings which sentences a code may be meant for, try that, and suggest where it has earned it.

Logistic regression on words and letters (TF-IDF), a code at a time; tried in folds of people, so that nobody is tested
who was learned from. Nothing of it is kept: it is learned anew each time, and the same codings give the same
suggestions. It says something of sentences, never of people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from pipeline.coding.learning.features import Rows, Said, Sentences, Weights, words_as_written
from pipeline.coding.learning.trial import Trial, cut_off, judged, right_share, too_little

_FOLDS, _FOLDS_WITHIN = 5, 3
_UNCODED_FOR_EACH_CODED, _FEWEST_UNCODED = 4, 1000  # more of them change little and take long
_TOLERANCE = 0.01
_MOST_WORDS = 3
_WORTH_NAMING = 0.25  # of what the first word adds


@dataclass(frozen=True, slots=True)
class Marks:
    """What is known of each sentence about one code, as an array of truths a sentence.

    `coded`: a person coded it; `prompted`: only by accepting a suggestion; `cued`: it holds one of the code's phrases.
    """

    coded: np.ndarray
    prompted: np.ndarray
    cued: np.ndarray


@dataclass(frozen=True, slots=True)
class LearnedSuggestion:
    """A sentence, by its number, that a code is suggested for, with the words that tell most, as they are written."""

    sentence: int
    code_id: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Learned:
    """How each code's trial went, and what is suggested for those codes whose trial went well."""

    trials: tuple[Trial, ...]
    suggestions: tuple[LearnedSuggestion, ...]


def learn(
    said: Sequence[Said],
    marks: Mapping[str, Marks],
    read: np.ndarray,
    may_be_named: Callable[[str], bool] = lambda _: True,
) -> Learned:
    """Learn each code of `marks` from the sentences that were `read`, and suggest it for any sentence.

    `read` says of each sentence whether it was looked at by somebody who codes; where it is not known who said one,
    nothing is learned from it. A word that may not be named is never given as a reason.
    """
    who = np.array([one.person for one in said])
    rows = np.flatnonzero(read & (who != "")) if len(said) else np.array([], dtype=int)
    trials: dict[str, Trial] = {}
    ready: list[str] = []
    for code_id, its in marks.items():
        coded = rows[its.coded[rows]]
        trial = too_little(code_id, len(coded), len(set(who[coded])))
        if trial is None:
            ready.append(code_id)
        else:
            trials[code_id] = trial
    if not ready:
        return Learned(tuple(trials[code_id] for code_id in marks), ())
    sentences = Sentences(said)
    tested = _Tested({code_id: marks[code_id] for code_id in ready}, len(said))
    for learned_from, held_out in people_apart(rows, who, _FOLDS):
        _try_on(sentences, tested, learned_from, held_out, who)
    for code_id in ready:
        its = marks[code_id]
        coded = rows[its.coded[rows]]
        fair = rows[~its.prompted[rows]]
        trials[code_id] = judged(
            code_id,
            (len(coded), len(set(who[coded]))),
            its.coded[fair],
            tested.made[code_id][fair],
            its.cued[fair],
            who[fair],
        )
    on = {code_id: marks[code_id] for code_id in ready if trials[code_id].on}
    made = _suggested(sentences, said, on, tested, rows, may_be_named) if on else ()
    return Learned(tuple(trials[code_id] for code_id in marks), tuple(made))


def people_apart(rows: Rows, who: np.ndarray, folds: int) -> Iterator[tuple[Rows, Rows]]:
    """Part sentences into those to learn from and those to test on, several times, so that nobody is in both."""
    people = len(set(who[rows]))
    for learned_from, held_out in GroupKFold(min(folds, people)).split(rows, groups=who[rows]):
        yield rows[learned_from], rows[held_out]


class _Tested:
    """What the folds gave so far: each held-out sentence's score, and whether it would have been suggested."""

    def __init__(self, marks: Mapping[str, Marks], n: int) -> None:
        self.marks = marks
        self.scores = {code_id: np.full(n, -np.inf) for code_id in marks}
        self.made = {code_id: np.zeros(n, dtype=bool) for code_id in marks}


def _try_on(sentences: Sentences, tested: _Tested, learned_from: Rows, held_out: Rows, who: np.ndarray) -> None:
    """Learn from some people, choosing the cut-off on folds of them alone, and test on the others."""
    within = {code_id: np.full(len(who), -np.inf) for code_id in tested.marks}
    for fitted_on, checked_on in people_apart(learned_from, who, _FOLDS_WITHIN):
        for code_id, scores in _scores(sentences, tested.marks, fitted_on, checked_on):
            within[code_id][checked_on] = scores
    for code_id, scores in _scores(sentences, tested.marks, learned_from, held_out):
        cut = _cut(within[code_id], tested.marks[code_id], learned_from)
        tested.scores[code_id][held_out] = scores
        tested.made[code_id][held_out] = scores >= cut


def _scores(
    sentences: Sentences, marks: Mapping[str, Marks], learned_from: Rows, wanted: Rows
) -> Iterator[tuple[str, np.ndarray]]:
    """Yield each code's scores of the sentences that are wanted; without a coded one to learn from all are lowest."""
    seen = sentences.seen_by(learned_from).matrix
    new = seen[wanted]
    for code_id, its in marks.items():
        coded = its.coded[learned_from]
        if coded.any() and not coded.all():
            yield code_id, _fit(seen, learned_from, coded).decision_function(new)
        else:
            yield code_id, np.full(len(wanted), -np.inf)


def _fit(seen: sparse.csr_matrix, rows: Rows, coded: np.ndarray) -> LogisticRegression:
    """Learn what tells coded sentences from others; of the others, evenly spread ones are enough."""
    others = np.flatnonzero(~coded)
    enough = min(len(others), max(_FEWEST_UNCODED, _UNCODED_FOR_EACH_CODED * int(coded.sum())))
    spread = others[np.linspace(0, len(others) - 1, enough).astype(int)]
    chosen = np.sort(np.concatenate([np.flatnonzero(coded), spread]))
    model = LogisticRegression(class_weight="balanced", solver="liblinear", dual=True, tol=_TOLERANCE, random_state=0)
    return model.fit(seen[rows[chosen]], coded[chosen])


def _cut(scores: np.ndarray, its: Marks, rows: Rows) -> float:
    fair = rows[~its.prompted[rows]]
    return cut_off(scores[fair], its.coded[fair], right_share(its.cued[fair], its.coded[fair]))


def _suggested(
    sentences: Sentences,
    said: Sequence[Said],
    on: Mapping[str, Marks],
    tested: _Tested,
    rows: Rows,
    may_be_named: Callable[[str], bool],
) -> Iterator[LearnedSuggestion]:
    """Learn from everybody, and suggest what scores as high as what was right in the test."""
    seen = sentences.seen_by(rows)
    for code_id, its in on.items():
        model = _fit(seen.matrix, rows, its.coded[rows])
        cut = _cut(tested.scores[code_id], its, rows)
        weights = Weights(seen, model.coef_[0])
        for sentence in np.flatnonzero(model.decision_function(seen.matrix) >= cut):
            text = said[sentence].text
            words = _telling(weights.shares(int(sentence), text), text, may_be_named)
            yield LearnedSuggestion(int(sentence), code_id, words)


def _telling(shares: Mapping[str, float], text: str, may_be_named: Callable[[str], bool]) -> tuple[str, ...]:
    """Choose the two or three words that add most to a sentence's score, as they are written in it."""
    written = words_as_written(text)
    most = sorted(
        (word for word, share in shares.items() if share > 0 and may_be_named(word)),
        key=lambda word: (-shares[word], word),
    )[:_MOST_WORDS]
    return tuple(written[word] for word in most if shares[word] >= _WORTH_NAMING * shares[most[0]])
