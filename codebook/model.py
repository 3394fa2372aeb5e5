"""The codebook as records: themes hold codes, codes are what is applied to a stretch of a turn."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process, utils

from codebook.errors import UnknownCode

_NEAR_ENOUGH = 60.0
_NAMED_BY = ("id", "tag", "name")

OPERATIONS = ("rename", "merge", "split", "retire", "move")
OperationKind = Literal["rename", "merge", "split", "retire", "move"]


@dataclass(frozen=True, slots=True)
class Reference:
    """A published work that the codebook draws on, under the number that codes cite it by."""

    id: str
    citation: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A handling flag: no theme, but a mark that changes what may be shown."""

    id: str
    tag: str
    name: str
    effect: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """A detail that coders note with a code, and the values it may take."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A code: its id is `theme/slug`, its tag the short form for margins; `confused_with` holds ids of other codes."""

    id: str
    tag: str
    name: str
    definition: str
    include_when: str
    exclude_when: str
    indicators: tuple[str, ...]
    source_refs: tuple[str, ...] = ()
    support: str = ""
    confused_with: tuple[str, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    name_cy: str = ""
    name_cy_checked: bool = False

    @property
    def theme_id(self) -> str:
        """Return the id of the theme that holds the code."""
        return self.id.split("/")[0]


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme: a container of codes, never applied itself; `colour` is `#rrggbb`."""

    id: str
    tag: str
    name: str
    definition: str
    colour: str
    codes: tuple[Code, ...]
    source_refs: tuple[str, ...] = ()
    name_cy: str = ""
    name_cy_checked: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """What was done to codes to make a version: `before` and `after` are ids, `after` empty for what was retired.

    A merged or split code's own id may be among both. `date` is an ISO date, `by` a label or initials.
    """

    version: str
    date: str
    kind: OperationKind
    before: tuple[str, ...]
    after: tuple[str, ...]
    reason: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Codebook:
    """A whole codebook under one version, its themes and codes in the order of the file, `changes` oldest first."""

    id: str
    title: str
    version: str
    status: str
    language: str
    themes: tuple[Theme, ...]
    references: tuple[Reference, ...] = ()
    handling_flags: tuple[Flag, ...] = ()
    case_attributes: tuple[str, ...] = ()
    unit_of_coding: str = ""
    stance: str = ""
    licence_note: str = ""
    changes: tuple[Operation, ...] = ()

    @property
    def codes(self) -> tuple[Code, ...]:
        """Return the codes of all themes, in order."""
        return tuple(code for theme in self.themes for code in theme.codes)

    def code(self, id: str) -> Code:
        """Return the code with this id, and raise `UnknownCode` where there is none."""
        for code in self.codes:
            if code.id == id:
                return code
        raise UnknownCode(id, self.nearest(id))

    def theme_of(self, code: Code) -> Theme:
        """Return the theme that holds `code`, and raise `UnknownCode` where the codebook does not have the code."""
        for theme in self.themes:
            if code in theme.codes:
                return theme
        raise UnknownCode(code.id, self.nearest(code.id))

    def find(self, text: str) -> Code | None:
        """Find the code that `text` names by id, else by tag, else by name, whatever its case and spacing.

        Returns None where nothing matches, and where a name belongs to more than one code.
        """
        matches = self.named(text)
        return matches[0] if len(matches) == 1 else None

    def named(self, text: str) -> tuple[Code, ...]:
        """Return the codes that `text` names, in the same way: more than one where they share a name."""
        wanted = comparable(text)
        named = (tuple(one for one in self.codes if comparable(getattr(one, key)) == wanted) for key in _NAMED_BY)
        return next((codes for codes in named if codes), ())

    def nearest(self, text: str, limit: int = 3) -> tuple[str, ...]:
        """Return the ids of up to `limit` codes whose id, tag or name is most like `text`, best first."""
        closeness = {
            code.id: max(
                score
                for _, score, _ in process.extract(
                    text, (code.id, code.tag, code.name), scorer=fuzz.WRatio, processor=utils.default_process
                )
            )
            for code in self.codes
        }
        best_first = sorted(closeness, key=lambda id: -closeness[id])
        return tuple(id for id in best_first[:limit] if closeness[id] >= _NEAR_ENOUGH)


def comparable(text: str) -> str:
    """Return `text` without differences of case, of spacing or of Unicode form, for comparison only."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
