"""Files of other programs as records, made from readable text: the words that are coded say where."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.codings.records import ForeignCode, ForeignCoding, ForeignMemo, ForeignProject, ForeignSource

Coded = tuple[str, str, str]
"""The words, the code (its path with " > " between folders), the coder."""


def coding(text: str, words: str, code: str, coder: str = "Marged", **more: str) -> ForeignCoding:
    """Make a coding on the one place where `words` stand in `text`; `more` are its guid and at, and a memo."""
    assert text.count(words) == 1, words
    start = text.index(words)
    memo = more.pop("memo", "")
    memos = (ForeignMemo(memo, coder),) if memo else ()
    return ForeignCoding(0, start, start + len(words), words, tuple(code.split(" > ")), coder, memos=memos, **more)


def project(
    text: str,
    coded: Iterable[Coded | ForeignCoding],
    *,
    name: str = "FC01",
    origin: str = "NVivo",
    codebook: Iterable[ForeignCode] = (),
    memos: tuple[ForeignMemo, ...] = (),
) -> ForeignProject:
    """Make a project with one source."""
    codings = tuple(one if isinstance(one, ForeignCoding) else coding(text, *one) for one in coded)
    return ForeignProject(origin, (ForeignSource(name, text, memos=memos),), codings, tuple(codebook))
