"""The article before an identifier goes with it, so that it can be another."""

from __future__ import annotations

import pytest

from pipeline.identify.articles import with_articles
from pipeline.identify.finds import Identifier
from pipeline.identify.types import FOUND, IDENTIFIER_TYPES
from tests.marked import mark_up, parse


@pytest.mark.parametrize(
    ("found", "widened"),
    [
        ("She's an [AGE eleven]-year-old.", "She's [AGE an eleven]-year-old."),
        ("A [DEMOGRAPHIC Ghanaian] came. 🙂", "[DEMOGRAPHIC A Ghanaian] came. 🙂"),
        ("a [PERSON Siân] I knew", "a [PERSON Siân] I knew"),
        ("Siana [PLACE Neath]", "Siana [PLACE Neath]"),
    ],
)
def test_ages_backgrounds_and_places_take_their_article_in(found: str, widened: str) -> None:
    """What replaces a name needs no other article."""
    one = parse(found)
    identifiers = [
        Identifier(start, end, type_, IDENTIFIER_TYPES[type_].kind, FOUND, 0.9, ("test",))
        for start, end, type_ in one.places
    ]

    assert mark_up(one.text, [(i.start, i.end, i.type) for i in with_articles(identifiers, one.text)]) == widened
