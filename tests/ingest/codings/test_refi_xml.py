"""What programs write into the XML of REFI-QDA files beside the standard."""

from __future__ import annotations

import pytest

from ingest.codings.refi_xml import as_colour, as_guid, parse_project
from ingest.errors import UnreadableFile


@pytest.mark.parametrize(
    ("written", "colour"),
    [
        ("#A1b2C3", "#A1B2C3"),
        ("#abc", "#AABBCC"),
        ("A1B2C3", "#A1B2C3"),
        ("rgb(255, 0, 16)", "#FF0010"),
        ("rgba(255,0,16,0.5)", "#FF0010"),
        ("RGB(1 2 300)", "#0102FF"),
        ("#A1B2C3FF", "#A1B2C3"),
        ("#FFA1B2C3", "#A1B2C3"),
        ("255,0,16", "#FF0010"),
        ("1, 2, 3 and more", ""),
        ("red", ""),
        ("#12345", ""),
        ("", ""),
    ],
)
def test_colours_become_what_the_standard_has(written: str, colour: str) -> None:
    """Without opacity; what is no colour is none."""
    assert as_colour(written) == colour


def test_guids_are_compared_without_braces_and_case() -> None:
    """Three programs, three habits."""
    assert as_guid("{0aF1-22}") == as_guid(" 0Af1-22 ") == "0AF1-22"


def test_control_characters_do_not_stop_the_reading() -> None:
    """XML has no place for them, and some programs copy them from a text."""
    content = '<Project name="a&#x1F;b\x0bc&#0;" origin="&#55357;&#56898;&#xD83D;&#xDE42;&#xD83D;"/>'
    root = parse_project(content.encode(), "a project")

    assert (root.get("name"), root.get("origin")) == ("abc", "🙂🙂")


def test_halves_of_a_character_are_joined_whatever_stands_before_them() -> None:
    """An accented letter that is a reference too, or a half that belongs to nothing."""
    content = '<Project name="&#233;&#55357;&#56898;&#x175;" origin="&#xD83D;&#xD83D;&#xDE42;&#xDE42;a"/>'
    root = parse_project(content.encode(), "a project")

    assert (root.get("name"), root.get("origin")) == ("é🙂ŵ", "🙂a")


def test_what_is_no_xml_is_refused() -> None:
    """Mending has an end."""
    with pytest.raises(UnreadableFile):
        parse_project(b"<Project><Code></Project>\x01", "a project")
    with pytest.raises(UnreadableFile):
        parse_project(b'<Project name="&#' + b"9" * 5000 + b';"/>', "a project")
