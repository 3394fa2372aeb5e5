"""What study.toml lets an audience see of numbers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.publish.rule import Rule, rule_for
from pipeline.settings import Settings

STUDY = Settings(min_cell_team=3, min_cell_outside=7, round_outside=10, top_code_outside=50)
numbers = st.integers(0, 200)
rules = st.builds(Rule, st.integers(1, 10), st.sampled_from([1, 5, 10]), st.sampled_from([0, 10, 50]))


def test_outside_the_rule_is_that_of_the_settings() -> None:
    """Threshold, rounding and top are those of study.toml, and these readers have no codings."""
    assert rule_for("outside", STUDY) == Rule(7, 10, 50)


def test_the_team_has_a_threshold_of_its_own_and_every_coding() -> None:
    """Its numbers are neither rounded nor cut."""
    assert rule_for("team", STUDY) == Rule(3, has_codings=True)
    assert rule_for("team", Settings()).hides_nothing
    assert not rule_for("team", STUDY).hides_nothing


@given(rules, numbers)
def test_what_is_shown_can_mean_what_is_true(rule: Rule, number: int) -> None:
    """Whatever a number is rounded to, or cut at, it lies between the ends of what that can stand for."""
    least, most = rule.meant(rule.shown(number), 0)

    assert least <= number <= most


def test_what_is_told_of_the_whole_study_is_rounded_and_never_cut() -> None:
    """14,322 words are about 14,320, whatever the top of the tables is."""
    whole = Rule(7, 5, 50).of_study()

    assert (whole.shown(14_322), whole.meant(45, 0)) == (14_320, (43, 47))


def test_nought_is_few_where_there_is_a_threshold() -> None:
    """That nobody said it can say something of everybody."""
    assert Rule(2).is_few(0)
    assert not Rule(1).is_few(0)
