"""What files that llais gave out say of themselves, and how their memos stand in them, whoever passes the files on."""

from __future__ import annotations

from dataclasses import replace

from exports.comment_text import MEMO_MARK
from exports.origin import read_copy_line, release_in
from ingest.codings.records import ForeignCoding, ForeignMemo, ForeignProject

_LINES_BEFORE_THE_TURNS = 12


def memos_apart(project: ForeignProject) -> tuple[ForeignProject, tuple[int, ...]]:
    """Return a project whose comments that begin with "Memo:" are memos on their words, without our own description.

    With it come the numbers (from 1) of its other codings.
    """
    kept = [(n, one) for n, one in enumerate(project.codings, start=1) if not _is_memo(one)]
    memos: dict[int, list[ForeignMemo]] = {}
    for coding in project.codings:
        if _is_memo(coding):
            memos.setdefault(coding.source, []).extend(_memos(coding))
    sources = tuple(
        replace(source, memos=(*source.memos, *memos.get(n, ()))) for n, source in enumerate(project.sources)
    )
    project_memos = tuple(memo for memo in project.memos if not release_in(memo.text))
    rest = replace(project, sources=sources, codings=tuple(one for _, one in kept), memos=project_memos)
    return rest, tuple(n for n, _ in kept)


def release_of(project: ForeignProject) -> str:
    """Return the release or draft that a file of ours was made from: as its origin, description or first lines say."""
    said = (release_in(text) for text in (project.origin, *(memo.text for memo in project.memos)))
    first_lines = (copy[1] for source in project.sources if (copy := _copy_line(source.text)))
    return next((release for release in (*said, *first_lines) if release), "")


def transcript_of(text: str) -> str:
    """Return the transcript that the first lines of a document of ours name, "" for any other text."""
    copy = _copy_line(text)
    return copy[0] if copy else ""


def _copy_line(text: str) -> tuple[str, str] | None:
    lines = text[:5000].split("\n")[:_LINES_BEFORE_THE_TURNS]
    return next((copy for line in lines if (copy := read_copy_line(line))), None)


def _is_memo(coding: ForeignCoding) -> bool:
    return len(coding.code) == 1 and coding.code[0].startswith(MEMO_MARK)


def _memos(coding: ForeignCoding) -> list[ForeignMemo]:
    """Return what a comment says, whose first line was read as a code, and what was answered to it."""
    first = coding.code[0].removeprefix(MEMO_MARK).strip()
    own = [memo for memo in coding.memos if memo.author == coding.coder and memo.at == coding.at][:1]
    text = "\n".join(part for part in (first, *(memo.text for memo in own)) if part)
    whole = ForeignMemo(text, coding.coder, coding.at, coding.guid)
    answers = [memo for memo in coding.memos if memo not in own]
    return [replace(memo, start=coding.start, end=coding.end) for memo in (whole, *answers) if memo.text]
