"""Coded blind, nobody sees another's codings before both have handed in."""

from __future__ import annotations

import pytest

from pipeline.coding.blind import Blind
from pipeline.coding.working.seen import is_open, may_see

BLIND = Blind(blind=True)


@pytest.mark.parametrize(
    ("handed_in", "seen"),
    [((), False), (("A",), False), (("B",), False), (("A", "B"), True), (("A", "C"), False)],
)
def test_both_have_to_hand_in(handed_in: tuple[str, ...], seen: bool):
    """A sees what B coded in FC01 once A and B have handed in FC01."""
    assert may_see(BLIND, "FC01", "A", "B", {("FC01", who) for who in handed_in}) is seen


def test_one_s_own_codings_are_always_seen():
    """Nobody is blind to their own."""
    assert may_see(BLIND, "FC01", "A", "A", set())


def test_another_transcript_does_not_count():
    """Who has handed in FC01 has not handed in YP01."""
    assert not may_see(BLIND, "YP01", "A", "B", {("FC01", "A"), ("FC01", "B"), ("YP01", "A")})


def test_only_some_transcripts_may_be_blind():
    """Where transcripts are listed, the others are open."""
    some = Blind(blind=True, blind_only=frozenset({"yp01"}))
    assert may_see(some, "FC01", "A", "B", set())
    assert not may_see(some, "YP01", "A", "B", set())
    assert may_see(Blind(), "YP01", "A", "B", set())


def test_codings_are_published_once_enough_have_handed_in():
    """With two coders wanted, one who hands in twice is still one."""
    assert not is_open(BLIND, "FC01", {("FC01", "A"), ("YP01", "B")})
    assert is_open(BLIND, "FC01", {("FC01", "A"), ("FC01", "B")})
    assert not is_open(Blind(blind=True, coders=3), "FC01", {("FC01", "A"), ("FC01", "B")})
    assert is_open(Blind(), "FC01", set())


def test_codings_wait_for_everybody_who_has_begun():
    """A third coder who is still coding has not handed in, and may not see the others' in what is published."""
    both = {("FC01", "A"), ("FC01", "B")}
    assert not is_open(BLIND, "FC01", both, {*both, ("FC01", "C")})
    assert is_open(BLIND, "FC01", both, {*both, ("YP01", "C")})
    assert is_open(Blind(), "FC01", both, {("FC01", "C")})
