"""Keep in the store how the last trials of the learned suggester went: numbers and codes, no words of anybody."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from sqlite_utils import Database

from pipeline.coding.learning.trial import Trial
from pipeline.store import get_meta, set_meta

_KEY = "suggester trials"


def remember_trials(db: Database, trials: Iterable[Trial]) -> None:
    """Keep trials in place of those before."""
    set_meta(db, _KEY, json.dumps([asdict(trial) for trial in trials]))


def remembered_trials(db: Database) -> tuple[Trial, ...]:
    """Return the trials of the last time that suggestions were made; none where nothing could be learned."""
    return tuple(Trial(**trial) for trial in json.loads(get_meta(db, _KEY) or "[]"))
