"""Addresses: what people can read, keep and send."""

from __future__ import annotations

import pytest

from pipeline.workbench import addresses


@pytest.mark.parametrize(
    ("address", "path"),
    [
        (addresses.of_theme("care"), "/theme/care"),
        (addresses.of_code("grooming-framing/missed-cases"), "/theme/grooming-framing/missed-cases"),
        (addresses.of_transcript("FC02"), "/t/FC02"),
        (addresses.of_transcript("FC02", 41), "/t/FC02#turn-41"),
        (addresses.of_participant("Tŷ 1/2"), "/p/T~C5~B7+1~2F2"),
        (addresses.of_quote("0a1b"), "/quote/0a1b"),
        (addresses.of_coding("FC02", "0a1b", 41), "/t/FC02#c-0a1b"),
        (addresses.of_coding("FC02", "", 41), "/t/FC02#turn-41"),
        (addresses.with_values("/matrix", {"by": "season", "measure": "", "page": None}), "/matrix?by=season"),
        (addresses.with_values("/matrix", {}), "/matrix"),
        (addresses.with_values("/t/FC02", {"themes": "a b&c"}), "/t/FC02?themes=a+b%26c"),
    ],
)
def test_everything_has_an_address(address: str, path: str) -> None:
    """Labels with letters that addresses do not take are written so that they come back as they were."""
    assert address == path
