"""Which words are ordinary."""

from __future__ import annotations

import pytest

from pipeline.lists.tables import read_lines
from pipeline.lists.words import is_ordinary

NAMES = """
nia callum jodie mair gwilym pritchard dacey sellick treharne kemble zofia amal james sarah jack john david
mary emma tom ben sam josh megan ellie rhys owain gethin bethan carys angharad ffion siân huw emyr aled gareth
geraint dafydd ieuan ifan cadi nel lowri catrin eleri mohammed fatima hodan zainab nguyễn piotr kasia
agnieszka priya imran chidi ngozi kwame tyler connor liam kayleigh shannon chloe lauren kelly lee kim tony
harry jones evans williams davies hughes smith taylor patel khan singh hussain lloyd griffiths morgan roberts
parry prosser bevan pugh rees
"""
WORD_NAMES = "rose mark faith field will may grace hope joy penny frank robin dawn june bill art rich ray guy"
WELSH_WORD_NAMES = "haf eira bryn glyn mai celyn seren alaw awen tegan nan"
PLACE_WORDS = "reading bath sale mold deal hay rugby street wells"
KIN_AND_JOBS = "mam mum dad nan taid nain mamgu tadcu teacher foster carer worker nurse"
CALENDAR = "monday march august january december seven twenty"
EVERYDAY = (
    "the and was placement meeting school house tired walked running children email online teams zoom lift dinner"
)
WELSH = "a ac yn y dŷn tŷ ysgol plant blant mhlant phlant gofal ofal maeth pam nid mewn ddim gŵr hŷn gwaith waith"


@pytest.mark.parametrize("name", NAMES.split())
def test_a_word_that_is_nearly_always_a_name_is_not_ordinary(name: str) -> None:
    """Seen in lower case, these still point to a person."""
    assert not is_ordinary(name)


@pytest.mark.parametrize(
    "word", " ".join((WORD_NAMES, WELSH_WORD_NAMES, PLACE_WORDS, KIN_AND_JOBS, CALENDAR, EVERYDAY, WELSH)).split()
)
def test_a_word_of_english_or_welsh_is_ordinary(word: str) -> None:
    """Seen in lower case, these say nothing about a person, even where they are names too; mutated Welsh included."""
    assert is_ordinary(word)


@pytest.mark.parametrize("word", ["Rose", "ROSE", "tŷ", "Ty", "TŶ"])
def test_case_and_accents_make_no_difference(word: str) -> None:
    """A word is ordinary however it is written."""
    assert is_ordinary(word)


@pytest.mark.parametrize("word", ["", "😀", "ŵŷ😀", "zzxq"])
def test_what_is_no_word_is_not_ordinary(word: str) -> None:
    """Emoji, nothing and nonsense are not ordinary words."""
    assert not is_ordinary(word)


def test_no_word_is_on_both_of_our_lists() -> None:
    """A word cannot be ruled a name and an ordinary word at once; and there are enough of the Welsh ones."""
    ordinary = {*read_lines("ordinary_en.txt"), *read_lines("ordinary_cy.txt")}
    assert not ordinary & set(read_lines("names_not_words.txt"))
    assert len(set(read_lines("ordinary_cy.txt"))) >= 400
