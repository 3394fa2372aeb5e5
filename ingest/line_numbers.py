"""Line numbers that were typed or printed before the lines: no speech."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.document import Block, Paragraph
from ingest.outside import Kind
from ingest.records import Outside

_NUMBER = re.compile(r"(\d{1,5})[.)]?(?:[ \t]+|$)")
_FEWEST = 6
_SHARE = 0.8


def without_line_numbers(blocks: Sequence[Block]) -> tuple[list[Block], list[Outside]]:
    """Take numbers away that count the paragraphs, where nearly all begin with one and they go up.

    They may begin anew on each page, and count every line or every fifth.
    """
    blocks = _without_cue_numbers(blocks)
    paragraphs = [(n, block) for n, block in enumerate(blocks) if isinstance(block, Paragraph) and block.text]
    found = [(n, block, match) for n, block in paragraphs if (match := _NUMBER.match(block.text))]
    if len(found) < max(_FEWEST, _SHARE * len(paragraphs)) or not _going_up([int(m[1]) for _, _, m in found]):
        return list(blocks), []
    kept = list(blocks)
    for n, block, match in found:
        words = block.words.cut(match.end())
        bold = block.bold[match.end() :] if block.bold.startswith(match.group()) else ""
        kept[n] = replace(block, words=words, bold=bold)
    numbers = f"{found[0][2][1]} to {found[-1][2][1]}"
    return [block for block in kept if not isinstance(block, Paragraph) or block.text], [
        Outside(Kind.NUMBERS, numbers, found[0][1].words.anchors[0].place if found[0][1].words.anchors else "")
    ]


def _without_cue_numbers(blocks: Sequence[Block]) -> Sequence[Block]:
    """Take away the numbers of captions that were pasted into a document: each stands above a span of time."""
    texts = [block.text if isinstance(block, Paragraph) else "" for block in blocks]
    if sum("-->" in text for text in texts) < _FEWEST:
        return blocks
    below = zip(texts, [*texts[1:], ""], strict=True)
    return [
        block for block, (text, after) in zip(blocks, below, strict=True) if not (text.isdigit() and "-->" in after)
    ]


def _going_up(numbers: Sequence[int]) -> bool:
    """Say whether numbers go up step by step, but for a few new beginnings."""
    steps = [after - before for before, after in zip(numbers, numbers[1:], strict=False)]
    up = sum(0 < step <= 5 for step in steps)
    return bool(steps) and up >= 0.9 * len(steps)
