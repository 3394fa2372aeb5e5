"""The study of people who may withdraw, made once and copied for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.study import Study
from tests import withdrawing


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Return the study that nobody may change."""
    return withdrawing.make(tmp_path_factory.mktemp("withdrawing") / "study")


@pytest.fixture
def study(made_once: Study, tmp_path: Path) -> Study:
    """Return a copy of the study for one test."""
    return withdrawing.copy_of(made_once, tmp_path / "study")
