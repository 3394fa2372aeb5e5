"""Marks and turns made by hand, for what needs no study."""

from __future__ import annotations

from typing import Any

from pipeline.review.bench import PageTurn
from pipeline.review.decisions import Decision
from pipeline.review.marks import Mark


def mark(words: str = "Nia", start: int = 0, **differs: Any) -> Mark:
    """Make a mark of a name that the machine found and would replace; `differs` says what is otherwise."""
    values: dict[str, Any] = {
        "turn_id": 7,
        "start": start,
        "end": start + len(words),
        "words": words,
        "type": "PERSON",
        "kind": "direct",
        "origin": "found",
        "reason": "found by the machine",
        "score": 0.9,
        "detectors": ("names",),
        "decision": None,
        "method": "pseudonym",
        "replacement": "Mair",
    }
    return Mark(**{**values, **differs})


def decided(action: str = "replace", **more: Any) -> Decision:
    """Make a decision in force."""
    return Decision(action, "mention", id=3, at="2026-03-02T10:00:00Z", actor="Megan Vaughan", **more)


def turn(text: str, *marks: Mark, n: int = 1) -> PageTurn:
    """Make a turn of a participant."""
    return PageTurn(7, n, "P1", "participant", 61.5, text, marks)
