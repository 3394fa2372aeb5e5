"""The spaCy pipeline that finds identifiers, and how a whole study runs through it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from spacy.language import Language

# Importing a detector registers its component.
from pipeline.identify import (
    addresses,  # noqa: F401
    ages,  # noqa: F401
    backgrounds,  # noqa: F401
    bodies,  # noqa: F401
    capitals,  # noqa: F401
    conditions,  # noqa: F401
    cues,  # noqa: F401
    dates,  # noqa: F401
    families,  # noqa: F401
    misheard,  # noqa: F401
    model,  # noqa: F401
    names,  # noqa: F401
    neighbours,  # noqa: F401
    numbers,  # noqa: F401
    occupations,  # noqa: F401
    online,  # noqa: F401
    organisations,  # noqa: F401
    phones,  # noqa: F401
    places,  # noqa: F401
    rarity,  # noqa: F401
    roster,  # noqa: F401
    spelled,  # noqa: F401
    spoken,  # noqa: F401
    tagger,  # noqa: F401
    variants,  # noqa: F401
)
from pipeline.identify.everywhere import find_everywhere
from pipeline.identify.finds import Identifier
from pipeline.identify.reading import Reading, reading_of
from pipeline.identify.request import Request
from pipeline.identify.turns import turns_as_docs
from pipeline.identify.words import blank_pipeline

__all__ = ["DETECTORS", "Request", "identify", "make_pipeline"]

DETECTORS = (
    "phones",
    "online",
    "numbers",
    "spoken",
    "spelled",
    "dates",
    "ages",
    "addresses",
    "backgrounds",
    "conditions",
    "families",
    "occupations",
    "bodies",
    "organisations",
    "places",
    "cues",
    "names",
    "capitals",
    "rarity",
    "neighbours",
)


def make_pipeline(request: Request) -> Language:
    """Make the pipeline of detectors, the tagger and the roster first. Raises ModelNotFound."""
    nlp = blank_pipeline()
    nlp.add_pipe("llais_tagger")
    entries = [[type_, list(names_)] for type_, names_ in request.roster]
    nlp.add_pipe("llais_roster", config={"entries": entries})
    nlp.add_pipe("llais_variants", config={"entries": entries})
    nlp.add_pipe("llais_misheard", config={"entries": entries})
    for detector in DETECTORS:
        nlp.add_pipe(f"llais_{detector}")
    if request.model:
        nlp.add_pipe("llais_model", config={"model": request.model})
    return nlp


def identify(
    transcripts: Mapping[str, Sequence[str]], request: Request, progress: Callable[[str], None] = lambda _: None
) -> dict[str, list[list[Identifier]]]:
    """Find the identifiers in every turn of every transcript, names found in one looked for in all.

    `transcripts` maps ids to the source texts of their turns; so does the result, to each turn's identifiers in order,
    in offsets into those texts. Raises ModelNotFound.
    """
    nlp = make_pipeline(request)
    readings: dict[str, Reading] = {}
    for id_, texts in transcripts.items():
        docs = turns_as_docs(nlp, texts)
        readings[id_] = reading_of(list(nlp.pipe(docs, batch_size=len(docs) or 1)))
        progress(id_)
    return find_everywhere(transcripts, readings, request)
