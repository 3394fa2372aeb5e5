"""The heat map: each pair once, shades by people, and numbers that can be read on every shade."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.workbench.crossing.heat import MOST_CODES, STEPS, heat_map
from pipeline.workbench.crossing.pairs import Pair
from tests.palette import DARK, LIGHT, STATIC, channels, contrast, mixed
from tests.pipeline.workbench.crossing.counted import codes

SHADES = {
    int(step): int(share) / 100
    for step, share in re.findall(
        r"\.heat-(\d) \{ background: color-mix\(in srgb, var\(--accent\) (\d+)%, var\(--paper\)\)",
        (STATIC / "crossing.css").read_text(encoding="utf-8"),
    )
}


def pairs_of(many: int, people: list[int]) -> tuple[dict, list[Pair]]:
    """Make codes and as many pairs of them as there are numbers of people."""
    made = codes(*(f"theme{n // 5}/code{n}" for n in range(many)))
    return made, [
        Pair(one, other, n, n) for (one, other), n in zip(combinations(made.values(), 2), people, strict=False)
    ]


@given(st.integers(2, 12), st.lists(st.integers(1, 400), min_size=1, max_size=66))
def test_every_pair_is_there_once_under_its_codes(many: int, people: list[int]) -> None:
    """In the row of the later code and the column of the earlier."""
    made, pairs = pairs_of(many, people)
    heat = heat_map(pairs, made)
    found = [
        (head.id, row.code.id, pair.people)
        for row in heat.rows
        for head, pair in zip(heat.heads, row.pairs, strict=False)
        if pair
    ]
    assert sorted(found) == sorted((pair.one.id, pair.other.id, pair.people) for pair in pairs)
    assert [len(row.pairs) for row in heat.rows] == list(range(1, len(heat.heads) + 1))


@given(st.integers(1, 5_000))
def test_more_people_never_have_a_fainter_shade(most: int) -> None:
    """One person has a shade too, the most have the strongest, and the legend says which numbers have which."""
    made, pairs = pairs_of(2, [most])
    heat = heat_map(pairs, made)
    steps = [heat.step(people) for people in range(1, most + 1)]
    assert steps == sorted(steps)
    assert steps[0] >= 1 and steps[-1] == STEPS
    told = [step for step, least, last in heat.legend for _ in range(least, last + 1)]
    assert told == steps


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_numbers_can_be_read_on_every_shade(palette: dict[str, str]) -> None:
    """By day and by night, at least 4.5 to 1; and there is a shade for every step, each stronger than the last."""
    assert sorted(SHADES) == list(range(1, STEPS + 1))
    assert [SHADES[step] for step in sorted(SHADES)] == sorted(set(SHADES.values()))
    for share in SHADES.values():
        assert contrast(channels(palette["ink"]), mixed(palette["accent"], palette["paper"], share)) >= 4.5


def test_where_there_are_too_many_codes_those_stay_that_meet_most() -> None:
    """And it is said how many have no room."""
    made = codes(*(f"theme{n // 5}/code{n}" for n in range(MOST_CODES + 3)))
    every = list(made.values())
    pairs = [Pair(one, other, 100 - n, 1) for n, (one, other) in enumerate(zip(every, every[1:], strict=False))]
    heat = heat_map(pairs, made)
    assert heat.left_out == 3
    assert len(heat.rows) == MOST_CODES - 1
    assert every[1] in heat.heads and every[-1] not in [row.code for row in heat.rows]
