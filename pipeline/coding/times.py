"""Times as files write them, in the store's form: UTC in ISO 8601, or a day, or nothing."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def in_utc(written: str) -> str:
    """Return a time in UTC to the second, a day as it is, and "" for what is neither; one without a zone is UTC."""
    written = written.strip()
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        return ""
    if _DAY.fullmatch(written):
        return written
    at = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
