"""Cutting speech into captions loses nothing of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo.captions import cues, subrip, teams_vtt, zoom_vtt
from demo.parse import Identifier, Interview, MarkedTurn

NAMES = {"INT": "Huw Lacey", "P1": "Mair Treharne"}

speech = st.lists(st.text(alphabet="abŵŷâ'😀&<.", min_size=1, max_size=7), min_size=1, max_size=60).map(" ".join)


def interview(*texts: str, marked: str = "") -> Interview:
    """Make an interview of turns by two speakers, ten seconds each, with `marked` as the name in it."""
    turns = []
    for number, text in enumerate(texts):
        at = text.find(marked) if marked else -1
        found = (Identifier(at, at + len(marked), "PERSON", "somebody", False),) if at >= 0 else ()
        turns.append(MarkedTurn(("INT", "P1")[number % 2], text, 10.0 * number, found))
    return Interview({"id": "FC09"}, NAMES, tuple(turns))


@given(texts=st.lists(speech, min_size=1, max_size=5))
def test_the_cues_of_a_turn_joined_by_a_space_are_the_turn(texts: list[str]) -> None:
    """No word is lost, doubled or moved to another turn."""
    captions = cues(interview(*texts))
    for number, text in enumerate(texts):
        assert " ".join(cue.text for cue in captions if cue.turn == number) == text


@given(texts=st.lists(speech, min_size=1, max_size=5))
def test_cues_follow_each_other_in_time(texts: list[str]) -> None:
    """A turn begins at its mark, and no cue begins before the one before it ends."""
    captions = cues(interview(*texts))
    assert all(before.end <= after.start for before, after in zip(captions, captions[1:], strict=False))
    assert all(cue.start < cue.end for cue in captions)
    assert [next(cue.start for cue in captions if cue.turn == n) for n in range(len(texts))] == [
        10.0 * n for n in range(len(texts))
    ]


def test_a_name_is_cut_over_two_cues() -> None:
    """Meeting software cuts names as it cuts everything else."""
    captions = cues(interview("I asked Siân Brynmor to tea.", marked="Siân Brynmor"))
    assert [cue.text for cue in captions] == ["I asked Siân", "Brynmor to tea."]


def test_teams_writes_voice_tags_and_guids() -> None:
    """Mark-up characters in speech are escaped."""
    lines = teams_vtt(interview("Tea & cake?")).decode().split("\n")
    assert lines[0] == "WEBVTT"
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/0-0", lines[2])
    assert lines[3:5] == ["00:00:00.000 --> 00:00:01.500", "<v Huw Lacey>Tea &amp; cake?</v>"]


def test_zoom_writes_numbers_and_full_names() -> None:
    """Every cue says who speaks."""
    assert zoom_vtt(interview("Tea?", "Aye.")).decode().split("\n") == [
        "WEBVTT",
        "",
        "1",
        "00:00:00.000 --> 00:00:00.500",
        "Huw Lacey: Tea?",
        "",
        "2",
        "00:00:10.000 --> 00:00:10.500",
        "Mair Treharne: Aye.",
        "",
    ]


def test_subrip_writes_first_names() -> None:
    """Subtitles are short."""
    assert subrip(interview("Tea?")).decode() == "1\n00:00:00,000 --> 00:00:00,500\nHuw: Tea?\n\n"


def test_a_turn_without_a_time_is_refused() -> None:
    """Captions cannot be written without the clock."""
    with pytest.raises(ValueError, match="has no time"):
        cues(Interview({"id": "FC09"}, NAMES, (MarkedTurn("P1", "Tea.", None),)))
