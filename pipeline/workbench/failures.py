"""What may be said in the terminal of something that nobody foresaw."""

from __future__ import annotations

import traceback
from pathlib import Path


def where(exception: BaseException) -> str:
    """Name the places in the code that the exception came through, without a word of what they held."""
    places = traceback.extract_tb(exception.__traceback__)[-4:]
    return " < ".join(f"{Path(place.filename).name}:{place.lineno}" for place in reversed(places))
