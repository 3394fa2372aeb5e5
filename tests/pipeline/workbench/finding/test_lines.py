"""A concordance: every place of a word on a line of its own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.workbench.finding.lines import LEFT, PLACE, RIGHT, lines_of, sorted_lines
from pipeline.workbench.finding.marked import marked
from pipeline.workbench.finding.turns import FoundTurn
from tests.pipeline.workbench.finding.sample import ALPHABET

texts = st.lists(st.sampled_from([*ALPHABET, "ty", "tŷ", " gofal "]), max_size=120).map("".join)


def found(*said: str, question: str = '"ty"') -> list[FoundTurn]:
    """Find a word in turns."""
    index = marked(dict(enumerate(said, start=1)), question)
    return [FoundTurn(id, "FC01", id, "participant", "FC01", "foster_carer", "", index[id]) for id in index]


def test_a_turn_with_a_word_three_times_has_three_lines() -> None:
    """Each place has its line, with what stands on either side, in order."""
    lines = lines_of(found("Tŷ ni, tŷ nhw, a ty neb."), 100)
    assert [(one.left, one.word, one.right) for one in lines] == [
        ("", "Tŷ", " ni, tŷ nhw, a ty neb."),
        ("Tŷ ni, ", "tŷ", " nhw, a ty neb."),
        ("Tŷ ni, tŷ nhw, a ", "ty", " neb."),
    ]


def test_no_more_lines_than_asked_for() -> None:
    """A long list ends where it was to end, in the middle of a turn where need be."""
    assert len(lines_of(found("tŷ tŷ tŷ", "tŷ tŷ"), 4)) == 4


@given(st.lists(texts, min_size=1, max_size=4))
def test_lines_are_stretches_of_the_turns(said: list[str]) -> None:
    """Put together, each line stands in its turn as it is, whatever the turn holds; and no place is left out."""
    turns = found(*said)
    lines = lines_of(turns, 10_000)
    for line in lines:
        assert line.left + line.word + line.right in said[line.turn.id - 1]
    assert {line.turn.id for line in lines} == {turn.id for turn in turns}


def test_sorted_by_what_stands_beside() -> None:
    """To the right word by word, to the left from the nearest word on, accents and capitals aside; else in place."""
    lines = lines_of(found("ei thŷ; tŷ ŵyn", "Hen tŷ wylan", "y tŷ ac", "mewn hen dŷ, hen tŷ ac"), 100)
    assert [one.right for one in sorted_lines(lines, RIGHT)] == [" ac", " ac", " wylan", " ŵyn"]
    assert [one.left for one in sorted_lines(lines, LEFT)] == ["Hen ", "mewn hen dŷ, hen ", "ei thŷ; ", "y "]
    assert sorted_lines(lines, PLACE) == lines
