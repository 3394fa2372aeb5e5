"""How trials went is kept as numbers, until the next time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.coding.learning.trial import Trial
from pipeline.coding.trials import remember_trials, remembered_trials


def test_trials_come_back_as_they_went(make_study: Callable, opened: Callable, tmp_path: Path) -> None:
    """The last ones, and none before the first time."""
    db = opened(make_study(tmp_path / "study", {}))
    trials = (Trial("care/lifts", 40, 8, True, "it found 30 of 40", 40, 42, 30, 9, 8),)

    assert remembered_trials(db) == ()
    remember_trials(db, trials)
    assert remembered_trials(db) == trials
    remember_trials(db, ())
    assert remembered_trials(db) == ()
