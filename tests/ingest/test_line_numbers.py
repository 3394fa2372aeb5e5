"""Numbers that count the lines are no speech; those that people say are."""

from __future__ import annotations

import pytest

from ingest.document import Block, Paragraph, Table
from ingest.line_numbers import without_line_numbers
from ingest.places import Traced, where
from ingest.text import trace


def paragraphs(*texts: str) -> list[Block]:
    """Make paragraphs of a document."""
    return [Paragraph(trace(text, f"line {n}")) for n, text in enumerate(texts, start=1)]


def left(blocks: list[Block]) -> list[str]:
    """Return the texts without line numbers."""
    return [block.text for block in without_line_numbers(blocks)[0] if isinstance(block, Paragraph)]


SAID = [f"INT: We had {n} cups" for n in range(12)]


@pytest.mark.parametrize("form", ["{} {}", "{}. {}", "{}) {}", "{}\t{}"])
def test_numbers_before_nearly_every_line(form: str) -> None:
    """They go where they go up, however they are divided from the text, and are told once."""
    blocks = paragraphs(*(form.format(n, text) for n, text in enumerate(SAID, start=1)))
    assert left(blocks) == SAID
    assert [(one.kind, one.text, one.place) for one in without_line_numbers(blocks)[1]] == [
        ("line or page numbers", "1 to 12", "line 1")
    ]


def test_numbers_may_begin_anew() -> None:
    """On the next page."""
    numbers = [*range(1, 13), *range(1, 13)]
    blocks = paragraphs(*(f"{n} {text}" for n, text in zip(numbers, SAID * 2, strict=True)))
    assert left(blocks) == SAID * 2


def test_words_keep_their_places_and_their_look() -> None:
    """What stands behind a number stood behind it in the file as well, in bold or not."""
    blocks = [Paragraph(trace(f"{n} Elin: tea", f"line {n}"), bold=f"{n} Elin") for n in range(1, 9)]
    first = without_line_numbers(blocks)[0][0]
    assert isinstance(first, Paragraph)
    assert (first.text, first.bold) == ("Elin: tea", "Elin")
    assert where(first.words.anchors, 0) == ("line 1", 2)


@pytest.mark.parametrize(
    "texts",
    [
        ["1 tea", "2 teas", "3 teas"],
        ["3 teas", "1 lift", "9 cakes", "2 cups", "7 lifts", "4 hours", "8 buses"],
        ["1 tea", "Yes", "2 teas", "No", "3 teas", "Well", "4 teas", "Oh", "5 teas", "6 teas"],
        SAID,
    ],
)
def test_numbers_that_are_said_stay(texts: list[str]) -> None:
    """Too few lines, numbers that do not go up, and many lines without any."""
    assert left(paragraphs(*texts)) == texts
    assert without_line_numbers(paragraphs(*texts))[1] == []


def test_numbers_of_pasted_captions_go() -> None:
    """Each stands above a span of time."""
    lines = [line for n in range(1, 8) for line in (str(n), f"00:0{n} --> 00:0{n}", "INT: tea")]
    assert [text for text in left(paragraphs(*lines)) if text.isdigit()] == []


def test_tables_stay_as_they_are() -> None:
    """Their numbers are in columns."""
    table = Table((((Paragraph(Traced("1")),), (Paragraph(Traced("Tea")),)),))
    assert without_line_numbers([table]) == ([table], [])
