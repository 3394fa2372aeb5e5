"""Look for somebody who withdrew in everything that is left: the store, what was published, and what was exported.

Words are known again by digests of six that follow each other, names by digests of single words; the words themselves
are nowhere kept. The store is searched decrypted, table by table; of its file that cannot be done, as every page of it
is encrypted.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sqlite_utils import Database

from pipeline.folding import folded_words
from pipeline.lifecycle.contents import NotLookedInto, texts_in
from pipeline.lifecycle.shown import shown_files
from pipeline.lifecycle.traces import Digester, Traces, runs_of

LABEL, WORDS, NAMES = "label", "words", "names"
DRAFT, RELEASE, WORKING, FILE = "draft", "release", "working", "file"
_ASCII_WORDS = re.compile(r"\w+")  # as they are folded, only faster
_OF_WORKING = "events_are_never_changed"
_NOT_SEARCHED = frozenset({"withdrawals"})  # holds the digests, and labels


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom to look for: the participant's label ("" where it may be there), and what they are known again by."""

    label: str
    traces: Traces


@dataclass(frozen=True, slots=True)
class Found:
    """A file that holds somebody who withdrew: what of them (label, words, names), and what kind of file it is.

    `file` is its name where that says nothing, else its number among the files of its folder.
    """

    participant: str
    file: str
    kind: str
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """What a search of files gave: those that hold somebody, with their paths, and those that cannot be looked into."""

    found: tuple[tuple[Path, Found], ...]
    not_looked_into: tuple[str, ...]
    files: int


class Recogniser:
    """Recognises people who withdrew in texts."""

    def __init__(self, wanted: Mapping[str, Wanted], digester: Digester) -> None:
        """Take whom to look for, by participant."""
        self._labels = {id_: tuple(folded_words(one.label)) for id_, one in wanted.items() if one.label}
        self._runs = _by_digest({id_: one.traces.runs for id_, one in wanted.items()})
        self._names = _by_digest({id_: one.traces.names for id_, one in wanted.items()})
        self._digest = lru_cache(maxsize=200_000)(digester.of)

    def in_text(self, text: str) -> set[tuple[str, str]]:
        """Return (participant, what of them) for everybody who stands in a text."""
        words = _ASCII_WORDS.findall(text.lower()) if text.isascii() else folded_words(text)
        found: set[tuple[str, str]] = set()
        if self._names:
            for word in set(words):
                found.update((id_, NAMES) for id_ in self._names.get(self._digest(word), ()))
        if self._runs:
            for run in runs_of(words):
                found.update((id_, WORDS) for id_ in self._runs.get(self._digest(run), ()))
        for id_, label in self._labels.items():
            if any(tuple(words[i : i + len(label)]) == label for i, word in enumerate(words) if word == label[0]):
                found.add((id_, LABEL))
        return found


def _by_digest(digests: Mapping[str, Iterable[bytes]]) -> dict[bytes, tuple[str, ...]]:
    by_digest: dict[bytes, tuple[str, ...]] = {}
    for id_, its in digests.items():
        for digest in its:
            by_digest[digest] = (*by_digest.get(digest, ()), id_)
    return by_digest


def search_files(files: Iterable[tuple[Path, Path]], recogniser: Recogniser) -> Search:
    """Search files, given as (path, the folder that it is called after), each in all that it holds."""
    pairs = list(files)
    names = shown_files(pairs)
    found, missed = [], []
    for path, _ in pairs:
        holds: dict[str, set[str]] = {}
        try:
            for text in texts_in(path):
                for id_, what in recogniser.in_text(text):
                    holds.setdefault(id_, set()).add(what)
        except NotLookedInto as error:
            missed.append(f"{names[path]} ({error})")
        except OSError:
            missed.append(f"{names[path]} (it cannot be opened)")
        for id_, its in sorted(holds.items()):
            found.append((path, Found(id_, names[path], kind_of(path), tuple(sorted(its)))))
    return Search(tuple(found), tuple(missed), len(pairs))


def kind_of(path: Path) -> str:
    """Say whether a file is a published database, a draft or a release, the working database, or something else."""
    if path.suffix != ".db":
        return FILE
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
        if database.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [_OF_WORKING]).fetchone():
            return WORKING
        (status,) = database.execute("SELECT status FROM study").fetchone() or ("",)
        return DRAFT if status == DRAFT else RELEASE
    return FILE


def search_store(db: Database, recogniser: Recogniser) -> dict[str, dict[str, int]]:
    """Search every text of the store; say for each participant how many cells of a table hold their words or names."""
    found: dict[str, dict[str, int]] = {}
    for table in sorted(set(db.table_names()) - _NOT_SEARCHED):
        for cell in _texts(db, table):
            for id_, what in recogniser.in_text(cell):
                if what != LABEL:
                    counts = found.setdefault(id_, {})
                    counts[f"{table}: {what}"] = counts.get(f"{table}: {what}", 0) + 1
    return found


def _texts(db: Database, table: str) -> Iterator[str]:
    for row in db.execute(f'SELECT * FROM "{table}"'):
        yield from (cell for cell in row if isinstance(cell, str))
