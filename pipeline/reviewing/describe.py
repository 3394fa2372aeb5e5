"""Marks in words: what stands above one, what a screen reader says of it, what was just decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.identify.types import IDENTIFIER_TYPES
from pipeline.workbench.numbers import some

if TYPE_CHECKING:
    from pipeline.review.marks import Mark

# The key that chooses each type of identifier: the first letter of what it is, where that is still free.
TYPE_KEYS = {
    "PERSON": "n",
    "PLACE": "p",
    "ORG": "o",
    "ADDRESS": "a",
    "POSTCODE": "c",
    "PHONE": "t",
    "EMAIL": "e",
    "URL": "w",
    "HANDLE": "u",
    "NHS": "h",
    "NINO": "i",
    "VEHICLE": "v",
    "CASE_REF": "r",
    "DATE": "d",
    "AGE": "g",
    "DEMOGRAPHIC": "b",
    "OCCUPATION": "j",
    "CONDITION": "m",
    "FAMILY": "f",
    "OTHER": "x",
}
STAYS = "stays"
OPEN = "?"


def type_label(type_: str) -> str:
    """Name a type of identifier as a sentence does; "something" where it is not known."""
    return IDENTIFIER_TYPES[type_].label if type_ in IDENTIFIER_TYPES else "something"


def above(mark: Mark) -> str:
    """Return what stands above a mark: its replacement, that it stays, or that nobody knows yet."""
    if mark.replacement is not None:
        return mark.replacement
    return STAYS if mark.decision else OPEN


def looks(mark: Mark) -> str:
    """Return the classes of a mark: `u` for undecided, `k` for what stays or would stay."""
    return " ".join(
        ["m", *(["u"] if mark.decision is None else []), *(["k"] if mark.replacement is None else [])],
    )


def in_a_sentence(mark: Mark) -> str:
    """Say what a mark is and what becomes of it."""
    what = type_label(mark.type)
    if mark.decision is None:
        return f"{what}, not decided: " + (f"would become {mark.replacement}" if mark.replacement else "would stay")
    return f"{what}, decided: " + (f"becomes {mark.replacement}" if mark.replacement else STAYS)


def left_in_words(undecided: int, marks: int) -> str:
    """Say how much is left to decide, as "12 of 152 left"."""
    if not marks:
        return "Nothing to decide"
    return f"{undecided} of {marks} left" if undecided else f"All {marks} decided"


def reach_in_words(changed_turns: int, transcripts: int) -> str:
    """Say how far a decision about words reached; "" where it changed one turn."""
    if changed_turns < 2:
        return ""
    if transcripts < 2:
        return f" {some(changed_turns, 'turn').capitalize()} changed."
    return f" {some(changed_turns, 'turn').capitalize()} changed, in {some(transcripts, 'transcript')}."


def done(wish: Wish) -> str:
    """Say what a decision did."""
    where = {MENTION: "", TRANSCRIPT: " everywhere in this transcript", STUDY: " everywhere in the study"}[wish.scope]
    by = f" by {wish.replacement}" if wish.replacement else ""
    did = {
        REPLACE: f"replaced{by}",
        KEEP: "stays",
        SAME: f"the same as {wish.other}",
        APART: "told apart from the others of this name",
        PSEUDONYM: f"replaced{by}",
    }[wish.action]
    return did + where
