"""Read the table of speakers: who the voices of a focus group, a joint interview or a feedback sheet are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path

from ingest.consent import CONSENT_COLUMNS, NO, YES, check_terms_once, read_terms
from ingest.errors import BadSpeakers
from ingest.records import GROUPS, ManifestRow, SpeakerRow
from ingest.sheets import (
    Column,
    Problems,
    alternatives,
    as_key,
    check_columns,
    check_filled,
    listed,
    read_date,
    read_sheet,
)

SPEAKER_COLUMNS = (
    Column("file", True, "name of the file, as in the manifest"),
    Column("speaker", True, "label of the speaker, as the file writes it"),
    Column("participant_id", True, "code of the participant"),
    Column("group", False, "group of the participant; empty means that of the file"),
    Column("consent_level", False, "one of the levels in study.toml, [consent]; without the column that of the file"),
    *CONSENT_COLUMNS,
    Column("withdrawn", False, "date on which this person withdrew, or yes"),
    Column("known_names", False, "names of this person, separated by semicolons"),
)
REQUIRED = tuple(column.name for column in SPEAKER_COLUMNS if column.required)

_GONE = frozenset({"withdrawn", "withdrew"})
_STAYS = NO - {"refused", "withdrawn", "none"}


def read_speakers(
    path: Path,
    manifest_rows: Sequence[ManifestRow],
    groups: Sequence[str] = GROUPS,
    consent_levels: Collection[str] | None = None,
) -> list[SpeakerRow]:
    """Read the table of speakers at `path`, a CSV file or an Excel workbook, for the files in the manifest.

    Who has no group of their own has that of the file; without a column for it the consent level is that of the file as
    well. Raises BadSpeakers with all problems, MissingFile, UnreadableFile, ProtectedFile or TooLarge.
    """
    sheet = read_sheet(path)
    problems = Problems(sheet.label)
    rows: list[SpeakerRow] = []
    if check_columns(sheet, REQUIRED, problems, [column.name for column in SPEAKER_COLUMNS]):
        check_terms_once(sheet, problems)
        files = {row.file.casefold(): row for row in manifest_rows}
        rows = [_speaker_row(number, cells, files, problems) for number, cells in sheet.rows]
        for row in rows:
            levels = consent_levels if row.consent_level or "consent_level" in sheet.columns else None
            _check_choices(row, row.file.casefold() in files, groups, levels, problems)
        _check_repetitions(rows, problems)
        _check_with_manifest(rows, manifest_rows, problems)
    if problems.lines:
        raise BadSpeakers(sheet.label, problems.lines)
    return rows


def _speaker_row(
    number: int, cells: Mapping[str, str], files: Mapping[str, ManifestRow], problems: Problems
) -> SpeakerRow:
    check_filled(number, cells, REQUIRED, problems)
    file = files.get(cells["file"].casefold())
    if cells["file"] and file is None:
        problems.of_cell(number, "file", "not in the manifest; write it as there, or add a row there")
    consent, named = read_terms(number, cells, problems)
    withdrawn, withdrawn_on = _withdrawn(number, cells.get("withdrawn", ""), problems)
    return SpeakerRow(
        row=number,
        file=file.file if file else cells["file"],
        speaker=" ".join(cells["speaker"].split()),
        participant_id=cells["participant_id"],
        group=as_key(cells.get("group", "")) or (file.group if file else ""),
        consent_level=cells.get("consent_level", file.consent_level if file else ""),
        consent=consent,
        named=named,
        withdrawn=withdrawn,
        withdrawn_on=withdrawn_on,
        known_names=listed(cells.get("known_names", "")),
    )


def _withdrawn(number: int, cell: str, problems: Problems) -> tuple[bool, date | None]:
    """Return whether somebody has withdrawn, and when. A cell that cannot be understood is no reason to go on."""
    day, word = read_date(cell), as_key(cell)
    if cell and day is None and word not in YES | _STAYS | _GONE:
        problems.of_cell(number, "withdrawn", "neither a date nor yes or no; write a date as 2025-11-04")
    return day is not None or word in YES | _GONE, day


def _check_choices(
    row: SpeakerRow, known: bool, groups: Sequence[str], levels: Collection[str] | None, problems: Problems
) -> None:
    """Note a group and a consent level that the study has not; none can be missing where the file is `known`."""
    if row.group not in groups and (row.group or known):
        wrong = "not a group of this study" if row.group else "empty, and the file has none"
        problems.of_cell(row.row, "group", f"{wrong}; use {alternatives(groups)}")
    by_terms = not row.consent_level and any(row.consent.values())
    if levels is not None and row.consent_level not in levels and not by_terms and (row.consent_level or known):
        wrong = "not a consent level of this study" if row.consent_level else "empty"
        problems.of_cell(row.row, "consent_level", f"{wrong}; use {alternatives(sorted(levels))}")


def _check_repetitions(rows: Sequence[SpeakerRow], problems: Problems) -> None:
    """Note a speaker of a file who is listed twice, and a participant who is in two groups."""
    speakers: dict[tuple[str, str], int] = {}
    participants: dict[str, SpeakerRow] = {}
    for row in rows:
        first = speakers.setdefault((row.file.casefold(), row.speaker.casefold()), row.row)
        if row.file and row.speaker and first != row.row:
            problems.of_cell(row.row, "speaker", f"same speaker as in row {first}; keep one row for each")
        earlier = participants.setdefault(row.participant_id.casefold(), row)
        if row.participant_id and row.group and earlier.group and earlier.group != row.group:
            problems.of_cell(row.row, "group", f"another group than in row {earlier.row}; {_ONE_GROUP}")


def _check_with_manifest(rows: Sequence[SpeakerRow], manifest_rows: Sequence[ManifestRow], problems: Problems) -> None:
    """Note a participant who is in another group than the manifest says: everything that is counted goes by one."""
    participants = {row.participant_id.casefold(): row for row in manifest_rows if row.group}
    for row in rows:
        told = participants.get(row.participant_id.casefold())
        if row.participant_id and row.group and told and told.group != row.group:
            problems.of_cell(row.row, "group", f"another group than in row {told.row} of the manifest; {_ONE_GROUP}")


_ONE_GROUP = "give this participant one group, or two people two ids"
