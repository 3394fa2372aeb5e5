"""Alpha for unitizing: the published example, and the equations worked out character by character."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.coding.agreement.compare import Comparison
from pipeline.coding.agreement.line import lay_out
from pipeline.coding.agreement.records import ALL_CODES, CODE, Coding, Figure, Text
from pipeline.coding.agreement.unitizing import BAR_U_ALPHA, CU_ALPHA, U_ALPHA
from tests.pipeline.coding.agreement.strips import line_of

# Krippendorff (2019), Content Analysis, 4th ed., figure 12.11, p. 340, as the tests of the R package quallmer read it
# off: the value of each unit is the code's number. The units of value 6 touch; the figure does not say exactly where.
PUBLISHED = """
Alex  t/1 #######.....................................................
Alex  t/2 .......######...............................................
Alex  t/5 ..............................##............................
Alex  t/6 ................................aaaaabbbbbbb................
Alex  t/7 ............................................################
Paul  t/1 #######.....................................................
Paul  t/3 .......######...............................................
Paul  t/5 .............########.......................................
Paul  t/6 ................................############................
Suzan t/1 #######.....................................................
Suzan t/4 .......######...............................................
Suzan t/5 .............########.......................................
Suzan t/6 ................................aaaaabbbbccc................
"""


def figures(strips: str, scope: str = ALL_CODES) -> dict[str, Figure]:
    """Return the figures of the whole by measure, or u-alpha by code."""
    found = Comparison(line_of(strips)).unitizing(scope)
    return {one.scope_id if scope == CODE else one.measure: one for one in found}


def test_the_published_example_is_met() -> None:
    """All four values that are printed, as near as the figure can be read, and the share that cu-alpha covers."""
    found = figures(PUBLISHED)

    assert found[U_ALPHA].value == pytest.approx(0.510, abs=0.0005)
    assert found[BAR_U_ALPHA].value == pytest.approx(0.413, abs=0.001)
    assert found[CU_ALPHA].value == pytest.approx(0.724, abs=0.002)
    assert found[CU_ALPHA].prevalence == pytest.approx(0.46, abs=0.005)
    assert found[U_ALPHA].n == 60


def test_coders_who_mark_the_same_agree_wholly() -> None:
    """Each code, all codes, and the codes of what both marked."""
    same = "A care/acts ..####....\nB care/acts ..####....\nA voice/heard .....###..\nB voice/heard .....###.."

    assert [one.value for one in figures(same).values()] == [1, 1, 1]
    assert {id_: one.value for id_, one in figures(same, CODE).items()} == {"care/acts": 1, "voice/heard": 1}


def test_two_codes_on_one_passage_are_not_one_of_them() -> None:
    """The same passage, marked by both, with a second code by one: units agree, their codes do not."""
    found = figures("A care/acts ..####....\nA care/moves ..####....\nB care/acts ..####....\nB care/moves .......#..")

    assert found[CU_ALPHA].value is not None
    assert found[CU_ALPHA].value < 0.1
    assert found[BAR_U_ALPHA].value > 0.7


def test_what_cannot_be_told_has_no_value() -> None:
    """One code only leaves nothing to confuse; passages that never meet leave nothing to compare."""
    one_code = figures("A care/acts ..####....\nB care/acts ...####...")[CU_ALPHA]
    apart = figures("A care/acts ##........\nB care/moves ......##..")[CU_ALPHA]

    assert (one_code.value, one_code.note) == (
        None,
        "what two coders coded is too little, or all of one kind, to tell",
    )
    assert (apart.value, apart.note) == (None, "nowhere did two coders code the same text")


def test_who_did_not_work_on_a_transcript_left_no_gap_there() -> None:
    """A third coder, at work elsewhere with one of the two, changes nothing where the three do alike."""
    texts = [Text("T1", 1, 40, ()), Text("T2", 1, 40, ())]
    two = [Coding(coder, "t/1", transcript, 1, 5, 15) for coder in "AB" for transcript in ("T1", "T2")]
    third = [*two[:3], Coding("C", "t/1", "T2", 1, 5, 15)]

    assert [one.value for one in Comparison(lay_out(texts, third)).unitizing(CODE)] == [1]


@st.composite
def divided(draw: st.DrawFn) -> list[list[tuple[int, int]]]:
    """Draw a division of a continuum for each of two or three coders: (value, length), 0 being a gap."""
    piece = st.tuples(st.integers(0, 3), st.integers(1, 6))
    return [draw(st.lists(piece, min_size=1, max_size=6)) for _ in range(draw(st.integers(2, 3)))]


@settings(deadline=None)
@given(divided())
def test_the_equations_hold_character_by_character(division: list[list[tuple[int, int]]]) -> None:
    """u-alpha, |u-alpha and cu-alpha as the equations say them, with a matrix of every value by every value."""
    length = max(sum(width for _, width in pieces) for pieces in division)
    codings, units = [], []
    for n, pieces in enumerate(division):
        at = 0
        for value, width in pieces:
            if value:
                codings.append(Coding(f"coder {n}", f"t/{value}", "T", 1, at, at + width))
                units.append((n, value, at, at + width))
            at += width
    line = lay_out([Text("T", 1, length, ())], codings, {"T": [f"coder {n}" for n in range(len(division))]})
    if not codings:
        return
    found = {one.measure: one.value for one in Comparison(line).unitizing(ALL_CODES)}

    for measure, expected in zip((U_ALPHA, BAR_U_ALPHA, CU_ALPHA), by_hand(len(division), length, units), strict=True):
        assert found[measure] == (None if expected is None else pytest.approx(expected))


def by_hand(coders: int, length: int, units: list[tuple[int, int, int, int]]) -> list[float | None]:
    """Work out the alphas from the equations, without any of the code under test."""
    row = np.zeros((coders, length), dtype=int)
    for coder, value, start, end in units:
        row[coder, start:end] = value
    observed = np.zeros((4, 4))
    for i, j in permutations(range(coders), 2):
        np.add.at(observed, (row[i], row[j]), 1 / (coders - 1))
    own = np.zeros(4)
    met = np.zeros(4)
    own[0] = (row == 0).sum()
    for coder, value, start, end in units:
        own[value] += (end - start) ** 2
        others = [row[j, start:end] for j in range(coders) if j != coder]
        met[value] += sum((other > 0).sum() ** 2 for other in others) / (coders - 1)
    binary = np.array([[1, 0, 0, 0], [0, 1, 1, 1]])
    apart = binary @ observed @ binary.T
    return [
        alpha(observed, expected(observed, own)),
        alpha(apart, binary @ expected(observed, own) @ binary.T),
        alpha(observed[1:, 1:], expected(observed[1:, 1:], met[1:])),
    ]


def expected(observed: np.ndarray, own: np.ndarray) -> np.ndarray:
    """Return the coincidences that chance would give, without what units share with themselves."""
    margins, total = observed.sum(axis=1), observed.sum()
    if not total:
        return observed
    return (np.outer(margins, margins) - np.diag(own)) / (total - own.sum() / total)


def alpha(observed: np.ndarray, by_chance: np.ndarray) -> float | None:
    """Compare what differs with what would by chance; None where nothing could."""
    differs, could = observed.sum() - np.trace(observed), by_chance.sum() - np.trace(by_chance)
    return float(1 - differs / could) if could > 1e-9 else None
