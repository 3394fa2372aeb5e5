"""Names of people: their kinds, their short forms, and the pools that pseudonyms come from."""

from __future__ import annotations

from typing import cast

import pytest

from pipeline.folding import fold
from pipeline.lists.names import (
    STYLES,
    Gender,
    Style,
    first_name_pool,
    first_names,
    is_famous_pair,
    name_style,
    short_forms,
    surname_pool,
    surnames,
)
from pipeline.lists.places import AREAS, places
from pipeline.lists.tables import read_rows
from pipeline.lists.words import is_ordinary

FIRST_NAMES = """
Siân       welsh        f
Gwilym     welsh        m
Llŷr       welsh        m
Ceri       welsh        n
Jodie      english      f
Callum     english      m
Charlie    english      n
Zofia      polish       f
Łukasz     polish       m
Hodan      somali       f
Abdirahman somali       m
Khadija    arabic       f
Priya      south_asian  f
Imran      south_asian  m
Ngozi      african      f
Kwame      african      m
Nguyệt     vietnamese   f
"""
SURNAMES = """
Pritchard  welsh
Treharne   welsh
Wójcik     polish
Kowalska   polish
Abukar     somali
Haddad     arabic
Hussain    south_asian
Okafor     african
Nguyễn     vietnamese
"""
STYLES_OF_PAIRS = """
Nia      Pritchard  welsh
Emma     Hargreaves english
Emma     Pritchard  english
Sara     -          welsh
Sarah    Hussain    south_asian
Sarah    Wójcik     polish
Mohamed  Abukar     somali
Mohamed  Haddad     arabic
Mohamed  Qureshi    south_asian
-        Nguyễn     vietnamese
-        Treharne   welsh
-        -          english
😀       -          english
"""
SHORT_FORMS = """
Dafydd      Daf Dai Deio
Gwenllian   Gwen Llio
Wiliam      Wil Gwil
Tomos       Twm
Ieuan       Ianto
Rhiannon    Rhi
Elizabeth   Liz Beth
William     Bill Wil
Robert      Bob Robat
"""
POOLS = [(style, gender) for style in STYLES for gender in cast("tuple[Gender, ...]", ("f", "m", "n"))]


@pytest.mark.parametrize("line", FIRST_NAMES.strip().split("\n"))
def test_a_first_name_has_a_style_and_a_gender(line: str) -> None:
    """Each name is of the kind that most of its bearers would say."""
    name, style, gender = line.split()
    assert first_names()[fold(name)] == (style, gender)


@pytest.mark.parametrize("line", SURNAMES.strip().split("\n"))
def test_a_surname_has_a_style(line: str) -> None:
    """Each surname is of the style that it most often is."""
    name, style = line.split()
    assert surnames()[fold(name)] == style


@pytest.mark.parametrize("line", STYLES_OF_PAIRS.strip().split("\n"))
def test_the_style_of_a_name_comes_from_its_parts(line: str) -> None:
    """The first name tells most, the surname where many peoples share the first name, English where nothing does."""
    first, surname, style = (part.replace("-", "") for part in line.split())
    assert name_style(first, surname) == style


@pytest.mark.parametrize("line", SHORT_FORMS.strip().split("\n"))
def test_short_forms_lead_both_ways(line: str) -> None:
    """A full name leads to its short forms and each of them back to it, in English and in Welsh."""
    full, *shorts = line.split()
    assert {fold(short) for short in shorts} <= short_forms(full)
    assert all(fold(full) in short_forms(short) for short in shorts)


def test_a_name_is_not_its_own_short_form() -> None:
    """What comes back is other names only, and nothing for what is no name."""
    assert "sian" not in short_forms("Siân")
    assert short_forms("😀") == frozenset()


@pytest.mark.parametrize(("style", "gender"), POOLS)
def test_a_pool_of_first_names_is_large_sorted_and_without_doubles(style: Style, gender: Gender) -> None:
    """Every kind of person can be given one of many names, always in the same order."""
    pool = first_name_pool(style, gender)
    assert len(pool) >= (10 if gender == "n" else 30)
    assert list(pool) == sorted(set(pool), key=fold)


@pytest.mark.parametrize("style", STYLES)
def test_a_pool_of_surnames_is_large_sorted_and_without_doubles(style: Style) -> None:
    """Every style has many surnames to give, always in the same order."""
    pool = surname_pool(style)
    assert len(pool) >= 30
    assert list(pool) == sorted(set(pool), key=fold)


@pytest.mark.parametrize(("style", "gender"), POOLS)
def test_no_name_in_a_pool_is_a_word_or_a_place(style: Style, gender: Gender) -> None:
    """A pseudonym cannot be misread as a word, a place or a region."""
    pool = {fold(name) for name in (*first_name_pool(style, gender), *surname_pool(style))}
    assert not [name for name in pool if is_ordinary(name)]
    assert not pool & (places().keys() | AREAS)


@pytest.mark.parametrize(("style", "gender"), POOLS)
def test_first_names_and_surnames_do_not_mix(style: Style, gender: Gender) -> None:
    """A pseudonym's first name and surname cannot be taken for one another."""
    firsts = {fold(name) for name in first_name_pool(style, gender)}
    assert not firsts & {fold(name) for name in surname_pool(style)}


@pytest.mark.parametrize("name", ["Rose", "Mark", "Haf", "Bryn", "Glyn", "Nan", "Dyfed"])
def test_names_that_are_words_or_regions_are_known_but_never_given(name: str) -> None:
    """They are found in a transcript as names, and never handed out."""
    assert fold(name) in first_names()
    assert all(name not in first_name_pool(style, gender) for style, gender in POOLS)


def test_pools_keep_their_accents() -> None:
    """Names are given as their bearers write them."""
    assert {"Siân", "Siwan"} <= set(first_name_pool("welsh", "f"))
    assert {"Siôn", "Llŷr"} <= set(first_name_pool("welsh", "m"))
    assert "Wójcik" in surname_pool("polish")


@pytest.mark.parametrize(("first", "surname"), [("Tom", "Jones"), ("Siân", "Lloyd"), ("dylan", "thomas")])
def test_a_famous_pair_is_known(first: str, surname: str) -> None:
    """Two plain names can make somebody well known."""
    assert is_famous_pair(first, surname)
    assert not is_famous_pair(surname, first)


def test_our_own_lists_are_as_long_as_they_should_be() -> None:
    """Welsh has many names of its own; each of the others has enough to recognise and to choose from."""
    firsts = {style: {r["name"] for r in read_rows("first_names.csv") if r["style"] == style} for style in STYLES}
    lasts = {style: {r["name"] for r in read_rows("surnames.csv") if r["style"] == style} for style in STYLES}
    assert len(firsts["welsh"]) >= 250
    assert len(lasts["welsh"]) >= 120
    for style in set(STYLES) - {"other"}:
        assert len(firsts[style]) >= 40
        assert len(lasts[style]) >= 30


def test_every_key_is_folded() -> None:
    """The lists can be looked up by `fold` alone."""
    assert all(fold(key) == key for key in (*first_names(), *surnames()))
