"""Another program's codes become a codebook that the check accepts, and our own comes back as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebook.load import default_codebook, parse_codebook
from codebook.model import Code, Codebook
from exports.qdc import codebook_to_qdc
from ingest.codings.records import ForeignCode, ForeignProject
from ingest.codings.refi_codes import codebook_of
from ingest.codings.refi_xml import parse_project
from pipeline.codebook_draft import TO_BE_WRITTEN, draft_codebook


def book_of(*codes: ForeignCode, **more: str) -> Codebook:
    """Draft a codebook of some codes, and check it."""
    return parse_codebook(draft_codebook(ForeignProject("NVivo", (), (), codes), **more).yaml)


def folder(*path: str, **more: str) -> ForeignCode:
    """Make a folder."""
    return ForeignCode(path, is_codable=False, **more)


def tree(book: Codebook) -> dict[str, list[str]]:
    """List the names of codes by the name of their theme."""
    return {theme.name: [code.name for code in theme.codes] for theme in book.themes}


def test_folders_are_themes_and_what_is_below_them_are_codes() -> None:
    """Whatever the depth; a code above others stays a code, and one outside any folder has a theme too."""
    book = book_of(
        folder("Gofal"),
        ForeignCode(("Gofal", "Bwyd")),
        folder("Gofal", "Lifft"),
        ForeignCode(("Gofal", "Lifft", "Ysgol")),
        ForeignCode(("Moves",)),
        ForeignCode(("Moves", "Again")),
        ForeignCode(("Weather",)),
    )

    assert tree(book) == {"Gofal": ["Bwyd", "Lifft: Ysgol"], "Moves": ["Moves", "Again"], "Codes": ["Weather"]}
    assert [code.id for code in book.codes] == [
        "gofal/bwyd",
        "gofal/lifft-ysgol",
        "moves/moves",
        "moves/again",
        "codes/weather",
    ]


def test_a_folder_without_codes_is_left_out_and_counted() -> None:
    """A theme has codes."""
    draft = draft_codebook(ForeignProject("", (), (), (folder("Empty"), ForeignCode(("Weather",)))))

    assert (draft.themes, draft.codes, draft.empty_folders) == (1, 1, 1)


def test_what_the_file_does_not_say_is_to_be_written() -> None:
    """A description that is there is the definition; a colour stays."""
    book = book_of(folder("Care", colour="#123456"), ForeignCode(("Care", "Food"), description="Meals,\n and  tea."))

    (theme,) = book.themes
    assert (theme.definition, theme.colour, book.version, book.status) == (TO_BE_WRITTEN, "#123456", "0.1.0", "draft")
    assert theme.codes[0].definition == "Meals, and tea."


def test_names_that_are_alike_have_ids_of_their_own() -> None:
    """So have those without any letter."""
    book = book_of(
        *(ForeignCode((name,)) for name in ("Tŷ", "Ty!", "TY", "🙂", "❤️", "a")),
    )

    assert [code.id for code in book.codes] == [
        "codes/ty",
        "codes/ty-2",
        "codes/ty-3",
        "codes/code-4",
        "codes/code-5",
        "codes/a",
    ]
    assert len({code.tag for code in book.codes}) == 6


def test_our_own_codebook_comes_back() -> None:
    """All that its file can hold: references get other numbers, and support is not in it."""
    before = default_codebook()
    draft = draft_codebook(codebook_of(parse_project(codebook_to_qdc(before), "a codebook")))
    after = parse_codebook(draft.yaml)

    assert (after.id, after.version) == (before.id, before.version)
    assert [replace(theme, codes=(), source_refs=()) for theme in after.themes] == [
        replace(theme, codes=(), source_refs=()) for theme in before.themes
    ]
    assert [_without_numbers(code) for code in after.codes] == [_without_numbers(code) for code in before.codes]
    assert [_cited(code, after) for code in after.codes] == [_cited(code, before) for code in before.codes]


def _without_numbers(code: Code) -> Code:
    return replace(code, source_refs=(), support="")


def _cited(code: Code, book: Codebook) -> list[str]:
    citations = {reference.id: reference.citation for reference in book.references}
    return [citations[number] for number in code.source_refs]


@pytest.mark.parametrize("name", ["yes", "null", "1.0", "- a: b", "#tag", 'it\'s "so"', "a\u0007b", "{x}"])
def test_names_that_mean_something_in_yaml_are_names(name: str) -> None:
    """They come back as they are, without what cannot be printed."""
    book = book_of(folder(name), ForeignCode((name, name), description=name), title=name)

    assert book.themes[0].name == book.codes[0].name == book.title == name.replace("\u0007", " ")


paths = st.lists(st.text(min_size=1, max_size=8).filter(lambda name: name.strip()), min_size=1, max_size=3).map(tuple)


@given(st.lists(st.builds(ForeignCode, paths, description=st.text(max_size=20), is_codable=st.booleans()), max_size=8))
def test_whatever_the_codes_are_called_the_check_accepts_them(codes: list[ForeignCode]) -> None:
    """With every code that can be applied, once."""
    if any(code.is_codable for code in codes):
        draft = draft_codebook(ForeignProject("", (), (), tuple(codes)))

        assert len(parse_codebook(draft.yaml).codes) == draft.codes == sum(code.is_codable for code in codes)
