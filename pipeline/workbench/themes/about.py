"""What a study says about a theme or a code beside its passages: rules, sources, counts, what became of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from datasette.database import Database

from codebook.errors import CodebookError
from codebook.load import parse_codebook
from codebook.model import Codebook
from pipeline.coding.memos import CODE
from pipeline.workbench.facts import Facts
from pipeline.workbench.quoting.passages import Note
from pipeline.workbench.themes.scope import Scope
from pipeline.workbench.words import say

Row = Mapping[str, Any]
MOST_MEETINGS = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """What the codebook says of a theme or a code; `stated` says whether a source says so itself, None if unsaid."""

    definition: str
    include_when: str = ""
    exclude_when: str = ""
    retired: bool = False
    welsh: str = ""
    welsh_checked: bool = False
    cues: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    stated: bool | None = None
    confused_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """How many people of a group or a band, and of how many; None where a number is hidden."""

    id: str
    label: str
    people: int | None
    of: int | None
    passages: int | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two codes that meet: the page's own, or one of its theme's, and the other; None where the number is hidden."""

    code: str
    other: str
    people: int | None
    times: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a code, in which version of the codebook."""

    code: str
    version: str
    on: str
    words: str


@dataclass(frozen=True, slots=True)
class About:
    """All of that; `differing` has the disagreements on each code that has any, `left_out` counts further meetings."""

    entry: Entry
    groups: tuple[Counted, ...]
    bands: tuple[tuple[str, tuple[Counted, ...]], ...]
    meetings: tuple[Meeting, ...]
    left_out: int
    differing: dict[str, int]
    suggestions: int
    history: tuple[Change, ...]
    notes: tuple[Note, ...] = field(repr=False)

    @property
    def most_met(self) -> int:
        """Return in how many people's words the two that meet most do so, and at least 1: the length of a whole bar."""
        return max([1, *(one.people or 0 for one in self.meetings)])

    @property
    def hides(self) -> bool:
        """Say whether any number is hidden."""
        counted = (*self.groups, *(one for _, its in self.bands for one in its))
        return None in (*(one.people for one in counted), *(one.people for one in self.meetings))


async def read_codebook(database: Database) -> Codebook | None:
    """Read the published codebook, whole; None where it is of a kind that this version of llais does not read."""
    row = (await database.execute("SELECT yaml FROM codebook")).first()
    try:
        return parse_codebook(row["yaml"]) if row else None
    except CodebookError:
        return None


async def read_about(database: Database, facts: Facts, scope: Scope, codebook: Codebook | None) -> About:
    """Read what the study says about a theme or a code, as far as this audience's database has it."""
    asked = {"scope": scope.id, "codes": json.dumps([code.id for code in scope.codes]), "about": CODE}

    async def rows(table: str, sql: str) -> Sequence[Row]:
        return list((await database.execute(sql, asked)).rows) if table in facts.tables else []

    kind = "code" if scope.code else "theme"
    meetings = await rows("code_by_code", _MEETINGS)
    by_group = await rows(f"{kind}_by_group", f"SELECT * FROM {kind}_by_group WHERE {scope.column} = :scope")
    by_band = await rows(f"{kind}_by_attribute", f"SELECT * FROM {kind}_by_attribute WHERE {scope.column} = :scope")
    found = await rows(f"{kind}s", f"SELECT * FROM {kind}s WHERE id = :scope")
    return About(
        entry=entry_of(found[0], scope, codebook),
        groups=_by_group(by_group, facts) if f"{kind}_by_group" in facts.tables else _everyone(scope, facts),
        bands=_by_band(by_band, facts),
        meetings=tuple(_meeting(row, scope) for row in meetings[:MOST_MEETINGS]),
        left_out=max(0, len(meetings) - MOST_MEETINGS),
        differing={row["code_id"]: row["times"] for row in await rows("disagreements", _DIFFERING)},
        suggestions=sum(row["times"] for row in await rows("suggestions", _SUGGESTIONS)),
        history=tuple(
            Change(row["code"], row["version"] or "", row["date"] or "", row["change"])
            for row in await rows("code_history", _HISTORY)
        ),
        notes=tuple(
            Note(row["text"], row["author_id"] or "", row["made_on"] or "") for row in await rows("memos", _NOTES)
        ),
    )


def entry_of(row: Row, scope: Scope, codebook: Codebook | None) -> Entry:
    """Put together what the tables and the codebook itself say."""
    written: dict[str, Any] = {
        "definition": row["definition"] or "",
        "include_when": row["include_when"] or "" if scope.code else "",
        "exclude_when": row["exclude_when"] or "" if scope.code else "",
        "retired": bool(row["retired"]),
    }
    every = (codebook.codes if scope.code else codebook.themes) if codebook else ()
    known = next((one for one in every if one.id == scope.id), None)
    if codebook is None or known is None:
        return Entry(**written)
    citations = {one.id: one.citation for one in codebook.references}
    code = next((one for one in codebook.codes if scope.code and one.id == scope.id), None)
    return Entry(
        **written,
        welsh=known.name_cy,
        welsh_checked=known.name_cy_checked,
        sources=tuple(citations.get(number, number) for number in known.source_refs),
        cues=code.indicators if code else (),
        stated=code.support == "direct" if code and code.support else None,
        confused_with=code.confused_with if code else (),
    )


def _by_group(rows: Sequence[Row], facts: Facts) -> tuple[Counted, ...]:
    found = {row["group_id"]: row for row in rows}
    return tuple(_counted(found.get(group.id), group.id, group.label, group.people) for group in facts.groups)


def _everyone(scope: Scope, facts: Facts) -> tuple[Counted, ...]:
    """Count all people together, where those of each group are not told."""
    held = scope.code or scope.theme
    return (Counted("", say("Everyone"), held.people, facts.study.get("people"), held.passages),)


def _by_band(rows: Sequence[Row], facts: Facts) -> tuple[tuple[str, tuple[Counted, ...]], ...]:
    found = {(row["attribute_id"], row["value"]): row for row in rows}
    bands = (
        (one.label, tuple(_counted(found.get((one.id, band)), band, band, people) for band, people in one.values))
        for one in facts.attributes
    )
    return tuple((label, its) for label, its in bands if found and len(its) > 1)


def _counted(row: Row | None, id: str, label: str, of: int | None) -> Counted:
    """Count what has no row as nobody."""
    return Counted(id, label, row["people"] if row else 0, of, row["passages"] if row else 0)


def _meeting(row: Row, scope: Scope) -> Meeting:
    pair = (row["code_id"], row["other_code_id"])
    own = {code.id for code in scope.codes}
    one, other = pair if pair[0] in own else (pair[1], pair[0])
    return Meeting(one, other, row["people"], row["times"])


_MEETINGS = """
SELECT * FROM code_by_code WHERE code_id IN (SELECT value FROM json_each(:codes))
  OR other_code_id IN (SELECT value FROM json_each(:codes))
ORDER BY people IS NULL, people DESC, times DESC, code_id, other_code_id
"""
_DIFFERING = """
SELECT code_id, count(*) AS times FROM disagreements
WHERE code_id IN (SELECT value FROM json_each(:codes)) GROUP BY code_id
"""
_SUGGESTIONS = """
SELECT count(*) AS times FROM suggestions WHERE code_id IN (SELECT value FROM json_each(:codes))
"""
_HISTORY = """
SELECT code, version, date, change FROM code_history
WHERE code_id IN (SELECT value FROM json_each(:codes)) ORDER BY code, id
"""
_NOTES = """
SELECT text, author_id, made_on FROM memos
WHERE about = :about AND code_id IN (SELECT value FROM json_each(:codes)) ORDER BY id
"""
