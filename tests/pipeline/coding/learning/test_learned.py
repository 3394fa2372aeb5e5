"""What is learned suggests where it has earned it on people whom it had not learned from, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from pipeline.coding.learning import learned as learned_module
from pipeline.coding.learning.features import Said
from pipeline.coding.learning.learned import learn, people_apart
from tests.pipeline.coding.learning.talk import Talk, talk

LIFTS = "care/lifts"


@pytest.fixture(scope="module")
def spoken() -> Talk:
    """Let ten people talk."""
    return talk()


def with_more(spoken: Talk, *sentences: str) -> Talk:
    """Add sentences of an interview that nobody has coded yet."""
    more = [*spoken.said, *(Said(sentence, "YP09") for sentence in sentences)]
    nothing = np.zeros(len(sentences), dtype=bool)
    minibus = np.array(["minibus" in sentence for sentence in sentences])
    return Talk(more, np.append(spoken.about_lifts, nothing), np.append(spoken.with_minibus, minibus))


def test_it_learns_what_the_phrases_do_not_say(spoken: Talk) -> None:
    """The phrase finds a third of what is coded; what was learned finds lifts and cars too, in new talk."""
    known = len(spoken.said)
    whole = with_more(spoken, "She drove us in the car that week.", "There was toast that week.", "Gawson ni lifft.")
    read = np.arange(len(whole.said)) < known
    learned = learn(whole.said, {LIFTS: whole.marks()}, read)
    (trial,) = learned.trials
    new = {one.sentence - known: one for one in learned.suggestions if one.sentence >= known}

    assert trial.on
    assert trial.right > 2 * trial.right_by_phrases
    assert trial.coded == trial.sentences == spoken.about_lifts.sum()
    assert trial.people == 10
    assert set(new) == {0, 2}
    assert new[0].words[0] in {"drove", "car"}
    assert "lifft" in new[2].words


def test_reasons_are_words_of_the_sentence_as_written(spoken: Talk) -> None:
    """Three at most, the most telling first, and none that may not be named."""
    learned = learn(spoken.said, {LIFTS: spoken.marks()}, spoken.all_read, lambda word: word != "minibus")
    named = [(spoken.said[one.sentence].text, one.words) for one in learned.suggestions]

    assert named
    assert all(1 <= len(words) <= 3 and all(word in text for word in words) for text, words in named)
    assert not any("minibus" in words for _, words in named)


def test_the_same_codings_give_the_same_suggestions(spoken: Talk) -> None:
    """Nothing is left to chance."""
    once, again = (learn(spoken.said, {LIFTS: spoken.marks()}, spoken.all_read) for _ in range(2))

    assert once == again


@pytest.mark.parametrize("seed", range(3))
def test_it_stays_off_where_codings_have_nothing_to_do_with_the_words(spoken: Talk, seed: int) -> None:
    """Noise teaches nothing, and the reason is said."""
    noise = np.random.default_rng(seed).permutation(spoken.about_lifts)
    (trial,) = learn(spoken.said, {LIFTS: spoken.marks(noise)}, spoken.all_read).trials

    assert not trial.on
    assert "in the test" in trial.why


def test_it_stays_off_where_nearly_everything_is_coded(spoken: Talk) -> None:
    """To suggest every sentence is no skill, however often it is right."""
    most = np.random.default_rng(1).random(len(spoken.said)) < 0.9
    learned = learn(spoken.said, {LIFTS: spoken.marks(most)}, spoken.all_read)

    assert not learned.trials[0].on
    assert learned.suggestions == ()


def test_it_stays_off_where_the_phrases_find_all(spoken: Talk) -> None:
    """What the phrases do as well needs no learning."""
    (trial,) = learn(spoken.said, {LIFTS: spoken.marks(spoken.with_minibus)}, spoken.all_read).trials

    assert not trial.on
    assert trial.why.startswith("not clearly better than the phrases")


@pytest.mark.parametrize(("people", "sentences"), [(4, 100), (10, 4)])
def test_too_little_is_not_learned_from(people: int, sentences: int) -> None:
    """Four people are too few, and so are a few sentences."""
    spoken = talk(people, sentences)
    learned = learn(spoken.said, {LIFTS: spoken.marks()}, spoken.all_read)

    assert not learned.trials[0].on
    assert "it learns from 20 sentences of 5 people" in learned.trials[0].why
    assert learned.suggestions == ()


def test_nothing_is_learned_from_what_nobody_has_read(spoken: Talk) -> None:
    """In an interview that nobody has coded, a sentence without a code is no sentence without the code."""
    read = np.array([one.person in {"P0", "P1", "P2", "P3", "P4", "P5"} for one in spoken.said])
    trial, only = (
        learn(said, {LIFTS: its}, seen).trials[0]
        for said, its, seen in (
            (spoken.said, spoken.marks(), read),
            (spoken.said[: read.sum()], talk(6).marks(), np.ones(read.sum(), dtype=bool)),
        )
    )

    assert trial.people == 6
    assert (trial.coded, trial.suggested, trial.right) == (only.coded, only.suggested, only.right)


def test_who_is_unknown_teaches_nothing(spoken: Talk) -> None:
    """It might be somebody who is tested."""
    unknown = [Said(one.text, "" if one.person in {"P0", "P1"} else one.person) for one in spoken.said]
    (trial,) = learn(unknown, {LIFTS: spoken.marks()}, spoken.all_read).trials

    assert trial.people == 8


def test_sentences_coded_only_by_acceptance_are_not_tested(spoken: Talk) -> None:
    """They are learned from, but would flatter whoever suggested them."""
    prompted = spoken.about_lifts & spoken.with_minibus
    (trial,) = learn(spoken.said, {LIFTS: spoken.marks(prompted=prompted)}, spoken.all_read).trials

    assert trial.sentences == spoken.about_lifts.sum()
    assert trial.coded == (spoken.about_lifts & ~prompted).sum()
    assert trial.right_by_phrases == 0


def test_a_word_that_only_one_person_says_tells_nothing(spoken: Talk) -> None:
    """It would tell who speaks."""
    said = [
        Said(f"Zimbra {one.text}", one.person) if one.person == "P3" and lifts else one
        for one, lifts in zip(spoken.said, spoken.about_lifts, strict=True)
    ]
    learned = learn(said, {LIFTS: spoken.marks()}, spoken.all_read)

    assert learned.suggestions
    assert not any("Zimbra" in one.words for one in learned.suggestions)


def test_nobody_is_tested_who_was_learned_from() -> None:
    """In every fold, and every person is tested once."""
    who = np.array([f"P{n}" for n in (3, 1, 2, 3, 0, 1, 4, 4, 2, 0, 5, 5, 5)])
    rows = np.arange(len(who))
    tested: list[int] = []
    for learned_from, held_out in people_apart(rows, who, 5):
        assert not set(who[learned_from]) & set(who[held_out])
        tested += held_out.tolist()

    assert sorted(tested) == rows.tolist()


def test_what_a_held_out_person_says_does_not_change_what_is_learned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scores of the others' sentences are the same, whatever the codings of somebody who is held out are."""
    spoken = talk(6, 30)
    fitted: list[tuple[np.ndarray, np.ndarray]] = []
    scores_of = learned_module._scores

    def watched(sentences: Any, marks: Any, learned_from: np.ndarray, wanted: np.ndarray) -> Iterator[Any]:
        for code_id, scores in scores_of(sentences, marks, learned_from, wanted):
            fitted.append((learned_from, scores))
            yield code_id, scores

    monkeypatch.setattr(learned_module, "_scores", watched)
    other = spoken.about_lifts.copy()
    held_out = np.array([one.person == "P2" for one in spoken.said])
    other[held_out] = ~other[held_out]
    for coded in (spoken.about_lifts, other):
        learn(spoken.said, {LIFTS: spoken.marks(coded)}, spoken.all_read)
    first, second = fitted[: len(fitted) // 2], fitted[len(fitted) // 2 :]
    without = [(one, again) for (rows, one), (_, again) in zip(first, second, strict=True) if not held_out[rows].any()]

    assert without
    assert all(np.array_equal(one, again) for one, again in without)


def test_no_sentences_are_no_suggestions() -> None:
    """An empty study has nothing to learn."""
    nothing = np.array([], dtype=bool)
    learned = learn([], {LIFTS: talk(1, 1).marks(nothing, nothing)}, nothing)

    assert not learned.trials[0].on
    assert learned.suggestions == ()
