"""The shape of a codebook file: which fields an entry may have, which it must have, and of what kind they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from codebook.errors import Problem
from codebook.located import Located, Mapping, Sequence

ID_PART = r"[a-z0-9]+(?:-[a-z0-9]+)*"
CODE_ID = re.compile(f"{ID_PART}/{ID_PART}")
_PRINTABLE_ID = re.compile(rf"{ID_PART}(?:/{ID_PART})?")
_PRINTABLE_FIELD = re.compile(r"[a-z][a-z_]{0,30}")


@dataclass(frozen=True, slots=True)
class FieldRule:
    """What a field must look like: its test, the words for it in a message, and whether an entry can do without it."""

    fits: Callable[[Located], bool]
    wanted: str
    required: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A codebook, theme, code, handling flag or change as the file gives it; `label` is how a message may call it."""

    kind: str
    label: str
    line: int
    fields: dict[str, Located]
    children: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), repr=False)

    def text(self, name: str) -> str:
        """Return the text of a field, with single spaces, or "" where the entry has no such text."""
        located = self.fields.get(name)
        return tidy(located.value) if located is not None and isinstance(located.value, str) else ""

    def texts(self, name: str) -> tuple[tuple[str, int], ...]:
        """Return the items of a list of text, each with its line; nothing where the entry has no such list."""
        located = self.fields.get(name)
        if located is None or not isinstance(located.value, Sequence):
            return ()
        return tuple((tidy(item.value), item.line) for item in located.value.items if isinstance(item.value, str))

    def one_or_several(self, name: str) -> tuple[str, ...]:
        """Return the texts of a field that holds one text or a list of them."""
        text = self.text(name)
        return (text,) if text else tuple(item for item, _ in self.texts(name))

    def pairs(self, name: str) -> tuple[tuple[str, Located], ...]:
        """Return the pairs of a mapping; nothing where the entry has no such mapping."""
        located = self.fields.get(name)
        if located is None or not isinstance(located.value, Mapping):
            return ()
        return tuple((pair.key, pair.value) for pair in located.value.pairs)

    def problem(self, name: str, advice: str, line: int | None = None) -> Problem:
        """Return a problem of this entry, on the line of the field unless another is given."""
        located = self.fields.get(name)
        where = line or (located.line if located else self.line)
        return Problem(where, self.label, name if _PRINTABLE_FIELD.fullmatch(name) else "a field", advice)

    def walk(self) -> Iterator[Entry]:
        """Yield this entry and all entries within it, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.walk()


def tidy(text: str) -> str:
    """Return `text` with every run of white space made one space and none at its ends."""
    return " ".join(text.split())


def read_entries(root: Located) -> Entry:
    """Read the codebook as entries within entries; each carries the problems of its own shape."""
    return _entry("codebook", "", root)


def _is_text(located: Located) -> bool:
    return isinstance(located.value, str) and bool(tidy(located.value))


def _is_texts(located: Located) -> bool:
    return isinstance(located.value, Sequence) and all(map(_is_text, located.value.items))


def _is_some_texts(located: Located) -> bool:
    return _is_texts(located) and isinstance(located.value, Sequence) and bool(located.value.items)


def _is_text_or_texts(located: Located) -> bool:
    return _is_text(located) or _is_some_texts(located)


def _is_yes_or_no(located: Located) -> bool:
    return isinstance(located.value, bool)


def _is_entries(located: Located) -> bool:
    return (
        isinstance(located.value, Sequence)
        and bool(located.value.items)
        and all(isinstance(item.value, Mapping) for item in located.value.items)
    )


def _is_texts_by_name(located: Located) -> bool:
    return isinstance(located.value, Mapping) and all(_is_some_texts(pair.value) for pair in located.value.pairs)


def _is_text_by_name(located: Located) -> bool:
    return isinstance(located.value, Mapping) and all(_is_text(pair.value) for pair in located.value.pairs)


def _ids(required: bool = False) -> FieldRule:
    return FieldRule(_is_text_or_texts, "write a code's id, or a list of ids", required)


def _text(required: bool = False) -> FieldRule:
    return FieldRule(_is_text, "write some text", required)


def _texts() -> FieldRule:
    return FieldRule(_is_texts, "write a list of texts, none of them empty", False)


def _entries(required: bool) -> FieldRule:
    return FieldRule(_is_entries, "write a list with at least one entry, each with its own fields", required)


_YES_OR_NO = FieldRule(_is_yes_or_no, "write true or false", False)
_WELSH = {"name_cy": _text(), "name_cy_checked": _YES_OR_NO}
_NAMED = {"id": _text(True), "tag": _text(True), "name": _text(True)}

FIELDS: dict[str, dict[str, FieldRule]] = {
    "codebook": {
        "id": _text(True),
        "title": _text(True),
        "version": _text(True),
        "status": _text(True),
        "language": _text(True),
        "licence_note": _text(),
        "unit_of_coding": _text(),
        "stance": _text(),
        "references": FieldRule(
            _is_text_by_name, "write each reference as its number, a colon and its citation", False
        ),
        "themes": _entries(True),
        "handling_flags": _entries(False),
        "case_attributes": _texts(),
        "changes": _entries(False),
    },
    "theme": {
        **_NAMED,
        **_WELSH,
        "colour": _text(True),
        "definition": _text(True),
        "source_refs": _texts(),
        "codes": _entries(True),
    },
    "code": {
        **_NAMED,
        **_WELSH,
        "definition": _text(True),
        "include_when": _text(),
        "exclude_when": _text(),
        "indicators": FieldRule(_is_some_texts, "write a list of at least one phrase, none of them empty", False),
        "source_refs": _texts(),
        "support": _text(),
        "attributes": FieldRule(_is_texts_by_name, "write each attribute with the list of its values", False),
        "confused_with": _texts(),
    },
    "handling flag": {**_NAMED, "effect": _text(True)},
    "change": {
        "version": _text(True),
        "date": _text(True),
        "by": _text(),
        "kind": _text(True),
        "from": _ids(True),
        "to": _ids(),
        "reason": _text(True),
    },
}
_CHILDREN = {
    "codebook": (("themes", "theme"), ("handling_flags", "handling flag"), ("changes", "change")),
    "theme": (("codes", "code"),),
}


def _entry(kind: str, position: str, located: Located) -> Entry:
    fields: dict[str, Located] = {}
    repeated: list[tuple[str, int]] = []
    if isinstance(located.value, Mapping):
        for pair in located.value.pairs:
            if pair.key in fields:
                repeated.append((pair.key, pair.line))
            else:
                fields[pair.key] = Located(pair.value.value, pair.line)
    label = _label(position, fields.get("id"))
    entry = Entry(kind, label, located.line, fields, tuple(_children(kind, label, fields)))
    twice = (entry.problem(key, "keep only one of the two", line) for key, line in repeated)
    return replace(entry, problems=(*_shape_problems(entry), *twice))


def _label(position: str, id: Located | None) -> str:
    if position and id and isinstance(id.value, str) and _PRINTABLE_ID.fullmatch(id.value):
        return id.value
    return position


def _children(kind: str, label: str, fields: dict[str, Located]) -> Iterator[Entry]:
    for name, child_kind in _CHILDREN.get(kind, ()):
        located = fields.get(name)
        if located is not None and isinstance(located.value, Sequence):
            for number, item in enumerate(located.value.items, start=1):
                position = f"{child_kind} {number}" + (f" of {label}" if label else "")
                yield _entry(child_kind, position, item)


def _shape_problems(entry: Entry) -> Iterator[Problem]:
    rules = FIELDS[entry.kind]
    for name in entry.fields:
        if name not in rules:
            yield entry.problem(name, f"remove it or correct its spelling; a {entry.kind} has no such field")
        elif not rules[name].fits(entry.fields[name]):
            yield entry.problem(name, rules[name].wanted)
    for name, rule in rules.items():
        if rule.required and name not in entry.fields:
            yield entry.problem(name, f"missing; {rule.wanted}")
