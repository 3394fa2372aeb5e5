"""A sample on paper: a sheet to read in a spreadsheet, and the marks that come back in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from exports.tables_csv import to_csv
from ingest.errors import TableError
from ingest.sheets import Problems, Sheet, check_choice, check_columns, check_filled, read_sheet
from pipeline.audit.around import around
from pipeline.audit.sample import (
    KINDS,
    SEVERITIES,
    SampleTurn,
    find_sample,
    finish,
    mark,
    mark_read,
    reviewed_by,
    turn_of,
    turns_of,
)
from pipeline.audit.trail import record
from pipeline.coding.place import NotPlaced, place
from pipeline.errors import NoSuchThing
from pipeline.settings import Settings

HEADER = ("n", "transcript", "before", "text", "after", "quote", "kind", "severity")
_REQUIRED = ("n", "quote", "kind", "severity")


class BadMarks(TableError):
    """A sheet of marks has problems; nothing of it was taken."""

    code = "LL-P039"
    title = "Problems in the marks of a sample"


@dataclass(frozen=True, slots=True)
class Taken:
    """What came back in a sheet, and how many turns of the sample are left to read."""

    read: int
    marks: int
    left: int


@dataclass(frozen=True, slots=True)
class _Found:
    n: int
    span: tuple[int, int] | None
    kind: str
    severity: str


def sheet(db: Database, settings: Settings, sample_id: int, actor: str) -> bytes:
    """Write the unread turns of a sample as CSV, with empty columns for what is found in them.

    Raises NoSuchThing, NotPseudonymised.
    """
    find_sample(db, sample_id)
    beside = around(db, settings, sample_id)
    unread = [turn for turn in turns_of(db, sample_id) if turn.reader is None]
    with db.atomic():
        record(db, "sample: sheet written", actor=actor, about=f"sample {sample_id}", counts={"turns": len(unread)})
    rows = []
    for turn in unread:
        one = beside[turn.n]
        before, after = (t.replaced.text if t else "" for t in (one.before, one.after))
        rows.append((turn.n, turn.transcript_id, before, turn.text, after, "", "", ""))
    return to_csv(HEADER, rows)


def take_marks(db: Database, sample_id: int, path: Path, reader: str, *, alone: bool = False) -> Taken:
    """Take a sheet in that somebody has filled in: all of it, or nothing where a row cannot be taken.

    A row with a quote is a mark, one without says that the turn was read; a turn may have several rows. Where nothing
    is left to read, the sample is finished. Raises BadMarks with every problem, and what `read_sheet` raises.
    """
    find_sample(db, sample_id)
    table = read_sheet(path)
    problems = Problems(table.label)
    found: list[_Found] = []
    if check_columns(table, _REQUIRED, problems):
        found = _found(db, table, sample_id, set() if alone else reviewed_by(db, reader), problems)
    if problems.lines:
        raise BadMarks(table.label, problems.lines)
    with db.atomic():
        for one in found:
            if one.span:
                mark(db, sample_id, one.n, *one.span, one.kind, one.severity, reader)
        for n in sorted({one.n for one in found}):
            mark_read(db, sample_id, n, reader, alone=alone)
        state = find_sample(db, sample_id)
        if state.read == state.turns:
            finish(db, sample_id, reader)
    return Taken(len({one.n for one in found}), sum(one.span is not None for one in found), state.turns - state.read)


def _found(db: Database, table: Sheet, sample_id: int, own: set[str], problems: Problems) -> list[_Found]:
    found = []
    for number, cells in table.rows:
        turn = _turn(db, sample_id, number, cells["n"], problems)
        if turn is None:
            continue
        if turn.reader is not None:
            problems.of_row(number, "this turn was read before; take its rows out")
        if turn.transcript_id in own:
            problems.of_row(number, f"you reviewed {turn.transcript_id} yourself; somebody else reads it, or --alone")
        if not cells["quote"]:
            if cells["kind"] or cells["severity"]:
                problems.of_cell(number, "quote", "empty; copy the words there that should not be in the text")
            found.append(_Found(turn.n, None, "", ""))
            continue
        check_filled(number, cells, ("kind", "severity"), problems)
        kind = check_choice(number, "kind", cells["kind"], KINDS, "a kind", problems)
        severities = {name.replace(" ", "_"): name for name in SEVERITIES}
        severity = check_choice(number, "severity", cells["severity"], severities, "a severity", problems)
        try:
            span = place(turn.text, cells["quote"])
        except NotPlaced as error:
            advice = "copy the words as they stand" if not error.times else "copy a word before or after as well"
            problems.of_cell(number, "quote", f"{error} in the turn; {advice}")
            continue
        found.append(_Found(turn.n, span, kind, severities.get(severity, "")))
    return found


def _turn(db: Database, sample_id: int, number: int, cell: str, problems: Problems) -> SampleTurn | None:
    try:
        return turn_of(db, sample_id, int(cell) if cell.isascii() and cell.isdigit() else 0)
    except NoSuchThing:
        problems.of_cell(number, "n", f"no turn of sample {sample_id}; leave this column as it was")
        return None
