"""What is compared with what: units, scopes, coders, and what figures stand on."""

from __future__ import annotations

import pytest

from pipeline.coding.agreement.compare import Comparison
from pipeline.coding.agreement.line import NothingToCompare, lay_out
from pipeline.coding.agreement.measures import ALPHA, COHEN, PERCENT
from pipeline.coding.agreement.records import (
    ALL_CODES,
    CHARACTER,
    CODE,
    COUNTED,
    NOT_COUNTED,
    SENTENCE,
    THEME,
    TURN,
    Coding,
    Figure,
    Text,
)
from tests.pipeline.coding.agreement.strips import line_of

TEXT = Text("FC01", 1, 20, ((0, 10), (11, 20)))


def percents(comparison: Comparison, unit: str, scope: str, coders: tuple[str, ...] = ()) -> dict[str, Figure]:
    """Return the figures of percent agreement by what they are of."""
    return {one.scope_id: one for one in comparison.ratings(unit, scope, COUNTED, (PERCENT,), coders)}


def test_one_character_of_a_sentence_is_enough() -> None:
    """Two coders mark parts of the same sentence: they differ by character, and agree by sentence and by turn."""
    comparison = Comparison(
        lay_out([TEXT], [Coding("A", "care/acts", "FC01", 1, 0, 4), Coding("B", "care/acts", "FC01", 1, 8, 10)])
    )
    found = {unit: percents(comparison, unit, CODE)["care/acts"] for unit in (CHARACTER, SENTENCE, TURN)}

    assert {unit: (one.n, one.value) for unit, one in found.items()} == {
        CHARACTER: (20, pytest.approx(0.7)),
        SENTENCE: (2, 1.0),
        TURN: (1, 1.0),
    }


def test_other_codes_of_a_theme_agree_as_the_theme() -> None:
    """One says acts, the other moves: no agreement on either code, all of it on their theme and on all codes."""
    comparison = Comparison(line_of("A care/acts ####......\nB care/moves ####......"))

    assert {id_: one.value for id_, one in percents(comparison, CHARACTER, CODE).items()} == {
        "care/acts": pytest.approx(0.6),
        "care/moves": pytest.approx(0.6),
    }
    assert percents(comparison, CHARACTER, THEME)["care"].value == 1
    assert percents(comparison, CHARACTER, ALL_CODES)[""].value == 1


def test_a_code_twice_on_a_passage_counts_once() -> None:
    """A coder's overlapping codings of one code are one stretch."""
    comparison = Comparison(line_of("A care/acts ####......\nA care/acts ..####....\nB care/acts ######...."))

    assert percents(comparison, CHARACTER, CODE)["care/acts"].value == 1


def test_what_is_outside_is_said_with_counts() -> None:
    """Transcripts of one coder and of none, and codings of an interviewer's turns."""
    texts = [
        Text("FC01", 1, 20, (), "interviewer"),
        Text("FC01", 2, 30, ()),
        Text("FC02", 1, 50, ()),
        Text("YP01", 1, 70, ()),
    ]
    coded = [
        Coding("A", "care/acts", "FC01", 1, 0, 5),
        Coding("A", "care/acts", "FC01", 2, 0, 5),
        Coding("B", "care/acts", "FC01", 2, 0, 5),
        Coding("B", "care/acts", "FC02", 1, 0, 5),
    ]
    line = lay_out(texts, coded)

    assert (line.basis.shared, line.basis.single, line.basis.untouched) == (1, 1, 1)
    assert (line.basis.compared, line.basis.alone, line.basis.asked) == (2, 1, 1)
    assert percents(Comparison(line), CHARACTER, CODE)["care/acts"].n == 30


def test_a_transcript_handed_in_with_nothing_coded_was_worked_on() -> None:
    """Its coder left uncoded what the other coded, and that is no agreement."""
    coded = [Coding("A", "care/acts", "FC01", 1, 0, 10)]

    with pytest.raises(NothingToCompare):
        Comparison(lay_out([TEXT], coded)).ratings(CHARACTER, CODE, COUNTED, (PERCENT,))
    handed_in = Comparison(lay_out([TEXT], coded, {"FC01": ["A", "B"]}))
    assert percents(handed_in, CHARACTER, CODE)["care/acts"].value == pytest.approx(0.5)
    nothing = Comparison(lay_out([TEXT], [], {"FC01": ["A", "B"]}))
    assert nothing.ratings(CHARACTER, CODE, COUNTED, (PERCENT,)) == []
    assert nothing.ratings(CHARACTER, ALL_CODES, NOT_COUNTED, (PERCENT,)) == []
    assert nothing.unitizing(ALL_CODES) == []


def test_a_pair_is_compared_where_both_worked() -> None:
    """What a third coder did, and where, changes nothing."""
    third = [Coding("C", "voice/heard", "FC01", 1, 0, 20), Coding("C", "care/acts", "FC02", 1, 0, 4)]
    two = [Coding("A", "care/acts", "FC01", 1, 0, 4), Coding("B", "care/acts", "FC01", 1, 2, 6)]
    texts = [TEXT, Text("FC02", 1, 9, ())]
    of_two = Comparison(lay_out(texts, two)).ratings(CHARACTER, CODE, NOT_COUNTED, (COHEN, ALPHA))
    among_three = Comparison(lay_out(texts, two + third)).ratings(
        CHARACTER, CODE, NOT_COUNTED, (COHEN, ALPHA), ("A", "B")
    )

    assert [(one.measure, one.value, one.n) for one in of_two] == [
        (one.measure, one.value, one.n) for one in among_three
    ]
    assert {one.coders for one in of_two} == {"all"}
    assert {one.coders for one in among_three} == {"A, B"}


def test_touching_turns_and_transcripts_do_not_run_into_one_another() -> None:
    """A coding that ends a turn and one that begins the next are in two clusters."""
    texts = [Text("FC01", 1, 5, ((0, 5),)), Text("FC02", 1, 5, ((0, 5),))]
    coded = [Coding(coder, "care/acts", *where) for coder in "AB" for where in (("FC01", 1, 3, 5), ("FC02", 1, 0, 3))]
    comparison = Comparison(lay_out(texts, coded))

    assert {unit: percents(comparison, unit, CODE)["care/acts"].value for unit in (CHARACTER, SENTENCE, TURN)} == {
        CHARACTER: 1,
        SENTENCE: 1,
        TURN: 1,
    }
    assert comparison.unitizing(CODE)[0].value == 1


def test_more_codes_and_coders_than_a_number_has_bits() -> None:
    """Sixty coders with a code each: every pair differs, and nothing overflows."""
    coded = [Coding(f"coder {n:02}", f"t/{n:02}", "FC01", 1, 0, 10) for n in range(60)]
    comparison = Comparison(lay_out([TEXT], coded))

    by_code = percents(comparison, CHARACTER, CODE)
    assert len(by_code) == 60
    # Of 1,770 pairs 59 differ in half of the text.
    assert [one.value for one in by_code.values()] == [pytest.approx(1 - 59 / 2 / 1770)] * 60
    cu_alpha = comparison.unitizing(ALL_CODES)[2]
    assert cu_alpha.value == pytest.approx(0)


def test_any_number_of_coders_may_work_on_a_transcript() -> None:
    """Two on one, thirty on another, and every number between: no sum is too large."""
    texts = [Text(f"T{n:02}", 1, 10, ()) for n in range(2, 31)]
    coded = [Coding(f"coder {c:02}", "care/acts", f"T{n:02}", 1, 0, 5 + c % 2) for n in range(2, 31) for c in range(n)]
    comparison = Comparison(lay_out(texts, coded))

    (alpha,) = comparison.ratings(CHARACTER, CODE, COUNTED, (ALPHA,))
    (u_alpha,) = comparison.unitizing(CODE)
    assert 0.8 < alpha.low < alpha.value < alpha.high < 1
    assert 0.8 < u_alpha.value < 1
