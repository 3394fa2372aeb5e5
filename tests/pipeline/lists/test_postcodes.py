"""The areas that postcodes begin with."""

from __future__ import annotations

from pipeline.lists.postcodes import POSTCODE_AREAS


def test_every_area_is_one_or_two_capitals() -> None:
    """Those of the islands too; the study codes WK, FC and YP are none."""
    assert all(area.isalpha() and area.isupper() and len(area) <= 2 for area in POSTCODE_AREAS)
    assert {"CF", "SA", "LL", "NP", "LD", "BT", "E", "GY", "JE", "IM", "ZE"} <= POSTCODE_AREAS
    assert not {"WK", "FC", "YP", "PC"} & POSTCODE_AREAS
