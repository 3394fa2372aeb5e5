"""WebVTT from meeting software."""

from __future__ import annotations

import pytest

from ingest.errors import UnreadableFile
from ingest.readers import vtt as reader
from ingest.records import Transcript
from ingest.rules import AS_FOUND


def read(content: bytes) -> Transcript:
    """Read a file as it is found."""
    return reader.read(content, AS_FOUND)


TEAMS = """WEBVTT

NOTE confidence: high

STYLE
::cue { color: white }

0f8fad5b-d9cb-469f-a165-70867728950e/12-0
00:00:03.120 --> 00:00:05.000
<v Elin Parry>Did you go with Rhys</v>

0f8fad5b-d9cb-469f-a165-70867728950e/12-1
00:00:05.000 --> 00:00:06.500 align:start
<v Elin Parry>Ŵyn to the
meeting?

0f8fad5b-d9cb-469f-a165-70867728950e/13-0
00:00:07.250 --> 00:00:09.000
<v.loud Siân O&#39;Hare>Yes, <i>twice</i> &amp; back 😀</v>
"""

ZOOM = """WEBVTT

1
00:00:03.000 --> 00:00:05.000
Elin Parry: Did you go with Rhys

2
00:00:05.000 --> 00:00:06.000
Ŵyn to the meeting?

3
00:00:07.000 --> 00:00:09.000
siân w: yes

4
00:00:09.000 --> 00:00:10.000
siân w: twice

5
00:00:10.000 --> 00:00:11.000
siân w: and back
"""


def spoken(text: str) -> list[tuple[str, str, float | None]]:
    """Return speaker, text and time of every turn."""
    return [(turn.speaker, turn.text, turn.start) for turn in read(text.encode()).turns]


def test_teams() -> None:
    """Voice tags, closed or not, over several lines, with identifiers, notes, styles and mark-up left out."""
    assert spoken(TEAMS) == [
        ("Elin Parry", "Did you go with Rhys Ŵyn to the meeting?", 3.12),
        ("Siân O'Hare", "Yes, twice & back 😀", 7.25),
    ]
    assert read(TEAMS.encode()).convention == "captions with voice tags"


def test_zoom() -> None:
    """Names with a colon, in any case; a cue without a name goes on."""
    assert spoken(ZOOM) == [
        ("Elin Parry", "Did you go with Rhys Ŵyn to the meeting?", 3.0),
        ("siân w", "yes twice and back", 7.0),
    ]
    assert read(ZOOM.encode()).convention == "captions with names"


def test_two_voices_in_one_cue() -> None:
    """Each voice of a cue is a speaker."""
    cue = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Elin>Tea?</v>\n<v Siân>Please.</v>\n"
    assert spoken(cue) == [("Elin", "Tea?", 1.0), ("Siân", "Please.", 1.0)]


def test_a_blank_line_inside_a_cue_loses_nothing() -> None:
    """The standard ends the cue there; what follows is still speech."""
    cue = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Elin>Tea\n\nor coffee?\n\n00:03.000 --> 00:04.000\n<v Siân>Tea.\n"
    assert spoken(cue) == [("Elin", "Tea or coffee?", 1.0), ("Siân", "Tea.", 3.0)]


def test_a_cue_with_a_broken_time_is_not_lost_silently() -> None:
    """A file of which a part cannot be read is refused."""
    with pytest.raises(UnreadableFile):
        read(b"WEBVTT\n\n00:01.000 --> 00:02.000\nTea?\n\n00:0x.000 --> 00:04.000\nPlease.\n")


def test_times_with_commas_are_read() -> None:
    """Converters from SubRip leave its commas."""
    assert spoken("WEBVTT\n\n00:01,500 --> 00:02,000\n<v Elin>Tea?\n\n00:03,000 --> 00:04,000\n<v Siân>Please.\n") == [
        ("Elin", "Tea?", 1.5),
        ("Siân", "Please.", 3.0),
    ]
