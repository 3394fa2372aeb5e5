"""Whose codings a coder may see, and when a transcript that is coded blind is opened to all."""

from __future__ import annotations

from collections.abc import Collection

from pipeline.coding.blind import Blind

HandedIn = Collection[tuple[str, str]]
"""Pairs of (transcript, coder)."""


def may_see(blind: Blind, transcript: str, coder: str, other: str, handed_in: HandedIn) -> bool:
    """Say whether a coder may see what another coded in a transcript: if it is coded blind, once both handed it in."""
    if coder == other or not blind.covers(transcript):
        return True
    return (transcript, coder) in handed_in and (transcript, other) in handed_in


def is_open(blind: Blind, transcript: str, handed_in: HandedIn, begun: HandedIn = ()) -> bool:
    """Say whether the codings of a transcript may be published.

    If it is coded blind, they may once enough coders have handed it in, and everybody who has begun on it.
    """
    done = {who for which, who in handed_in if which == transcript}
    coding = {who for which, who in begun if which == transcript}
    return not blind.covers(transcript) or (len(done) >= blind.coders and coding <= done)
