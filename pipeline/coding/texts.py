"""The texts that a coder may have had before them: a transcript as it was said, and as each release published it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath, PureWindowsPath

from sqlite_utils import Database

from pipeline.coding.folded import Folded
from pipeline.coordinates import ReplacedText, Replacement

SOURCE = ""
"""In place of a release's id: the text as it was said."""
_MOST_VERSIONS = 12
_MOST_RELEASES = 60


@dataclass(frozen=True, slots=True)
class StoredTurn:
    """A turn of the store: its id, its number in its transcript (from 1) and its source text."""

    id: int
    n: int
    text: str


@dataclass(frozen=True, slots=True)
class Version:
    """The turns of a transcript as a release or draft published them, or as they were said (`release` is SOURCE)."""

    release: str
    turns: tuple[ReplacedText, ...]


class StudyTexts:
    """What the store knows of its transcripts' texts, each looked up when it is first asked for."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._turns: dict[str, tuple[StoredTurn, ...]] = {}
        self._versions: dict[tuple[str, str], Version] = {}
        self._folded: dict[str, Folded] = {}

    @cached_property
    def releases(self) -> list[str]:
        """List what was published: releases first, then drafts, the newest of each first."""
        return [
            row["id"] for row in self._db.query("SELECT id FROM releases ORDER BY status = 'release' DESC, rowid DESC")
        ]

    @cached_property
    def transcripts(self) -> dict[str, str]:
        """Give each transcript's label by its label as it is compared."""
        return {named(row["id"]): row["id"] for row in self._db.query("SELECT id FROM transcripts")}

    @cached_property
    def names(self) -> dict[str, set[str]]:
        """Give the labels of the transcripts that a name may mean: by label, participant, or file."""
        names: dict[str, set[str]] = {}
        for row in self._db.query("SELECT id, participant_id, file_name FROM transcripts"):
            for name in (row["id"], row["participant_id"], row["file_name"], stem(row["file_name"])):
                names.setdefault(named(name), set()).add(row["id"])
        names.pop("", None)
        return names

    def turns(self, transcript: str) -> tuple[StoredTurn, ...]:
        """Return a transcript's turns in order."""
        if transcript not in self._turns:
            rows = self._db.query("SELECT id, n, text FROM turns WHERE transcript_id = ? ORDER BY n", [transcript])
            self._turns[transcript] = tuple(StoredTurn(**row) for row in rows)
        return self._turns[transcript]

    def version(self, transcript: str, release: str) -> Version:
        """Return a transcript as a release published it, or as it was said.

        A turn that was read in anew since then, so that the release's replacements no longer fit, stays as it was said.
        """
        key = transcript, release
        if key not in self._versions:
            found: dict[int, list[Replacement]] = {}
            if release:
                for row in self._db.query(
                    """SELECT turn, start, "end", replacement FROM release_replacements
                       WHERE release_id = ? AND transcript_id = ?""",
                    [release, transcript],
                ):
                    found.setdefault(row["turn"], []).append(Replacement(row["start"], row["end"], row["replacement"]))
            turns = tuple(_replaced(turn.text, found.get(turn.n, ())) for turn in self.turns(transcript))
            self._versions[key] = Version(release, turns)
        return self._versions[key]

    def versions(self, transcript: str, first: Sequence[str]) -> Iterator[Version]:
        """Yield a transcript's versions that differ: those of `first`, as it was said, then the newest ones."""
        seen: set[tuple[tuple[Replacement, ...], ...]] = set()
        known = [one for one in first if one == SOURCE or one in self.releases]
        for release in dict.fromkeys([*known, SOURCE, *self.releases[:_MOST_RELEASES]]):
            version = self.version(transcript, release)
            replaced = tuple(turn.replacements for turn in version.turns)
            if replaced not in seen:
                seen.add(replaced)
                yield version
            if len(seen) == _MOST_VERSIONS:
                return

    def folded(self, text: str) -> Folded:
        """Fold a text, once."""
        if text not in self._folded:
            self._folded[text] = Folded(text)
        return self._folded[text]

    def folded_turns(self, version: Version) -> list[Folded]:
        """Fold the turns of a version."""
        return [self.folded(turn.text) for turn in version.turns]


def named(name: str) -> str:
    """Return a name as it is compared: without differences of case, blanks or Unicode form."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().replace("_", " ").split())


def stem(name: str) -> str:
    """Return a file's name without its folders and without its suffix."""
    return PurePosixPath(PureWindowsPath(name).name).stem


def _replaced(text: str, replacements: Sequence[Replacement]) -> ReplacedText:
    try:
        return ReplacedText(text, replacements)
    except ValueError:
        return ReplacedText(text)
