"""What a file of another tool holds, as records: sources, codes, codings and memos, whoever wrote the file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ForeignMemo:
    """A note as the file has it; `author` and `at` (as the file writes it) are "" where the file does not say.

    `title` is the note's own name. A note of a source that is on some words of it only has their `start` and `end`,
    which count as those of a coding do; otherwise both are None.
    """

    text: str
    author: str = ""
    at: str = ""
    guid: str = ""
    title: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class ForeignCode:
    """A code or a folder of codes: `path` is its name under the names of what holds it, outermost first."""

    path: tuple[str, ...]
    guid: str = ""
    description: str = ""
    colour: str = ""
    is_codable: bool = True
    memos: tuple[ForeignMemo, ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignSource:
    """A text that was coded: line ends are LF, and nothing else of it was changed.

    `attributes` are (name, value) pairs of the source, or of the case that holds it.
    """

    name: str
    text: str
    guid: str = ""
    memos: tuple[ForeignMemo, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignCoding:
    """A code on a stretch of a source's text: code points over the LF text, from 0, end exclusive.

    `source` counts the project's sources from 0; `code` is the code's path. `start` may equal `end`.
    `coder`, `at` and `guid` are "" where the file does not say.
    """

    source: int
    start: int
    end: int
    quote: str
    code: tuple[str, ...]
    coder: str = ""
    at: str = ""
    guid: str = ""
    memos: tuple[ForeignMemo, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Things of one kind that the file holds and that were not taken: how many, and why (a clause)."""

    what: str
    n: int
    why: str


@dataclass(frozen=True, slots=True)
class ForeignProject:
    """Everything that was taken from a file, and a list of what was not.

    `origin` is what the file says wrote it. `notes` are sentences on how the file was read, such as how positions were
    counted; neither they nor `left_out` repeat words of a text or names of people. `codebook` has the codes in their
    order, folders among them.
    """

    origin: str
    sources: tuple[ForeignSource, ...]
    codings: tuple[ForeignCoding, ...]
    codebook: tuple[ForeignCode, ...] = ()
    memos: tuple[ForeignMemo, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()
