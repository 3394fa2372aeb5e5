"""Marks in words: what stands above one, what a screen reader says of it, what was just decided."""

from __future__ import annotations

from pipeline.identify.types import IDENTIFIER_TYPES
from pipeline.review.decisions import APART, DIFFERENT, KEEP, MENTION, PSEUDONYM, REPLACE, SAME, STUDY, TRANSCRIPT, Wish
from pipeline.review.marks import LISTED, Mark
from pipeline.workbench.numbers import some

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


def type_of(mark: Mark) -> str:
    """Return a mark's type; "" where it is only on the doubt list, which says nothing of types."""
    return "" if mark.origin == LISTED else mark.type


def why(mark: Mark) -> str:
    """Say what a mark is thought to be, and why it is one."""
    return f"{IDENTIFIER_TYPES[mark.type].label} · {mark.reason}" if type_of(mark) else mark.reason


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
    """Say what a mark is, why it is one, and what becomes of it."""
    becomes = f"becomes {mark.replacement}" if mark.replacement is not None else STAYS
    would = f"would become {mark.replacement}" if mark.replacement is not None else "would stay"
    what = IDENTIFIER_TYPES[mark.type].label if type_of(mark) else ""
    if mark.decision is not None:
        return f"{what}, decided: {becomes}"
    return f"{what + ', ' if what else ''}{mark.reason}: not decided, {would}"


def left_in_words(undecided: int, marks: int) -> str:
    """Say how much is left to decide, as "12 of 152 left"."""
    if not marks:
        return "Nothing to decide"
    return f"{undecided} of {marks} left" if undecided else f"All {marks} decided"


def reach_in_words(places: int, transcripts: int) -> str:
    """Say how far a decision about words reached; "" where it reached nothing."""
    if not places:
        return ""
    where = f", in {some(transcripts, 'transcript')}" if transcripts > 1 else ""
    return f" {some(places, 'place').capitalize()}{where}."


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
        DIFFERENT: f"not the same as {wish.other}",
    }[wish.action]
    return did + where
