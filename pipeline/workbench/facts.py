"""What the pages say about a study as a whole, read once: a published database never changes while it is served."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from markupsafe import Markup

from ingest.records import GROUPS
from pipeline.publish.labels import UNCHECKED
from pipeline.workbench.words import WELSH, language

Row = sqlite3.Row

FACTS = "llais_facts"
"""Under which name a Datasette of ours has them."""
_ONE_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,8})?")


@dataclass(frozen=True, slots=True)
class CodeFacts:
    """A code, its theme's colour, and how much it holds; `people` is None where the count is hidden."""

    id: str
    tag: str
    name: str
    theme_id: str
    colour: str
    people: int | None
    passages: int | None


@dataclass(frozen=True, slots=True)
class ThemeFacts:
    """A theme with its codes and how much it holds; `people` is None where any group's count is hidden.

    `by_group` has the people and passages of each group whose counts are not hidden.
    """

    id: str
    tag: str
    name: str
    colour: str
    definition: str
    people: int | None
    passages: int | None
    suggestions: int
    codes: tuple[CodeFacts, ...]
    by_group: dict[str, tuple[int, int]]
    name_cy: str = ""

    @property
    def called(self) -> str:
        """Return its name in the reader's language, in English where it has no Welsh one."""
        return self.name_cy.removesuffix(UNCHECKED) if self.name_cy and language.get() == WELSH else self.name


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """A group, how many people belong to it (None where hidden), and its transcripts."""

    id: str
    label: str
    people: int | None
    transcripts: int


@dataclass(frozen=True, slots=True)
class AttributeFacts:
    """Something that is told of transcripts beside the group, with its bands: (band, people, None where hidden)."""

    id: str
    label: str
    values: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """A published study at a glance; `kinds` counts transcripts, `protected` is (type, method, times).

    `filled` are those of its tables that compare codings and have rows, `made_on` is the day on which the file was
    written, `releases` are the numbers of the team's, `first_coded` is the first participant of whom anything is coded,
    `spoken_in` the language of each transcript, but of those in which several are spoken.
    """

    database: str
    study: dict[str, Any]
    groups: tuple[GroupFacts, ...]
    themes: tuple[ThemeFacts, ...]
    participants: tuple[str, ...]
    kinds: tuple[tuple[str, int], ...]
    protected: tuple[tuple[str, str, int], ...]
    coders: tuple[str, ...]
    codings: int
    suggestions: int
    tables: frozenset[str]
    filled: frozenset[str]
    made_on: str = ""
    attributes: tuple[AttributeFacts, ...] = ()
    releases: tuple[int, ...] = ()
    first_coded: str = ""
    spoken_in: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_draft(self) -> bool:
        """Say whether the study is anything but a release."""
        return self.study.get("status") != "release"

    @property
    def release(self) -> str:
        """Return the number of the release, as text; what names a draft otherwise."""
        return str(self.study["id"]).removeprefix("release-")

    @property
    def most_people(self) -> int:
        """Return how many people the most spoken-of theme has, and at least 1: the length of a whole bar."""
        return max([1, *(theme.people or 0 for theme in self.themes)])

    def lang_of(self, transcript: str) -> Markup:
        """Return the attribute by which a page read aloud has the voice that its quotes need; empty where unknown."""
        spoken = self.spoken_in.get(transcript)
        return Markup(' lang="{}"').format(spoken) if spoken else Markup()

    @property
    def codes(self) -> dict[str, CodeFacts]:
        """Return every code by its id."""
        return {code.id: code for theme in self.themes for code in theme.codes}


def facts_of(datasette: Any) -> Facts | None:
    """Return what is known about the study that this Datasette serves, or None where it is not one of ours."""
    return getattr(datasette, FACTS, None)


def read_facts(database: Path) -> Facts:
    """Read what the pages say from the published database at `database`, which is opened for reading only."""
    connection = sqlite3.connect(f"{database.resolve().as_uri()}?immutable=1", uri=True)
    connection.row_factory = Row
    try:
        made_on = date.fromtimestamp(database.stat().st_mtime).isoformat()
        return replace(_facts(connection, database.stem), made_on=made_on)
    finally:
        connection.close()


def _facts(connection: sqlite3.Connection, name: str) -> Facts:
    tables = frozenset(row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'"))

    def rows(table: str, sql: str) -> Sequence[Row]:
        """Ask only what this audience's database can answer."""
        return connection.execute(sql).fetchall() if table in tables else []

    transcripts = {
        row["group_id"]: row["n"] for row in rows("speakers", _SPOKEN_IN) or rows("transcripts", _TRANSCRIPTS)
    }
    study = rows("study", "SELECT * FROM study")
    return Facts(
        database=name,
        study=dict(study[0]) if study else {},
        groups=tuple(
            GroupFacts(row["id"], row["label"], row["people"], transcripts.get(row["id"], 0))
            for row in sorted(rows("groups", 'SELECT * FROM "groups" ORDER BY id'), key=_place_of_group)
        ),
        themes=_themes(rows, {row["theme_id"]: row["n"] for row in rows("suggestions", _SUGGESTIONS)}),
        participants=tuple(row["id"] for row in rows("participants", "SELECT id FROM participants ORDER BY id")),
        kinds=tuple((row["kind"], row["n"]) for row in rows("transcripts", _KINDS)),
        protected=tuple((row["type"], row["method"], row["n"]) for row in rows("replacements", _PROTECTED)),
        coders=tuple(row["id"] for row in rows("coders", _CODERS)),
        codings=_count(rows("codings", "SELECT count(*) AS n FROM codings")),
        suggestions=_count(rows("suggestions", "SELECT count(*) AS n FROM suggestions")),
        tables=tables,
        filled=frozenset(table for table in _COMPARING if rows(table, f"SELECT 1 FROM {table} LIMIT 1")),
        attributes=_attributes(rows("attributes", _ATTRIBUTES), rows("attribute_values", _VALUES)),
        releases=tuple(row["n"] for row in rows("releases", "SELECT n FROM releases ORDER BY n")),
        first_coded=next((row["id"] for row in rows("coded_people", _FIRST_CODED)), None) or "",
        spoken_in={
            row["id"]: row["language"] for row in rows("transcripts", _LANGUAGES) if one_language(row["language"])
        },
    )


def one_language(language: str | None) -> bool:
    """Say whether it is one language, as a page names it: the manifest may name several ("cy;en"), or none."""
    return bool(_ONE_LANGUAGE.fullmatch(language or ""))


def _attributes(attributes: Sequence[Row], values: Sequence[Row]) -> tuple[AttributeFacts, ...]:
    bands: dict[str, list[tuple[str, int | None]]] = {}
    for row in values:
        bands.setdefault(row["attribute_id"], []).append((row["value"], row["people"]))
    return tuple(AttributeFacts(row["id"], row["label"], tuple(bands.get(row["id"], ()))) for row in attributes)


def _place_of_group(row: Row) -> int:
    return GROUPS.index(row["id"]) if row["id"] in GROUPS else len(GROUPS)


def _count(rows: Sequence[Row]) -> int:
    return rows[0]["n"] if rows else 0


def _themes(rows: Callable[[str, str], Sequence[Row]], suggestions: dict[str, int]) -> tuple[ThemeFacts, ...]:
    codes = [CodeFacts(**dict(row)) for row in rows("codes", _CODES)]
    by_group: dict[str, dict[str, tuple[int, int]]] = {}
    for row in rows("theme_by_group", "SELECT * FROM theme_by_group WHERE people IS NOT NULL"):
        by_group.setdefault(row["theme_id"], {})[row["group_id"]] = (row["people"], row["passages"])
    return tuple(
        ThemeFacts(
            **dict(row),
            suggestions=suggestions.get(row["id"], 0),
            codes=tuple(code for code in codes if code.theme_id == row["id"]),
            by_group=by_group.get(row["id"], {}),
        )
        for row in rows("themes", _THEMES)
    )


_CODERS = "SELECT id FROM coders WHERE id IN (SELECT coder_id FROM codings) ORDER BY id"
_FIRST_CODED = "SELECT min(participant_id) AS id FROM coded_people"
_ATTRIBUTES = "SELECT id, label FROM attributes ORDER BY position"
_VALUES = "SELECT attribute_id, value, people FROM attribute_values ORDER BY attribute_id, position"
_COMPARING = ("agreement", "disagreements", "saturation")
_TRANSCRIPTS = "SELECT group_id, count(*) AS n FROM transcripts GROUP BY group_id"
# A focus group belongs to the group of each who speaks in it, not to that of its row in the manifest alone.
_SPOKEN_IN = """
SELECT group_id, count(*) AS n FROM (
  SELECT group_id, id FROM transcripts UNION SELECT participants.group_id, speakers.transcript_id
  FROM speakers JOIN participants ON participants.id = speakers.participant_id)
GROUP BY group_id
"""
_LANGUAGES = "SELECT id, language FROM transcripts"
_KINDS = "SELECT kind, count(*) AS n FROM transcripts GROUP BY kind ORDER BY n DESC, kind"
_SUGGESTIONS = "SELECT theme_id, count(*) AS n FROM suggestions GROUP BY theme_id"
_PROTECTED = "SELECT type, method, count(*) AS n FROM replacements GROUP BY type, method ORDER BY n DESC, type, method"

# A hidden cell hides the sum too: otherwise the sum less the others would give it away.
_THEMES = """
SELECT id, tag, name, name_cy, colour, definition,
  CASE WHEN sum(counted AND people IS NULL) THEN NULL ELSE coalesce(sum(people), 0) END AS people,
  CASE WHEN sum(counted AND people IS NULL) THEN NULL ELSE coalesce(sum(passages), 0) END AS passages
FROM (
  SELECT themes.*, theme_by_group.theme_id IS NOT NULL AS counted, theme_by_group.people, theme_by_group.passages
  FROM themes LEFT JOIN theme_by_group ON theme_by_group.theme_id = themes.id)
GROUP BY id ORDER BY position
"""
_CODES = """
SELECT codes.id, codes.tag, codes.name, codes.theme_id, themes.colour,
  CASE WHEN code_counts.code_id IS NULL THEN 0 ELSE code_counts.people END AS people,
  CASE WHEN code_counts.code_id IS NULL THEN 0 ELSE code_counts.passages END AS passages
FROM codes JOIN themes ON themes.id = codes.theme_id LEFT JOIN code_counts ON code_counts.code_id = codes.id
ORDER BY codes.position
"""
