"""The portrait: where themes come up, drawn and in numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.coding.working.fold import Coded
from pipeline.workbench.coding.book import BookCode
from pipeline.workbench.coding.published import Transcript, Turn
from pipeline.workbench.facts import ThemeFacts
from pipeline.workbench.reader.drawn import drawn
from pipeline.workbench.reader.portrait import Presence, portrait, presences

LENGTHS = st.lists(st.integers(0, 30), min_size=1, max_size=12)
CARE = ThemeFacts("care", "CAR", "Care & kin", "#0072b2", "", 1, 1, 0, (), {})
VOICE = ThemeFacts("voice", "VOI", "Voice", "#009e73", "", 1, 1, 0, (), {})
BOOK = {"care/acts": BookCode("care/acts", "CAR-ACT", "Acts", 1), "voice/heard": BookCode("voice/heard", "VOI", "H", 2)}


def found(lengths: list[int], codings: list[tuple[int, int, str]]) -> tuple[Presence, ...]:
    """Find themes in turns of these lengths; codings are (turn, where it begins, code), one character long."""
    turns = {n: Turn(n, "P1", "FC01", "participant", "", "ŵ" * length, "") for n, length in enumerate(lengths, 1)}
    made = tuple(Coded(str(k), "A", n, at, at + 1, code) for k, (n, at, code) in enumerate(codings))
    reading = drawn(Transcript("FC01", "interview", "", "", turns, made), BOOK)
    return presences(reading, (CARE, VOICE))


def test_a_passage_stands_where_it_comes_in_the_interview() -> None:
    """Turns are as long as their words: half the words is half the way, whatever the number of turns."""
    (care,) = found([90, 10, 100], [(1, 0, "care/acts"), (3, 0, "care/acts"), (3, 99, "care/acts")])
    assert care.at == ((0.0, 1), (500.0, 3), (995.0, 3))
    assert [count for count, _ in care.tenths] == [1, 0, 0, 0, 0, 1, 0, 0, 0, 1]
    assert care.tenths[5] == (1, 3)


@given(lengths=LENGTHS, data=st.data())
def test_the_tenths_add_up(lengths: list[int], data: st.DataObject) -> None:
    """Each passage is in one tenth, and the tenths lead to turns that have one."""
    places = [(n, at) for n, length in enumerate(lengths, 1) for at in range(length)]
    chosen = data.draw(st.lists(st.sampled_from(places), unique=True)) if places else []
    for theme in found(lengths, [(n, at, "care/acts") for n, at in chosen]):
        assert sum(count for count, _ in theme.tenths) == theme.passages == len(chosen)
        assert {turn for count, turn in theme.tenths if count} <= {n for n, _ in chosen}


def test_what_is_drawn_is_said_and_leads_to_the_turns() -> None:
    """The drawing is a picture with a name and a text; the links over it are for pointers only."""
    drawing = portrait(found([50, 50], [(1, 3, "care/acts"), (2, 0, "voice/heard")]), "FC01 <a>")
    assert 'role="img"' in drawing and "Care &amp; kin: one passage. Voice: one passage." in drawing
    assert "FC01 &lt;a&gt; from start to end" in drawing
    picture, ways = drawing.split("</svg>")[:2]
    assert "<a " not in picture and 'stroke="#0072b2" d="M30 5v14"' in picture
    assert 'aria-hidden="true"' in ways
    assert re.findall(r'href="(#turn-\d+)" tabindex="-1"', ways) == ["#turn-1", "#turn-2"]


def test_without_passages_there_is_no_portrait() -> None:
    """An interview that nobody coded has no empty axes."""
    assert portrait(found([10], []), "FC01") == ""


@pytest.mark.parametrize("path", ["/t/FC01", "/t/FG01"])
async def test_the_numbers_stand_beneath(path: str, make_sample: Callable[..., Path]) -> None:
    """The page has the same numbers as a table, with links to the turns."""
    from tests.pipeline.workbench.test_serve import served

    text = (await served(make_sample()).client.get(path)).text
    table = text[text.index('<table class="tenths">') : text.index("</table>")]
    assert "<caption" in table and 'scope="row"' in table and re.search(r'<a href="#turn-\d">\d</a>', table)
