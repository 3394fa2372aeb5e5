"""Two readings side by side: pairs, differences, agreement and what both may have missed."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.review.comparison import agreement, differences, paired
from pipeline.review.decisions import Decision
from pipeline.review.marks import Mark

PLAIN = Mark(1, 0, 1, "", "PERSON", "direct", "found", "", 0.9, (), None, "pseudonym", "Menna")
_MARKED = re.compile(r"\[([+-])([^\]]+)\]")


def marks(text: str, decided: int = 0) -> list[Mark]:
    """Read marks: "[+Nia] ate [-soup]" is a name that is replaced and a word that stays; `decided` by that decision."""
    found, at, shift = [], 0, 0
    for one in _MARKED.finditer(text):
        start = one.start() - shift
        at = start + len(one[2])
        shift += len(one[0]) - len(one[2])
        new = "Menna" if one[1] == "+" else None
        decision = Decision("replace", "mention", id=decided) if decided else None
        found.append(replace(PLAIN, start=start, end=at, words=one[2], replacement=new, decision=decision))
    return found


def test_marks_that_overlap_are_paired() -> None:
    """A longer and a shorter mark on the same name are one place; others stand alone."""
    pairs = paired(marks("[+Nia Pritchard] had [+soup]"), marks("[+Nia] Pritchard had soup in [+Neath]"))

    words = [(one and one.words, other and other.words) for one, other in pairs]
    assert words == [("Nia Pritchard", "Nia"), ("soup", None), (None, "Neath")]


def test_readings_differ_where_one_replaces_and_the_other_leaves() -> None:
    """Both ways, and where only one of them saw anything."""
    first = {1: marks("[+Nia] met [-Gŵyneth] at the [+Lodge] 🙂 with Rhys")}
    second = {1: marks("[+Nia] met [+Gŵyneth] at the [-Lodge] 🙂 with [+Rhys]")}

    found = differences(first, second, last_decision=0)

    text = "Nia met Gŵyneth at the Lodge 🙂 with Rhys"
    assert [text[one.start : one.end] for one in found] == ["Gŵyneth", "Lodge", "Rhys"]
    assert [(one.first_replaces, one.second_replaces) for one in found] == [(False, True), (True, False), (False, True)]


@pytest.mark.parametrize(("decision", "open_"), [(4, 1), (5, 1), (6, 0)])
def test_what_is_decided_after_handing_in_settles_a_difference(decision: int, open_: int) -> None:
    """Decision 5 was the last before the second reading came in."""
    first, second = {1: marks("[+Nia] came", decided=decision)}, {1: marks("[-Nia] came")}

    assert len(differences(first, second, last_decision=5)) == open_


def test_chapmans_estimate_of_a_worked_example() -> None:
    """30 found by one, 20 by the other, 15 by both: (31 × 21 / 16) − 1 = 39.7, so 4.7 were missed by both."""
    both = [f"[+n{i}]" for i in range(15)]
    first = {1: marks(" ".join([*both, *(f"[+a{i}]" for i in range(15)), *(f"[-b{i}]" for i in range(5))]))}
    second = {1: marks(" ".join([*both, *(f"[-a{i}]" for i in range(15)), *(f"[+b{i}]" for i in range(5))]))}

    result = agreement(first, second)

    assert (result.first, result.second, result.both) == (30, 20, 15)
    assert result.estimated == pytest.approx(31 * 21 / 16 - 1)
    assert result.missed == pytest.approx(result.estimated - 35)
    assert result.missed_high is not None and result.missed_high > result.missed


def test_two_who_found_the_same_may_both_have_missed_something() -> None:
    """58 found by both and nothing else: Chapman says none were missed, and the bound that it may be one in a few."""
    same = {1: marks(" ".join(f"[+n{i}]" for i in range(58)))}

    result = agreement(same, same)

    assert result.missed == pytest.approx(0)
    assert result.missed_high == pytest.approx(58 * (1 - 0.025 ** (1 / 58)) ** 2, rel=0.02)


def test_two_who_have_nothing_in_common_bound_nothing() -> None:
    """Each may be blind to what the other sees."""
    assert agreement({1: marks("[+Nia] [-soup]")}, {1: marks("[-Nia] [+soup]")}).missed_high is None


@given(st.integers(1, 60), st.integers(0, 2**32))
def test_the_bound_is_never_below_the_estimate(n: int, seed: int) -> None:
    """Whatever two readers say."""
    chance = random.Random(seed)
    ours = {1: marks(" ".join(f"[{chance.choice('+-')}n{i}]" for i in range(n)))}
    theirs = {1: marks(" ".join(f"[{chance.choice('+-')}n{i}]" for i in range(n)))}

    result = agreement(ours, theirs)

    assert result.missed_high is None or result.missed_high >= result.missed - 1e-9


def test_kappa_is_one_where_they_agree_and_nothing_where_there_is_nothing_to_tell() -> None:
    """Two readers who both replaced everything may have agreed by habit: no figure is given."""
    first = {1: marks("[+Nia] had [-soup]")}

    assert agreement(first, first).kappa == 1
    assert agreement({1: marks("[+Nia]")}, {1: marks("[+Nia]")}).kappa is None


def test_kappa_of_a_worked_example() -> None:
    """Of 4 places both replace 1, both leave 1, and differ in 2: observed .5, expected .5, kappa 0."""
    first = {1: marks("[+a] [+b] [-c] [-d]")}
    second = {1: marks("[+a] [-b] [+c] [-d]")}

    assert agreement(first, second).kappa == pytest.approx(0)
