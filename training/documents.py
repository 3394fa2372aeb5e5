"""Texts with marked stretches, from the invented speech and from licensed corpora, in one form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from demo.parse import parse_interview
from pipeline.identify.tagging.labels import LABELS

NUMBERS = frozenset("ADDRESS POSTCODE PHONE EMAIL URL HANDLE NHS NINO VEHICLE CASE_REF".split())
ALL = frozenset(LABELS)
_NAMES = frozenset({"PERSON", "PLACE", "ORG"})
# What a label of the Text Anonymization Benchmark may be among ours.
_TAB = {
    "PERSON": {"PERSON"},
    "PLACE": {"PLACE"},
    "ORG": {"ORG"},
    "DATETIME": {"DATE", "AGE"},
    "DEM": {"DEMOGRAPHIC", "OCCUPATION", "CONDITION", "FAMILY"},
    "CODE": {"NUMBER"},
    "QUANTITY": {"OTHER", "NUMBER", "AGE"},
    "MISC": {"OTHER", "ORG", "CONDITION"},
}


@dataclass(frozen=True, slots=True)
class Span:
    """A marked stretch of a turn: the labels that it may have, and whether it may also be nothing."""

    start: int
    end: int
    labels: frozenset[str]
    either: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """What was said or written, with its spans in order, none overlapping."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """Turns of one source. `annotated` are the labels that its annotators looked for: of others nothing is known."""

    id: str
    source: str
    turns: tuple[Turn, ...]
    annotated: frozenset[str]


def speech(folder: Path, prefix: str = "") -> list[Document]:
    """Read the marked speech of a folder. Raises BadSource."""
    return [_interview(path) for path in sorted(folder.glob(f"{prefix}*.txt"))]


def corpora(folder: Path, part: str) -> Iterator[Document]:
    """Read a part, "train" or "dev", of the corpora; texts that may not be used commercially are left out."""
    for path in sorted(folder.glob(f"*/{part}.jsonl")):
        source = path.parent.name
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if "-NC" not in record.get("licence", ""):
                yield _record(record, source)


def _interview(path: Path) -> Document:
    turns = []
    for turn in parse_interview(path.read_text(encoding="utf-8")).turns:
        spans = tuple(
            Span(i.start, i.end, frozenset({"NUMBER" if i.type in NUMBERS else i.type}), i.either)
            for i in turn.identifiers
        )
        turns.append(_normal(Turn(turn.text, spans)))
    return Document(path.stem, "speech", tuple(turns), ALL)


def _record(record: dict, source: str) -> Document:
    spans = []
    for span in sorted(record["spans"], key=lambda s: (s["start"], -s["end"])):
        if source == "tab":
            labels = frozenset(_TAB[span["label"]])
        elif span["label"] in _NAMES:
            labels = frozenset({span["label"]})
        else:
            labels = frozenset({"DATE", "OTHER"})
        either = span.get("level") == "no_mask" or not (source == "tab" or span["label"] in _NAMES)
        if not spans or span["start"] >= spans[-1].end:
            spans.append(Span(span["start"], span["end"], labels, either))
    turn = _normal(Turn(record["text"], tuple(spans)))
    return Document(str(record["id"]), source, (turn,), ALL if source == "tab" else _NAMES)


def _normal(turn: Turn) -> Turn:
    """Compose letters and accents, as reading a transcript in does."""
    text = normalize("NFC", turn.text)
    if text == turn.text:
        return turn
    at = [len(normalize("NFC", turn.text[:n])) for n in range(len(turn.text) + 1)]
    return Turn(text, tuple(Span(at[s.start], at[s.end], s.labels, s.either) for s in turn.spans))
