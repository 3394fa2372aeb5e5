"""How far a coder is in each transcript."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.coding.working.events import ACCEPT, APPLY, REMOVE, Event
from pipeline.coding.working.fold import in_force
from pipeline.workbench.coding.seen import hand_ins


@dataclass(frozen=True, slots=True)
class Progress:
    """One coder's work on one transcript, and how many others have handed it in."""

    codings: int = 0
    handed_in: bool = False
    handed_in_by: int = 0


def progress(events: Iterable[Event], published: Mapping[str, int], coder: str, *, up_to: int) -> dict[str, Progress]:
    """Work out a coder's progress in every transcript that they, or somebody else, has begun.

    `published` counts the codings that are published of the coder, for each transcript of which any are: these hold
    what was done up to event `up_to`.
    """
    by_transcript: dict[str, list[Event]] = {}
    for event in events:
        by_transcript.setdefault(event.transcript, []).append(event)
    found = {}
    for transcript in {*by_transcript, *published}:
        all_events = by_transcript.get(transcript, [])
        since = up_to if transcript in published else 0
        own = [event for event in all_events if event.coder == coder]
        handed = hand_ins(all_events).get(transcript, set())
        found[transcript] = Progress(
            codings=published.get(transcript, 0) + _net(own) - _net(event for event in own if event.id <= since),
            handed_in=coder in handed,
            handed_in_by=len(handed - {coder}),
        )
    return found


def _net(events: Iterable[Event]) -> int:
    acts = [event.action for event in in_force(events)]
    return sum(act in (APPLY, ACCEPT) for act in acts) - acts.count(REMOVE)
