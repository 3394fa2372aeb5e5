"""The measures themselves: what counts as found, as shown, as changed for nothing."""

from __future__ import annotations

import pytest

from benchmarks.gold import DataSet, GoldDocument, GoldSpan, in_small_letters
from benchmarks.measure import Score, score, wilson
from pipeline.identify.finds import Identifier
from pipeline.identify.types import DOUBT, FOUND

TEXT = "Siân Brynmor and the rose, Tŷ Celyn. 🙂"


def data(*spans: tuple[str, str, str]) -> DataSet:
    """Make a set of one turn with (words, type, must) as gold; "rose" must stay."""
    gold = tuple(GoldSpan(0, TEXT.index(w), TEXT.index(w) + len(w), t, must, w) for w, t, must in spans)
    rose = TEXT.index("rose")
    return DataSet("one", {"A": GoldDocument((TEXT,), gold, ((0, rose, rose + 4),))})


def found(*words: str, status: str = FOUND) -> dict[str, list[list[Identifier]]]:
    """Say what was found."""
    return {
        "A": [
            [Identifier(TEXT.index(w), TEXT.index(w) + len(w), "PERSON", "direct", status, 0.9, ("x",)) for w in words]
        ]
    }


NAMED = (("Siân Brynmor", "PERSON", "remove"), ("Tŷ Celyn", "ORG", "either"))


@pytest.mark.parametrize(
    ("words", "status", "is_found", "shown", "exposed"),
    [
        ("Siân Brynmor", FOUND, 1, 1, 0),
        ("Siân", FOUND, 0, 0, 1),
        ("Siân Brynmor", DOUBT, 0, 1, 1),
    ],
)
def test_a_name_counts_where_all_of_it_is_covered(
    words: str, status: str, is_found: int, shown: int, exposed: int
) -> None:
    """Half a name is a name left standing."""
    result = score(data(*NAMED), found(words, status=status))
    tally = result.tallies["PERSON"]

    assert (tally.spans, tally.found, tally.shown, result.exposed) == (1, is_found, shown, exposed)


def test_what_may_stay_is_neither_missed_nor_surplus() -> None:
    """Public bodies and the like."""
    result = score(data(*NAMED), found("Siân Brynmor", "Tŷ Celyn"))

    assert "ORG" not in result.tallies
    assert (result.surplus, result.plain_lost) == ([], 0)


def test_words_changed_for_nothing_are_counted() -> None:
    """Among them those that look like names and must stay."""
    result: Score = score(data(*NAMED), found("rose"))

    assert (result.plain_words, result.plain_lost, result.kept, result.kept_lost) == (3, 1, 1, 1)


def test_small_letters_keep_the_gold() -> None:
    """Spans and words that must stay move with the text."""
    (document,) = in_small_letters(data(*NAMED)).documents.values()

    assert [document.texts[0][s.start : s.end] for s in document.spans] == ["siân brynmor", "tŷ celyn"]
    assert [document.texts[0][a:b] for _, a, b in document.kept] == ["rose"]


def test_wilson_s_interval() -> None:
    """Against a published example: 81 of 263 (Newcombe 1998, Statistics in Medicine 17, table I)."""
    low, high = wilson(81, 263)

    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)
    assert wilson(0, 0) == (0.0, 1.0)
