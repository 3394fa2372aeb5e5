"""Put passages together into turns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ingest.places import Traced, join
from ingest.records import Turn


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of speech as a file gives it: a paragraph, a caption, a table cell; its words are normalised.

    `joins` is what stands between this passage and the one before where both are one turn; None begins a new turn.
    `role` is the speaker's, where the way of writing tells it.
    """

    speaker: str
    words: Traced
    start: float | None = None
    joins: str | None = None
    role: str | None = None


def assemble(passages: Iterable[Passage]) -> tuple[Turn, ...]:
    """Return the turns that the passages make; a turn without text is left out.

    A turn takes its speaker and time from its first passage; `start` is in seconds.
    """
    turns: list[tuple[Passage, list[Traced]]] = []
    joints: list[list[str]] = []
    for passage in passages:
        words = passage.words.strip()
        if passage.joins is None or not turns:
            turns.append((passage, [words] if words else []))
            joints.append([])
        elif words:
            pieces = turns[-1][1]
            if pieces:
                joints[-1].append(passage.joins)
            pieces.append(words)
    return tuple(
        _turn(first, pieces, between) for (first, pieces), between in zip(turns, joints, strict=True) if pieces
    )


def _turn(first: Passage, pieces: list[Traced], between: list[str]) -> Turn:
    parts = [pieces[0]]
    for joint, piece in zip(between, pieces[1:], strict=True):
        parts += [Traced(joint), piece]
    words = join(parts, "")
    turn = Turn(first.speaker, words.text, first.start, anchors=words.anchors)
    return replace(turn, role=first.role) if first.role else turn


def merge_same_speaker(passages: Iterable[Passage]) -> list[Passage]:
    """Join each passage to the one before, by a space, where both have the same speaker and the text does not stop.

    Captions cut speech by the clock, also inside a name; what one speaker says in a row is one piece of text.
    """
    merged: list[Passage] = []
    for passage in passages:
        same = bool(merged) and merged[-1].speaker == passage.speaker
        merged.append(replace(passage, joins=" ") if same else passage)
    return merged
