"""Upper bounds: the figures that textbooks give, and that they hold in populations whose truth is known."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit.bounds import (
    BINOMIAL,
    HYPERGEOMETRIC,
    Seeds,
    bound,
    design_effect,
    effective_size,
    intraclass_correlation,
    kish_size,
    largest_number,
    lower_bound,
    sure_size,
    turns_for_none,
    upper_bound,
)

TABLE = {  # turns read: per cent for 0, 1, 2 and 3 leaks
    60: (4.87, 7.66, 10.12, 12.42),
    100: (2.95, 4.66, 6.16, 7.57),
    300: (0.99, 1.57, 2.08, 2.56),
    500: (0.60, 0.95, 1.25, 1.54),
    1000: (0.30, 0.47, 0.63, 0.77),
    3000: (0.10, 0.16, 0.21, 0.26),
}
POPULATIONS = 3000


@pytest.mark.parametrize(("n", "found", "percent"), [(n, x, p) for n, row in TABLE.items() for x, p in enumerate(row)])
def test_the_upper_bound_is_that_of_the_table(n: int, found: int, percent: float) -> None:
    """Nought to three leaks in 60 to 3,000 turns."""
    assert round(100 * upper_bound(found, n), 2) == percent


@pytest.mark.parametrize(
    ("share", "at_95", "at_99"),
    [(0.05, 59, 90), (0.02, 149, 228), (0.01, 299, 459), (0.005, 598, 919), (0.001, 2995, 4603)],
)
def test_how_many_turns_have_to_be_clean(share: float, at_95: int, at_99: int) -> None:
    """The turns to read without a leak for a bound, with 95 and with 99 per cent confidence."""
    assert (turns_for_none(share), turns_for_none(share, 0.99)) == (at_95, at_99)
    assert upper_bound(0, at_95) <= share < upper_bound(0, at_95 - 1)


@pytest.mark.parametrize(("catch_rate", "turns"), [(0.8, 373), (0.9, 332), (0.99, 302)])
def test_a_reader_who_misses_some_has_to_read_more(catch_rate: float, turns: int) -> None:
    """The turns for a bound of one per cent where the reader catches that share of leaks."""
    assert turns_for_none(0.01, catch_rate=catch_rate) == turns


def test_nothing_read_says_nothing() -> None:
    """Without a turn or a seed, anything is possible."""
    assert (upper_bound(0, 0), lower_bound(0, 0)) == (1.0, 0.0)
    assert bound(0, [], 50).upper == 1.0


def test_all_found_leaves_no_room() -> None:
    """Where every turn leaks the bound is one."""
    assert upper_bound(7, 7) == 1.0


def test_reading_every_turn_leaves_nothing_to_chance() -> None:
    """With all turns read, as many leak as were found, however turns keep together."""
    read = bound(2, [1.0] * 80, 80, effect=3.0)

    assert (read.method, read.upper) == (HYPERGEOMETRIC, 2 / 80)


def test_a_tenth_of_the_turns_decides_the_method() -> None:
    """Above a tenth the turns that are left count, and the bound is smaller."""
    few, many = bound(0, [10.0] * 100, 1000), bound(0, [1000 / 101] * 101, 1000)

    assert (few.method, many.method) == (BINOMIAL, HYPERGEOMETRIC)
    assert many.upper < upper_bound(0, 101) and few.upper == upper_bound(0, 100)


def test_the_largest_number_is_the_last_that_fits() -> None:
    """With 5 of 10 drawn and none found, 4 leaking turns would be missed with 1 in 42, 3 with 1 in 12: 3 fit."""
    assert largest_number(0, 5, 10) == 3
    assert largest_number(0, 5, 10, confidence=0.98) == 4


@given(st.integers(1, 60), st.integers(0, 60), st.integers(0, 300), st.floats(0.5, 0.99))
def test_a_finite_population_is_never_worse_than_an_endless_one(n: int, found: int, more: int, level: float) -> None:
    """The hypergeometric bound is at most the binomial one, up to one turn, and at least what was seen."""
    found, population = min(found, n), n + more
    largest = largest_number(found, n, population, level)

    assert found <= largest <= population * upper_bound(found, n, level) + 1


def test_a_reader_who_catches_less_leaves_more() -> None:
    """A measured catch rate widens the bound; it is split so that both uncertainties hold together."""
    weights = [20.0] * 300
    blind, sharp, dull = (bound(0, weights, 6000, seeds=seeds) for seeds in (None, Seeds(20, 20), Seeds(14, 20)))

    assert blind.catch_rate is None and blind.upper == blind.as_read
    assert blind.upper < sharp.upper < dull.upper
    assert sharp.catch_rate == pytest.approx(0.025 ** (1 / 20))
    assert sharp.upper == pytest.approx((1 - 0.025 ** (1 / 300)) / 0.025 ** (1 / 20))


@pytest.mark.parametrize("population", [600, 60_000])
def test_a_reader_who_catches_nothing_proves_nothing(population: int) -> None:
    """Where no seed was caught, every turn may leak."""
    assert bound(0, [population / 300] * 300, population, seeds=Seeds(0, 12)).upper == 1.0


def test_the_catch_rate_has_its_interval() -> None:
    """18 of 20 caught, exact and two-sided."""
    assert Seeds(18, 20).interval(0.95) == pytest.approx((0.6830, 0.9877), abs=1e-4)


def test_weights_cost() -> None:
    """Equal weights cost nothing; unequal ones at least what Kish says, at most down to the largest."""
    assert sure_size([4.0] * 50) == kish_size([4.0] * 50) == 50
    assert sure_size([1.0] * 20 + [2.0] * 40) == pytest.approx(50)
    assert kish_size([1.0] * 20 + [2.0] * 40) == pytest.approx(100**2 / 180)


@given(st.lists(st.floats(1, 50), min_size=1, max_size=80))
def test_the_sure_size_is_never_above_kish(weights: list[float]) -> None:
    """What holds wherever the leaks are is never more than what holds on average."""
    assert sure_size(weights) <= kish_size(weights) * (1 + 1e-9) <= len(weights) * (1 + 1e-8)


def test_turns_that_keep_together_tell_less() -> None:
    """40 transcripts of 10 turns with a correlation of 0.05 tell as much as 1 / 1.45 of the turns."""
    effect = design_effect([10] * 40, 0.05)

    assert effect == pytest.approx(1.45)
    assert effective_size(400, 10**9, effect) == pytest.approx(400 / 1.45)
    assert design_effect([10] * 40, -0.05) == design_effect([], 0.5) == 1.0


def test_the_correlation_is_estimated_by_analysis_of_variance() -> None:
    """All leaks in one transcript keep together fully; evenly spread ones not at all; none tell nothing."""
    assert intraclass_correlation([[True] * 4, [False] * 4, [False] * 4]) == 1.0
    assert intraclass_correlation([[True, False]] * 5) == pytest.approx(-1.0)
    assert intraclass_correlation([[False] * 9] * 3) is None
    assert intraclass_correlation([[True], [False]]) is None
    # Between: 2 * (0.75 - 0.375)^2 * 4 / 1 = 1.125; within: (0.75 + 0) / 6 = 0.125; F = 9; (9 - 1) / (9 - 1 + 4).
    assert intraclass_correlation([[True, True, True, False], [False] * 4]) == pytest.approx(8 / 12)


def covers(bounds: list[float], share: float) -> bool:
    """Say whether at least 95 in 100 bounds hold, within three standard errors of the simulation."""
    held = np.mean([upper >= share for upper in bounds])
    return bool(held >= 0.95 - 3 * math.sqrt(0.95 * 0.05 / len(bounds)))


@pytest.mark.parametrize(("population", "leaking", "n"), [(6000, 30, 300), (6000, 90, 300), (1000, 12, 250)])
def test_the_bound_holds_in_simple_samples(population: int, leaking: int, n: int) -> None:
    """In drawn populations the true share lies under the bound at least 95 times in 100."""
    chance = np.random.default_rng(41)
    found = chance.hypergeometric(leaking, population - leaking, n, POPULATIONS)
    known = {x: bound(int(x), [population / n] * n, population).upper for x in set(found)}

    assert covers([known[x] for x in found], leaking / population)


@pytest.mark.parametrize(("population", "leaking", "n"), [(6000, 60, 400), (1000, 15, 300)])
@pytest.mark.parametrize("rate", [0.7, 0.95])
def test_the_bound_holds_where_the_reader_misses_some(population: int, leaking: int, n: int, rate: float) -> None:
    """The catch rate is unknown and measured by 20 seeds; the bound holds all the same."""
    chance = np.random.default_rng(43)
    found = chance.binomial(chance.hypergeometric(leaking, population - leaking, n, POPULATIONS), rate)
    caught = chance.binomial(20, rate, POPULATIONS)
    pairs = [(int(x), int(c)) for x, c in zip(found, caught, strict=True)]
    weights = [population / n] * n
    known = {(x, c): bound(x, weights, population, seeds=Seeds(c, 20)).upper for x, c in set(pairs)}

    assert covers([known[pair] for pair in pairs], leaking / population)


@pytest.mark.parametrize("leaks_in", ["rare", "common", "both"])
def test_the_bound_holds_wherever_leaks_stand(leaks_in: str) -> None:
    """Turns of one kind are drawn twice as often; the bound holds if all leaks are of the other kind."""
    chance = np.random.default_rng(47)
    sizes, drawn = {"rare": 1000, "common": 5000}, {"rare": 100, "common": 250}
    leaking = {kind: 60 if leaks_in in (kind, "both") else 0 for kind in sizes}
    found = sum(
        chance.hypergeometric(leaking[kind], sizes[kind] - leaking[kind], drawn[kind], POPULATIONS) for kind in sizes
    )
    weights = [sizes[kind] / drawn[kind] for kind in sizes for _ in range(drawn[kind])]
    known = {x: bound(int(x), weights, 6000).upper for x in set(found)}

    assert covers([known[x] for x in found], sum(leaking.values()) / 6000)


def test_the_bound_holds_where_leaks_keep_together() -> None:
    """Whole transcripts are drawn, leaks keep to few of them; corrected by the sample's own correlation, it holds."""
    chance = np.random.default_rng(53)
    share, m, uppers = 0.05, 20, []
    for _ in range(600):
        rates = chance.beta(share * 9, (1 - share) * 9, 30)  # a correlation of 1 / (9 + 1)
        groups = [list(chance.random(m) < rate) for rate in rates]
        icc = intraclass_correlation(groups)
        effect = design_effect([m] * 30, 0.1 if icc is None else icc)
        found = int(sum(sum(group) for group in groups))
        uppers.append(bound(found, [100.0] * 600, 60_000, effect=effect).upper)

    assert covers(uppers, share)
