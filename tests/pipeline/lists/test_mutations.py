"""The mutations of Welsh, as a grammar gives them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lists.mutations import mutated

GRAMMAR = """
Pontypridd    Bontypridd Mhontypridd Phontypridd
Tŷ-croes      Dŷ-croes Nhŷ-croes Thŷ-croes
Caerdydd      Gaerdydd Nghaerdydd Chaerdydd
Bangor        Fangor Mangor
Dinbych       Ddinbych Ninbych
Glynebwy      Lynebwy Nglynebwy
Gwenfô        Wenfô Ngwenfô
Maenorbŷr     Faenorbŷr
Llŷn          Lŷn
Rhondda       Rondda
Chwilog
Ffestiniog
Abertawe
Hwlffordd
"""


@pytest.mark.parametrize("line", GRAMMAR.split("\n")[1:-1])
def test_a_name_takes_the_forms_of_the_grammar(line: str) -> None:
    """Each name has its soft, nasal and aspirate forms, in that order, and no others."""
    name, *forms = line.split()
    assert list(mutated(name)) == forms


@given(st.sampled_from("pŵl tŷ câr bâl dŷn gŵyl môr llŷn rhŷd".split()), st.text(alphabet="abŵŷâ😀-", max_size=5))
def test_only_the_beginning_changes(word: str, rest: str) -> None:
    """Whatever follows the first letters of a word, accents and emoji too, comes through untouched."""
    assert [form + rest for form in mutated(word)] == list(mutated(word + rest))
    assert mutated(word)


def test_nothing_left_is_no_form() -> None:
    """A lone g, which would vanish, and an empty word have no forms that are empty."""
    assert mutated("G") == ("Ng",)
    assert mutated("") == ()
