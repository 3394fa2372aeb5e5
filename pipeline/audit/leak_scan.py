"""Search everything that leaves for anything original: every cell, word index, page, member, property and file name.

What was found is said by its place, never by the word. Texts that come with llais, public documents, and the stretches
that people decided to keep may hold something original where the leak gate lets them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlite_utils import Database

from ingest.errors import safe_label
from pipeline.audit.trail import record
from pipeline.codebooks import study_codebook
from pipeline.errors import PipelineError
from pipeline.folding import folded_words
from pipeline.lifecycle.contents import NotLookedInto, Piece, Place, pieces_in
from pipeline.lifecycle.searching import given_out
from pipeline.lifecycle.shown import shown_files
from pipeline.lifecycle.working import memos_on_pages
from pipeline.publish.build import texts_let_through
from pipeline.publish.coded import gather_codings
from pipeline.publish.originals import Originals, known_originals, originals_of
from pipeline.publish.schema import TABLES
from pipeline.publish.versions import current_transcripts
from pipeline.study import Study

FILE_NAME = "file name"
_OURS = frozenset(table.name for table in TABLES)
_WORDS_OF_A_NAME = re.compile(r"_|(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý])")
_LOGS = ("-wal", "-shm")  # are searched with their database
_MARKERS = re.compile(r"\[\[|\]\]")


class NothingToSearch(PipelineError):
    """A file or folder is named that is not there."""

    code = "LL-P067"


@dataclass(frozen=True, slots=True)
class LeakyFile:
    """A file that holds something original, under a name that tells nothing, and in which places it does."""

    file: str
    places: tuple[str, ...]

    def __str__(self) -> str:
        """Say it in one line, without the words."""
        return f"{self.file} holds something original: {'; '.join(self.places)}"


@dataclass(frozen=True, slots=True)
class LeakScan:
    """What a search gave: how many files of how many bytes, those that leak, and those that nobody could look into.

    `on_pages` counts memos that hold something original on the coding pages: nothing has left with them, but the team
    sees them until they are merged, pseudonymised and published.
    """

    files: int
    size: int
    found: tuple[LeakyFile, ...]
    not_looked_into: tuple[str, ...]
    on_pages: int = 0


def search_leaks(db: Database, study: Study, named: Sequence[Path] = ()) -> LeakScan:
    """Search the files and folders that are named, else all that the study has published and exported, and its pages.

    Raises NothingToSearch, NotPseudonymised, BadSettings.
    """
    originals = originals_of(known_originals(db, study.settings))
    searcher = _Searcher(originals, _let_through(db, study, originals))
    if named:
        return _search(_files(named), searcher)
    found = _search(files_given_out(study), searcher)
    return replace(found, on_pages=sum(map(searcher.in_text, memos_on_pages(study))))


def files_given_out(study: Study) -> list[tuple[Path, Path]]:
    """List what the study has published and exported, each file with its folder."""
    return list(_files([folder for folder in given_out(study) if folder.is_dir()]))


def scan_and_record(db: Database, study: Study, named: Sequence[Path], actor: str) -> LeakScan:
    """Search as `search_leaks` does, and note in the trail that it was done."""
    with db.atomic():
        scan = search_leaks(db, study, named)
        counts = {"files": scan.files, "files that leak": len(scan.found), "not looked into": len(scan.not_looked_into)}
        record(db, "leaks searched for", actor=actor, counts=counts)
    return scan


def _files(named: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    for number, path in enumerate(named, start=1):
        if path.is_dir():
            files = (one for one in sorted(path.rglob("*")) if one.is_file())
            yield from ((one, path) for one in files if not _is_log(one))
        elif path.is_file():
            yield path, path.parent
        else:
            raise NothingToSearch(f"There is no file or folder of the name that stands at place {number}. Check it.")


def _is_log(path: Path) -> bool:
    """Say whether a file is the log of a database beside it, which is searched with the database."""
    return any(path.name.endswith(end) and path.with_name(path.name.removesuffix(end)).is_file() for end in _LOGS)


def _let_through(db: Database, study: Study, originals: Originals) -> frozenset[str]:
    """Return the texts in which the leak gate lets something original stand."""
    codebook, yaml = study_codebook(study)
    with db.atomic():
        gathered = gather_codings(db, current_transcripts(db, study.settings), codebook, yaml, study.settings)
        texts = texts_let_through(db, gathered, study.settings, originals)
    return frozenset(text for text in texts if originals.in_text(text))


class _Searcher:
    """Finds originals in pieces of files, but for `let_through`; what was looked at once is remembered."""

    def __init__(self, originals: Originals, let_through: Collection[str]) -> None:
        self._originals = originals
        self._raw = originals.not_in(let_through)
        self._let_through = sorted(let_through, key=lambda text: (-len(text), text))
        self._known_words = {word for text in let_through for word in folded_words(text)}
        self._seen: dict[str, bool] = {}

    def in_name(self, name: str) -> bool:
        """Say whether a file's name holds something original, its words divided by signs or by capitals."""
        return self._originals.in_text(name) or self._originals.in_text(_WORDS_OF_A_NAME.sub(" ", name))

    def in_text(self, text: str) -> bool:
        """Say whether a text holds something original that is not let through."""
        return self._originals.in_text(text) and self._is_left(text)

    def places(self, path: Path) -> Iterator[str]:
        """Yield where in a file something original stands. Raises NotLookedInto, OSError."""
        raw: list[str] = []
        try:
            for piece in pieces_in(path):
                if piece.place == Place.RAW:
                    raw.append(piece.text)
                elif self._in_piece(piece):
                    yield _in_words(piece)
        finally:
            if raw and self._raw.in_bytes("\0".join(raw).encode()):
                yield Place.RAW.value

    def _in_piece(self, piece: Piece) -> bool:
        if piece.place == Place.INDEX:
            return piece.text not in self._known_words and bool(self._originals.in_terms([piece.text]))
        if piece.place == Place.MEMBER_NAME:
            return self.in_name(piece.text)
        if piece.text not in self._seen:
            self._seen[piece.text] = self.in_text(piece.text)
        return self._seen[piece.text]

    def _is_left(self, text: str) -> bool:
        """Say whether something original is left where the texts that are let through have been taken out.

        Marks round what was replaced, and quotation marks that CSV doubles, are no part of those texts.
        """
        text = _MARKERS.sub("", text).replace('""', '"')
        for one in self._let_through:
            text = text.replace(one, "\n")
        return self._originals.in_text(text)


def _in_words(piece: Piece) -> str:
    """Say where a piece stands; a table that is none of ours may be called after somebody."""
    if piece.place != Place.CELL:
        return piece.place.value
    return f"{piece.place.value} {piece.table}, column {piece.column}" if piece.table in _OURS else "cell of a table"


def _search(files: Iterable[tuple[Path, Path]], searcher: _Searcher) -> LeakScan:
    pairs = list(files)
    names = shown_files(pairs)
    found, missed, size = [], [], 0
    for number, (path, folder) in enumerate(pairs, start=1):
        places = [FILE_NAME] if searcher.in_name(path.relative_to(folder).as_posix()) else []
        if places:
            names[path] = safe_label(path, (number, len(pairs)))
        try:
            size += path.stat().st_size
            for place in searcher.places(path):
                places.append(place)
        except NotLookedInto as error:
            missed.append(f"{names[path]} ({error})")
        except OSError:
            missed.append(f"{names[path]} (it cannot be opened)")
        if places:
            found.append(LeakyFile(names[path], tuple(dict.fromkeys(places))))
    return LeakScan(len(pairs), size, tuple(found), tuple(missed))
