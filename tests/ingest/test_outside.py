"""What files hold beside the speech: its kinds, and which of them may name somebody."""

from __future__ import annotations

import pytest

from ingest.outside import Kind, counted, may_hold_names, noted, whole_name
from ingest.records import Outside


def test_texts_come_in_the_normal_form() -> None:
    """Without blanks round them."""
    assert list(noted(Kind.COMMENT, " Sia\u0302n\u00a0Ŵyn \n", "comment 1")) == [
        Outside(Kind.COMMENT, "Siân Ŵyn", "comment 1")
    ]


@pytest.mark.parametrize("text", ["", " \n", "\u200b\u00ad"])
def test_nothing_is_not_noted(text: str) -> None:
    """Blanks, and what nobody sees, are nothing."""
    assert list(noted(Kind.HEADER, text, "header1")) == []


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_may_hold_names_but_numbers_and_closing_lines(kind: Kind) -> None:
    """What is read for names is everything in which somebody may have written one."""
    assert may_hold_names(Outside(kind, "Siân Ŵyn")) == (kind not in (Kind.NUMBERS, Kind.CLOSING))
    assert not may_hold_names(Outside(kind, " "))


@pytest.mark.parametrize(
    ("kind", "text", "name"),
    [
        (Kind.AUTHOR, "Siân Ŵyn", "PERSON"),
        (Kind.AUTHOR, "Microsoft Office User", ""),
        (Kind.AUTHOR, "python-docx", ""),
        (Kind.AUTHOR, "user_12", ""),
        (Kind.AUTHOR, "Siân (Admin)", "PERSON"),
        (Kind.ORGANISATION, "Cwmni Te Cyf", "ORG"),
        (Kind.ORGANISATION, "", ""),
        (Kind.COMMENT, "Siân Ŵyn", ""),
    ],
)
def test_whole_names(kind: Kind, text: str, name: str) -> None:
    """An author is a person as a whole, unless a program wrote its own name there; a comment is a text."""
    assert whole_name(Outside(kind, text)) == name


def test_kinds_are_counted_in_their_order() -> None:
    """People are shown how many of each there are, authors first."""
    found = [Outside(Kind.FOOTER, "tea"), Outside(Kind.AUTHOR, "Siân"), Outside(Kind.FOOTER, "cake")]
    assert list(counted(found).items()) == [("author", 1), ("footer", 2)]
