"""Drawing a transcript to be read: words kept whole, codes beside them, what is missing said."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from pipeline.coding.working.fold import Coded, Noted
from pipeline.workbench.coding.book import BookCode
from pipeline.workbench.coding.published import Replaced, Suggestion, Transcript, Turn
from pipeline.workbench.reader.drawn import Reading, drawn, html_of, rows_of

TEXT = "We saw Gŵyneth 👩‍👧 in the tŷ, and she rang back <every> time 🏴󠁧󠁢󠁷󠁬󠁳󠁿"
BOOK = {
    "care/acts": BookCode("care/acts", "CAR-ACT", "Acts of care", 2),
    "voice/heard": BookCode("voice/heard", "VOI-HEA", "Being heard", 5),
}
SPANS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT))).map(sorted).filter(lambda it: it[0] < it[1])


def turn(n: int, text: str = TEXT, who: str = "FC01", role: str = "participant", label: str = "P1") -> Turn:
    """Make a turn, with the name in it replaced."""
    replaced = (Replaced(7, 14, "PERSON", "pseudonym"),) if text == TEXT else ()
    return Turn(n, label, who, role, "", text, "", replaced)


def coded(uid: str, coder: str, span: tuple[int, int], code: str = "care/acts", n: int = 1) -> Coded:
    """Make a coding."""
    return Coded(uid, coder, n, *span, code)


def transcript(*turns: Turn, **more: object) -> Transcript:
    """Make a transcript of turns."""
    return Transcript("FC01", "interview", "Foster carers", "autumn 2025", {one.n: one for one in turns}, **more)


def spoken(html: str) -> list[str]:
    """Read the words of each turn from a page, without any mark."""
    return [unescape(re.sub(r"<[^>]*>", "", one)) for one in re.findall(r'<p class="speech">(.*?)</p>', html, re.S)]


def tags(reading: Reading) -> list[tuple[str, str]]:
    """List the tags of the first turn with the coders who gave them."""
    return [(one.code.tag, "".join(coder for _, coder in one.by)) for one, _ in reading.turns[0].given]


@given(spans=st.lists(SPANS, max_size=8))
def test_whatever_is_coded_the_words_stay_as_they_were_said(spans: list[list[int]]) -> None:
    """Marks cut a turn's text in pieces; put together, and read from the page, it is the text."""
    codings = tuple(coded(str(n), "A", (start, end)) for n, (start, end) in enumerate(spans))
    reading = drawn(transcript(turn(1), codings=codings), BOOK)
    assert "".join(piece.text for piece in reading.turns[0].stretches) == TEXT
    assert spoken(html_of(reading)) == [TEXT]


def test_two_coders_on_the_same_words_share_a_tag() -> None:
    """What two gave alike is one tag with both, each a link of its own; another stretch is another tag."""
    codings = (coded("1a", "A", (0, 6)), coded("2b", "B", (0, 6)), coded("3b", "B", (3, 14)))
    reading = drawn(transcript(turn(1), codings=codings), BOOK)
    assert tags(reading) == [("CAR-ACT", "AB"), ("CAR-ACT", "B")]
    html = html_of(reading)
    for uid in ("1a", "2b", "3b"):
        assert f'id="c-{uid}" href="#c-{uid}"' in html
    assert (reading.passages, reading.coders) == (2, ("A", "B"))


def test_marks_that_overlap_lie_in_lanes_of_their_own() -> None:
    """Where two codes cover the same words, each has its own underline, in its theme's colour."""
    codings = (coded("1", "A", (0, 20)), coded("2", "B", (5, 10), "voice/heard"))
    (read,) = drawn(transcript(turn(1), codings=codings), BOOK).turns
    both = [piece for piece in read.stretches if piece.marks == "0 1"]
    assert {"a2", "b5"} <= set(both[0].classes.split())


def test_a_replaced_word_says_what_stood_there() -> None:
    """It can be reached by the tab key, and its note is told once, at its beginning, even where a code cuts it."""
    html = html_of(drawn(transcript(turn(1), codings=(coded("1", "A", (9, 20)),)), BOOK))
    assert html.count('tabindex="0" data-was="replaced: name, another name"') == html.count("another name") == 1


def test_where_a_code_begins_and_ends_is_read_out() -> None:
    """With who gave it, or that a machine suggests it; where codes overlap, each at its own words."""
    codings = (coded("1", "A", (0, 14)), coded("2", "B", (0, 14)), coded("3", "B", (3, 20), "voice/heard"))
    suggested = (Suggestion(1, 24, 27, "care/acts", "cue", "because of “she”"),)
    reading = drawn(transcript(turn(1), codings=codings, suggestions=suggested), BOOK, suggestions=True)
    assert [(one.begins, one.ends) for one in reading.turns[0].stretches if one.begins or one.ends] == [
        ("CAR-ACT, A, B", ""),
        ("VOI-HEA, B", ""),
        ("", "end of CAR-ACT"),
        ("", "end of VOI-HEA"),
        ("CAR-ACT suggested", "end of CAR-ACT"),
    ]
    html = html_of(reading)
    assert html.count('data-b="CAR-ACT, A, B"') == 1 and html.count('data-e="end of VOI-HEA"') == 1


def test_links_beside_a_turn_are_understood_in_a_list_of_links() -> None:
    """A turn's number, a coder's letter and a memo each say what they belong to."""
    memos = (Noted("m1", "A", "coding", "1", "compare"), Noted("m2", "B", "turn", "FC01/1", "listen again"))
    html = html_of(drawn(transcript(turn(1), codings=(coded("1", "A", (0, 6)),), memos=memos), BOOK))
    assert '<a href="#turn-1" aria-label="Turn 1">1</a>' in html
    assert '<a id="c-1" href="#c-1">A<i>: CAR-ACT</i></a>' in html
    for about in ("CAR-ACT", "Turn 1"):
        assert f'<summary>Memo<span class="hidden">: {about}</span></summary>' in html


def test_suggestions_are_shown_only_when_asked_for() -> None:
    """A machine's suggestion is no coding: it is drawn apart, said to be one, and never counted."""
    suggested = (Suggestion(1, 0, 6, "care/acts", "cue", "because of “we saw”"),)
    there = transcript(turn(1), suggestions=suggested)
    assert "machine" not in html_of(drawn(there, BOOK))
    shown = drawn(there, BOOK, suggestions=True)
    assert "suggested by a machine" in html_of(shown) and "because of “we saw”" in html_of(shown)
    assert (shown.passages, shown.given) == (0, ())
    assert rows_of(shown)[0]["codes"] == ""


def test_turns_that_are_left_out_are_said() -> None:
    """Where numbers are missing the page says which, as their speakers have not agreed."""
    reading = drawn(transcript(turn(1), turn(5), turn(7), withheld=4), BOOK)
    assert [one.missing for one in reading.turns] == [None, (2, 4), (6, 6)]
    html = html_of(reading)
    assert "Turns 2 to 4 are left out" in html and "Turn 6 is left out" in html


def test_speakers_of_a_group_have_signs_and_a_single_one_needs_none() -> None:
    """Participants of a focus group are told apart; interviewers and nameless voices have no sign."""
    interviewer = turn(2, "And?", "", "interviewer", "INT")
    nameless = turn(4, "[several]", "", "participant", "?")
    group = drawn(transcript(turn(1), interviewer, turn(3, "Cawl.", "FC02", label="P2"), nameless), BOOK)
    assert [one.voice for one in group.turns] == [1, 0, 2, 0]
    assert [one.speaker for one in group.turns] == ["FC01", "INT", "FC02", ""]
    assert group.people == ("FC01", "FC02")
    alone = drawn(transcript(turn(1), interviewer), BOOK)
    assert [one.voice for one in alone.turns] == [0, 0]


def test_memos_are_folded_beside_what_they_are_about() -> None:
    """A memo on a coding or a turn stands in the margin, one on the whole at the head; what is typed is no HTML."""
    memos = (
        Noted("m1", "A", "coding", "1", "compare <b>FC02</b>"),
        Noted("m2", "B", "turn", "FC01/1", "listen again"),
        Noted("m3", "B", "transcript", "FC01", "a long one"),
    )
    reading = drawn(transcript(turn(1), codings=(coded("1", "A", (0, 6)),), memos=memos), BOOK)
    html = html_of(reading)
    assert html.count("<details>") == 2
    assert "compare &lt;b&gt;FC02&lt;/b&gt;" in html and "listen again" in html
    assert [memo.text for memo in reading.memos] == ["a long one"]


def test_a_code_that_the_codebook_lost_is_called_by_its_id() -> None:
    """A coding whose code is in no codebook any more is shown all the same."""
    reading = drawn(transcript(turn(1), codings=(coded("1", "A", (0, 6), "care/old"),)), BOOK)
    assert tags(reading) == [("care/old", "A")]


def test_rows_have_a_turns_codes_with_their_coders() -> None:
    """A turn's row names each of its codes once, with all who gave it at that place."""
    codings = (coded("1", "A", (0, 6)), coded("2", "B", (0, 6)), coded("3", "B", (15, 20), "voice/heard"))
    row = rows_of(drawn(transcript(turn(1), codings=codings), BOOK))[0]
    assert row["codes"] == "care/acts (A, B); voice/heard (B)"
    assert row["text"] == TEXT


def test_a_language_that_is_none_is_not_told_to_browsers() -> None:
    """Only a language as browsers know it goes on the page."""
    assert drawn(transcript(turn(1), language="cy"), BOOK).language == "cy"
    assert drawn(transcript(turn(1), language="cy;en"), BOOK).language == ""


def test_a_page_of_four_hundred_turns_stays_small() -> None:
    """Four hundred turns with seven hundred codings are less than 400 KB of HTML, the portrait and the rest apart."""
    words = "somebody who rang back and asked what she wanted for tea, when the placement had ended on a Friday. " * 2
    turns = [turn(n, words) for n in range(1, 401)]
    codings = tuple(coded(f"{n:032x}", "AB"[n % 2], (n % 60, n % 60 + 70), n=n % 400 + 1) for n in range(700))
    html = html_of(drawn(transcript(*turns, codings=codings), BOOK))
    assert len(html.encode()) < 360_000
