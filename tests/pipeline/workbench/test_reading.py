"""Reading: turns with what was replaced and how they were coded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.identify.types import IDENTIFIER_TYPES
from pipeline.publish.metadata import metadata
from pipeline.workbench.pieces import Piece
from pipeline.workbench.reading import METHODS_IN_WORDS, kind_in_words, method_in_words, read_around
from pipeline.workbench.serve import make_datasette


def test_every_way_of_replacing_has_words() -> None:
    """Readers never meet the name of a setting where a sentence should be."""
    ways = {way for kind in IDENTIFIER_TYPES.values() for way in kind.policies} - {"keep"}
    assert ways <= set(METHODS_IN_WORDS)
    assert (kind_in_words("PHONE"), method_in_words("generalise")) == ("phone number", "made vaguer")
    assert kind_in_words("CAR_COLOUR") == "car colour"


async def test_a_turn_is_read_with_its_neighbours(make_sample: Callable[..., Path]) -> None:
    """A turn comes with two turns before it and two after, where there are as many."""
    database = make_datasette(make_sample(), metadata()).get_database("llais")
    transcript, turns = await read_around(database, "3")
    assert transcript == "FC01"
    assert [turn.n for turn in turns] == [1, 2, 3, 4, 5]
    assert [turn.label for turn in turns] == ["INT", "P1", "INT", "P1", "P1"]


async def test_codes_stand_beside_their_turn(make_sample: Callable[..., Path]) -> None:
    """A turn's codes come once each, with everyone who gave them."""
    database = make_datasette(make_sample(), metadata()).get_database("llais")
    _, turns = await read_around(database, "10")
    (turn,) = [turn for turn in turns if turn.id == 10]
    assert turn.codes == (("voice/trusted-adult", "A,B"), ("voice/heard", "A"))
    assert Piece("Gŵyneth", "name: another name") in turn.pieces


async def test_a_missing_turn_reads_as_nothing(make_sample: Callable[..., Path]) -> None:
    """Where there is no such turn nothing is read."""
    database = make_datasette(make_sample(), metadata()).get_database("llais")
    assert await read_around(database, "999") == ("", [])
