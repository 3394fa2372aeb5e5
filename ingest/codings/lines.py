"""What another program's file holds, as lines for people and for machines."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ingest.codings.records import ForeignMemo, ForeignProject


def codings_as_lines(project: ForeignProject) -> Iterator[str]:
    """Give each coding as a line of JSON: source, start, end, quote, code (its path, joined by "/"), coder, memo.

    Several memos are joined by a blank line.
    """
    for coding in project.codings:
        yield json.dumps(
            {
                "source": project.sources[coding.source].name,
                "start": coding.start,
                "end": coding.end,
                "quote": coding.quote,
                "code": "/".join(coding.code),
                "coder": coding.coder,
                "memo": "\n\n".join(memo.text for memo in coding.memos),
            },
            ensure_ascii=False,
        )


def remarks(project: ForeignProject) -> Iterator[str]:
    """Say what a file holds, how it was read, and what of it is left out; nothing of this quotes the file."""
    codes = sum(code.is_codable for code in project.codebook)
    memos = len([*_memos(project)])
    yield f"{len(project.sources)} sources, {codes} codes, {len(project.codings)} codings, {memos} memos"
    yield from project.notes
    for one in project.left_out:
        yield f"left out: {one.n} {one.what}: {one.why}"


def _memos(project: ForeignProject) -> Iterator[ForeignMemo]:
    yield from project.memos
    for holders in (project.sources, project.codings, project.codebook):
        for holder in holders:
            yield from holder.memos
