"""What changed from one version of a codebook to the next, told the way a person would tell it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from codebook.model import Attribute, Code, Codebook, Flag, Reference, Theme, comparable

Kind = Literal["added", "retired", "renamed", "moved", "changed"]
Bump = Literal["major", "minor", "patch"]
What = Literal["codebook", "theme", "code", "handling flag", "reference"]
Entry = Theme | Code | Flag | Reference
EntryType = TypeVar("EntryType", Theme, Code, Flag, Reference)
Pairs = list[tuple[EntryType | None, EntryType | None]]

_ORDER: tuple[Kind, ...] = ("retired", "renamed", "moved", "added", "changed")
_MEANING = ("definition", "include_when", "exclude_when", "attributes", "effect", "unit_of_coding", "stance")
_BOOK = ("title", "status", "language", "unit_of_coding", "stance", "licence_note", "case_attributes")
_THEME = ("tag", "name", "definition", "colour", "source_refs", "name_cy", "name_cy_checked")
_FLAG = ("tag", "name", "effect")
_CODE = (
    *("tag", "name", "definition", "include_when", "exclude_when", "indicators", "confused_with"),
    *("source_refs", "support", "attributes", "name_cy", "name_cy_checked"),
)
_LISTS = ("indicators", "confused_with", "source_refs", "case_attributes", "attributes")
_FIELD_NAMES = {
    "include_when": "“use it when”",
    "exclude_when": "“not when”",
    "indicators": "phrases",
    "confused_with": "the codes it is confused with",
    "source_refs": "sources",
    "name_cy": "Welsh name",
    "name_cy_checked": "check of the Welsh name",
    "licence_note": "licence note",
    "unit_of_coding": "unit of coding",
    "case_attributes": "case attributes",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: what happened to which thing, from what to what.

    `subject` is the id in the new codebook (the old one for what was retired), "" for the codebook itself; `field` is
    "" unless one field changed. `before` and `after` are ids for what was renamed or moved, the items taken out and put
    in for a field that holds a list, and otherwise the field's text.
    """

    kind: Kind
    what: What
    subject: str
    field: str = ""
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        """Return the change as one sentence without its full stop."""
        if self.kind in ("added", "retired"):
            return f"{self.what} {self.subject} {self.kind}"
        if self.kind == "moved":
            return f"{self.what} {self.before} moved to the theme {self.after.split('/')[0]}, as {self.after}"
        if self.kind == "renamed":
            return f"{self.what} {self.before} renamed {self.after}"
        return (
            f"{self.what} {self.subject}".strip() + f": {_FIELD_NAMES.get(self.field, self.field)} {self._difference}"
        )

    @property
    def _difference(self) -> str:
        if self.field in _LISTS:
            parts = ((self.before, "without"), (self.after, "now with"))
            return ", ".join(f"{verb} {items}" for items, verb in parts if items)
        if not self.before:
            return f"now “{self.after}”"
        return f"changed from “{self.before}” to “{self.after}”" if self.after else f"no longer “{self.before}”"


def compare(old: Codebook, new: Codebook) -> list[Change]:
    """List what changed from `old` to `new`: retired, renamed, moved and added things first, then changed fields.

    A thing under another id counts as the same where its tag, or else its definition, is the same. The version does not
    count as a change, nor does the order of the entries.
    """
    themes = _paired(old.themes, new.themes, _by_id, _by_tag, _by_definition)
    codes = _paired(old.codes, new.codes, _by_id, _by_tag, _by_definition)
    flags = _paired(old.handling_flags, new.handling_flags, _by_id, _by_tag)
    references = _paired(old.references, new.references, _by_id)
    new_ids = {before.id: after.id for before, after in (*themes, *codes) if before and after}
    codes = [(_with_new_ids(before, new_ids), after) for before, after in codes]
    changes = [
        *_field_changes("codebook", "", old, new, _BOOK),
        *(change for pair in themes for change in _changes("theme", *pair, _THEME)),
        *(change for pair in codes for change in _changes("code", *pair, _CODE, _moved(*pair, new_ids))),
        *(change for pair in flags for change in _changes("handling flag", *pair, _FLAG)),
        *(change for pair in references for change in _changes("reference", *pair, ("citation",))),
    ]
    return sorted(changes, key=lambda change: _ORDER.index(change.kind))


def id_map(changes: Iterable[Change]) -> dict[str, str]:
    """Return the new id of every code that was renamed or moved, by its old id."""
    return {c.before: c.after for c in changes if c.what == "code" and c.kind in ("renamed", "moved")}


def needed_bump(changes: Iterable[Change]) -> Bump | None:
    """Say which part of the version the changes call for, or None where nothing changed.

    Major where codings made under the old codebook lose their code or its id, minor where a code is new or means
    something else, patch for wording that helps to find or read a code.
    """
    bumps = {_bump(change) for change in changes}
    order: tuple[Bump, ...] = ("major", "minor", "patch")
    return next((bump for bump in order if bump in bumps), None)


def suggested_version(old: Codebook, new: Codebook) -> str:
    """Suggest the version for `new`, counted from the version of `old`.

    Below 1.0.0 a major change raises the second number, as semantic versioning allows while things are still settling.
    """
    major, minor, patch = (int(part) for part in old.version.split("-")[0].split("."))
    bump = needed_bump(compare(old, new))
    if bump == "major" and major:
        return f"{major + 1}.0.0"
    if bump in ("major", "minor"):
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}" if bump else old.version


def _bump(change: Change) -> Bump:
    if change.what == "reference":
        return "patch"
    if change.kind == "changed":
        return "minor" if change.field in _MEANING else "patch"
    if change.kind == "added":
        return "minor"
    return "major"


def _by_id(entry: Entry) -> str:
    return entry.id


def _by_tag(entry: Theme | Code | Flag) -> str:
    return entry.tag


def _by_definition(entry: Theme | Code) -> str:
    return comparable(entry.definition)


def _paired(old: Sequence[EntryType], new: Sequence[EntryType], *keys: Callable[[EntryType], str]) -> Pairs[EntryType]:
    """Pair what is the same in both, by the first key that matches; what has no partner is paired with None."""
    partner: dict[str, EntryType] = {}
    taken: set[str] = set()
    for key in keys:
        free = {key(entry): entry for entry in reversed(new) if entry.id not in taken}
        for entry in old:
            if entry.id not in partner and key(entry) in free:
                partner[entry.id] = free.pop(key(entry))
                taken.add(partner[entry.id].id)
    pairs: Pairs[EntryType] = [(entry, partner.get(entry.id)) for entry in old]
    return pairs + [(None, entry) for entry in new if entry.id not in taken]


def _with_new_ids(code: Code | None, new_ids: dict[str, str]) -> Code | None:
    """Let `confused_with` speak of the new ids, so that another code's new name is not told as a change of this one."""
    return code and replace(code, confused_with=tuple(new_ids.get(id, id) for id in code.confused_with))


def _moved(before: Code | None, after: Code | None, new_ids: dict[str, str]) -> bool:
    return before is not None and after is not None and new_ids.get(before.theme_id) != after.theme_id


def _changes(
    what: What, before: Entry | None, after: Entry | None, fields: Iterable[str], moved: bool = False
) -> Iterator[Change]:
    if before is None and after is not None:
        yield Change("added", what, after.id)
    elif before is not None and after is None:
        yield Change("retired", what, before.id)
    elif before is not None and after is not None:
        if before.id != after.id:
            yield Change("moved" if moved else "renamed", what, after.id, before=before.id, after=after.id)
        yield from _field_changes(what, after.id, before, after, fields)


def _field_changes(
    what: What, subject: str, before: Entry | Codebook, after: Entry | Codebook, fields: Iterable[str]
) -> Iterator[Change]:
    for field in fields:
        gone, come = _difference(getattr(before, field), getattr(after, field))
        if gone != come:
            yield Change("changed", what, subject, field, gone, come)


def _difference(
    before: str | bool | tuple[str | Attribute, ...], after: str | bool | tuple[str | Attribute, ...]
) -> tuple[str, str]:
    if isinstance(before, tuple) and isinstance(after, tuple):
        return _items(before, after), _items(after, before)
    return _said(before), _said(after)


def _items(these: tuple[str | Attribute, ...], without: tuple[str | Attribute, ...]) -> str:
    return "; ".join(_said(item) for item in these if item not in without)


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value.name} ({', '.join(value.values)})" if isinstance(value, Attribute) else str(value)
