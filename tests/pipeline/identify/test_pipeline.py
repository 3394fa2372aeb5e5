"""The whole pipeline on whole transcripts: everything found, nothing broken, nothing sent."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from pipeline.errors import ModelNotFound
from pipeline.identify.marks import as_identifiers, mark
from pipeline.identify.pipeline import Request, identify, make_pipeline
from pipeline.identify.types import FOUND, IDENTIFIER_TYPES
from tests.marked import lines, parse

SAID = """
I saw [PERSON Nia]'s mam in [PLACE Neath], by the chip shop.
She's [AGE fifteen], she came on [DATE the 6th of February], in the rain. 🙂
[PERSON Mrs Field] from [ORG Tŷ Celyn] rang [PERSON Siân Brynmor] twice.
Wi'n byw yng [PLACE Nghastell-nedd], o [PLACE Gaerfyrddin] yn wreiddiol.
Ring me on [PHONE 07700 900318], or e-mail [EMAIL mair.t@example.org].
It's [ADDRESS 9 Heol y Felin], [POSTCODE SA99 1ZZ], and the car's [VEHICLE QZ14 KBD].
He was one of them, and it cost nine pounds on a Friday.
The NSPCC sent a rose, and we sang Calon Lân every May.
"""

SMALL = """
it's [PERSON siân] here in [PLACE abertawe] with [PERSON dewi cadwgan]
ring me on [PHONE oh double seven double oh nine hundred four one eight]
i'm [AGE sixty nine] and she came on [DATE the third of may]
"""


def test_a_transcript_s_identifiers_are_found(find_in: Callable[..., list[str]]) -> None:
    """People, places, bodies, dates, ages and numbers, and not what only looks like them."""
    expected = lines(SAID)

    assert find_in([parse(line).text for line in expected]) == expected


def test_they_are_found_without_capitals_too(find_in: Callable[..., list[str]]) -> None:
    """Speech recognition often writes none."""
    expected = lines(SMALL)

    assert find_in([parse(line).text for line in expected]) == expected


@pytest.fixture(scope="session")
def whole_pipeline() -> Language:
    """Make the pipeline of all detectors, once."""
    return make_pipeline(Request())


TURNS = (
    st.text()
    | st.text("AaBb ŵŷâ.,'’\"-0123456789\n\t🙂")
    | st.lists(st.sampled_from(SAID.split()), max_size=20).map(" ".join)
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(["", "", "", "", "㐀2"])  # two words of the tagger's, one of the pipeline's
@given(st.lists(TURNS, min_size=5, max_size=40))
def test_any_text_goes_through(turns: list[str]) -> None:
    """Identifiers lie in order inside their turns, whatever was said."""
    found = identify({"T01": turns}, Request(roster=(("PERSON", ("Nia Pritchard",)),)))["T01"]

    assert len(found) == len(turns)
    for turn, identifiers in zip(turns, found, strict=True):
        ends = [0, *(one.end for one in identifiers)]
        assert all(end <= one.start < one.end <= len(turn) for end, one in zip(ends, identifiers, strict=False))
        assert all(one.type in IDENTIFIER_TYPES for one in identifiers)


def test_nothing_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Finding opens no connection to anywhere."""

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    found = identify({"T01": [parse(line).text for line in lines(SAID)]}, Request())

    assert any(found["T01"])


def test_each_transcript_is_told_when_it_is_done() -> None:
    """Progress is reported by the transcript's id, in order."""
    told: list[str] = []
    identify({"FC01": ["Ie."], "FC02": ["Na."]}, Request(), told.append)

    assert told == ["FC01", "FC02"]


def test_the_order_of_transcripts_makes_no_difference() -> None:
    """What is found in one is looked for in all, before and after it."""
    one, two = ["They call him Chezzy."], ["Chezzy. That's him."]
    forwards = identify({"A": one, "B": two}, Request())
    backwards = identify({"B": two, "A": one}, Request())

    assert forwards == backwards
    assert forwards["B"][0][0].status == FOUND


def test_identifiers_can_be_read_back_from_a_doc(whole_pipeline: Language) -> None:
    """What is marked in spaCy's spans is what was found."""
    turn = "Nia's in Neath. 🙂"
    (identifiers,) = identify({"T01": [turn]}, Request())["T01"]

    assert as_identifiers(mark(whole_pipeline.make_doc(turn), identifiers)) == identifiers


def test_a_model_that_is_not_installed_is_named() -> None:
    """The message says where to look and what to do."""
    with pytest.raises(ModelNotFound, match=r"study\.toml, \[identify\] model: no_such_model"):
        make_pipeline(Request(model="no_such_model"))
