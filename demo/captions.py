"""The demo's caption files: speech cut by the clock, as Teams, Zoom and subtitle editors write it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from html import escape
from itertools import cycle, pairwise
from uuid import NAMESPACE_URL, uuid5

import srt

from demo.parse import Interview, MarkedTurn

_WORDS_IN_A_CUE = (9, 6, 11, 7)
_SECONDS_A_WORD = 0.5


@dataclass(frozen=True, slots=True)
class Cue:
    """A caption: the label of its speaker in the source, the number of its turn, its times in seconds, its words."""

    speaker: str
    turn: int
    start: float
    end: float
    text: str


def cues(interview: Interview) -> list[Cue]:
    """Cut the interview's turns into cues, whose texts joined by one space are the turns again.

    Cuts fall in the middle of sentences, and within every other name of two words or more. Every turn needs a time and
    has one paragraph. Raises ValueError where a turn has no time.
    """
    cut_names = _every_other_name(interview)
    starts = [_start(turn) for turn in interview.turns]
    last = starts[-1] + _SECONDS_A_WORD * len(interview.turns[-1].text.split())
    found: list[Cue] = []
    for number, (turn, (start, following)) in enumerate(zip(interview.turns, pairwise([*starts, last]), strict=True)):
        pieces = _pieces(turn.text, cut_names.get(number, set()))
        end = min(following, start + _SECONDS_A_WORD * len(turn.text.split()))
        found.extend(_timed(turn.speaker, number, start, end, pieces))
    return found


def teams_vtt(interview: Interview) -> bytes:
    """Write the interview as Teams does: voice tags with full names, and GUIDs as cue ids."""
    meeting = uuid5(NAMESPACE_URL, f"https://example.org/{interview.id}")
    blocks = ["WEBVTT"]
    for number, cue in enumerate(cues(interview)):
        name = escape(interview.names[cue.speaker], quote=False)
        voice = f"<v {name}>{escape(cue.text, quote=False)}</v>"
        blocks.append(f"{meeting}/{cue.turn}-{number}\n{_vtt_times(cue)}\n{voice}")
    return _joined(blocks)


def zoom_vtt(interview: Interview) -> bytes:
    """Write the interview as Zoom does: numbered cues, each with the full name in front."""
    blocks = ["WEBVTT"]
    for number, cue in enumerate(cues(interview), start=1):
        text = escape(f"{interview.names[cue.speaker]}: {cue.text}", quote=False)
        blocks.append(f"{number}\n{_vtt_times(cue)}\n{text}")
    return _joined(blocks)


def subrip(interview: Interview) -> bytes:
    """Write the interview as SubRip captions, each with the first name in front."""
    subtitles = [
        srt.Subtitle(
            number,
            timedelta(seconds=cue.start),
            timedelta(seconds=cue.end),
            f"{_first_name(interview, cue)}: {cue.text}",
        )
        for number, cue in enumerate(cues(interview), start=1)
    ]
    return srt.compose(subtitles).encode()


def _first_name(interview: Interview, cue: Cue) -> str:
    return interview.names[cue.speaker].split()[0]


def _every_other_name(interview: Interview) -> dict[int, set[int]]:
    """Return for each turn, counted from 0, where in its text the spaces are that cut a name."""
    long = [
        (number, name.start + turn.text[name.start : name.end].index(" "))
        for number, turn in enumerate(interview.turns)
        for name in turn.identifiers
        if name.type == "PERSON" and " " in turn.text[name.start : name.end]
    ]
    chosen: dict[int, set[int]] = {}
    for number, space in long[::2]:
        chosen.setdefault(number, set()).add(space)
    return chosen


def _start(turn: MarkedTurn) -> float:
    if turn.start is None:
        raise ValueError("a turn of a caption file has no time; add @hh:mm:ss@ after its label")
    return turn.start


def _pieces(text: str, cuts: set[int]) -> list[str]:
    """Cut `text` after so many words, and at the spaces whose offsets are `cuts`."""
    lengths = cycle(_WORDS_IN_A_CUE)
    pieces: list[list[str]] = [[]]
    wanted, at = next(lengths), 0
    for word in text.split(" "):
        pieces[-1].append(word)
        at += len(word)
        if len(pieces[-1]) >= wanted or at in cuts:
            pieces.append([])
            wanted = next(lengths)
        at += 1
    return [" ".join(piece) for piece in pieces if piece]


def _timed(speaker: str, turn: int, start: float, end: float, pieces: list[str]) -> Iterator[Cue]:
    """Give each piece its share of the turn's time, by its words."""
    total = sum(len(piece.split()) for piece in pieces)
    spoken = 0
    for piece in pieces:
        begins = start + (end - start) * spoken / total
        spoken += len(piece.split())
        yield Cue(speaker, turn, round(begins, 3), round(start + (end - start) * spoken / total, 3), piece)


def _vtt_times(cue: Cue) -> str:
    return f"{_clock(cue.start)} --> {_clock(cue.end)}"


def _clock(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def _joined(blocks: list[str]) -> bytes:
    return ("\n\n".join(blocks) + "\n").encode()
