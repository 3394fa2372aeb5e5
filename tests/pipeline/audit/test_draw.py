"""Drawing turns: every turn has its chance, every transcript its turn, and the seed tells it all."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit.bounds import bound
from pipeline.audit.draw import (
    MIXED,
    OPENING,
    REST,
    Drawn,
    Oversampling,
    draw,
    inclusion_chances,
    language_of,
    turns_in_all,
)
from pipeline.coordinates import ReplacedText
from pipeline.publish.gather import PublishedTranscript, PublishedTurn

LONG = "They said there was a bed made up, and tea on the stove, and that was that. 🙂"
WELSH = "Dw i'n meddwl bod neb yn gwrando arni hi, a dyna'r cyfan."


def transcript(
    id_: str, texts: list[str], *, language: str = "en", people: int = 1, seconds: float | None = None
) -> PublishedTranscript:
    """Make a transcript whose turns begin `seconds` after each other, or at no known time."""
    turns = [
        PublishedTurn(
            store_id=n,
            n=n,
            speaker="P1",
            role="participant",
            participant=id_,
            start=None if seconds is None else (n - 1) * seconds,
            replaced=ReplacedText(text),
            identifiers=(),
        )
        for n, text in enumerate(texts, start=1)
    ]
    names = tuple(f"{id_}-{n}" for n in range(people))
    return PublishedTranscript(id_, "foster_carer", "", language, True, tuple(turns), names)


def strata(drawn: list[Drawn]) -> dict[int, str]:
    """Say of each turn in which stratum it is."""
    return {one.turn.n: one.stratum for one in drawn}


def test_the_same_seed_draws_the_same_turns() -> None:
    """A draw can be repeated and checked; another seed draws others."""
    study = [transcript(f"FC{n:02}", [LONG] * 30) for n in range(5)]

    assert draw(study, 40, "a seed") == draw(study, 40, "a seed")
    assert draw(study, 40, "a seed") != draw(study, 40, "another")


@given(st.lists(st.integers(1, 25), min_size=1, max_size=8), st.integers(1, 80), st.text())
def test_every_transcript_gives_a_turn(lengths: list[int], n: int, seed: str) -> None:
    """As many are drawn as were asked for, none twice, and one at least from each transcript where that can be."""
    study = [transcript(f"FC{i:02}", [LONG] * length) for i, length in enumerate(lengths)]

    drawn = draw(study, n, seed)

    assert len(drawn) == min(n, sum(lengths)) == len({(one.transcript_id, one.turn.n) for one in drawn})
    if n >= len(lengths):
        assert len({one.transcript_id for one in drawn}) == len(lengths)


def test_short_turns_count_and_silent_ones_do_not() -> None:
    """ "Yeah." is a turn; a turn without any word is none."""
    study = [transcript("FC01", ["Yeah.", "…", "Ŵ", "-"])]

    assert turns_in_all(study) == 2
    assert strata(draw(study, 10, "s")).keys() == {1, 3}


def test_the_opening_goes_by_the_clock() -> None:
    """The first two minutes are the opening, a turn without a time in between included."""
    drawn = draw([transcript("FC01", [LONG] * 6, seconds=50)], 6, "s")

    assert strata(drawn) == {1: OPENING, 2: OPENING, 3: OPENING, 4: REST, 5: REST, 6: REST}


def test_without_times_the_opening_goes_by_words() -> None:
    """A turn is in the opening where fewer than 300 words came before it."""
    drawn = draw([transcript("FC01", ["word " * 299, "word", LONG, LONG])], 4, "s")

    assert strata(drawn) == {1: OPENING, 2: OPENING, 3: REST, 4: REST}


def test_focus_groups_and_mixed_language_are_strata() -> None:
    """Talk of three people, of two languages, and a Welsh turn in an English transcript are told apart."""
    group = transcript("FG01", [LONG, LONG], people=3, seconds=60)
    mixed = transcript("FC02", [LONG, LONG], language="cy;en", seconds=60)
    one_turn = transcript("FC03", [LONG, WELSH, "Ie."], seconds=60)
    drawn = draw([group, mixed, one_turn], 7, "s", Oversampling(opening_minutes=0.5))

    assert [one.stratum for one in drawn] == [
        "opening, focus group", "focus group", "opening, mixed language", MIXED, OPENING, MIXED, REST,
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "language"), [(LONG, "en"), (WELSH, "cy"), ("Ie.", None)])
def test_the_language_of_a_turn(text: str, language: str | None) -> None:
    """Welsh and English are told apart, and a word alone is not."""
    assert language_of(text) == language


def test_the_opening_is_drawn_more_often() -> None:
    """With a factor of two a turn of the opening has twice the chance, and half the weight."""
    drawn = draw([transcript("FC01", [LONG] * 100, seconds=12)], 44, "s")
    weights = {one.stratum: one.weight for one in drawn}

    assert weights[REST] == pytest.approx(2 * weights[OPENING])
    assert Counter(one.stratum for one in drawn) == {OPENING: 8, REST: 36}


@given(
    st.lists(st.lists(st.sampled_from([1.0, 1.5, 2.0]), min_size=1, max_size=12), min_size=1, max_size=8),
    st.integers(1, 60),
)
def test_chances_add_up(sizes: list[list[float]], n: int) -> None:
    """All chances together are the number that is drawn, none is above one, none is nought."""
    n = min(n, sum(map(len, sizes)))
    chances = inclusion_chances(sizes, n)

    assert sum(map(sum, chances)) == pytest.approx(n)
    assert all(0 < chance <= 1 for group in chances for chance in group)
    if n >= len(sizes):
        assert all(sum(group) >= 1 - 1e-6 for group in chances)


def test_every_turn_is_drawn_as_often_as_its_weight_says() -> None:
    """Over 4,000 draws each turn comes as often as its chance, within five standard errors."""
    study = [transcript("FC01", [LONG] * 2, seconds=70), transcript("FC02", [LONG] * 15, seconds=20)]
    counts: Counter[tuple[str, int]] = Counter()
    chances: dict[tuple[str, int], float] = {}
    for seed in range(4000):
        for one in draw(study, 6, str(seed)):
            counts[one.transcript_id, one.turn.n] += 1
            chances[one.transcript_id, one.turn.n] = 1 / one.weight

    assert len(chances) == 17
    for turn, chance in chances.items():
        assert counts[turn] / 4000 == pytest.approx(chance, abs=5 * (0.25 / 4000) ** 0.5)


@pytest.mark.parametrize("where", ["one transcript", "late turns", "everywhere"])
def test_the_bound_of_a_drawn_sample_holds_wherever_leaks_stand(where: str) -> None:
    """In 400 draws of a study whose leaks are known, the bound holds at least 95 times in 100, but for chance."""
    study = [transcript(f"FC{i:02}", ["Wel, ie."] * turns, seconds=15) for i, turns in enumerate((40, 80, 120, 160))]
    turns = [(one.id, turn.n) for one in study for turn in one.turns]
    leaks = {
        "one transcript": [turn for turn in turns if turn[0] == "FC03"][10:30],
        "late turns": [turn for turn in turns if turn[1] > 30][::18],
        "everywhere": turns[::20],
    }[where]
    held = 0
    for seed in range(400):
        drawn = draw(study, 120, f"seed {seed}")
        found = sum((one.transcript_id, one.turn.n) in leaks for one in drawn)
        held += bound(found, [one.weight for one in drawn], len(turns)).upper >= len(leaks) / len(turns)

    assert held / 400 >= 0.95 - 3 * (0.95 * 0.05 / 400) ** 0.5
