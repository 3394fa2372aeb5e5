"""Read the manifest: which file is whose."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path

from ingest.consent import COLUMN_NAMES, CONSENT_COLUMNS, check_terms_once, read_terms
from ingest.errors import BadManifest
from ingest.records import GROUPS, ManifestRow
from ingest.rules import CHANGES, FEEDBACK, FIELDNOTES, FOCUS_GROUP, GUIDANCE, INTERVIEW, LAYOUTS, MATERIALS
from ingest.sheets import (
    Column,
    Problems,
    alternatives,
    as_key,
    check_choice,
    check_columns,
    check_filled,
    listed,
    read_date,
    read_sheet,
)

ACCESS_LEVELS = ("open", "safeguarded", "controlled")
TRANSCRIPTION_STYLES = ("verbatim", "intelligent")

MANIFEST_COLUMNS = (
    Column("file", True, "name of the file in the transcripts folder, with its suffix"),
    Column("participant_id", True, "code of the participant, or label of the focus group, notes or document"),
    Column("group", True, "group of the participant; may be empty for guidance and field notes"),
    Column("interview_date", False, "date, as 2025-11-04"),
    Column("interviewer", False, "initials or names of who asks the questions, separated by semicolons"),
    Column("site", False, "where it was"),
    Column("consent_level", False, "one of the levels in study.toml, [consent]"),
    Column("language", False, "language spoken, such as en or cy"),
    Column("known_names", False, "names that come up and are known in advance, separated by semicolons"),
    Column("wave", False, "round of interviews"),
    Column("item_type", False, f"{alternatives(MATERIALS)}; empty means {INTERVIEW}"),
    *CONSENT_COLUMNS,
    Column("access_level", False, f"who may have it when it is deposited: {alternatives(ACCESS_LEVELS)}"),
    Column("aliases", False, 'other names of known people, such as "Jo = Joanne Pugh", separated by semicolons'),
    Column("transcription_style", False, f"{alternatives(TRANSCRIPTION_STYLES)}"),
    Column("layout", False, f"how the file is set out, where it is read wrongly: {alternatives(tuple(LAYOUTS))}"),
    Column("speakers", False, "labels of speakers, where they are not found, separated by semicolons"),
    Column("changes", False, f"what becomes of tracked changes: {alternatives(CHANGES)}"),
)
REQUIRED = tuple(column.name for column in MANIFEST_COLUMNS if column.required)
COLUMNS = (*REQUIRED, "interview_date", "interviewer", "site", "consent_level", "language", "known_names")
EMPTY_MANIFEST = ",".join(COLUMNS) + "\n"

_KNOWN = frozenset(column.name for column in MANIFEST_COLUMNS) | COLUMN_NAMES
_WITHOUT_GROUP = (GUIDANCE, FIELDNOTES)
_OTHER_NAMES = {
    **dict.fromkeys(("fieldnote", "field_notes", "field_note"), FIELDNOTES),
    **dict.fromkeys(("guidance_document", "guidance_documents"), GUIDANCE),
    **dict.fromkeys(("focusgroup", "focus_groups"), FOCUS_GROUP),
    **dict.fromkeys(("feedback_sheet", "feedback_sheets"), FEEDBACK),
    "interviews": INTERVIEW,
}


def read_manifest(
    path: Path, groups: Sequence[str] = GROUPS, consent_levels: Collection[str] | None = None
) -> list[ManifestRow]:
    """Read the manifest at `path`, an Excel workbook or a CSV file with commas, semicolons or tabs.

    `groups` and `consent_levels` are what those columns may hold; any consent level is taken where None. Raises
    BadManifest with all problems, MissingFile, UnreadableFile, ProtectedFile or TooLarge.
    """
    sheet = read_sheet(path)
    problems = Problems(sheet.label)
    rows: list[ManifestRow] = []
    if check_columns(sheet, REQUIRED, problems, [column.name for column in MANIFEST_COLUMNS]):
        check_terms_once(sheet, problems)
        rows = [_manifest_row(number, cells, problems) for number, cells in sheet.rows]
        for row in rows:
            _check_group(row, groups, problems)
            _check_consent(row, consent_levels, problems)
        _check_repetitions(rows, problems)
    if problems.lines:
        raise BadManifest(sheet.label, problems.lines)
    return rows


def _manifest_row(number: int, cells: Mapping[str, str], problems: Problems) -> ManifestRow:
    item_type = _item_type(number, cells, problems)
    check_filled(
        number, cells, [name for name in REQUIRED if name != "group" or item_type not in _WITHOUT_GROUP], problems
    )
    consent, named = read_terms(number, cells, problems)
    known_names = listed(cells.get("known_names", ""))

    def chosen(column: str, choices: Collection[str], what: str) -> str:
        return check_choice(number, column, cells.get(column, ""), choices, what, problems)

    return ManifestRow(
        row=number,
        file=cells["file"],
        participant_id=cells["participant_id"],
        group=as_key(cells["group"]),
        interview_date=_date(number, cells.get("interview_date", ""), problems),
        interviewer=cells.get("interviewer", ""),
        site=cells.get("site", ""),
        consent_level=cells.get("consent_level", ""),
        language=cells.get("language", ""),
        known_names=known_names,
        extra={column: cell for column, cell in cells.items() if column not in _KNOWN},
        wave=cells.get("wave", ""),
        item_type=item_type,
        consent=consent,
        named=named,
        access_level=chosen("access_level", ACCESS_LEVELS, "an access level"),
        aliases=_aliases(number, cells.get("aliases", ""), known_names, problems),
        transcription_style=chosen("transcription_style", TRANSCRIPTION_STYLES, "a style of transcription"),
        layout=chosen("layout", LAYOUTS, "a layout"),
        speakers=listed(cells.get("speakers", "")),
        changes=chosen("changes", CHANGES, "what can become of tracked changes"),
    )


def _item_type(number: int, cells: Mapping[str, str], problems: Problems) -> str:
    written = as_key(cells.get("item_type", ""))
    known = _OTHER_NAMES.get(written, written)
    return check_choice(number, "item_type", known, MATERIALS, "a type of material", problems) or INTERVIEW


def _aliases(number: int, cell: str, known_names: Sequence[str], problems: Problems) -> tuple[tuple[str, str], ...]:
    """Return pairs of another name and the name that it stands for, from entries such as "Jo, Joey = Joanne Pugh".

    Where the name on the left is a known one and that on the right is not, they are taken the other way round.
    """
    known = {name.casefold() for name in known_names}
    found = []
    for entry in listed(cell):
        others, equals, name = (part.strip() for part in entry.partition("="))
        if not equals or not others or not name or "=" in name:
            problems.of_cell(number, "aliases", 'not in pairs; write "short name = full name", separated by semicolons')
            continue
        if others.casefold() in known and name.casefold() not in known:
            others, name = name, others
        found += [(other.strip(), name) for other in others.split(",") if other.strip()]
    return tuple(dict.fromkeys(found))


def _date(number: int, cell: str, problems: Problems) -> date | None:
    found = read_date(cell)
    if cell and found is None:
        problems.of_cell(number, "interview_date", "not a date; write it as 2025-11-04")
    return found


def _check_group(row: ManifestRow, groups: Sequence[str], problems: Problems) -> None:
    if row.group and row.group not in groups:
        problems.of_cell(row.row, "group", f"not a group of this study; use {alternatives(groups)}")


def _check_consent(row: ManifestRow, levels: Collection[str] | None, problems: Problems) -> None:
    said_otherwise = not row.consent_level and (
        any(row.consent.values()) or "participate" in row.consent or row.item_type == GUIDANCE
    )
    if levels is None or said_otherwise or row.consent_level in levels:
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
