"""Planting invented identifiers: where they stand, what they may be, and that they come out again."""

from __future__ import annotations

import re
from collections import Counter

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.audit.seeds import KINDS, Ground, NamesRunOut, Planted, how_many, plant
from pipeline.folding import folded_words
from pipeline.identify.types import DIRECT, QUASI
from pipeline.lists.names import first_name_pool, surname_pool

SAID = "They said there was a bed made up. Mared rang the duty line, and nobody came… Dyna'r cyfan, cariad. 🙂"
WELSH = "Dw i'n meddwl bod neb yn gwrando arni. Tŵr, dŵr, a dyna'r cyfan."


POOLS = [first_name_pool(style, gender) for style in ("welsh", "english") for gender in ("f", "m")]


def many(n: int = 210) -> list[tuple[str, Planted]]:
    """Plant one identifier into each of `n` texts, a third of them Welsh."""
    grounds = [Ground(WELSH, "cy") if i % 3 == 0 else Ground(SAID, "en") for i in range(n)]
    return list(plant(grounds, n, "a seed", set()).values())


def without(text: str, planted: Planted) -> str:
    """Take out what was planted."""
    return text[: planted.inserted_start] + text[planted.inserted_end :]


def words_of(type_: str) -> list[str]:
    """List the planted identifiers of a type."""
    return [text[planted.start : planted.end] for text, planted in many() if planted.type == type_]


@pytest.mark.parametrize(("turns", "seeds"), [(30, 2), (99, 7), (100, 10), (300, 20)])
def test_how_many_are_planted(turns: int, seeds: int) -> None:
    """One for 15 turns, and ten at least where there are a hundred turns."""
    assert how_many(turns, 15) == seeds


@settings(deadline=None)  # the first time, the lists of names are read
@given(st.text(alphabet="abŵ .,?!…🙂\nA", max_size=60), st.sampled_from(["en", "cy"]), st.text(max_size=5))
def test_what_is_planted_comes_out_again(text: str, language: str, seed: str) -> None:
    """Whatever the text, it is as it was without what was planted, and every offset finds its old place."""
    [(shown, planted)] = plant([Ground(text, language)], 1, seed, set()).values()

    assert without(shown, planted) == text
    assert shown[planted.start : planted.end].strip()
    assert planted.inserted_start <= planted.start < planted.end <= planted.inserted_end
    outside = [i for i in range(len(shown)) if not planted.inserted_start <= i < planted.inserted_end]
    assert [text[planted.without(i)] for i in outside] == [shown[i] for i in outside]


def test_direct_and_quasi_in_halves() -> None:
    """Half are direct, and every type comes."""
    planted = [one for _, one in many()]

    assert Counter(one.kind for one in planted) == {DIRECT: 105, QUASI: 105}
    assert {one.type for one in planted} == {*KINDS}


def test_no_name_of_the_study_is_planted() -> None:
    """Whoever is in the study is not invented again, however many others there are to choose from."""
    pools = [*POOLS, *(surname_pool(style) for style in ("welsh", "english"))]
    of_study = {word for pool in pools for name in pool for word in folded_words(name) if word[0] in "abcdefghijklm"}
    planted = plant([Ground(SAID, "en")] * 70, 70, "s", of_study).values()
    named = [text[one.start : one.end] for text, one in planted if one.type in ("FIRST", "FULL", "SCHOOL")]

    assert named and not any(of_study & set(folded_words(words)) for words in named)


def test_names_may_run_out() -> None:
    """Where every name of the pools is somebody's, that is said, and nothing real is planted."""
    everybody = {word for pool in POOLS for name in pool for word in folded_words(name)}
    with pytest.raises(NamesRunOut):
        plant([Ground(SAID, "en")] * 7, 7, "s", everybody)


def test_no_name_is_planted_twice() -> None:
    """A reader who has met one learns nothing about the next."""
    names = words_of("FIRST") + words_of("TOWN")

    assert len(names) == len(set(names)) > 40


def test_telephone_numbers_are_nobody_s() -> None:
    """They are those that Ofcom keeps for drama: 07700 900000 to 900999."""
    numbers = [re.sub(r"\D", "", words) for words in words_of("PHONE")]

    assert numbers and all(number.startswith("07700900") and len(number) == 11 for number in numbers)
    assert all(phonenumbers.is_possible_number(phonenumbers.parse(number, "GB")) for number in numbers)


def test_a_replaced_word_stays_whole() -> None:
    """Nothing is planted inside of what stands for somebody, even where a sentence seems to end in it."""
    text = "We went to St. Tegla and back"
    replaced = (text.index("St."), text.index(" and"))

    for seed in range(60):
        [(shown, _)] = plant([Ground(text, "en", [replaced])], 1, str(seed), set()).values()
        assert "St. Tegla" in shown


def test_what_was_typed_small_stays_small() -> None:
    """In a transcript without capitals a planted name would stand out."""
    for text, _ in plant([Ground("she rang me and nobody came", "en")] * 40, 40, "s", set()).values():
        assert text == text.lower() and "." not in text


def test_a_welsh_turn_gets_welsh() -> None:
    """The language of the turn is that of the sentence."""
    [(text, planted)] = plant([Ground(WELSH, "cy")], 1, "s", set()).values()
    around = text[planted.inserted_start : planted.start] + text[planted.end : planted.inserted_end]

    assert not {"the", "was", "that", "me"} & set(folded_words(around))


def test_longer_turns_come_first_and_none_twice() -> None:
    """A single word is planted into only where nothing longer is left."""
    grounds = [Ground("Yeah.", "en"), *[Ground(SAID, "en")] * 5]

    assert plant(grounds, 5, "s", set()).keys() == {1, 2, 3, 4, 5}
    assert plant(grounds, 9, "s", set()).keys() == {0, 1, 2, 3, 4, 5}


def test_the_same_seed_plants_the_same() -> None:
    """A sample can be made again and checked."""
    grounds = [Ground(SAID, "en")] * 6

    assert plant(grounds, 6, "s", set()) == plant(grounds, 6, "s", set()) != plant(grounds, 6, "t", set())


def test_participants_come_before_those_who_ask() -> None:
    """The sentences are such as participants say: others get them only where no participant is left."""
    grounds = [Ground(SAID, "en", of_participant=i % 2 == 0) for i in range(8)]

    assert plant(grounds, 4, "s", set()).keys() == {0, 2, 4, 6}
    assert len(plant(grounds, 8, "s", set())) == 8


def test_sentences_are_taken_in_turn() -> None:
    """A reader who has met a sentence learns nothing: another one comes before it comes again."""
    planted = plant([Ground("Wel.", "en")] * 28, 28, "s", set()).values()
    around = [text[one.inserted_start : one.start] + text[one.end : one.inserted_end] for text, one in planted]
    told = [re.sub(r"[^a-z]", "", words.lower()) for words in around]

    assert len(told) == len(set(told)) == 28
