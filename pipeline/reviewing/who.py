"""Somebody or something that is mentioned, for its page: mentions amid their words, and what was decided about it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.folding import fold
from pipeline.identify.types import IDENTIFIER_TYPES
from pipeline.review.bench import Outcome
from pipeline.review.decisions import (
    APART,
    DIFFERENT,
    KEEP,
    MENTION,
    PSEUDONYM,
    REPLACE,
    SAME,
    TRANSCRIPT,
    Decision,
    Wish,
)
from pipeline.review.entity_list import Entity, Mention
from pipeline.reviewing.queue import around

Place = tuple[int, int]
"""(turn id, start in the turn's source text)."""

Change = Callable[[Entity, str, int], list[Wish]]
"""What makes wishes about an entity's mentions in a transcript ("" for all) and in a turn of it (0 for all)."""

_SAY_NOTHING_NEW = (REPLACE, KEEP)


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention with the words either side of it."""

    mention: Mention
    left: str
    right: str


def seen(mentions: Iterable[Mention], texts: Mapping[int, str]) -> list[Seen]:
    """Put the words around each mention; `texts` are the turns' source texts."""
    return [Seen(one, *around(texts[one.turn_id], one.start, one.end)) for one in mentions]


def place_of(mention: Mention) -> Place:
    """Return where a mention stands."""
    return mention.turn_id, mention.start


def in_scope(entity: Entity, change: Change, transcript: str, ticked: Collection[Place]) -> list[Wish]:
    """Wish a change of the ticked mentions, or where none is ticked of all in a transcript ("" for the study)."""
    if not ticked:
        return change(entity, transcript, 0)
    turns = dict.fromkeys((one.transcript, one.n) for one in entity.mentions if place_of(one) in ticked)
    wishes = [wish for id_, n in turns for wish in change(entity, id_, n)]
    return [wish for wish in wishes if (wish.turn_id, wish.start) in ticked]


def touched(entity: Entity, wishes: Iterable[Wish]) -> Place:
    """Return the first of an entity's mentions that wishes are about, or else its first."""
    places = {(one.turn_id, one.start) for one in wishes if one.scope == MENTION}
    words = {(fold(one.words), one.transcript_id) for one in wishes if one.scope != MENTION}
    for one in entity.mentions:
        if place_of(one) in places or {(fold(one.words), None), (fold(one.words), one.transcript)} & words:
            return place_of(one)
    return place_of(entity.mentions[0])


def at(entities: Iterable[Entity], place: Place) -> Entity | None:
    """Return who or what is mentioned at a place, None where it is nobody any more."""
    return next((one for one in entities if place in map(place_of, one.mentions)), None)


def decisions_about(entity: Entity, decisions: Sequence[Decision]) -> tuple[list[Decision], int]:
    """Return the decisions about an entity, the last one first, and how many more only accept or refuse a mention."""
    names = {fold(name) for name, _ in entity.names}
    places = {place_of(one) for one in entity.mentions}
    about = [one for one in reversed(decisions) if _is_about(one, names, places)]
    telling = [one for one in about if tells(one)]
    return telling, len(about) - len(telling)


def tells(one: Decision) -> bool:
    """Say whether a decision says more than that one mention is replaced as the study has it, or stays."""
    plain = one.scope == MENTION and one.action in _SAY_NOTHING_NEW
    return not plain or bool(one.policy or one.replacement)


def _is_about(one: Decision, names: Collection[str], places: Collection[Place]) -> bool:
    if one.scope == MENTION:
        return (one.turn_id, one.start) in places
    return fold(one.words) in names or (one.action in (SAME, DIFFERENT) and fold(one.other) in names)


def told(one: Wish) -> str:
    """Say a decision in words, without its full stop."""
    by = f" by “{one.replacement}”" if one.replacement else f" by policy “{one.policy}”" if one.policy else ""
    did = {
        REPLACE: f"is replaced{by}, as {IDENTIFIER_TYPES[one.type or 'OTHER'].label}",
        KEEP: "stays as it is",
        SAME: f"is “{one.other}”",
        APART: "is somebody else",
        PSEUDONYM: f"is called “{one.replacement}”",
        DIFFERENT: f"is not “{one.other}”",
    }[one.action]
    where = {MENTION: f"in one place of {one.transcript_id}", TRANSCRIPT: f"in {one.transcript_id}"}
    return f"“{one.words}” {did}, {where.get(one.scope, 'everywhere in the study')}"


def reach(outcomes: Iterable[Outcome]) -> tuple[int, list[str]]:
    """Return how many turns decisions reached, and in which transcripts."""
    turns = {(id_, n) for outcome in outcomes for id_, its in outcome.changed.items() for n in its}
    return len(turns), sorted({id_ for id_, _ in turns})
