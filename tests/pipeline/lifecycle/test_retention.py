"""Retention dates, judged on any day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import BadSettings
from pipeline.lifecycle.retention import DATES, DONE, DUE, KEPT, LATER, MAY_GO, OVERDUE, WHAT, Retention, dated
from pipeline.settings import settings_from
from pipeline.study import settings_template

DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@given(st.fixed_dictionaries({name: st.none() | DAYS for name in DATES}), DAYS)
def test_every_date_is_judged_once(days: dict[str, date | None], on: date) -> None:
    """Each date that is set is told once, late exactly when its day is over; what has to be kept is never late."""
    found = dated(Retention(**days), {}, on)
    assert len(found) == sum(day is not None for day in days.values())
    assert {one.what for one in found} <= WHAT.keys()
    for one in found:
        if one.state in (OVERDUE, DUE, LATER):
            assert (one.state == OVERDUE) == (on > one.by)
            assert (one.state == DUE) == (timedelta() <= one.by - on <= timedelta(days=30))
        else:
            assert one.state == (KEPT if on <= one.by else MAY_GO)


def test_a_review_is_done_until_the_next_date() -> None:
    """A review that was done before its date does not count as the one that the date asks for."""
    retention = Retention(review_date=date(2026, 6, 30))
    assert [one.state for one in dated(retention, {"review": "2026-07-02"}, date(2026, 8, 1))] == [DONE]
    assert [one.state for one in dated(retention, {"review": "2025-07-02"}, date(2026, 8, 1))] == [OVERDUE]


def test_dates_are_read_from_the_settings() -> None:
    """Dates are TOML's own; the template of a new study holds them all, commented out."""
    settings = settings_from({"retention": {"key_delete_by": date(2031, 7, 31), "disposal_method": "shredded"}})
    assert settings.retention == Retention(key_delete_by=date(2031, 7, 31), disposal_method="shredded")
    assert all(f"# {name} = 20" in settings_template("A study") for name in DATES)


@pytest.mark.parametrize("value", ["2031-07-31", 2031, True])
def test_what_is_no_date_is_refused(value: object) -> None:
    """A text, a number or a yes in place of a date gives one line that names section and key."""
    with pytest.raises(BadSettings, match=r"\[retention\] key_delete_by: give a date without quotes"):
        settings_from({"retention": {"key_delete_by": value}})
