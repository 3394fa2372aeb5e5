"""Read the roster: people, places and organisations known in advance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ingest.errors import BadRoster
from ingest.records import ManifestRow, RosterEntry
from ingest.sheets import Problems, alternatives, check_columns, check_filled, listed, read_sheet

TYPES = ("PERSON", "PLACE", "ORG")
COLUMNS = ("name", "type", "aliases", "relation", "pseudonym")


def read_roster(path: Path) -> list[RosterEntry]:
    """Read the roster at `path`, CSV or Excel, with the columns name, type, aliases, relation and pseudonym.

    Only the name is required; a row without a type is a person. Raises BadRoster with all problems, MissingFile,
    UnreadableFile, ProtectedFile or TooLarge.
    """
    sheet = read_sheet(path)
    problems = Problems(sheet.label)
    entries: list[RosterEntry] = []
    if check_columns(sheet, ("name",), problems, COLUMNS):
        entries = [_entry(number, cells, problems) for number, cells in sheet.rows]
        _check_repetitions(entries, problems)
    if problems.lines:
        raise BadRoster(sheet.label, problems.lines)
    return entries


def _entry(number: int, cells: Mapping[str, str], problems: Problems) -> RosterEntry:
    check_filled(number, cells, ("name",), problems)
    kind = cells.get("type", "").upper() or TYPES[0]
    if kind not in TYPES:
        problems.of_cell(number, "type", f"not a type; use {alternatives(TYPES)}")
    entry = RosterEntry(
        name=" ".join(cells["name"].split()),
        type=kind,
        aliases=listed(cells.get("aliases", "")),
        relation=cells.get("relation", ""),
        pseudonym=cells.get("pseudonym", ""),
        row=number,
    )
    own_names = {name.casefold() for name in (entry.name, *entry.aliases)}
    if entry.pseudonym and entry.pseudonym.casefold() in own_names:
        problems.of_cell(number, "pseudonym", "the name itself; choose another one, or leave it empty")
    return entry


def _check_repetitions(entries: Sequence[RosterEntry], problems: Problems) -> None:
    """Note a name that is listed twice as the same type, and a pseudonym that two rows want."""
    names: dict[tuple[str, str], int | None] = {}
    pseudonyms: dict[str, int | None] = {}
    for entry in entries:
        number = entry.row or 0
        first = names.setdefault((entry.type, entry.name.casefold()), entry.row)
        if entry.name and first != entry.row:
            problems.of_cell(number, "name", f"same as in row {first}; keep one row, or tell the two apart")
        taken = pseudonyms.setdefault(entry.pseudonym.casefold(), entry.row)
        if entry.pseudonym and taken != entry.row:
            problems.of_cell(number, "pseudonym", f"same as in row {taken}; choose another one, or leave it empty")


def names_in_manifest(rows: Iterable[ManifestRow]) -> list[RosterEntry]:
    """Return the known names of all rows as people, each once with its aliases, and the row that first names them."""
    found: dict[str, RosterEntry] = {}
    for row in rows:
        for name in (*row.known_names, *(name for _, name in row.aliases)):
            found.setdefault(name.casefold(), RosterEntry(name, row=row.row))
        for alias, name in row.aliases:
            entry = found[name.casefold()]
            if alias.casefold() not in {known.casefold() for known in (entry.name, *entry.aliases)}:
                found[name.casefold()] = replace(entry, aliases=(*entry.aliases, alias))
    return list(found.values())
