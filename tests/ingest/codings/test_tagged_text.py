"""Positions in HTML that count bytes of its text and no tags."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.codings.tagged_text import plain, tagged_text

WORDS = st.text(st.sampled_from("aŷŵ &<é🙂\u00a0"), min_size=1, max_size=6)


def test_paragraphs_are_lines() -> None:
    """Whether or not the HTML has a line end between them."""
    assert plain("<h1>Talk</h1><p>One <b>t</b>wo.</p>\n<p>Three<br>four</p> <ul><li>five</li>\n<li>six</li></ul>") == (
        "Talk\nOne two.\nThree\nfour\n \nfive\nsix"
    )


def test_tags_and_implied_line_ends_are_not_counted() -> None:
    """A position on the edge of two paragraphs is in the one where words are."""
    text = tagged_text("<p>tŷ <i>ni</i></p><p>🙂 far &amp; near</p>")
    assert text.span(0, 6) == (0, 5)
    assert text.span(6, 10) == (6, 7)
    assert text.text[slice(*(text.span(11, 21) or ()))] == "far & near"
    assert text.text[slice(*(text.span(4, 10) or ()))] == "ni\n🙂"
    assert text.span(6, 6) == (5, 5)


def test_what_is_outside_has_no_place() -> None:
    """Behind the text, before it, or the wrong way round."""
    text = tagged_text("<p>four</p>")
    assert [text.span(*places) for places in ((0, 5), (-1, 2), (3, 2), (5, 5))] == [None] * 4


def test_scripts_comments_and_windows_line_ends_are_no_text() -> None:
    """A browser shows and counts none of them."""
    text = tagged_text("<style>p{}</style><p>a<!-- b -->\r\nc</p><script>d</script>")
    assert text.text == "a\nc"
    assert text.span(0, 3) == (0, 3)


@given(st.lists(WORDS, min_size=1, max_size=8), st.data())
def test_every_stretch_of_words_is_found(words: list[str], data) -> None:  # type: ignore[no-untyped-def]
    """In paragraphs, each with some of its words in bold."""
    escaped = [one.replace("&", "&amp;").replace("<", "&lt;") for one in words]
    text = tagged_text("".join(f"<p>{one}<b></b></p>" for one in escaped))
    first, last = sorted(data.draw(st.tuples(*2 * [st.integers(0, len(words) - 1)])))
    start = len("".join(words[:first]).encode())
    end = start + len("".join(words[first : last + 1]).encode())
    begin, finish = text.span(start, end) or (0, 0)

    assert text.text == "\n".join(words)
    assert text.text[begin:finish] == "\n".join(words[first : last + 1])
