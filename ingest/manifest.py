"""Read the manifest: which file is whose."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path

from ingest.errors import BadManifest
from ingest.records import GROUPS, ManifestRow
from ingest.sheets import Problems, alternatives, check_columns, check_filled, listed, read_date, read_sheet

REQUIRED = ("file", "participant_id", "group")
COLUMNS = (*REQUIRED, "interview_date", "interviewer", "site", "consent_level", "language", "known_names")
EMPTY_MANIFEST = ",".join(COLUMNS) + "\n"


def read_manifest(
    path: Path, groups: Sequence[str] = GROUPS, consent_levels: Collection[str] | None = None
) -> list[ManifestRow]:
    """Read the manifest at `path`, a CSV file with commas, semicolons or tabs.

    `groups` and `consent_levels` are what those columns may hold; any consent level is taken where None. Raises
    BadManifest with all problems, MissingFile or UnreadableFile.
    """
    sheet = read_sheet(path)
    problems = Problems(sheet.label)
    rows: list[ManifestRow] = []
    if check_columns(sheet, REQUIRED, problems):
        rows = [_manifest_row(number, cells, problems) for number, cells in sheet.rows]
        for row in rows:
            _check_group(row, groups, problems)
            _check_consent(row, consent_levels, problems)
        _check_repetitions(rows, problems)
    if problems.lines:
        raise BadManifest(sheet.label, problems.lines)
    return rows


def _manifest_row(number: int, cells: Mapping[str, str], problems: Problems) -> ManifestRow:
    check_filled(number, cells, REQUIRED, problems)
    return ManifestRow(
        row=number,
        file=cells["file"],
        participant_id=cells["participant_id"],
        group="_".join(cells["group"].casefold().replace("-", " ").split()),
        interview_date=_date(number, cells.get("interview_date", ""), problems),
        interviewer=cells.get("interviewer", ""),
        site=cells.get("site", ""),
        consent_level=cells.get("consent_level", ""),
        language=cells.get("language", ""),
        known_names=listed(cells.get("known_names", "")),
        extra={column: cell for column, cell in cells.items() if column not in COLUMNS},
    )


def _date(number: int, cell: str, problems: Problems) -> date | None:
    found = read_date(cell)
    if cell and found is None:
        problems.of_cell(number, "interview_date", "not a date; write it as 2025-11-04")
    return found


def _check_group(row: ManifestRow, groups: Sequence[str], problems: Problems) -> None:
    if row.group and row.group not in groups:
        problems.of_cell(row.row, "group", f"not a group of this study; use {alternatives(groups)}")


def _check_consent(row: ManifestRow, levels: Collection[str] | None, problems: Problems) -> None:
    if levels is None or (row.consent_level and row.consent_level in levels):
        return
    wrong = "not a consent level of this study" if row.consent_level else "empty"
    problems.of_cell(row.row, "consent_level", f"{wrong}; use {alternatives(sorted(levels))}")


def _check_repetitions(rows: Sequence[ManifestRow], problems: Problems) -> None:
    """Note a file that is listed twice and a participant who is in two groups, each with the earlier row."""
    files: dict[str, int] = {}
    participants: dict[str, ManifestRow] = {}
    for row in rows:
        first = files.setdefault(row.file.casefold(), row.row)
        if row.file and first != row.row:
            problems.of_cell(row.row, "file", f"same file as in row {first}; keep one row for each file")
        earlier = participants.setdefault(row.participant_id.casefold(), row)
        if row.participant_id and row.group and earlier.group and earlier.group != row.group:
            advice = "give this participant one group, or two people two ids"
            problems.of_cell(row.row, "group", f"another group than in row {earlier.row}; {advice}")
