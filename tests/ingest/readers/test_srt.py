"""SubRip captions."""

from __future__ import annotations

import logging

import pytest

from ingest.errors import UnreadableFile
from ingest.readers import srt as reader
from ingest.records import Transcript
from ingest.rules import AS_FOUND


def read(content: bytes) -> Transcript:
    """Read a file as it is found."""
    return reader.read(content, AS_FOUND)


NAMED = """1
00:00:03,000 --> 00:00:05,000
INT: Did you go with Rhys

2
00:00:05,000 --> 00:00:06,000
INT: Ŵyn to the meeting?

3
00:00:07,500 --> 00:00:09,000
- P1: <i>Yes</i>, {\\an8}twice 😀
"""

DASHED = """1
00:00:03,000 --> 00:00:05,000
- Is the lift working?
- No. We took the
stairs.
"""


def test_names_dashes_and_italics() -> None:
    """Speakers come from names; dashes and mark-up are no speech."""
    transcript = read(NAMED.encode())
    assert [(turn.speaker, turn.text, turn.start) for turn in transcript.turns] == [
        ("INT", "Did you go with Rhys Ŵyn to the meeting?", 3.0),
        ("P1", "Yes, twice 😀", 7.5),
    ]
    assert transcript.convention == "captions with names"


def test_a_dash_changes_the_speaker() -> None:
    """Two people in one caption are two turns of nobody."""
    assert [turn.text for turn in read(DASHED.encode()).turns] == ["Is the lift working?", "No. We took the stairs."]


def test_a_broken_file_is_refused_without_quoting_it(caplog: pytest.LogCaptureFixture) -> None:
    """Neither the message nor the log holds what was said."""
    with caplog.at_level(logging.DEBUG), pytest.raises(UnreadableFile) as refused:
        read(b"Rhys drove us home\n\n" + NAMED.encode())
    assert "Rhys" not in str(refused.value) + caplog.text
    assert refused.value.__suppress_context__
