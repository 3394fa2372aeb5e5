"""What stands round the text of every page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.readers.pdf_furniture import Sheet, without_furniture
from ingest.readers.pdf_lines import Line, Word

NUMBERS = "one two three four five six seven eight nine".split()


def line(text: str, base: float, page: int, left: float = 72, size: float = 10) -> Line:
    """Return a line of words."""
    words: list[Word] = []
    for word in text.split():
        begin = words[-1].right + 3 if words else left
        words.append(Word(word, begin, begin + 5 * len(word), " " if words else ""))
    return Line(tuple(words), page, 1, base, size)


def sheet(number: int, *body: str, header: str = "", footer: str = "") -> Sheet:
    """Return a page with text, a header and a footer."""
    lines = [line(text, 740 - 14 * n, number) for n, text in enumerate(body)]
    above = [line(header, 800, number)] if header else []
    below = [line(footer, 30, number)] if footer else []
    return Sheet(number, 595, 842, (*above, *lines, *below))


def talk(number: int) -> list[str]:
    """Return lines that no other page has."""
    return [f"{NUMBERS[number]} {what}" for what in ("cups of tea", "slices of toast", "biscuits", "pears")]


def left_over(*sheets: Sheet) -> tuple[list[list[str]], list[tuple[str, str]]]:
    """Return the lines that stay on each page, and what was taken out."""
    kept, outside = without_furniture(sheets)
    return [[one.text for one in page.lines] for page in kept], [(one.kind, one.text) for one in outside]


def test_a_header_on_left_pages_and_one_on_right_pages() -> None:
    """Headers that take turns are headers."""
    pages = [sheet(n, *talk(n), header=("Odd", "Even")[n % 2]) for n in range(1, 9)]
    kept, outside = left_over(*pages)
    assert kept == [talk(n) for n in range(1, 9)]
    assert outside == [("header", "Even"), ("header", "Odd")]


def test_what_people_say_at_the_top_of_pages_stays() -> None:
    """The same short answer at the head of two pages, and elsewhere, is speech."""
    pages = [
        sheet(n, "P1: Yes.", f"INT: And {word}?", "P1: Yes.", "INT: Oh.") for n, word in enumerate(["tea", "milk"], 1)
    ]
    assert left_over(*pages)[1] == []


@pytest.mark.parametrize("form", ["{}", "- {} -", "Page {} of 9", "{}/9", "{} | Page", "p. {}", "[{}]"])
def test_page_numbers(form: str) -> None:
    """Every usual form of a page's number."""
    kept, outside = left_over(*(sheet(n, *talk(n), footer=form.format(n)) for n in (4, 5, 6)))
    assert kept == [talk(4), talk(5), talk(6)]
    assert outside == [("line or page numbers", form.format(4))]


def test_roman_page_numbers() -> None:
    """Front matter counts in small letters."""
    pages = [sheet(n, *talk(n), footer=roman) for n, roman in enumerate(["i", "ii", "iii", "iv"], 1)]
    assert left_over(*pages)[0][3] == talk(4)


def test_numbers_that_count_nothing_stay() -> None:
    """A number that somebody says at the end of a page is speech."""
    kept, _ = left_over(*(sheet(n, "How many?", said) for n, said in enumerate(["12", "40"], 1)))
    assert kept == [["How many?", "12"], ["How many?", "40"]]


def test_small_print_at_the_foot() -> None:
    """Footnotes begin with a mark; other small print stays."""
    page = sheet(1, *["A line of talk about tea and toast."] * 6)
    note = line("* A café by the river.", 60, 1, size=8)
    other = line("so she whispered it.", 60, 1, size=8)
    assert left_over(page.keeping((*page.lines, note)))[1] == [("footnote", "* A café by the river.")]
    assert left_over(page.keeping((*page.lines, other)))[1] == []


def test_labels_at_the_head_of_two_pages_stay() -> None:
    """The same answer on top of two pages is speech, also where turns stand apart, if others begin with its label."""
    pages = [sheet(n, f"INT: And {NUMBERS[n]}?", "P1: Toast.", header="P1: Yes.") for n in (1, 2)]
    lower = [
        page.keeping(
            (
                replace(page.lines[0], base=765),
                *page.lines[1:],
                line("P1: No.", 690, page.number),
                line("INT: Oh.", 662, page.number),
            )
        )
        for page in pages
    ]
    assert left_over(*lower)[1] == []


def test_a_header_above_a_single_line() -> None:
    """On two pages a header is set off from the text, or is of another size."""
    pages = [sheet(1, *talk(1), header="Tea, June"), sheet(2, "Milk?", header="Tea, June")]
    assert left_over(*pages) == ([talk(1), ["Milk?"]], [("header", "Tea, June")])
