"""Lines to paragraphs."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.pdf_lines import Line, Word
from ingest.readers.pdf_paragraphs import paragraphs_of_lines, setting_of

SIZE, LETTER = 10.0, 5.0


def line(text: str, base: float, left: float = 72, page: int = 1, bold: bool = False) -> Line:
    """Return a line of letters of equal width."""
    words, at = [], 0
    for n, word in enumerate(text.split(" ")):
        begin = left + at * LETTER
        words.append(Word(word, begin, begin + len(word) * LETTER, " " if n else "", bold=bold, at=at))
        at += len(word) + 1
    return Line(tuple(words), page, 1, base, SIZE)


def lines(*texts: str, gap: float = 14) -> list[Line]:
    """Return lines below each other; an empty text leaves a line free."""
    return [line(text, 700 - gap * n) for n, text in enumerate(texts) if text]


def paragraphs(given_lines: list[Line]) -> list[tuple[str, bool]]:
    """Return the paragraphs, and whether each may go on with the one before."""
    found = paragraphs_of_lines(given_lines, setting_of(given_lines, 450))
    return [(one.text, one.follows) for one in found]


LONG = "and then we walked along the river to the old mill, as we always did on a"


def test_full_lines_go_on_and_short_ones_end() -> None:
    """A word that would have fitted on the line above begins a paragraph."""
    assert paragraphs(lines(LONG, "Sunday morning.", "After that we had tea.")) == [
        (f"{LONG} Sunday morning.", False),
        ("After that we had tea.", False),
    ]


def test_a_wider_gap_begins_a_paragraph() -> None:
    """Paragraphs that stand apart are apart, also after a full line."""
    talk = lines(LONG, LONG, "", LONG, LONG, "", LONG, "Sunday.")
    assert [text.count("river") for text, _ in paragraphs(talk)] == [2, 2, 1]


def test_a_label_is_never_glued_to_the_turn_before() -> None:
    """A known speaker begins a turn, however full the line above is."""
    talk = lines(
        "Nia: Yes.", "INT: Oh?", "Nia: Well.", "INT: " + LONG, "Nia: Sundays, yes.", "INT: " + LONG, "Nia: Yes."
    )
    assert [text[:4] for text, _ in paragraphs(talk)] == ["Nia:", "INT:", "Nia:", "INT:", "Nia:", "INT:", "Nia:"]


def test_what_may_be_a_label_stays_apart() -> None:
    """A name that comes once, after a full sentence, may be a speaker: the line follows the one before."""
    found = paragraphs(lines(LONG + " Sunday.", "Rhys: Hello, is there any tea left?"))
    assert found[1] == ("Rhys: Hello, is there any tea left?", True)


def test_a_change_of_look_begins_a_paragraph() -> None:
    """Questions in bold, answers below them."""
    asked, answered = line(LONG + "?", 700, bold=True), line("Yes, we did.", 686)
    assert [text for text, _ in paragraphs([asked, answered])] == [LONG + "?", "Yes, we did."]


def test_first_lines_set_in() -> None:
    """A line set in after a full one begins a paragraph."""
    talk = [line(LONG, 700, 90), line(LONG + " dry", 686), line(LONG, 672, 90), line("Sunday.", 658)]
    assert len(paragraphs(talk)) == 2


def test_over_a_page_end() -> None:
    """The margin tells whether the next page goes on."""
    assert paragraphs([line(LONG, 80), line("Sunday.", 740, page=2)]) == [(f"{LONG} Sunday.", False)]


def test_bold_beginnings() -> None:
    """How much of a paragraph's beginning is in bold, over its lines."""
    one = line("Elin Tea?", 700)
    one = one.part([Word("Elin", 72, 92, "", bold=True), *one.words[1:]])
    assert paragraphs_of_lines([one], setting_of([one]))[0].bold == "Elin"


@given(st.lists(st.text(alphabet="ab:. ?", min_size=1, max_size=60), max_size=12))
def test_no_word_is_lost(texts: list[str]) -> None:
    """Whatever is joined, the words are those of the lines, in order."""
    kept = [" ".join(text.split()) for text in texts if text.strip()]
    found = paragraphs(lines(*kept))
    assert " ".join(text for text, _ in found).split() == " ".join(kept).split()


def test_times_stand_alone() -> None:
    """Where times stand on lines of their own, one is no part of a sentence; elsewhere it may be the end of one."""
    times = [part for n in range(10, 60, 10) for part in (f"[00:14:{n}]", "Yes.")]
    assert ("[00:15:00]", False) in paragraphs(lines(*times, LONG, "[00:15:00]", "Sunday."))
    assert paragraphs(lines(LONG, "[00:15:00] Sunday.")) == [(f"{LONG} [00:15:00] Sunday.", False)]


def test_headings_are_larger() -> None:
    """A short line in a larger font is a heading."""
    talk = lines("Part two", "", LONG, "Sunday.")
    talk[0] = replace(talk[0], size=14)
    assert [one.heading for one in paragraphs_of_lines(talk, setting_of(talk, 450))] == [True, False]


def test_short_paragraphs_that_stand_apart() -> None:
    """Where nearly nothing is wrapped, lines that happen to be full stand above a gap all the same."""
    talk = lines(LONG, "Sunday morning.", "", LONG, "", "and tea.", "", LONG, "", "Yes.", "", "No.", "", "Oh.")
    assert [text.count("river") for text, _ in paragraphs(talk)] == [1, 1, 0, 1, 0, 0, 0]


def test_a_word_that_would_hardly_have_fitted() -> None:
    """The space before a word counts as wide as the line's others are: that much less room is left."""
    words = [Word("river", 72, 97), Word("mill", 100.5, 440.5, " ")]
    above = Line(tuple(words), 1, 1, 700, SIZE)
    longest = replace(above, words=(words[0], replace(words[1], right=449.5)), base=728)
    below = line("O", 686)
    assert [text for text, _ in paragraphs([longest, replace(above, base=714), replace(below, base=700)])][-1] != "O"
