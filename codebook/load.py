"""Reading a codebook from its YAML file: everything wrong with it is said at once."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import cast

from codebook.entries import Entry, read_entries, tidy
from codebook.errors import CodebookInvalid, CodebookNotYaml, CodebookUnreadable, Problem
from codebook.located import Located, PlainYamlWanted, Sequence, read_located
from codebook.model import Attribute, Code, Codebook, Flag, Operation, OperationKind, Reference, Theme
from codebook.rules import broken_rules

DEFAULT_FILE = "llais-cse-care.yml"


def load_codebook(path: Path) -> Codebook:
    """Load the codebook in the YAML file at `path`.

    Raises `CodebookUnreadable`, `CodebookNotYaml`, or `CodebookInvalid` with every problem of the file.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise CodebookUnreadable(f"{path.name} is not UTF-8 text; save it as UTF-8.") from None
    except OSError:
        raise CodebookUnreadable(f"{path.name} cannot be opened; check its path and permissions.") from None
    return parse_codebook(text, path.name)


def default_codebook() -> Codebook:
    """Load the codebook that comes with llais."""
    return parse_codebook(resources.files("codebook").joinpath(DEFAULT_FILE).read_text(encoding="utf-8"), DEFAULT_FILE)


def parse_codebook(text: str, file: str = "the codebook") -> Codebook:
    """Read a codebook from YAML text; `file` is how messages call it.

    Raises `CodebookNotYaml`, or `CodebookInvalid` with every problem of the text.
    """
    try:
        root = read_located(text)
    except PlainYamlWanted as wanted:
        raise CodebookNotYaml(f"{file} cannot be read from line {wanted.line}; {wanted.advice}.") from None
    if root is None:
        raise CodebookInvalid(file, [Problem(1, "", "", "the file is empty; write a codebook")])
    book = read_entries(root)
    problems = sorted(broken_rules(book), key=lambda problem: problem.line)
    if problems:
        raise CodebookInvalid(file, problems)
    return _codebook(book)


def _codebook(book: Entry) -> Codebook:
    return Codebook(
        id=book.text("id"),
        title=book.text("title"),
        version=book.text("version"),
        status=book.text("status"),
        language=book.text("language"),
        themes=tuple(_theme(entry) for entry in book.children if entry.kind == "theme"),
        references=tuple(Reference(number, _as_text(citation)) for number, citation in book.pairs("references")),
        handling_flags=tuple(_flag(entry) for entry in book.children if entry.kind == "handling flag"),
        case_attributes=_items(book, "case_attributes"),
        unit_of_coding=book.text("unit_of_coding"),
        stance=book.text("stance"),
        licence_note=book.text("licence_note"),
        changes=tuple(_operation(entry) for entry in book.children if entry.kind == "change"),
    )


def _theme(entry: Entry) -> Theme:
    return Theme(
        id=entry.text("id"),
        tag=entry.text("tag"),
        name=entry.text("name"),
        definition=entry.text("definition"),
        colour=entry.text("colour").lower(),
        codes=tuple(map(_code, entry.children)),
        source_refs=_items(entry, "source_refs"),
        name_cy=entry.text("name_cy"),
        name_cy_checked=_is_true(entry, "name_cy_checked"),
    )


def _code(entry: Entry) -> Code:
    return Code(
        id=entry.text("id"),
        tag=entry.text("tag"),
        name=entry.text("name"),
        definition=entry.text("definition"),
        include_when=entry.text("include_when"),
        exclude_when=entry.text("exclude_when"),
        indicators=_items(entry, "indicators"),
        source_refs=_items(entry, "source_refs"),
        support=entry.text("support"),
        confused_with=_items(entry, "confused_with"),
        attributes=tuple(Attribute(name, _values(values)) for name, values in entry.pairs("attributes")),
        name_cy=entry.text("name_cy"),
        name_cy_checked=_is_true(entry, "name_cy_checked"),
    )


def _flag(entry: Entry) -> Flag:
    return Flag(entry.text("id"), entry.text("tag"), entry.text("name"), entry.text("effect"))


def _operation(entry: Entry) -> Operation:
    return Operation(
        version=entry.text("version"),
        date=entry.text("date"),
        kind=cast(OperationKind, entry.text("kind")),
        before=entry.one_or_several("from"),
        after=entry.one_or_several("to"),
        reason=entry.text("reason"),
        by=entry.text("by"),
    )


def _items(entry: Entry, name: str) -> tuple[str, ...]:
    return tuple(text for text, _ in entry.texts(name))


def _is_true(entry: Entry, name: str) -> bool:
    return name in entry.fields and entry.fields[name].value is True


def _as_text(located: Located) -> str:
    return tidy(located.value) if isinstance(located.value, str) else ""


def _values(located: Located) -> tuple[str, ...]:
    return tuple(map(_as_text, located.value.items)) if isinstance(located.value, Sequence) else ()
