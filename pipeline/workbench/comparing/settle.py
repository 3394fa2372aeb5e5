"""A decision on a disagreement, checked, as the event that it becomes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.coding.working.events import SETTLE, Event
from pipeline.coding.working.places import hash_of
from pipeline.workbench.coding.acts import LONGEST_MEMO
from pipeline.workbench.coding.errors import CannotCode, TextChanged
from pipeline.workbench.comparing.differing import CHOICES, Differing
from pipeline.workbench.words import say


def settle(
    asked: Mapping[str, str], differing: Iterable[Differing], coder: str, release: str, codebook_version: str
) -> Event:
    """Make the event of a decision. Raises CannotCode, and TextChanged where another draft was shown meanwhile."""
    if asked.get("release") != release:
        raise TextChanged(say("Another draft was published since this page was loaded. Load it again."))
    one = next((one for one in differing if str(one.id) == asked.get("id")), None)
    if one is None:
        raise CannotCode(say("There is no such disagreement any more. Load the page again."))
    if asked.get("choice") not in CHOICES:
        raise CannotCode(say("Say who is right: one of the coders, both, or neither."))
    reason = asked.get("reason", "").strip()
    if len(reason) > LONGEST_MEMO:
        raise CannotCode(say("A reason may have {most} letters. Write a shorter one.", most=f"{LONGEST_MEMO:,}"))
    return Event(
        coder=coder,
        action=SETTLE,
        release=release,
        transcript=one.transcript,
        turn=one.turn,
        text_hash=hash_of(one.text),
        uid=one.uid,
        start=one.start,
        end=one.end,
        quote=one.text[one.start : one.end],
        code=one.code,
        codebook_version=codebook_version,
        memo=reason,
        coders=one.coders,
        choice=asked["choice"],
    )
