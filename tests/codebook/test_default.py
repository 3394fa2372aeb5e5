"""The codebook that comes with llais."""

from __future__ import annotations

import re

import pytest

from codebook.load import default_codebook
from codebook.model import Code

CODEBOOK = default_codebook()
TAG = re.compile(r"\b[A-Z]{3}-(?:[A-Z]{3}|\*)")


def test_it_has_seven_themes_and_thirty_codes() -> None:
    """Nothing of the draft was lost."""
    assert (
        *(len(CODEBOOK.themes), len(CODEBOOK.codes)),
        *(len(CODEBOOK.references), len(CODEBOOK.handling_flags)),
    ) == (7, 30, 6, 4)


def test_every_theme_has_its_own_colour_and_tag() -> None:
    """Tag and colour can each stand for the theme alone."""
    assert {theme.tag: theme.colour for theme in CODEBOOK.themes} == {
        "EXC": "#d55e00",
        "CAR": "#0072b2",
        "GRO": "#cc79a7",
        "RIS": "#e69f00",
        "VOI": "#009e73",
        "PRA": "#56b4e9",
        "LAN": "#7a7a7a",
    }


def test_welsh_names_wait_for_a_check() -> None:
    """No Welsh name is presented as checked before somebody has checked it."""
    assert all(theme.name_cy and not theme.name_cy_checked for theme in CODEBOOK.themes)


@pytest.mark.parametrize("code", CODEBOOK.codes, ids=lambda code: code.tag)
def test_every_code_is_complete(code: Code) -> None:
    """Definition, both rules, six to twelve phrases and a source; its tag begins with its theme's."""
    assert code.definition and code.include_when and code.exclude_when and code.source_refs
    assert 6 <= len(code.indicators) <= 12
    assert code.tag.startswith(CODEBOOK.theme_of(code).tag + "-")


@pytest.mark.parametrize("code", CODEBOOK.codes, ids=lambda code: code.tag)
def test_codes_that_the_rules_mention_exist(code: Code) -> None:
    """A rule that sends the coder to another code sends them somewhere."""
    tags = {other.tag for other in CODEBOOK.codes} | {f"{theme.tag}-*" for theme in CODEBOOK.themes}

    assert set(TAG.findall(code.include_when + code.exclude_when)) <= tags
