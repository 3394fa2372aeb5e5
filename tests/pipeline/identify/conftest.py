"""What the tests of detectors share: one detector on one turn, and the whole pipeline on a transcript."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import pytest
from spacy.language import Language

from pipeline.identify.finds import finds_in
from pipeline.identify.pipeline import Request, identify, make_pipeline
from pipeline.identify.types import FOUND
from pipeline.identify.words import blank_pipeline, set_cased
from tests.marked import mark_up

Detect = Callable[..., str]


@cache
def _with(component: str, before: tuple[str, ...] = ()) -> Language:
    make_pipeline(Request())  # registers the components
    nlp = blank_pipeline()
    for name in (*before, component):
        nlp.add_pipe(name)
    return nlp


def _holds(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    return one != other and one[0] <= other[0] and other[1] <= one[1]


@pytest.fixture(scope="session")
def detect() -> Detect:
    """Return what runs one detector: detect("ages", text) is the text with what it is sure of marked up in it.

    `least` is the score from which a find counts, `cased` whether the transcript has capitals (by default as the turn),
    `after` names detectors that run before.
    """

    def run(
        detector: str, text: str, *, least: float = 0.5, cased: bool | None = None, after: Sequence[str] = ()
    ) -> str:
        nlp = _with(f"llais_{detector}", tuple(f"llais_{name}" for name in after))
        doc = nlp.make_doc(text)
        if cased is not None:
            set_cased(doc, cased)
        for _, component in nlp.pipeline:
            doc = component(doc)
        sure = {
            (find.start, find.end, find.type)
            for find in finds_in(doc)
            if find.score >= least and find.detector == detector
        }
        return mark_up(text, [one for one in sure if not any(_holds(other, one) for other in sure)])

    return run


@pytest.fixture(scope="session")
def find_in() -> Callable[..., list[str]]:
    """Return what runs the whole pipeline: find_in(turns, roster=…, keep=…) is the turns, what was found marked up."""

    def run(
        turns: Sequence[str],
        roster: Sequence[tuple[str, Sequence[str]]] = (),
        keep: Sequence[str] = (),
        status: str = FOUND,
    ) -> list[str]:
        request = Request(roster=tuple((type_, tuple(names)) for type_, names in roster), keep=tuple(keep))
        found = identify({"T01": list(turns)}, request)["T01"]
        return [
            mark_up(turn, [(i.start, i.end, i.type) for i in identifiers if i.status == status])
            for turn, identifiers in zip(turns, found, strict=True)
        ]

    return run
