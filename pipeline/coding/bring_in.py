"""Codings of a spreadsheet, into the store: each is placed in its turn, or reported; none is guessed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sqlite_utils import Database

from codebook.model import Codebook
from ingest.records import CodingRow
from pipeline.audit.trail import now
from pipeline.coding.brought import Brought, Problem, lines_of
from pipeline.coding.code_names import CodeFinder, Meant
from pipeline.coding.place import NotPlaced, place, same_words
from pipeline.coding.put import NewCoding, NewMemo, Putter
from pipeline.coding.taking import Rules, store_codings
from pipeline.coding.texts import SOURCE, StoredTurn, StudyTexts, named
from pipeline.coding.times import in_utc
from pipeline.coding.who import Coders
from pipeline.coordinates import ReplacedText


def bring_in(
    db: Database, rows: Iterable[CodingRow], codebook: Codebook, file: str = "codings.csv", rules: Rules | None = None
) -> Brought:
    """Store the codings that have a transcript, a turn, a code and a place; report the rest by row.

    `file` is a safe label: it stands in the reports. Raises what `rules.given_out` raises.
    """
    with db.atomic():
        return _Sheet(db, rules or Rules(codebook, now()), file).take(rows)


class _Problem(Exception):
    """A row cannot be taken; the message says why, without its words."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a row's words stand: in the text of a release, or as it was said."""

    seen: ReplacedText
    release: str
    start: int
    end: int
    by_quote: bool = False


@dataclass(slots=True)
class _Read:
    """What was read of a sheet so far."""

    placed: list[NewCoding] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    not_sure: set[tuple[str, str]] = field(default_factory=set)
    releases: set[str] = field(default_factory=set)
    by_quote: int = 0
    left_out: int = 0


class _Sheet:
    """A sheet of codings on its way into the store."""

    def __init__(self, db: Database, rules: Rules, file: str) -> None:
        self._db = db
        self._rules = rules
        self._file = file
        self._texts = StudyTexts(db)
        self._finder = CodeFinder(rules.codebook, rules.ours)
        self._putter = Putter(db, self._texts, rules.codebook, rules.now)
        self._coders = Coders(db, rules.whose, ours=False)
        self._labelled = Coders(db, rules.whose, ours=True)

    def take(self, rows: Iterable[CodingRow]) -> Brought:
        read = _Read()
        for row in rows:
            self._read(row, read)
        stored = store_codings(
            self._db,
            self._putter,
            self._rules,
            read.placed,
            release=read.releases.pop() if len(read.releases) == 1 else "",
            not_sure=read.not_sure,
        )
        left_out = (f"{read.left_out} codings: the list of codes leaves their code out",) if read.left_out else ()
        return replace(
            stored,
            by_quote=read.by_quote,
            not_taken=len(read.problems),
            problems=lines_of(read.problems),
            left_out=left_out,
        )

    def _read(self, row: CodingRow, read: _Read) -> None:
        coder = (self._labelled if row.release in self._texts.releases else self._coders).name(row.coder)
        transcript = self._texts.transcripts.get(named(row.transcript), "")
        read.releases.add(row.release)
        try:
            new, by_quote = self._placed(row, transcript, coder)
        except _Problem as problem:
            read.problems.append(Problem(self._file, f"row {row.row}", str(problem)))
            if transcript and not self._putter.has(transcript, row.uid):
                read.not_sure.add((transcript, coder))
            return
        if new is None:
            read.left_out += 1
            return
        read.placed.append(new)
        read.by_quote += by_quote

    def _placed(self, row: CodingRow, transcript: str, coder: str) -> tuple[NewCoding | None, bool]:
        if not transcript:
            raise _Problem("there is no such transcript in this study; use the participant's label, such as FC01")
        turns = self._texts.turns(transcript)
        at = next((n for n, turn in enumerate(turns) if turn.n == row.turn), None)
        if at is None:
            raise _Problem(f"{transcript} has no turn {row.turn}; its turns are 1 to {max(turn.n for turn in turns)}")
        meant = self._code(row)
        if not meant.code_id:
            return None, False
        if not coder:
            raise _Problem("nobody is named as its coder; fill the column coder in, or give --coder NAME")
        found = self._place(row, transcript, at)
        new = NewCoding(
            transcript=transcript,
            turn=turns[at],
            seen=found.seen,
            release=found.release,
            start=found.start,
            end=found.end,
            code_id=meant.code_id,
            coder=coder,
            uid=row.uid,
            at=in_utc(row.made_on),
            memos=(NewMemo(row.memo, coder),) if row.memo else (),
            made_under=row.codebook_version,
        )
        return new, found.by_quote

    def _code(self, row: CodingRow) -> Meant:
        meant = self._finder.find((row.code,))
        if meant is None:
            alike = self._finder.alike((row.code,))
            if alike:
                raise _Problem(f"more than one code is called so; write the id of one: {', '.join(alike)}")
            near = ", ".join(self._finder.nearest((row.code,)))
            raise _Problem("the codebook has no such code" + (f"; the nearest are {near}" if near else ""))
        return meant

    def _place(self, row: CodingRow, transcript: str, at: int) -> _Place:
        turn = self._texts.turns(transcript)[at]
        where = f"turn {turn.n} of {transcript}"
        if row.start is not None and row.end is not None:
            _check_span(turn.text, row.start, row.end, row.quote, where, ("start", "end"))
            return _Place(ReplacedText(turn.text), SOURCE, row.start, row.end)
        if row.release and row.release not in self._texts.releases:
            raise _Problem("this study has no such draft or release; give a quote alone, or start and end")
        if row.published_start is not None and row.published_end is not None:
            seen = self._texts.version(transcript, row.release).turns[at]
            span = row.published_start, row.published_end
            _check_span(seen.text, *span, row.quote, where, ("published_start", "published_end"))
            return _Place(seen, row.release, *span)
        return self._by_quote(row, transcript, at, where)

    def _by_quote(self, row: CodingRow, transcript: str, at: int, where: str) -> _Place:
        """Find a quote in the text of the row's release, else as it was said, else as it was published last."""
        times = 0
        for version in self._texts.versions(transcript, [row.release] if row.release else []):
            seen = version.turns[at]
            try:
                return _Place(seen, version.release, *place(seen.text, row.quote), by_quote=version.release != SOURCE)
            except NotPlaced as not_placed:
                times = times or not_placed.times
        if times:
            raise _Problem(f"the quote stands {times} times in {where}; give start and end")
        elsewhere = [turn.n for turn in self._texts.turns(transcript) if _holds(turn, row.quote)]
        hint = f"; it stands in turn {elsewhere[0]} (turns count from 1)" if len(elsewhere) == 1 else ""
        raise _Problem(f"the quote is not in {where}{hint}")


def _check_span(text: str, start: int, end: int, quote: str, where: str, names: tuple[str, str]) -> None:
    if not 0 <= start < end <= len(text):
        raise _Problem(f"{names[0]} and {names[1]} lie outside {where}, which has {len(text)} characters")
    if quote and not same_words(text[start:end], quote):
        raise _Problem(
            f"the quote is not what stands at {names[0]} and {names[1]} in {where}; mend one, or leave one out"
        )


def _holds(turn: StoredTurn, quote: str) -> bool:
    try:
        place(turn.text, quote)
    except NotPlaced:
        return False
    return True
