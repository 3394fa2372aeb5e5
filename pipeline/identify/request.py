"""What finding depends on besides the text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Request:
    """The roster's entries as (type, names), and the study's settings."""

    roster: tuple[tuple[str, tuple[str, ...]], ...] = ()
    keep: tuple[str, ...] = ()
    threshold: float = 0.5
    model: str = ""
