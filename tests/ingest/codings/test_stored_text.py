"""Positions in a text, however they are counted, lead back to the same characters."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.codings.stored_text import NOWHERE, LineEnd, Rule, Spans, Unit, cut_inside, decoded, stored_text

PIECES = st.lists(
    st.sampled_from(["tŷ", "ŵ", "e\u0301", " ", "a", "🙂", "👩‍👧", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "\n", "\r\n", "\r", "."]), max_size=30
)


def counted(raw: str, place: int, rule: Rule) -> int:
    """Count a place in a text as a program does; `raw` is without its byte order mark."""
    before = raw[:place]
    if rule.line_end is LineEnd.ONE:
        before = before.replace("\r\n", "\n")
    units = {
        Unit.CODE_POINT: len,
        Unit.UTF16: lambda text: len(text.encode("utf-16-le")) // 2,
        Unit.UTF8: lambda text: len(text.encode()),
    }
    return units[rule.unit](before) + rule.mark_counted


def spans(raw: str, start: int, end: int, rule: Rule) -> Spans:
    """Read one stretch."""
    return stored_text(raw).spans(np.array([start]), np.array([end]), rule)


@given(PIECES, st.data())
@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("line_end", [LineEnd.STORED, LineEnd.ONE])
@pytest.mark.parametrize("marked", [False, True])
def test_what_was_counted_so_is_read_so(unit: Unit, line_end: LineEnd, marked: bool, pieces: list[str], data) -> None:  # type: ignore[no-untyped-def]
    """Under the right rule every stretch is the words that were meant, with LF line ends."""
    raw = "".join(pieces)
    edges = [len("".join(pieces[:n])) for n in range(len(pieces) + 1)]
    start, end = sorted((data.draw(st.sampled_from(edges)), data.draw(st.sampled_from(edges))))
    # Between two pieces may be the middle of a line end, where no program puts a position.
    if any(raw[place - 1 : place + 1] == "\r\n" for place in (start, end)):
        return
    rule = Rule(unit, line_end, marked)
    text = stored_text(("\ufeff" if marked else "") + raw)
    found = text.spans(np.array([counted(raw, start, rule)]), np.array([counted(raw, end, rule)]), rule)

    meant = raw[start:end].replace("\r\n", "\n").replace("\r", "\n")
    assert text.text[found.starts[0] : found.ends[0]] == meant
    assert (found.broken, found.over) == ((False,), (0,))


def test_the_text_keeps_everything_but_its_line_ends() -> None:
    """No accent is composed, no blank is made another, the byte order mark is no part of it."""
    raw = "\ufeffe\u0301 a\u00a0b\r\nc\rd\n"
    assert stored_text(raw).text == "e\u0301 a\u00a0b\nc\nd\n"
    assert stored_text("").text == ""


def test_a_position_inside_an_emoji_or_a_line_end_is_told() -> None:
    """No program writes one, so the rule is the wrong one."""
    assert spans("🙂 yes", 1, 3, Rule(Unit.UTF16)).broken == (True,)
    assert spans("🙂 yes", 2, 3, Rule(Unit.UTF16)).broken == (False,)
    assert spans("a\r\nb", 2, 4, Rule()).broken == (True,)


def test_what_is_outside_the_text_is_told() -> None:
    """How far an end is behind the text; a stretch that begins there, or ends before it begins, is nowhere."""
    assert spans("four", 1, 5, Rule()).over == (1,)
    assert spans("four", 7, 9, Rule()).over == (NOWHERE,)
    assert spans("four", 3, 1, Rule()).over == (NOWHERE,)
    assert spans("four", 0, 2, Rule(first=1)).over == (NOWHERE,)


def test_ends_may_be_inclusive_and_line_ends_counted_twice() -> None:
    """As no program should, and some may."""
    text = stored_text("one\ntwo three")
    found = text.spans(np.array([6]), np.array([8]), Rule(line_end=LineEnd.TWO, first=1, inclusive=True))
    assert text.text[found.starts[0] : found.ends[0]] == "two"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_texts_are_decoded_whatever_their_encoding(encoding: str) -> None:
    """The line ends stay; a byte order mark stays where there is one."""
    words = "The lift was “out of order” at Siân’s place in Caerau, again and again.\r\n"
    found = decoded(words.encode(encoding))

    assert found.removeprefix("\ufeff") == words
    assert found.startswith("\ufeff") == (encoding in ("utf-8-sig", "utf-16", "utf-32"))


@pytest.mark.parametrize("whole", ["👩‍👧", "🏴", "e\u0301", "👍🏽", "❤️", "🇫🇷"])
def test_nobody_cuts_what_looks_like_one_character(whole: str) -> None:
    """Joined emoji, flags, accents: a place inside of them is none that a person chose."""
    assert [cut_inside(f"a {whole} b", 2 + n) for n in range(1, len(whole))] == [True] * (len(whole) - 1)
    assert not cut_inside(f"a {whole} b", 2)
    assert not cut_inside(f"a {whole} b", 2 + len(whole))
