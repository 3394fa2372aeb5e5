"""Finding codes in a codebook."""

from __future__ import annotations

from dataclasses import replace

import pytest

from codebook.errors import UnknownCode
from codebook.model import Codebook


@pytest.mark.parametrize(
    "text", ["care/meals", "CAR-MEA", "car-mea", "Shared meals", "  shared \n MEALS ", "Care/Meals"]
)
def test_a_code_is_found_by_id_tag_or_name(small: Codebook, text: str) -> None:
    """Case and spacing make no difference to what is found."""
    found = small.find(text)

    assert found is not None
    assert found.id == "care/meals"


def test_a_name_is_found_in_either_unicode_form(small: Codebook) -> None:
    """A circumflex written apart from its letter is the same letter."""
    theme = small.themes[0]
    renamed = replace(small, themes=(replace(theme, codes=(replace(theme.codes[0], name="Tŷ bach"),)),))

    assert renamed.find("tŷ bach") == renamed.codes[0]


@pytest.mark.parametrize("text", ["", "care", "meals", "🍲"])
def test_what_is_no_code_is_not_found(small: Codebook, text: str) -> None:
    """Themes, parts of an id and emoji are no codes."""
    assert small.find(text) is None


def test_a_name_that_two_codes_share_finds_neither(small: Codebook) -> None:
    """An ambiguous name is not resolved by chance."""
    theme = small.themes[0]
    twins = replace(small, themes=(replace(theme, codes=tuple(replace(code, name="Tea") for code in theme.codes)),))

    assert twins.find("Tea") is None
    assert [code.id for code in twins.named("tea")] == ["care/meals", "care/lifts"]
    assert twins.codes[1] == twins.find("CAR-LIF")


def test_codes_come_in_the_order_of_the_file(small: Codebook) -> None:
    """The codebook lists the codes of all its themes."""
    assert [code.id for code in small.codes] == ["care/meals", "care/lifts"]


def test_a_code_knows_its_theme(small: Codebook) -> None:
    """The theme that holds a code can be asked for."""
    assert small.themes[0] == small.theme_of(small.codes[1])
    assert small.codes[1].theme_id == "care"


def test_a_code_of_another_codebook_has_no_theme_here(small: Codebook) -> None:
    """Asking for the theme of a foreign code is an error."""
    with pytest.raises(UnknownCode):
        small.theme_of(replace(small.codes[0], id="care/other"))


@pytest.mark.parametrize("text", ["care/meels", "CAR-MEE", "shared meal"])
def test_a_misspelling_is_nearest_to_what_was_meant(small: Codebook, text: str) -> None:
    """The best suggestion comes first."""
    assert small.nearest(text)[0] == "care/meals"


def test_nothing_is_near_to_nonsense(small: Codebook) -> None:
    """A suggestion that nobody could have meant is not made."""
    assert small.nearest("zzz") == ()


def test_an_unknown_code_names_the_nearest(small: Codebook) -> None:
    """The message repeats what looks like an id and says what it may have meant."""
    with pytest.raises(UnknownCode) as raised:
        small.code("care/meels")

    assert str(raised.value).startswith("LL-C004 no code is called “care/meels”; did you mean care/meals")
    assert raised.value.nearest[0] == "care/meals"


def test_an_unknown_code_does_not_repeat_other_text(small: Codebook) -> None:
    """What may be a name from a mistyped cell stays out of the message."""
    with pytest.raises(UnknownCode) as raised:
        small.code("Siân Tŷ Newydd")

    assert "Siân" not in str(raised.value)
    assert "that text" in str(raised.value)
