"""The rules that a codebook's entries must keep between them: one small function per rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codebook.entries import ID_PART, Entry
from codebook.errors import Problem, shown
from codebook.model import comparable
from codebook.rules_changes import broken_changes
from codebook.versions import is_version

_SLUG = re.compile(ID_PART)
_TAG = re.compile(r"[A-Z0-9]{2,8}(?:-[A-Z0-9]{2,8})*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_SUPPORT = ("direct", "inferred")


def broken_rules(book: Entry) -> Iterator[Problem]:
    """Yield every problem of `book` and of the entries within it, rule by rule."""
    for entry in book.walk():
        yield from entry.problems
    for rule in (_version, _ids, _tags, _colours, _repeats, _support, _confused_with, _source_refs, _indicators):
        yield from rule(book)
    yield from broken_changes(book)


def _of_kind(book: Entry, *kinds: str) -> Iterator[Entry]:
    return (entry for entry in book.walk() if entry.kind in kinds)


def _version(book: Entry) -> Iterator[Problem]:
    version = book.text("version")
    if version and not is_version(version):
        yield book.problem("version", "write three numbers, such as 0.1.0")


def _ids(book: Entry) -> Iterator[Problem]:
    for entry in _of_kind(book, "codebook", "theme", "handling flag"):
        id = entry.text("id")
        if id and not _SLUG.fullmatch(id):
            yield entry.problem("id", "use lower-case letters, digits and single hyphens only")
    for theme in _of_kind(book, "theme"):
        for code in theme.children:
            before, slash, after = code.text("id").partition("/")
            if code.text("id") and not (before == theme.text("id") and slash and _SLUG.fullmatch(after)):
                yield code.problem("id", "write the theme's id, a slash, and a name in lower-case letters and hyphens")


def _tags(book: Entry) -> Iterator[Problem]:
    for entry in _of_kind(book, "theme", "code", "handling flag"):
        tag = entry.text("tag")
        if tag and not _TAG.fullmatch(tag):
            yield entry.problem("tag", "use capitals and digits, two to eight between hyphens, such as EXC-TAN")


def _colours(book: Entry) -> Iterator[Problem]:
    for theme in _of_kind(book, "theme"):
        colour = theme.text("colour")
        if colour and not _COLOUR.fullmatch(colour):
            yield theme.problem("colour", "write a hash and six hexadecimal digits, in quotes")


def _repeats(book: Entry) -> Iterator[Problem]:
    for name in ("id", "tag"):
        first_line: dict[str, int] = {}
        for entry in _of_kind(book, "theme", "code", "handling flag"):
            value = entry.text(name)
            if value in first_line:
                yield entry.problem(name, f"choose another; the entry on line {first_line[value]} has this {name}")
            elif value:
                first_line[value] = entry.fields[name].line


def _support(book: Entry) -> Iterator[Problem]:
    for code in _of_kind(book, "code"):
        if code.text("support") and code.text("support") not in _SUPPORT:
            yield code.problem("support", f"write {' or '.join(_SUPPORT)}")


def _confused_with(book: Entry) -> Iterator[Problem]:
    known = {code.text("id") for code in _of_kind(book, "code")}
    for code in _of_kind(book, "code"):
        for other, line in code.texts("confused_with"):
            if other == code.text("id"):
                yield code.problem("confused_with", "remove the code itself from the list", line)
            elif other not in known:
                yield code.problem("confused_with", f"no code is called {shown(other)}; correct or remove it", line)


def _source_refs(book: Entry) -> Iterator[Problem]:
    known = {number for number, _ in book.pairs("references")}
    for entry in _of_kind(book, "theme", "code"):
        for place, (number, line) in enumerate(entry.texts("source_refs"), start=1):
            if number not in known:
                yield entry.problem("source_refs", f"entry {place} is not among the references; add or remove it", line)


def _indicators(book: Entry) -> Iterator[Problem]:
    first_line: dict[str, int] = {}
    for code in _of_kind(book, "code"):
        for place, (phrase, line) in enumerate(code.texts("indicators"), start=1):
            key = comparable(phrase)
            if not key:
                continue
            if key in first_line:
                yield code.problem("indicators", f"phrase {place} is on line {first_line[key]} too; keep one", line)
            else:
                first_line[key] = line
