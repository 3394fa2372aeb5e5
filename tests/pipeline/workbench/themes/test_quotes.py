"""One quote: with what was said before and after, every code on it, and a citation that says where it is from."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from pipeline.workbench.facts import read_facts
from pipeline.workbench.quoting.passages import Note
from pipeline.workbench.themes.quotes import Quote, citation, read_quote
from tests.pipeline.conftest import SampleMaker
from tests.pipeline.workbench.test_serve import served


async def read(path: Path, coding: int) -> Quote:
    """Read the quote of the nth coding of the sample study."""
    found = await read_quote(served(path).get_database("llais"), f"{coding:032x}")
    assert found
    return found


async def test_the_words_stand_among_what_was_said(make_sample: SampleMaker) -> None:
    """Two turns before and after, the quote marked in its own; what was replaced says so."""
    found = await read(make_sample(), 7)
    assert [turn.n for turn in found.turns] == [1, 2, 3, 4]
    assert [turn.interviewer for turn in found.turns] == [True, False, True, False]
    marked = [piece.text for turn in found.turns for piece in turn.stretches if piece.marks]
    assert marked == ["She didn't write anything down, she just listened"]
    assert [piece.text for turn in found.turns for piece in turn.stretches if piece.note] == ["Gŵyneth"]


async def test_every_code_on_the_words_says_who_gave_it(make_sample: SampleMaker) -> None:
    """On the same words both coders; on some of them whatever overlaps, with what was noted there."""
    path = make_sample()
    found = await read(path, 7)
    assert [(one.code, one.coder) for one in found.given] == [
        ("voice/trusted-adult", "A"),
        ("voice/trusted-adult", "B"),
    ]
    assert found.beside == ()
    wider = await read(path, 3)
    assert [(one.code, one.notes) for one in wider.beside] == [("care/relationships", (Note("Compare with FC02"),))]
    assert wider.rules["care/system"][0]


async def test_it_can_be_cited(make_sample: SampleMaker) -> None:
    """Who, where, and in which release of which study."""
    path = make_sample(status="release")
    cited = citation((await read(path, 7)).passage, read_facts(path))
    assert cited == "YP01, young person; YP01, turn 2. Keeping Safe: interviews (release 2, 2026-03-31)."


async def test_a_citation_says_that_the_words_are_not_to_be_quoted(make_sample: SampleMaker) -> None:
    """It is what gets pasted elsewhere, so consent travels with it; an interviewer has not been asked for any."""
    path = make_sample()
    with sqlite3.connect(path) as published:
        published.execute("UPDATE turns SET may_quote = 0 WHERE participant_id = 'YP01' OR role = 'interviewer'")
    silent = (await read(path, 7)).passage
    assert not silent.may_quote
    assert citation(silent, read_facts(path)).endswith("Not to be quoted outside the team.")
    assert (await read(path, 4)).passage.may_quote


async def test_what_is_not_there_is_not_found(make_sample: SampleMaker) -> None:
    """An unknown uid, whatever it looks like."""
    database = served(make_sample()).get_database("llais")
    assert await read_quote(database, "' OR 1=1 --") is None
