"""Codes of other programs are found in the codebook by whatever names them, and typing errors are not taken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from codebook.load import default_codebook
from codebook.model import Operation
from exports.qdc import entry_guid
from pipeline.coding.code_names import CodeFinder, Meant

BOOK = default_codebook()
CODE = BOOK.code("care/acts")
THEME = BOOK.theme_of(CODE)


@pytest.mark.parametrize(
    "path",
    [
        ("care/acts",),
        ("care", "acts"),
        ("CARE/ACTS",),
        ("#care/acts",),
        (CODE.tag,),
        (CODE.name.upper(),),
        (THEME.name, CODE.name),
        (f"{THEME.name}: {CODE.name}",),
        (f"{THEME.name} > {CODE.name}",),
        ("Nodes", "Old folder", CODE.name),
        (f"{THEME.tag}\\{CODE.name}",),
    ],
)
def test_a_code_is_found_by_whatever_names_it(path: tuple[str, ...]) -> None:
    """By id, tag, name, with its theme, or under folders that we do not have."""
    assert CodeFinder(BOOK).find(path) == Meant("care/acts")


def test_our_guid_says_which_code_it_is_whatever_it_is_called_there() -> None:
    """In either case, with or without braces."""
    guid = f"{{{entry_guid(BOOK.id, 'care/acts').lower()}}}"

    assert CodeFinder(BOOK).find(("Small kindnesses",), guid) == Meant("care/acts")


@pytest.mark.parametrize("path", [("care/actts",), ("Weather",), (), ("Nodes",)])
def test_what_names_no_code_is_not_taken(path: tuple[str, ...]) -> None:
    """A slip of the pen is offered the nearest codes, and decided by nobody but the team."""
    assert CodeFinder(BOOK).find(path) is None


def test_the_nearest_codes_are_offered() -> None:
    """Best first."""
    assert CodeFinder(BOOK).nearest(("Nodes", "care/actts"))[0] == "care/acts"


def test_a_name_that_two_codes_share_names_both() -> None:
    """Nobody is told that there is no such code; a folder above it tells them apart."""
    codes = (*THEME.codes[:-1], replace(THEME.codes[-1], name=BOOK.code("voice/heard").name))
    themes = (replace(one, codes=codes) if one == THEME else one for one in BOOK.themes)
    finder = CodeFinder(replace(BOOK, themes=tuple(themes)))
    name = BOOK.code("voice/heard").name

    assert finder.find((name,)) is None
    assert finder.alike((name,)) == (codes[-1].id, "voice/heard")
    assert finder.alike(("voice/heard",)) == () == finder.alike(("Weather",))
    assert finder.find(("voice", name)) == Meant("voice/heard")


def test_a_list_of_the_team_goes_first() -> None:
    """It knows their codes by name or by path, and may leave some out."""
    finder = CodeFinder(BOOK, {"Kindness": "care/acts", "Old \\ Weather": "care/moves", "Acts of care": ""})

    assert finder.find(("Nodes", "kindness")) == Meant("care/acts")
    assert finder.find(("Old", "Weather")) == Meant("care/moves")
    assert finder.find(("Weather",)) is None
    assert finder.find(("Acts of care",)) == Meant("")


def test_an_id_of_before_means_what_became_of_the_code() -> None:
    """Files that were made before a rename still name the code, by id or GUID; a code that was given up stays so."""
    changes = (
        Operation("2.0.0", "2026-03-01", "rename", ("care/kindness",), ("care/kind-acts",), "a name"),
        Operation("3.0.0", "2026-03-02", "merge", ("care/kind-acts", "care/acts"), ("care/acts",), "one thing"),
        Operation("4.0.0", "2026-03-03", "retire", ("care/weather",), (), "unused"),
        Operation("5.0.0", "2026-03-04", "split", ("care/places",), ("care/moves", "care/system"), "two things"),
    )
    finder = CodeFinder(replace(BOOK, version="5.0.0", changes=changes))

    assert finder.find(("#care/kindness",)) == Meant("care/acts")
    assert finder.find(("Nodes", "care/kind-acts")) == Meant("care/acts")
    assert finder.find(("Kindness",), entry_guid(BOOK.id, "care/kindness")) == Meant("care/acts")
    assert finder.find(("care/weather",)) == Meant("care/weather")
    assert finder.find(("care/places",)) == Meant("care/places")
    assert finder.find(("care/never",)) is None
