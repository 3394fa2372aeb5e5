"""Answers that are kept, as what is served never changes: what costs much is asked for once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Any, TypeVar

MOST = 32
_KEPT = "llais_kept"
_T = TypeVar("_T")


class Kept:
    """Keeps the answers that were asked for last, `most` of them."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()

    async def get(self, key: Hashable, make: Callable[[], Awaitable[_T]]) -> _T:
        """Return what is kept under a key; where nothing is, make it and keep it."""
        if key not in self._answers:
            made = await make()
            self._answers[key] = made
            if len(self._answers) > self._most:
                self._answers.popitem(last=False)
            return made
        self._answers.move_to_end(key)
        answer: _T = self._answers[key]
        return answer


def kept_of(datasette: Any) -> Kept:
    """Return what is kept for a Datasette, which serves one study."""
    if not hasattr(datasette, _KEPT):
        setattr(datasette, _KEPT, Kept())
    kept: Kept = getattr(datasette, _KEPT)
    return kept
