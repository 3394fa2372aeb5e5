"""Blind coding as study.toml has it."""

from __future__ import annotations

import pytest

from pipeline.coding.blind import Blind
from pipeline.errors import BadSettings
from pipeline.settings import settings_from


def test_all_transcripts_or_some():
    """Where none are listed all are blind, and labels may be written in any case."""
    assert not settings_from({}).blind.covers("FC01")
    assert settings_from({"coding": {"blind": True}}).blind.covers("FC01")
    some = settings_from({"coding": {"blind": True, "blind_only": ["fc01"]}}).blind
    assert (some.covers("FC01"), some.covers("YP01")) == (True, False)
    assert settings_from({"coding": {"coders": 3}}).blind == Blind(coders=3)


@pytest.mark.parametrize("wrong", [{"coders": 1}, {"blind_only": [1]}, {"blind": "yes"}, {"blinded": True}])
def test_what_is_wrong_is_named(wrong: dict):
    """The message names section and key."""
    with pytest.raises(BadSettings, match=r"\[coding\]"):
        settings_from({"coding": wrong})
