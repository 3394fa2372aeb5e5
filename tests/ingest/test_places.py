"""Text knows where it stands in its file, whatever is cut off it or joined to it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.places import Anchor, Traced, join, where
from ingest.text import trace

TEA = Traced("Tea, Siân?", (Anchor(0, "line 3", 5),))


def origin(words: Traced) -> list[tuple[str, int] | None]:
    """Return where every character stands."""
    return [where(words.anchors, at) for at in range(len(words.text))]


def test_where_counts_on_from_the_last_anchor_before() -> None:
    """An anchor holds from its place in the text until the next."""
    anchors = (Anchor(0, "line 1", 5), Anchor(4, "line 2", 0))
    assert [where(anchors, at) for at in (0, 3, 4, 6)] == [("line 1", 5), ("line 1", 8), ("line 2", 0), ("line 2", 2)]


def test_a_text_without_anchors_stands_nowhere() -> None:
    """So does what comes before the first anchor."""
    assert where((), 0) is None
    assert where((Anchor(2, "cue 1", 0),), 1) is None


def test_a_text_is_true_where_there_is_any() -> None:
    """Like a string."""
    assert TEA
    assert not Traced("", (Anchor(0, "line 1", 0),))


def test_a_piece_stands_where_it_stood() -> None:
    """What is cut out of a text keeps its place."""
    assert origin(TEA.cut(5)) == origin(TEA)[5:]
    assert origin(TEA.cut(5, 9)) == origin(TEA)[5:9]
    assert TEA.cut(5, 9).text == "Siân"
    assert TEA.cut(0) is TEA


def test_blanks_at_both_ends_go() -> None:
    """What is left keeps its place; nothing is left of blanks."""
    words = Traced("  tea \n", (Anchor(0, "cue 2", 0),)).strip()
    assert (words.text, where(words.anchors, 0)) == ("tea", ("cue 2", 2))
    assert Traced(" \n ", (Anchor(0, "cue 2", 0),)).strip().text == ""


def test_what_a_label_leaves_over() -> None:
    """The words after a label stand behind it, also where blanks follow them."""
    line = Traced("INT: Tea? ", (Anchor(0, "line 1", 0),))
    assert (line.ending("Tea?").text, where(line.ending("Tea?").anchors, 0)) == ("Tea?", ("line 1", 5))
    assert line.ending("").text == ""


def test_words_that_are_not_there_keep_the_first_place() -> None:
    """Where the rest of a line was put together anew, its line is still known."""
    assert TEA.ending("Coffee?") == Traced("Coffee?", TEA.anchors)


def test_lines_of_a_text() -> None:
    """Each line knows where it begins; line feeds belong to none."""
    words = join([TEA, Traced("Milk?\nNo.", (Anchor(0, "line 4", 0),))], "\n")
    assert [line.text for line in words.lines()] == ["Tea, Siân?", "Milk?", "No."]
    assert [where(line.anchors, 0) for line in words.lines()] == [("line 3", 5), ("line 4", 0), ("line 4", 6)]


def test_joined_texts_keep_their_places() -> None:
    """What stands between them belongs to the end of the first."""
    words = join([TEA, Traced("Ie.", (Anchor(0, "line 4", 0),))], " – ")
    assert words.text == "Tea, Siân? – Ie."
    assert where(words.anchors, words.text.index("Ie")) == ("line 4", 0)


RAW = st.text(alphabet="ab w\u0302\u0308\u00ad\u200b\u00a0\n😀\u200d", max_size=12)


@given(st.lists(RAW, min_size=1, max_size=4), st.integers(0, 20), st.integers(0, 20))
def test_cutting_and_joining_change_no_place(raw: list[str], one: int, other: int) -> None:
    """Whatever is done to a text, each of its characters stands where it stood."""
    words = join([trace(text, f"line {n}") for n, text in enumerate(raw)], "")
    start, end = sorted((min(one, len(words.text)), min(other, len(words.text))))
    assert words.cut(start, end).text == words.text[start:end]
    assert origin(words.cut(start, end)) == origin(words)[start:end]
    lines = [place for line in words.lines() for place in (*origin(line), "feed")][:-1]
    expected = [
        "feed" if character == "\n" else place for character, place in zip(words.text, origin(words), strict=True)
    ]
    assert lines == expected
