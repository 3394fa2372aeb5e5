"""SubRip captions."""

from __future__ import annotations

import re
from collections.abc import Iterator

import srt

from ingest.captions import Cue, read_cues
from ingest.errors import UnreadableFile
from ingest.records import Transcript
from ingest.rules import Rules
from ingest.text import decode, trace

_MARKUP = re.compile(r"</?(?:i|b|u|font)(?:\s[^<>]*)?>|\{\\[^{}]*\}", re.IGNORECASE)

# No caption is so long, no time and no number; the parser takes minutes over broken ones that are.
_LONGEST_LINE = 10_000
_HARD_TO_PARSE = re.compile(r"\d{40}|-->[^\n]{300}")


def read(content: bytes, rules: Rules) -> Transcript:
    """Read a SubRip file: "Name: text", dashes at a change of speaker, italics and colours left out.

    Raises UnreadableFile where it is no SubRip, or where something stands between its cues that would be lost.
    """
    text = decode(content)
    if _HARD_TO_PARSE.search(text) or any(len(line) > _LONGEST_LINE for line in text.split("\n")):
        raise UnreadableFile(kind="SubRip captions", advice="export it again, or save it as .txt")
    try:
        subtitles = list(srt.parse(text))
    except (srt.SRTParseError, srt.TimestampParseError, ValueError, OverflowError):
        raise UnreadableFile(kind="SubRip captions", advice="export it again, or save it as .txt") from None
    cues = (cue for number, subtitle in enumerate(subtitles, start=1) for cue in _cues(subtitle, f"cue {number}"))
    return read_cues(cues, "srt")


def _cues(subtitle: srt.Subtitle, place: str) -> Iterator[Cue]:
    start, end = subtitle.start.total_seconds(), subtitle.end.total_seconds()
    for line in trace(_MARKUP.sub("", subtitle.content), place).lines():
        yield Cue(start, end, line)
