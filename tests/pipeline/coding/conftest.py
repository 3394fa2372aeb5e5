"""What tests of codings share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline.intake import ingest
from tests.pipeline.coding import taken


@pytest.fixture
def db(make_study: Callable, opened: Callable, tmp_path: Path) -> Database:
    """Open a store that holds two interviews, and a release in which Gŵyneth is called Carys."""
    study = make_study(tmp_path / "study", taken.SAID)
    store = opened(study)
    ingest(store, study)
    taken.publish(store, "release-1", "Gŵyneth", "Carys")
    return store
