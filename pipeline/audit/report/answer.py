"""An answer to one of the 24 points: a state, sentences, what shows it, and what is left to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from pipeline.identify.types import DIRECT, QUASI


class State(StrEnum):
    """How far a point is, in the words that are printed."""

    DONE = "done"
    PARTLY = "partly done"
    NOT_DONE = "not done"
    NOT_APPLICABLE = "does not apply"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under a caption; the first cell of a row says what the row is about."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to a point; `to_do` is "" where nothing is left."""

    state: State
    sentences: tuple[str, ...]
    tables: tuple[Table, ...] = ()
    lines: tuple[str, ...] = ()
    to_do: str = ""


NO_TRANSCRIPT = Answer(
    State.NOT_DONE, ("No transcript is in the store.",), to_do="Read the files with: llais ingest STUDY"
)
NOTHING_PUBLISHED = Answer(State.NOT_DONE, ("Nothing was published yet.",), to_do="Publish with: llais publish STUDY")


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> tuple[Table, ...]:
    """Make a table of what `rows` hold, or none where they hold nothing."""
    made = tuple(tuple(str(cell) for cell in row) for row in rows)
    return (Table(caption, tuple(columns), made),) if made else ()


def state_of(*fulfilled: bool) -> State:
    """Say how far a point is of which several things are asked."""
    if all(fulfilled):
        return State.DONE
    return State.PARTLY if any(fulfilled) else State.NOT_DONE


NOT_DONE = State.NOT_DONE.value
"""What stands where only people can supply something, and nobody has."""


KINDS = {DIRECT: "direct", QUASI: "indirect"}
"""What the kinds of identifiers are called."""


def capital(text: str) -> str:
    """Begin a sentence with a capital."""
    return text[:1].upper() + text[1:]


def sentence(parts: Sequence[str]) -> str:
    """Make one sentence of things to do, "" of none."""
    return f"{capital('; '.join(parts))}." if parts else ""


def listed(words: Iterable[str]) -> str:
    """Write words as a sentence lists them: "a, b and c"."""
    its = list(words)
    return " and ".join(filter(None, (", ".join(its[:-1]), *its[-1:])))


def spans(labels: Iterable[str]) -> str:
    """Write labels short: "FC01 to FC03, YP01" for those whose numbers follow each other."""
    groups: list[list[str]] = []
    ordered = sorted(labels)
    follows = dict(pairwise(ordered))
    for label in ordered:
        if groups and follows.get(groups[-1][-1]) == label and _next_to(groups[-1][-1], label):
            groups[-1].append(label)
        else:
            groups.append([label])
    return ", ".join(", ".join(its) if len(its) < 3 else f"{its[0]} to {its[-1]}" for its in groups)


def _next_to(one: str, other: str) -> bool:
    stem, digits = one.rstrip("0123456789"), one[len(one.rstrip("0123456789")) :]
    number = str(int(digits) + 1).zfill(len(digits)) if digits else ""
    return bool(digits) and other == f"{stem}{number}"
