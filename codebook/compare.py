"""What changed from one version of a codebook to the next, told the way a person would tell it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from codebook.history import given_up, ids_after, lineage, operations_after
from codebook.model import Attribute, Code, Codebook, Flag, Operation, Reference, Theme, comparable
from codebook.versions import Bump, raised
from codebook.words import changed_words, listed

Kind = Literal["merged", "split", "added", "retired", "renamed", "moved", "changed"]
What = Literal["codebook", "theme", "code", "handling flag", "reference"]
Entry = Theme | Code | Flag | Reference
EntryType = TypeVar("EntryType", Theme, Code, Flag, Reference)
Pairs = list[tuple[EntryType | None, EntryType | None]]

_ORDER: tuple[Kind, ...] = ("merged", "split", "retired", "renamed", "moved", "added", "changed")
_KINDS: dict[str, Kind] = {
    "merge": "merged",
    "split": "split",
    "retire": "retired",
    "rename": "renamed",
    "move": "moved",
}
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

    `subject` is the id in the new codebook (the old one for what was retired or split), "" for the codebook itself;
    `field` is "" unless one field changed. `before` and `after` are ids for what was renamed or moved, the items taken
    out and put in for a field that holds a list, and otherwise the field's text. `recorded` is the operation that the
    codebook's own record gives for it.
    """

    kind: Kind
    what: What
    subject: str
    field: str = ""
    before: str = ""
    after: str = ""
    recorded: Operation | None = None

    def __str__(self) -> str:
        """Return the change as one sentence without its full stop."""
        if self.recorded is not None:
            return say_operation(self.recorded)
        if self.kind in ("added", "retired"):
            return f"{self.what} {self.subject} {self.kind}"
        if self.kind == "moved":
            return f"{self.what} {self.before} moved to the theme {self.after.split('/')[0]}, as {self.after}"
        if self.kind == "renamed":
            return f"{self.what} {self.before} renamed {self.after}"
        return f"{self.what} {self.subject}".strip() + f": {self.of_field}"

    @property
    def of_field(self) -> str:
        """Say how the field changed, without whose it is."""
        return f"{_FIELD_NAMES.get(self.field, self.field)} {self._difference}"

    @property
    def _difference(self) -> str:
        if self.field in _LISTS:
            parts = ((self.before, "without"), (self.after, "now with"))
            return ", ".join(f"{verb} {items}" for items, verb in parts if items)
        if not self.before:
            return f"now “{self.after}”"
        if words := changed_words(self.before, self.after):
            return f"changed: {words}"
        return f"changed from “{self.before}” to “{self.after}”" if self.after else f"no longer “{self.before}”"


def compare(old: Codebook, new: Codebook) -> list[Change]:
    """List what changed from `old` to `new`: retired, renamed, moved and added things first, then changed fields.

    Operations that `new` records since the version of `old` are told as such. Apart from these, a thing under another
    id counts as the same where its tag, or else its definition, is the same. The version does not count as a change,
    nor does the order of the entries.
    """
    recorded = operations_after(new, old.version)
    themes = _paired(old.themes, new.themes, _by_id, _by_tag, _by_definition)
    codes = _paired_codes(old.codes, new.codes, recorded)
    flags = _paired(old.handling_flags, new.handling_flags, _by_id, _by_tag)
    references = _paired(old.references, new.references, _by_id)
    new_ids = {before.id: after.id for before, after in (*themes, *codes) if before and after}
    followed = {code.id: _ids_now(code.id, new_ids, recorded) for code in old.codes}
    codes = [(_with_new_ids(before, after, followed), after) for before, after in codes]
    explained = {id for operation in recorded for id in (*operation.before, *operation.after)}
    changes = [
        *(Change(_KINDS[one.kind], "code", *_subject_and_ids(one), recorded=one) for one in recorded),
        *_field_changes("codebook", "", old, new, _BOOK),
        *(change for pair in themes for change in _changes("theme", *pair, _THEME)),
        *(
            change
            for pair in codes
            for change in _changes("code", *pair, _CODE, _moved(*pair, new_ids))
            if change.kind == "changed" or explained.isdisjoint((change.subject, change.before))
        ),
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
    """Suggest the version for `new`, counted from the version of `old`."""
    return raised(old.version, needed_bump(compare(old, new)))


def say_operation(operation: Operation) -> str:
    """Say a recorded operation as one sentence without its full stop, with its reason."""
    before, after = listed(operation.before), listed(operation.after)
    were = "was" if len(operation.before) == 1 else "were"
    done = {
        "rename": f"{before} was renamed {after}",
        "move": f"{before} was moved to the theme {after.split('/')[0]}, as {after}",
        "merge": f"{before} {were} merged into {after}",
        "split": f"{before} was split into {after}",
        "retire": f"{before} {were} retired",
    }[operation.kind]
    return f"{done}: {operation.reason.rstrip('.')}"


def _subject_and_ids(operation: Operation) -> tuple[str, str, str, str]:
    """Return the subject, the empty field, and the ids before and after, as a change has them."""
    subject = operation.before[0] if operation.kind in ("split", "retire") else operation.after[0]
    return subject, "", "; ".join(operation.before), "; ".join(operation.after)


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


def _paired_codes(old: Sequence[Code], new: Sequence[Code], recorded: Sequence[Operation]) -> Pairs[Code]:
    """Pair codes as the record says, and those that it does not tell of by id, tag or definition."""
    by_id = {code.id: code for code in new}
    ended = [code for code in old if given_up(code.id, recorded)]
    pairs: Pairs[Code] = [(code, None) for code in ended]
    told = [(code, by_id.get(lineage(code.id, recorded))) for code in old if code not in ended]
    followed = [(before, after) for before, after in told if after is not None and before.id != after.id]
    pairs += followed
    taken = {code.id for pair in followed for code in pair if code is not None}
    begun = {id for operation in recorded if operation.kind == "split" for id in operation.after} - {c.id for c in old}
    rest = [code for code in old if code not in ended and code.id not in {before.id for before, _ in followed}]
    free = [code for code in new if code.id not in taken and code.id not in begun]
    pairs += _paired(rest, free, _by_id, _by_tag, _by_definition)
    return pairs + [(None, code) for code in new if code.id in begun and code.id not in taken]


def _ids_now(id: str, new_ids: Mapping[str, str], recorded: Sequence[Operation]) -> tuple[str, ...]:
    """Return the ids that stand for a code now: several where it was split, none where it was retired."""
    if id in new_ids:
        return (new_ids[id],)
    ids: tuple[str, ...] = (id,)
    for operation in recorded:
        ids = tuple(dict.fromkeys(new for one in ids for new in ids_after(one, operation)))
    return ids


def _with_new_ids(before: Code | None, after: Code | None, ids_now: Mapping[str, tuple[str, ...]]) -> Code | None:
    """Let `confused_with` speak of the ids of now, so that what became of a code is not told as a change of others."""
    if before is None:
        return None
    followed = dict.fromkeys(now for id in before.confused_with for now in ids_now.get(id, (id,)))
    return replace(before, confused_with=tuple(id for id in followed if after is None or id != after.id))


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
