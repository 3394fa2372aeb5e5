"""Take files of codings into the store, whatever program made them: all of them or, where one cannot be read, none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from sqlite_utils import Database

from codebook.model import Codebook
from ingest.codings.read import read_foreign
from ingest.codings_csv import read_code_list, read_codings
from ingest.errors import safe_label
from pipeline.audit.trail import now, record
from pipeline.codebooks import study_codebook
from pipeline.coding.bring_in import bring_in
from pipeline.coding.brought import Brought
from pipeline.coding.complete import codings_given_out
from pipeline.coding.take_project import take_project
from pipeline.coding.taking import Rules
from pipeline.coding.who import Whose
from pipeline.errors import PipelineError
from pipeline.store import writing
from pipeline.study import Study

_SHEETS = frozenset({".csv", ".tsv", ".xlsx", ".xlsm"})


class CodesNotInCodebook(PipelineError):
    """A list of codes gives a code that the codebook does not have."""

    code = "LL-P070"


class _OnlyLooked(Exception):
    """Nothing is to be stored of what was tried."""


def take_files(
    db: Database,
    study: Study,
    files: Sequence[Path],
    *,
    actor: str,
    codes: Path | None = None,
    whose: Whose | None = None,
    complete: bool = False,
    dry_run: bool = False,
) -> Brought:
    """Take the codings and memos of files into the store, with a row in the trail.

    `codes` is a CSV that says which code each of theirs is. With `complete`, codings that were exported and that a file
    does not have any more are removed. With `dry_run` nothing is stored. Raises what reading the files raises,
    CodesNotInCodebook and CannotComplete.
    """
    codebook, _ = study_codebook(study)
    rules = Rules(
        codebook,
        now(),
        ours=_code_list(codes, codebook) if codes else {},
        whose=whose or Whose(),
        given_out=partial(codings_given_out, db, study) if complete else None,
    )
    result = Brought()
    try:
        with writing(db):
            for n, path in enumerate(files, start=1):
                result += _take(db, path, rules, safe_label(path, (n, len(files)) if len(files) > 1 else None))
            record(db, "codings import", actor=actor, counts=result.counts)
            if dry_run:
                raise _OnlyLooked
    except _OnlyLooked:
        pass
    return result


def _take(db: Database, path: Path, rules: Rules, file: str) -> Brought:
    if path.suffix.lower() in _SHEETS:
        rows = read_codings(path, coder_needed=rules.whose == Whose())
        return bring_in(db, rows, rules.codebook, file, rules)
    return take_project(db, read_foreign(path), rules, file)


def _code_list(path: Path, codebook: Codebook) -> dict[str, str]:
    """Read a list of codes, ours as ids. Raises CodesNotInCodebook, and what reading the file raises."""
    listed: dict[str, str] = {}
    unknown: list[str] = []
    for row, theirs, ours in read_code_list(path):
        code = codebook.find(ours) if ours else None
        if ours and code is None:
            near = codebook.nearest(ours)
            unknown.append(f"row {row}" + (f" (the nearest are {', '.join(near)})" if near else ""))
        listed[theirs] = code.id if code else ""
    if unknown:
        raise CodesNotInCodebook(
            f"{safe_label(path)}: the codebook has no code as the column ours gives it in {'; '.join(unknown)}. "
            "Correct it, or leave it empty to leave such codings out."
        )
    return listed
