"""Put passages together into turns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ingest.records import Turn


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of speech as a file gives it: a paragraph, a caption, a table cell; its text is normalised.

    `joins` is what stands between this passage and the one before where both are one turn; None begins a new turn.
    """

    speaker: str
    text: str
    start: float | None = None
    joins: str | None = None


def assemble(passages: Iterable[Passage]) -> tuple[Turn, ...]:
    """Return the turns that the passages make; a turn without text is left out.

    A turn takes its speaker and time from its first passage; `start` is in seconds.
    """
    turns: list[Turn] = []
    for passage in passages:
        text = passage.text.strip()
        if passage.joins is None or not turns:
            turns.append(Turn(passage.speaker, text, passage.start))
        else:
            turns[-1] = _extended(turns[-1], passage.joins, text)
    return tuple(turn for turn in turns if turn.text)


def _extended(turn: Turn, joins: str, text: str) -> Turn:
    between = joins if turn.text and text else ""
    return replace(turn, text=f"{turn.text}{between}{text}")


def merge_same_speaker(passages: Iterable[Passage]) -> list[Passage]:
    """Join each passage to the one before, by a space, where both have the same speaker and the text does not stop.

    Captions cut speech by the clock, also inside a name; what one speaker says in a row is one piece of text.
    """
    merged: list[Passage] = []
    for passage in passages:
        same = bool(merged) and merged[-1].speaker == passage.speaker
        merged.append(replace(passage, joins=" ") if same else passage)
    return merged
