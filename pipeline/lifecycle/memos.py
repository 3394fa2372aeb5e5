"""Memos and somebody who withdraws: which go with their words, and which stay and name them all the same."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlite_utils import Database

from pipeline.coding.memos import WITH_TURNS
from pipeline.folding import folded_words
from pipeline.lifecycle.parts import Part


def memos_about(db: Database, parts: Sequence[Part]) -> list[dict]:
    """List the memos on somebody, on their turns and what is coded or settled in these, and on whole transcripts."""
    turns = {turn for part in parts for turn in part.turns}
    whole = {part.transcript for part in parts if part.whole}
    people = {part.participant.casefold() for part in parts}
    return [
        memo
        for memo in db.query(f"{WITH_TURNS} ORDER BY m.id")
        if memo["of_turn"] in turns or memo["transcript_id"] in whole or memo["participant_id"].casefold() in people
    ]


def other_memos(db: Database, parts: Sequence[Part]) -> list[dict]:
    """List the memos that are about anything else: they stay."""
    theirs = {memo["id"] for memo in memos_about(db, parts)}
    return [memo for memo in db.query("SELECT * FROM memos ORDER BY id") if memo["id"] not in theirs]


def memos_that_name(db: Database, parts: Sequence[Part], names: Collection[str]) -> list[str]:
    """Say in a line each which memos stay and hold one of these folded words of names, without the words."""
    return [
        f"memo {memo['uid']} (about {'a' if memo['about'] != 'study' else 'the'} {memo['about']}) holds a name of "
        "theirs: read it with llais memo STUDY list, and take it out with llais memo STUDY remove"
        for memo in other_memos(db, parts)
        if not names_disjoint(memo["text"], names)
    ]


def names_disjoint(text: str, names: Collection[str]) -> bool:
    """Say whether none of these folded words stands in a text."""
    return set(names).isdisjoint(folded_words(text))
