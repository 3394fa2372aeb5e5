"""What a withdrawal did, and what is left."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Proof:
    """What a withdrawal did and what is left, without a word or a name.

    `removed` counts rows of the store by table; `files_removed` are files that were deleted; `left` are lines about
    files that still hold them, `in_store` counts cells of the store that still do, by table; `to_do` is left to people.
    """

    removed: dict[str, int]
    files_removed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    in_store: dict[str, int] | None = None
    not_looked_into: tuple[str, ...] = ()
    files_searched: int = 0
    releases: tuple[str, ...] = ()
    backups: tuple[str, ...] = ()
    to_do: tuple[str, ...] = ()

    def to_json(self) -> str:
        """Write it as the store keeps it."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Proof:
        """Read it as the store keeps it."""
        values = json.loads(text)
        read: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in values.items()
        }
        return cls(**read)
