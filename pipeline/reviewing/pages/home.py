"""The home page: the transcripts, with what is left of each in words, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from pipeline.publish.labels import GROUP_LABELS
from pipeline.review.bench import TranscriptState
from pipeline.reviewing.describe import left_in_words
from pipeline.reviewing.desk import Page, desk_of, page
from pipeline.workbench.numbers import some

_NO_GROUP = "Others"


@dataclass(frozen=True, slots=True)
class Next:
    """What to do next: a sentence and a link."""

    before: str
    address: str
    link: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """The transcripts of one group."""

    name: str
    transcripts: tuple[TranscriptState, ...]


async def home(request: Request) -> Response:
    """Show the transcripts."""
    states = desk_of(request).bench.overview()
    return page(
        request,
        "home.html",
        summary=summary(states),
        next=what_next(states),
        shelves=shelves(states),
        left_in_words=left_in_words,
        read_by=read_by,
    )


def summary(states: Sequence[TranscriptState]) -> str:
    """Say in a sentence how far the study is."""
    left, marks = sum(state.undecided for state in states), sum(state.marks for state in states)
    done = sum(not state.undecided for state in states)
    study = f"{some(len(states), 'transcript').capitalize()}, {sum(state.words for state in states):,} words."
    if not left:
        return f"{study} Everything that was marked has been decided: {some(marks, 'mark')}."
    finished = f" {some(done, 'transcript').capitalize()} decided," if done else ""
    return f"{study}{finished} {left:,} of {marks:,} marks left.".replace(", ", ", ")


def what_next(states: Sequence[TranscriptState]) -> Next | None:
    """Say what to do next: go on where somebody began, else begin with the first, else sign off."""
    open_ = [state for state in states if state.undecided]
    begun = [state for state in open_ if state.undecided < state.marks]
    for state, before in ((begun, "Go on where somebody stopped:"), (open_, "Begin here:")):
        if state:
            return Next(before, f"/t/{quote(state[0].id)}", f"{state[0].id}, {left_in_words(*_counts(state[0]))} →")
    return Next("All transcripts are decided.", "/sign-off", "Sign off →") if states else None


def shelves(states: Iterable[TranscriptState]) -> list[Shelf]:
    """Put the transcripts of each group together, in the order of their labels."""
    ordered = sorted(states, key=lambda state: (state.group, state.id))
    return [
        Shelf(GROUP_LABELS.get(group, group.replace("_", " ").capitalize() or _NO_GROUP), tuple(its))
        for group, its in groupby(ordered, key=lambda state: state.group)
    ]


def read_by(state: TranscriptState) -> str:
    """Say who reads a transcript, and how far a second reading is."""
    said = f"read by {' and '.join(state.readers)}" if state.readers else ""
    if not state.second_reader:
        return said
    how_far = "handed in" if state.second_finished else f"{state.second} left"
    return f"{said}; second reading by {state.second_reader}, {how_far}".removeprefix("; ")


def _counts(state: TranscriptState) -> tuple[int, int]:
    return state.undecided, state.marks


PAGES = (Page("/", home, link="Transcripts"),)
