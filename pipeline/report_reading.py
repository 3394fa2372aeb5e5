"""How a file was read, as text for people or as JSON lines: with originals, before anything is stored."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from ingest.outside import Kind, counted
from ingest.places import where
from ingest.records import INTERVIEWER, Transcript, Turn
from ingest.rules import ACCEPT
from pipeline.reading import ReadFile

_FORMATS = {
    "csv": "table (CSV)", "docx": "Word document", "odt": "OpenDocument text", "pdf": "PDF document",
    "rtf": "RTF document",
    "srt": "SubRip captions", "txt": "plain text", "vtt": "WebVTT captions", "xlsx": "Excel workbook",
}  # fmt: skip
_LONGEST = 100
_MOST_LISTED = 12


def as_lines(file: ReadFile, everything: bool = False) -> Iterator[str]:
    """Give the lines that say how a file was read; all that lies outside the speech where `everything`."""
    transcript = file.transcript
    form = _FORMATS.get(transcript.format, transcript.format)
    yield f"{file.doc}: {form}, {transcript.convention}"
    yield f"  {_count(len(transcript.turns), 'turn')}, {_count(transcript.words, 'word')}"
    yield from _speakers(transcript)
    yield f"  first turn: {_turn(transcript.turns[0])}"
    if len(transcript.turns) > 1:
        yield f"  last turn:  {_turn(transcript.turns[-1])}"
    yield from _changes(file)
    yield from _outside(transcript, everything)


def _speakers(transcript: Transcript) -> Iterator[str]:
    turns = Counter((turn.speaker, turn.role) for turn in transcript.turns)
    words: Counter[tuple[str, str]] = Counter()
    for turn in transcript.turns:
        words[turn.speaker, turn.role] += len(turn.text.split())
    width = max(len(speaker or "(nobody named)") for speaker, _ in turns)
    yield "  speakers:"
    for (speaker, role), count in turns.most_common():
        asks = "  asks the questions" if role == INTERVIEWER else ""
        name = (speaker or "(nobody named)").ljust(width)
        yield f"    {name}  {_count(count, 'turn')}, {_count(words[speaker, role], 'word')}{asks}"


def _turn(turn: Turn) -> str:
    place = where(turn.anchors, 0)
    at = f"  ({place[0]})" if place else ""
    return f"{turn.speaker or '(nobody named)'}: {_short(turn.text)}{at}"


def _changes(file: ReadFile) -> Iterator[str]:
    """Say how many tracked changes there are and which of them are in the text."""
    kinds = Counter(one.kind for one in file.transcript.outside)
    inserted, deleted = _count(kinds[Kind.INSERTED], "insertion"), _count(kinds[Kind.DELETED], "deletion")
    if kinds[Kind.INSERTED] or kinds[Kind.DELETED]:
        read, left_out = (inserted, deleted) if file.changes == ACCEPT else (deleted, inserted)
        yield f"  tracked changes: {read} read as speech, {left_out} left out (--changes {file.changes})"


def _outside(transcript: Transcript, everything: bool) -> Iterator[str]:
    if not transcript.outside:
        yield "  nothing beside the speech"
        return
    counts = ", ".join(f"{count} × {kind}" for kind, count in counted(transcript.outside).items())
    yield f"  beside the speech: {counts}"
    shown = transcript.outside if everything else transcript.outside[:_MOST_LISTED]
    for one in shown:
        place = f" ({one.place})" if one.place else ""
        yield f"    {one.kind}{place}: {one.text if everything else _short(one.text)}"
    if len(shown) < len(transcript.outside):
        yield f"    and {len(transcript.outside) - len(shown)} more; see them all with --outside"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def as_jsonl(file: ReadFile, places: bool = False) -> Iterator[str]:
    """Give one JSON line a turn: doc, turn (from 0), speaker, role, start (seconds), text.

    With `places` each line also has `places`: from which character of the text on which part of the file holds it, and
    from which of its characters on.
    """
    for number, turn in enumerate(file.transcript.turns):
        row = {
            "doc": file.doc,
            "turn": number,
            "speaker": turn.speaker,
            "role": turn.role,
            "start": turn.start,
            "text": turn.text,
        }
        if places:
            row["places"] = [[anchor.at, anchor.place, anchor.offset] for anchor in turn.anchors]
        yield json.dumps(row, ensure_ascii=False)
