"""The published rows of agreement."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from pipeline.coding.agreement.disagreements import Settlement
from pipeline.coding.agreement.rows import agreement_rows, coded_by_rows, disagreement_rows
from pipeline.coordinates import ReplacedText, Replacement
from pipeline.publish.gather import PublishedTranscript, PublishedTurn
from pipeline.publish.rows import Applied
from pipeline.publish.schema_agreement import AGREEMENT_TABLES

SAID = "The phone goes on a Friday. Gwenllian made a bed up, tŷ agored 👩‍👧. Then nobody rang back."
TURN = PublishedTurn(7, 2, "P1", "participant", "FC01", None, ReplacedText(SAID, [Replacement(28, 37, "Dilwen")]), ())
FC01 = PublishedTranscript("FC01", "foster_carer", "", "en", True, (TURN,), ("FC01",))
PUBLISHED = TURN.replaced.text


def applied(coder: str, words: str, code: str = "care/acts") -> Applied:
    """Apply a code to words of the turn."""
    start = PUBLISHED.index(words)
    return Applied(TURN, FC01, code, start, start + len(words), (("coder_label", coder),))


BOTH = [applied("A", "Dilwen made a bed up"), applied("B", "Dilwen made a bed up, tŷ agored 👩‍👧")]


def test_rows_fit_their_tables() -> None:
    """Every column has its cell, and no cell is without a column."""
    rows = {
        "coded_by": list(coded_by_rows(BOTH, {})),
        "agreement": list(agreement_rows([FC01], BOTH, {})),
        "disagreements": list(disagreement_rows(BOTH, {7: 1}, {}, ())),
    }

    for table in AGREEMENT_TABLES:
        assert rows[table.name]
        for row in rows[table.name]:
            assert set(row) == {column.name for column in table.columns}


def test_who_coded_what_counts_codings_and_hand_ins() -> None:
    """A coder who handed in without coding anything is there too."""
    assert list(coded_by_rows(BOTH, {"FC01": {"A", "C"}})) == [
        {"transcript_id": "FC01", "coder_id": "A", "codings": 1, "handed_in": 1},
        {"transcript_id": "FC01", "coder_id": "B", "codings": 1, "handed_in": 0},
        {"transcript_id": "FC01", "coder_id": "C", "codings": 0, "handed_in": 1},
    ]


def test_a_disagreement_has_the_published_words_of_both() -> None:
    """With the pseudonym in them, and exactly what each selected."""
    (row,) = disagreement_rows(BOTH, {7: 1}, {}, ())

    assert (row["turn_id"], row["kind"], row["coder_id"], row["other_coder_id"]) == (1, "boundary", "A", "B")
    assert row["quote"] == "Dilwen made a bed up" == PUBLISHED[row["start"] : row["end"]]
    assert (
        row["other_quote"] == "Dilwen made a bed up, tŷ agored 👩‍👧" == PUBLISHED[row["other_start"] : row["other_end"]]
    )
    assert (row["choice"], row["decided_by"], row["reason"]) == (None, None, None)


@pytest.mark.parametrize(("consent", "told"), [(True, 1), (False, 0)])
def test_a_disagreement_says_whether_its_words_may_be_quoted(consent: bool, told: int) -> None:
    """As the turn does that they stand in."""
    turn = replace(TURN, may_quote=consent)
    both = [replace(one, turn=turn) for one in BOTH]

    assert [row["may_quote"] for row in disagreement_rows(both, {7: 1}, {}, ())] == [told]


def test_words_of_several_codings_are_left_to_the_turn() -> None:
    """They are not in what the leak gate has let through as a quote."""
    in_two = [applied("A", "Dilwen made"), applied("A", "a bed up"), applied("B", "made a bed up, tŷ")]
    (row,) = disagreement_rows(in_two, {7: 1}, {}, ())

    assert (row["quote"], row["other_quote"]) == ("", "made a bed up, tŷ")
    assert PUBLISHED[row["start"] : row["end"]] == "Dilwen made a bed up"


def test_a_decision_stands_beside_its_disagreement() -> None:
    """With who decided, when and why; one on codings as they were before is not there."""
    (plain,) = disagreement_rows(BOTH, {7: 1}, {}, ())
    where = (min(plain["start"], plain["other_start"]), max(plain["end"], plain["other_end"]))
    decided = ("coder", "A", "2026-03-01T10:00:00Z", "the house is another matter")
    now = Settlement("FC01", 2, "care/acts", *where, "A", "B", *decided)
    before = Settlement("FC01", 2, "care/acts", 0, 9, "A", "B", *decided)
    (settled,) = disagreement_rows(BOTH, {7: 1}, {}, [now])
    (open_,) = disagreement_rows(BOTH, {7: 1}, {}, [before])

    assert (settled["choice"], settled["decided_by"], settled["decided_on"], settled["reason"]) == decided
    assert open_["choice"] is None


def test_nobody_coded_twice_gives_no_figures() -> None:
    """And no error: most studies begin so."""
    assert list(agreement_rows([FC01], BOTH[:1], {})) == []
    assert list(agreement_rows([], [], {})) == []


@pytest.mark.parametrize(("coders", "pairs"), [("AB", 0), ("ABC", 3), ("ABCDEF", 0)])
def test_pairs_have_figures_where_there_are_few(coders: str, pairs: int) -> None:
    """Two are "all" already, and with many the table would grow out of sight."""
    everybody = [applied(coder, "made a bed up") for coder in coders] + [applied("A", "nobody rang back")]
    rows = list(agreement_rows([FC01], everybody, {}))
    by_coders = {str(row["coders"]) for row in rows}

    assert len(by_coders - {"all"}) == pairs
    assert {row["measure"] for row in rows if row["coders"] == "all"} >= {
        "percent",
        "alpha",
        "u-alpha",
        "|u-alpha",
        "cu-alpha",
        "Cohen's kappa" if coders == "AB" else "Fleiss' kappa",
    }


def test_each_code_theme_and_all_codes_have_their_rows_once() -> None:
    """Told apart by unit, what they are of, coders, uncoded text and measure."""
    rows = list(agreement_rows([FC01], BOTH, {}))
    telling = [
        tuple(row[name] for name in ("unit", "scope", "theme_id", "code_id", "coders", "uncoded", "measure"))
        for row in rows
    ]

    assert len(set(telling)) == len(telling)
    assert {(row["scope"], row["theme_id"], row["code_id"]) for row in rows} == {
        ("code", "care", "care/acts"),
        ("theme", "care", None),
        ("all", None, None),
    }
    for unit, uncoded in product(("sentence",), ("counted", "not counted")):
        assert any((row["unit"], row["uncoded"]) == (unit, uncoded) for row in rows)
