"""What can be done about somebody or something that is mentioned, as wishes that the bench carries out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from pipeline.errors import CannotDecide
from pipeline.folding import fold
from pipeline.review.decisions import (
    APART,
    DIFFERENT,
    KEEP,
    MENTION,
    PSEUDONYM,
    REPLACE,
    SAME,
    STUDY,
    TRANSCRIPT,
    Decision,
    Wish,
)
from pipeline.review.entity_list import Entity, Mention, in_scope


def merge(one: Entity, into: Entity, decisions: Iterable[Decision]) -> list[Wish]:
    """Wish that two are one, under what stands for `into`. Raises CannotDecide.

    Of who is told apart in some places only, those places alone become the other's.
    """
    if one.number == into.number:
        raise CannotDecide(f"E{one.number} is itself already.")
    if one.type != into.type:
        raise CannotDecide(f"E{one.number} and E{into.number} are of different types. Change one's type first.")
    if one.type == "PERSON":
        everywhere = {(fold(its.words), its.other) for its in decisions if its.action == APART and its.scope == STUDY}
        if into.sense and (fold(into.name), into.sense) not in everywhere:
            raise CannotDecide(
                f"E{into.number} is told apart in some places only. Merge E{into.number} into E{one.number} instead."
            )
        if one.sense and (fold(one.name), one.sense) not in everywhere:
            return these_mean(one.mentions, into)
        return [Wish(SAME, STUDY, one.name, type=one.type, other=into.name)]
    known = {fold(name) for name, _ in into.names}
    return [Wish(SAME, STUDY, name, type=one.type, other=into.name) for name, _ in one.names if fold(name) not in known]


def tell_apart(one: Entity, other: Entity) -> list[Wish]:
    """Wish that two stay two, so that nobody is asked again whether they are one."""
    return [Wish(DIFFERENT, STUDY, one.name, type=one.type, other=other.name)]


def split(
    entity: Entity, decisions: Sequence[Decision], *, name: str = "", transcript: str = "", turn: int = 0
) -> list[Wish]:
    """Wish that some mentions are somebody else's: those of one name, or those in a transcript or in one turn.

    Raises CannotDecide where that would be none, or all of them.
    """
    sense = _next_sense(decisions)
    chosen = list(in_scope(entity, transcript, turn))
    chosen = [one for one in chosen if not name or fold(one.words) == fold(name)]
    _check_split(entity, chosen)
    if turn:
        return [_about_mention(APART, one, other=sense, type=entity.type) for one in chosen]
    forms = {fold(one.words): one.words for one in chosen}
    if transcript:
        return [Wish(APART, TRANSCRIPT, words, transcript, other=sense, type=entity.type) for words in forms.values()]
    return [Wish(APART, STUDY, words, other=sense, type=entity.type) for words in forms.values()]


def split_mentions(entity: Entity, decisions: Sequence[Decision], places: Collection[tuple[int, int]]) -> list[Wish]:
    """Wish that the mentions at some places, as (turn id, start), are all one other person's. Raises CannotDecide."""
    chosen = [one for one in entity.mentions if (one.turn_id, one.start) in places]
    _check_split(entity, chosen)
    return these_mean_nobody_known(chosen, decisions)


def these_mean(mentions: Iterable[Mention], who: Entity) -> list[Wish]:
    """Wish that some mentions of a bare name are somebody's in particular; full names beside them stay as they are."""
    return [_about_mention(SAME, one, type="PERSON", other=who.name) for one in mentions]


def these_mean_nobody_known(mentions: Iterable[Mention], decisions: Sequence[Decision]) -> list[Wish]:
    """Wish that some mentions of a bare name are all one person's of whom no full name is known."""
    sense = _next_sense(decisions)
    return [_about_mention(APART, one, other=sense, type="PERSON") for one in mentions]


def tell_names_apart(entity: Entity, decisions: Sequence[Decision]) -> list[Wish]:
    """Wish that somebody of whom the full name is known is told from others who share a part of it."""
    if entity.type != "PERSON":
        raise CannotDecide("Only people are told apart; give a place another replacement where it is another one.")
    return [Wish(APART, STUDY, entity.name, other=_next_sense(decisions), type=entity.type)]


def add_alias(entity: Entity, alias: str) -> list[Wish]:
    """Wish that other words are a name of this one too: they are replaced wherever they stand."""
    found = Wish(REPLACE, STUDY, alias, type=entity.type)
    return [found, Wish(SAME, STUDY, alias, type=entity.type, other=entity.name)]


def reserve(entity: Entity, pseudonym: str) -> list[Wish]:
    """Wish that it goes by what a participant chose, or by the team's own words."""
    if entity.type == "PERSON":
        return [Wish(PSEUDONYM, STUDY, entity.name, type=entity.type, replacement=pseudonym, other=entity.sense)]
    return [Wish(PSEUDONYM, STUDY, name, type=entity.type, replacement=pseudonym) for name, _ in entity.names]


def keep(entity: Entity, transcript: str = "", turn: int = 0) -> list[Wish]:
    """Wish that it stays as it is: a public body, a national charity."""
    return list(_about(entity, KEEP, transcript, turn, type=entity.type))


def change_type(entity: Entity, type_: str, transcript: str = "", turn: int = 0) -> list[Wish]:
    """Wish that it is another kind of identifier."""
    return list(_about(entity, REPLACE, transcript, turn, type=type_))


def change_policy(entity: Entity, policy: str, transcript: str = "", turn: int = 0) -> list[Wish]:
    """Wish that it is replaced in another way than the study's."""
    return list(_about(entity, REPLACE, transcript, turn, type=entity.type, policy=policy))


def say_who(name: str, transcript: str, who: Entity) -> list[Wish]:
    """Wish that a bare name in a transcript is the name of somebody in particular."""
    return [Wish(SAME, TRANSCRIPT, name, transcript, type="PERSON", other=who.name)]


def _about(entity: Entity, action: str, transcript: str, turn: int, **more: Any) -> Iterator[Wish]:
    chosen = list(in_scope(entity, transcript, turn))
    if not chosen:
        raise CannotDecide(f"E{entity.number} is not mentioned there.")
    if turn:
        yield from (_about_mention(action, one, **more) for one in chosen)
        return
    for words in _forms(chosen):
        scope = TRANSCRIPT if transcript else STUDY
        yield replace(Wish(action, scope, words, transcript or None), **more)


def _forms(mentions: Iterable[Mention]) -> Iterable[str]:
    return {fold(one.words): one.words for one in mentions}.values()


def _about_mention(action: str, one: Mention, **more: Any) -> Wish:
    return replace(Wish(action, MENTION, one.words, one.transcript, one.turn_id, one.start, one.end), **more)


def _check_split(entity: Entity, chosen: Sequence[Mention]) -> None:
    if entity.type != "PERSON":
        raise CannotDecide("Only people are told apart; give a place another replacement where it is another one.")
    if not chosen or len(chosen) == len(entity.mentions):
        raise CannotDecide(f"Some of the {len(entity.mentions)} mentions of E{entity.number} have to be chosen.")


def _next_sense(decisions: Iterable[Decision]) -> str:
    """Return a number that tells nobody apart yet."""
    used = [int(one.other) for one in decisions if one.action == APART and one.other.isdigit()]
    return str(max(used, default=1) + 1)
