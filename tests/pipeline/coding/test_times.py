"""Times are kept in one form, whatever a file makes of them."""

from __future__ import annotations

import pytest

from pipeline.coding.times import in_utc


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2025-11-20T10:00:00Z", "2025-11-20T10:00:00Z"),
        ("2025-11-20T11:00:00+01:00", "2025-11-20T10:00:00Z"),
        ("2025-11-20T10:00:00", "2025-11-20T10:00:00Z"),
        ("2025-11-20 10:00:00.123", "2025-11-20T10:00:00Z"),
        (" 2025-11-20 ", "2025-11-20"),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_a_time_is_in_utc_and_a_day_stays_a_day(written: str, kept: str) -> None:
    """What is neither is not known."""
    assert in_utc(written) == kept
