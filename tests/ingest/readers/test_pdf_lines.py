"""Characters with boxes to lines of words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.pdf_lines import lines_of, with_tab_stops
from ingest.readers.pdf_pages import Glyph


def set_text(text: str, left: float = 72, base: float = 700, size: float = 10, spaces: bool = True) -> list[Glyph]:
    """Return text as characters of half their size in width; without `spaces`, blanks are gaps."""
    width = size / 2
    glyphs = [Glyph(one, left + n * width, left + (n + 1) * width, base, size) for n, one in enumerate(text)]
    return [glyph for glyph in glyphs if spaces or glyph.text != " "]


def texts(glyphs: list[Glyph]) -> list[str]:
    """Return the lines that characters make."""
    return [line.text for line in lines_of(glyphs, 1)]


def test_lines_from_top_to_bottom() -> None:
    """The order of drawing does not count."""
    assert texts([*set_text("second", base=680), *set_text("first", base=700.5)]) == ["first", "second"]


def test_gaps_make_spaces() -> None:
    """Some programs write no space characters."""
    assert texts(set_text("a cup of tea", spaces=False)) == ["a cup of tea"]


def test_wide_gaps_make_tabs() -> None:
    """A label, and the text beside it."""
    assert texts([*set_text("INT"), *set_text("Would you like tea?", left=140)]) == ["INT\tWould you like tea?"]


def test_a_label_that_nearly_reaches_the_tab_stop() -> None:
    """Text that begins at the same place line after line stands behind a tab."""
    glyphs = []
    for n in range(8):
        label = ("INTERVIEWER", "GUEST")[n % 2]
        glyphs += [*set_text(label, base=700 - 20 * n), *set_text("yes of course", left=131, base=700 - 20 * n)]
    lines = with_tab_stops(lines_of(glyphs, 1))
    assert [line.text for line in lines[:2]] == ["INTERVIEWER\tyes of course", "GUEST\tyes of course"]


def test_ligatures_and_doubled_letters() -> None:
    """Ligatures are letters; a letter printed twice, a little apart, is one in bold."""
    assert texts(set_text("o\ufb03ce")) == ["office"]
    doubled = [*set_text("tea"), *set_text("tea", left=72.3)]
    assert texts(doubled) == ["tea"]
    assert lines_of(doubled, 1)[0].bold


def test_small_raised_characters() -> None:
    """The mark of a note belongs to its line, and is known as raised."""
    line = lines_of([*set_text("mill"), *set_text("1", left=92, base=704, size=6), *set_text(".", left=95)], 1)[0]
    assert (line.text, [word.raised for word in line.words]) == ("mill1.", [False, True, False])


def test_places_lead_back_to_the_page() -> None:
    """A part of a line knows where in the line it begins."""
    line = lines_of([*set_text("INT"), *set_text("Tea?", left=140)], 3)[0]
    anchor = line.part(line.words[1:]).traced.anchors[0]
    assert (anchor.place, anchor.offset) == ("page 3, line 1", 4)


@given(st.lists(st.text(alphabet="abcŵ?.-", min_size=1, max_size=8), min_size=1, max_size=8), st.booleans())
def test_no_letter_is_lost(words: list[str], spaces: bool) -> None:
    """Words come out as they went in."""
    assert texts(set_text(" ".join(words), spaces=spaces)) == [" ".join(words)]
