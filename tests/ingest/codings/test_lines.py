"""What a file holds, as lines."""

from __future__ import annotations

import json

from ingest.codings.lines import codings_as_lines, remarks
from ingest.codings.records import (
    ForeignCode,
    ForeignCoding,
    ForeignMemo,
    ForeignProject,
    ForeignSource,
    LeftOut,
)

PROJECT = ForeignProject(
    origin="Tool 1.0",
    sources=(ForeignSource("FC01", "They moved me. 🙂", memos=(ForeignMemo("x"),)),),
    codings=(
        ForeignCoding(0, 5, 10, "moved", ("Care", "Moves"), "Carys", memos=(ForeignMemo("One."), ForeignMemo("Two."))),
        ForeignCoding(0, 15, 16, "🙂", ("Care",)),
    ),
    codebook=(ForeignCode(("Care",), is_codable=False), ForeignCode(("Care", "Moves"))),
    left_out=(LeftOut("sets", 2, "sets are not taken"),),
    notes=("Positions are as they are.",),
)


def test_each_coding_is_a_line() -> None:
    """With the path of its code as one word, and all its memos."""
    assert [json.loads(line) for line in codings_as_lines(PROJECT)] == [
        {
            "source": "FC01", "start": 5, "end": 10, "quote": "moved", "code": "Care/Moves", "coder": "Carys",
            "memo": "One.\n\nTwo.",
        },
        {"source": "FC01", "start": 15, "end": 16, "quote": "🙂", "code": "Care", "coder": "", "memo": ""},
    ]  # fmt: skip


def test_what_is_left_out_is_told_with_counts() -> None:
    """After what is there, and how it was read."""
    assert list(remarks(PROJECT)) == [
        "1 sources, 1 codes, 2 codings, 3 memos",
        "Positions are as they are.",
        "left out: 2 sets: sets are not taken",
    ]
