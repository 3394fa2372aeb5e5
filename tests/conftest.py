"""What tests share: small studies from readable text (see tests/studies.py), their stores, what they publish."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import hypothesis
import pytest
from sqlite_utils import Database

from pipeline.migrations import new_pseudonym_secret
from pipeline.study import Study
from tests import studies

# How long an example takes says more about what else the computer does than about the code.
hypothesis.settings.register_profile(
    "without a clock", hypothesis.settings.get_profile(hypothesis.settings.get_current_profile_name()), deadline=None
)
hypothesis.settings.load_profile("without a clock")

# Pseudonyms drawn anew in each run would be, once in a while, a name that a test uses for somebody else.
PSEUDONYM_SECRET = "0" * 64

Opener = Callable[[Study], Database]


@pytest.fixture(scope="session", autouse=True)
def the_same_pseudonyms() -> Iterator[None]:
    """Give each store made here the same secret, so that a text gets the same pseudonyms in each run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.migrations.new_pseudonym_secret", lambda: PSEUDONYM_SECRET)
        yield


@pytest.fixture
def pseudonyms_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each store the secret that it would have outside the tests."""
    monkeypatch.setattr("pipeline.migrations.new_pseudonym_secret", new_pseudonym_secret)


@pytest.fixture
def make_study() -> Callable[..., Study]:
    """Return what makes a study: make_study(tmp_path, {"FC01": "INT: …\\nP1: …"}, people=…, listed=…)."""
    return studies.make_study


@pytest.fixture
def opened() -> Iterator[Opener]:
    """Return what opens a study's store: db = opened(study). Stores are closed when the test ends."""
    with ExitStack() as stores:
        yield lambda study: stores.enter_context(studies.opened(study))


@pytest.fixture
def published() -> Callable[..., Path]:
    """Return what runs the whole main job on a study: published(study) is the path of the published database."""
    return studies.published
