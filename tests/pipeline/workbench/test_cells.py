"""Cells: words are shown as words, codes as tags, and nothing in a value becomes HTML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from pipeline.publish.queries import MARK_BEGINS, MARK_ENDS
from pipeline.workbench.cells import render, row_path, snippet
from pipeline.workbench.facts import Facts, read_facts

NOT_HTML = '<b>cawl</b> & "tŷ"'


@pytest.fixture
def facts(make_sample: Callable[..., Path]) -> Facts:
    """Return what is known about the sample study."""
    return read_facts(make_sample())


def test_words_are_never_html(facts: Facts) -> None:
    """Angle brackets that someone typed are shown, not obeyed."""
    for table in ("turns", "codings", None):
        for column in ("text", "quote", "snippet", "participant", "theme"):
            row = {"turn_id": 1, "theme_id": NOT_HTML, "group_id": NOT_HTML, column: NOT_HTML}
            drawn = render(row, NOT_HTML, column, table, facts)
            assert drawn is None or "<b>" not in drawn


def test_an_address_that_someone_said_is_no_link(facts: Facts) -> None:
    """A turn that is nothing but a web address stays text."""
    drawn = render({"text": "https://example.org"}, "https://example.org", "text", "turns", facts)
    assert drawn == '<span class="words">https://example.org</span>'


def test_a_quote_leads_to_where_it_is_read(facts: Facts) -> None:
    """The words of a coding link to the coding in its transcript, labelled by Datasette or not."""
    for transcript in ("YP01", {"value": "YP01", "label": "YP01"}):
        row = {"turn_id": 10, "transcript_id": transcript, "uid": "5e", "quote": "â"}
        drawn = render(row, "â", "quote", "codings", facts)
        assert drawn == '<a class="words" href="/t/YP01#c-5e">â</a>'


def test_a_suggestion_leads_to_its_turn(facts: Facts) -> None:
    """The words that a machine suggests link to the row of the turn that they stand in."""
    drawn = render({"turn_id": 10, "transcript_id": "YP01", "quote": "â"}, "â", "quote", "suggestions", facts)
    assert drawn == '<a class="words" href="/llais/turns/10">â</a>'


def test_people_transcripts_and_turns_lead_to_where_they_are_read(facts: Facts) -> None:
    """In answers and in tables a label leads to the page on which one reads, not to a row."""
    answer = {"transcript": "YP01", "turn": 2, "turn_id": 10, "participant": "YP01"}
    assert render(answer, 2, "turn", None, facts) == '<a href="/t/YP01#turn-2">2</a>'
    assert render(answer, "YP01", "participant", None, facts) == '<a href="/p/YP01">YP01</a>'
    labelled = {"value": "YP01", "label": "YP01"}
    assert render({}, labelled, "transcript_id", "codings", facts) == '<a href="/t/YP01">YP01</a>'
    assert render({}, "YP01", "participant_id", "turns", facts) == '<a href="/p/YP01">YP01</a>'


def test_a_code_is_a_tag_with_its_themes_colour(facts: Facts) -> None:
    """The colour never stands without the letters."""
    drawn = str(render({"code_id": "care/system"}, "care/system", "code_id", "codings", facts))
    assert "CAR-SYS" in drawn and 'fill="#0072b2"' in drawn and 'href="/theme/care/system"' in drawn


def test_a_code_that_the_codebook_lost_is_left_to_datasette(facts: Facts) -> None:
    """An unknown code in an answer is drawn as any other value."""
    assert render({"code": "Old", "code_id": "care/old"}, "Old", "code", None, facts) is None


def test_nothing_is_drawn_for_nothing(facts: Facts) -> None:
    """An empty value in an answer is empty, so that a page can leave its label out."""
    assert render({"memos": None}, None, "memos", None, facts) == ""
    assert render({"memo": None}, None, "memo", "codings", facts) is None


def test_a_themes_tag_has_its_colour(facts: Facts) -> None:
    """In the tables of themes and codes the tag is drawn beside the colour."""
    assert 'fill="#d55e00"' in str(render({"id": "exchange", "tag": "EXC"}, "EXC", "tag", "themes", facts))


def test_keys_with_slashes_make_working_paths() -> None:
    """A key that holds a slash or an accent is written as Datasette reads it."""
    assert row_path("llais", "codes", "care/system") == "/llais/codes/care~2Fsystem"


@given(before=st.text("aŵ🙂<&", max_size=8), found=st.text("bŷ>", max_size=8))
def test_found_words_are_marked_and_the_rest_escaped(before: str, found: str) -> None:
    """The marks are the only tags in a snippet."""
    drawn = snippet(f"{before}{MARK_BEGINS}{found}{MARK_ENDS}")
    assert drawn == f"{escape(before)}<mark>{escape(found)}</mark>"
