"""Names are the same name whatever their case, accents and apostrophes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.folding import fold, fold_text, folded_words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Siân", "sian"),
        ("GŴYNETH", "gwyneth"),
        ("O’Neill", "o'neill"),
        ("O‘Neill", "o'neill"),
        ("Zoë", "zoe"),
        ("Paweł", "pawel"),
        ("Søren", "soren"),
        ("Straße", "strasse"),
        ("𝐍𝐢𝐚", "nia"),
        ("Ｎｉａ", "nia"),
    ],
)
def test_one_name_has_one_folded_form(written: str, folded: str) -> None:
    """Case, accents, curly apostrophes and lettering of other kinds do not make another name."""
    assert fold(written) == folded


def test_words_are_taken_apart_at_everything_that_is_no_letter() -> None:
    """Words are found whatever stands between them."""
    assert folded_words("Tŷ Gwyn: te, bara-brith a chŵn 🙂") == ["ty", "gwyn", "te", "bara", "brith", "a", "chwn"]


@given(st.text())
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    """A key that is folded again is the same key."""
    assert fold_text(fold_text(text)) == fold_text(text)


@given(st.text(alphabet="ŵŷâêîôûïëŁøabcxyz'’ -"))
def test_capitals_make_no_difference(text: str) -> None:
    """A name in capitals is the name in small letters."""
    assert fold_text(text.upper()) == fold_text(text.lower())
