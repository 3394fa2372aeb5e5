"""WebVTT, as Teams, Zoom and other meeting software write it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

from ingest.captions import Cue, read_cues
from ingest.errors import UnreadableFile
from ingest.outside import Kind
from ingest.records import Outside, Transcript
from ingest.rules import Rules
from ingest.text import decode, trace

_VOICE = re.compile(r"<v(?:\.[^\s.<>]+)*[ \t]+([^<>]+)>")
_MARKUP = re.compile(r"</?(?:v|c|i|b|u|ruby|rt|lang)(?:[.\s][^<>]*)?>|<(?:\d+:)?\d\d:\d\d\.\d{3}>")
# Converters write times as SubRip has them.
_COMMAS = re.compile(r"^((?:\d+:)?\d\d:\d\d),(\d{3}[ \t]*-->[ \t]*(?:\d+:)?\d\d:\d\d),(\d{3})", re.MULTILINE)
_NO_SPEECH = ("NOTE", "STYLE", "REGION")


def read(content: bytes, rules: Rules) -> Transcript:
    """Read a WebVTT file: voice tags or "Name: text", notes and styles left out.

    Raises UnreadableFile where it is no WebVTT, or where a cue's time is broken, so that no cue is lost silently.
    """
    text = _without_gaps(_COMMAS.sub(r"\1.\2.\3", decode(content)))
    try:
        captions = webvtt.from_string(text).captions
    except (MalformedFileError, MalformedCaptionError):
        raise _unreadable() from None
    if len(captions) != _timings(text):
        raise _unreadable()
    cues = (cue for number, caption in enumerate(captions, start=1) for cue in _cues(caption, f"cue {number}"))
    return read_cues(cues, "vtt", _notes(text))


def _unreadable() -> UnreadableFile:
    return UnreadableFile(kind="WebVTT captions", advice="export it again from the meeting software")


def _blocks(text: str) -> list[str]:
    return [block for block in re.split(r"\n(?:[ \t]*\n)+", text.strip("\n")) if block.strip()]


def _timings(text: str) -> int:
    spoken = [block for block in _blocks(text) if not block.startswith(_NO_SPEECH)]
    return sum("-->" in line for block in spoken for line in block.split("\n"))


def _without_gaps(text: str) -> str:
    """Close blank lines inside cues: the standard ends a cue there, and what follows would be dropped."""
    blocks: list[str] = []
    for block in _blocks(text):
        stray = "-->" not in block and not block.startswith(_NO_SPEECH)
        if stray and any("-->" in line for line in (blocks[-1:] or [""])[0].split("\n")[:2]):
            blocks[-1] += "\n" + block
        else:
            blocks.append(block)
    return "\n\n".join(blocks) + "\n"


def _notes(text: str) -> list[Outside]:
    """Return what stands in notes, and what the head of the file says beside the format's name."""
    first, *blocks = _blocks(text)
    head = first.removeprefix("WEBVTT").strip(" \t-")
    notes = [block.removeprefix("NOTE").strip() for block in blocks if block.startswith("NOTE")]
    return [Outside(Kind.NOTE, note, f"note {n}") for n, note in enumerate([head, *notes]) if note]


def _cues(caption: webvtt.Caption, place: str) -> Iterator[Cue]:
    """Give each line of a caption that no tag divides, and each stretch of a voice, as a cue."""
    start, end = _seconds(caption.start), _seconds(caption.end)
    unvoiced, *voiced = _VOICE.split(caption.raw_text)
    for line in trace(_plain(unvoiced), place).lines():
        yield Cue(start, end, line)
    for name, words in zip(voiced[::2], voiced[1::2], strict=True):
        yield Cue(start, end, trace(_plain(" ".join(words.split("\n"))), place), html.unescape(name))


def _plain(text: str) -> str:
    return html.unescape(_MARKUP.sub("", text))


def _seconds(time: str) -> float:
    hours, minutes, rest = time.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)
