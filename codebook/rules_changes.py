"""The rules that the record of changes must keep, in itself and with the codes that are there now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from codebook.entries import CODE_ID, Entry
from codebook.errors import Problem, shown
from codebook.model import OPERATIONS
from codebook.versions import is_version, version_key

_SHAPES = {
    "rename": (1, 1, 1, 1, "write one id under from, and another under to"),
    "move": (1, 1, 1, 1, "write one id under from, and another under to"),
    "merge": (1, None, 1, 1, "write the merged ids under from, and the one id that they have now under to"),
    "split": (1, 1, 2, None, "write one id under from, and at least two under to"),
    "retire": (1, None, 0, 0, "write the ids under from, and leave to out"),
}
"""How many ids each kind has: at least and at most under from, at least and at most under to."""


def broken_changes(book: Entry) -> Iterator[Problem]:
    """Yield every problem of the record of changes of `book`."""
    changes = [entry for entry in book.children if entry.kind == "change"]
    sound = [change for change in changes if not change.problems]
    for rule in (_kinds, _dates, _versions):
        yield from rule(book, sound)
    yield from _ids(book, [change for change in sound if _has_its_shape(change)])


def _kinds(book: Entry, changes: list[Entry]) -> Iterator[Problem]:
    for change in changes:
        if change.text("kind") not in OPERATIONS:
            yield change.problem("kind", f"write {', '.join(OPERATIONS[:-1])} or {OPERATIONS[-1]}")
        elif not _has_its_shape(change):
            yield change.problem("from", _SHAPES[change.text("kind")][-1])


def _has_its_shape(change: Entry) -> bool:
    kind, before, after = change.text("kind"), change.one_or_several("from"), change.one_or_several("to")
    if kind not in _SHAPES or before == after or len({*before}) + len({*after}) < len(before) + len(after):
        return False
    least_before, most_before, least_after, most_after, _ = _SHAPES[kind]
    return (
        least_before <= len(before) <= (most_before or len(before))
        and least_after <= len(after)
        and (most_after is None or len(after) <= most_after)
    )


def _dates(book: Entry, changes: list[Entry]) -> Iterator[Problem]:
    for change in changes:
        try:
            date.fromisoformat(change.text("date"))
        except ValueError:
            yield change.problem("date", "write year, month and day, such as 2026-03-01")


def _versions(book: Entry, changes: list[Entry]) -> Iterator[Problem]:
    before = ""
    for change in changes:
        version = change.text("version")
        if not is_version(version):
            yield change.problem("version", "write three numbers, such as 0.1.0")
            continue
        if version_key(version) < version_key(before):
            yield change.problem("version", "put the changes in the order of their versions, the oldest first")
        elif version_key(version) > version_key(book.text("version")):
            yield change.problem("version", "raise the version of the codebook to at least this one")
        before = version


def _ids(book: Entry, changes: list[Entry]) -> Iterator[Problem]:
    """Follow every id through the record: what is given up stays so, and what is made is there until it is given up."""
    now = {code.text("id") for theme in book.children if theme.kind == "theme" for code in theme.children}
    for change in changes:
        for name in ("from", "to"):
            if not all(map(CODE_ID.fullmatch, change.one_or_several(name))):
                yield change.problem(name, "write each id as the theme's, a slash, and a name")
    gone: dict[str, tuple[Entry, str]] = {}
    made: dict[str, Entry] = {}
    first_ids: dict[str, str] = {}
    for change in changes:
        before, after = change.one_or_several("from"), change.one_or_several("to")
        for id in before:
            if id in gone:
                yield change.problem(
                    "from", f"{shown(id)} was given up on line {gone[id][0].line} already; correct one"
                )
        of_old = first_ids.get(before[0], before[0]) if change.text("kind") in ("rename", "move") else ""
        for id in after:
            if id in gone and gone[id][1] != of_old:
                line = gone[id][0].line
                yield change.problem("to", f"{shown(id)} was given up on line {line}; choose an id that was never used")
            gone.pop(id, None)
            made[id] = change
            if of_old:
                first_ids[id] = of_old
        for id in set(before) - set(after):
            gone[id] = (change, first_ids.get(id, id))
    for id, (change, _) in gone.items():
        if id in now:
            yield change.problem("from", f"{shown(id)} is still a code; remove the code, or correct this change")
    for id, change in made.items():
        if id not in gone and id not in now:
            advice = f"no code is called {shown(id)} now; correct this, or record what became of it since"
            yield change.problem("to", advice)
