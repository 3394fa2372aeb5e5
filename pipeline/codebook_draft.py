"""Another program's codes as a codebook of ours, to be worked on: what its file does not say is "To be written."."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from ruamel.yaml import YAML

from codebook.layout import quoted, quoted_where_needed
from codebook.model import comparable
from exports.qdc import read_description
from ingest.codings.records import ForeignCode, ForeignProject

TO_BE_WRITTEN = "To be written."
_FLAT = "Codes"
# Colours that people who see few colours can tell apart (Okabe and Ito 2008, Color Universal Design).
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#f0e442", "#666666")
_OURS = re.compile(r"llais; (?P<id>[a-z0-9-]+) (?P<version>\d+\.\d+\.\d+\S*?)(?:;|$)")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TAG = re.compile(r"[A-Z0-9]{2,8}(?:-[A-Z0-9]{2,8})*")
_ATTRIBUTE = re.compile(r"(?P<name>.+?) \((?P<values>.+)\)")
_BETWEEN = "; "
_NO_FOLDING = 1_000_000


@dataclass(frozen=True, slots=True)
class Draft:
    """A codebook as YAML, with how many themes and codes it has, and how many folders without codes were left out."""

    yaml: str
    themes: int
    codes: int
    empty_folders: int


@dataclass(slots=True)
class _Names:
    """Ids and tags that are taken."""

    ids: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)


def draft_codebook(project: ForeignProject, title: str = "", language: str = "en") -> Draft:
    """Make a codebook of the codes of another program's file.

    The outermost folders become themes, with everything below them as codes ("Sub-folder: Code"); codes outside any
    folder stand in a theme of their own. Descriptions that llais wrote are read back, others become definitions.
    """
    folders = _folders(project.codebook)
    held = [(folder, its) for folder, its in folders if its]
    ours = _OURS.match(project.origin)
    names, references = _Names(), dict[str, str]()
    described = [(folder, [*_described(its)]) for folder, its in held]
    ids_by_name: dict[str, str] = {}
    themes = []
    for n, (folder, its) in enumerate(described, start=1):
        theme = _theme(n, folder, names, references)
        codes = [_code(k, one, theme, names, references) for k, one in enumerate(its, start=1)]
        ids_by_name |= {comparable(str(code["name"])): code["id"] for code in reversed(codes)}
        themes.append(theme | {"codes": codes})
    codes = [code for theme in themes for code in theme["codes"]]
    _settle_between(codes, ids_by_name)
    name = _tidy(title) or (ours["id"] if ours else "Codebook of another program")
    book = {
        "id": quoted_where_needed(ours["id"] if ours else _slug(name) or "codebook"),
        "title": quoted(name),
        "version": quoted(ours["version"] if ours else "0.1.0"),
        "status": "draft",
        "language": quoted_where_needed(language),
        **({"references": {quoted(number): quoted(said) for said, number in references.items()}} if references else {}),
        "themes": themes,
    }
    return Draft(_written(book), len(themes), len(codes), len(folders) - len(held))


def _folders(codes: Sequence[ForeignCode]) -> list[tuple[ForeignCode, list[ForeignCode]]]:
    """Put codes under their outermost folders; those outside any come last, under one of their own."""
    parents = {code.path[:-1] for code in codes}
    tops: dict[tuple[str, ...], ForeignCode] = {
        code.path: code for code in codes if len(code.path) == 1 and (code.path in parents or not code.is_codable)
    }
    found: dict[tuple[str, ...], list[ForeignCode]] = {path: [] for path in tops}
    flat: list[ForeignCode] = []
    for code in codes:
        if code.is_codable:
            found.get(code.path[:1], flat).append(code)
    folders = [(tops[path], its) for path, its in found.items()]
    return [*folders, (ForeignCode((_FLAT,)), flat)] if flat else folders


def _described(codes: Iterable[ForeignCode]) -> Iterator[tuple[str, ForeignCode]]:
    """Give each code the name that says where in its folder it stands."""
    for code in codes:
        yield ": ".join(code.path[1:]) or code.path[0], code


def _theme(n: int, folder: ForeignCode, names: _Names, references: dict[str, str]) -> dict[str, Any]:
    said = _said(folder)
    id_ = _free(_fitting(_ID, said.get("Id", "")) or _slug(folder.path[0]) or f"theme-{n}", names.ids)
    tag = _free_tag(_fitting(_TAG, said.get("Tag", "")) or _short(id_), names.tags)
    return {
        "id": quoted_where_needed(id_),
        "tag": quoted_where_needed(tag),
        "name": quoted(_tidy(folder.path[0]) or f"Theme {n}"),
        **_welsh(said),
        "colour": quoted(folder.colour or _COLOURS[(n - 1) % len(_COLOURS)]),
        "definition": quoted(said.get("Definition") or TO_BE_WRITTEN),
        **_sources(said, references),
    }


def _code(
    n: int, one: tuple[str, ForeignCode], theme: dict[str, Any], names: _Names, references: dict[str, str]
) -> dict[str, Any]:
    name, code = one
    said = _said(code)
    slug = _fitting(_ID, said.get("Id", "").removeprefix(f"{theme['id']}/")) or _slug(name) or f"code-{n}"
    tag = _fitting(_TAG, said.get("Tag", "")) or f"{theme['tag']}-{_short(slug)}"
    entry = {
        "id": _free(f"{theme['id']}/{slug}", names.ids),
        "tag": quoted_where_needed(_free_tag(tag, names.tags)),
        "name": quoted(_tidy(name) or f"Code {n}"),
        **_welsh(said),
        "definition": quoted(said.get("Definition") or TO_BE_WRITTEN),
    }
    for label, key in (("Use it when", "include_when"), ("Not when", "exclude_when")):
        if said.get(label):
            entry[key] = quoted(said[label])
    for label, key in (("Phrases", "indicators"), ("Confused with", "confused_with")):
        if said.get(label):
            entry[key] = [part for part in map(_tidy, said[label].split(_BETWEEN)) if part]
    attributes = {
        quoted(found["name"]): [quoted(value) for value in found["values"].split(", ")]
        for part in said.get("Also note", "").split(_BETWEEN)
        if (found := _ATTRIBUTE.fullmatch(part))
    }
    return entry | ({"attributes": attributes} if attributes else {}) | _sources(said, references)


def _settle_between(codes: Sequence[dict[str, Any]], ids_by_name: dict[str, str]) -> None:
    """Keep every phrase once, and write ids for the names of codes that are easily confused; both change `codes`."""
    phrases: set[str] = set()
    for code in codes:
        own = [phrase for phrase in code.pop("indicators", ()) if comparable(phrase) not in phrases]
        own = list({comparable(phrase): phrase for phrase in own}.values())
        phrases.update(map(comparable, own))
        if own:
            code["indicators"] = [quoted(phrase) for phrase in own]
        named = (ids_by_name.get(comparable(name)) for name in code.pop("confused_with", ()))
        others = [id_ for id_ in dict.fromkeys(named) if id_ and id_ != code["id"]]
        if others:
            code["confused_with"] = others


def _said(code: ForeignCode) -> dict[str, str]:
    """Read a description by its labels; one that llais did not write is a definition."""
    said = {label: _tidy(text) for label, text in read_description(code.description).items()}
    return said if "Definition" in said and "Id" in said else {"Definition": _tidy(code.description)}


def _welsh(said: dict[str, str]) -> dict[str, Any]:
    checked, unchecked = said.get("Welsh name", ""), said.get("Welsh name (unchecked)", "")
    name = checked or unchecked
    return {"name_cy": quoted(name), "name_cy_checked": bool(checked)} if name else {}


def _sources(said: dict[str, str], references: dict[str, str]) -> dict[str, list[str]]:
    """Number the citations of a description, each once in the whole codebook."""
    cited = [part for part in said.get("Sources", "").split(_BETWEEN) if part]
    numbers = [references.setdefault(citation, str(len(references) + 1)) for citation in cited]
    return {"source_refs": [quoted(number) for number in numbers]} if numbers else {}


def _written(book: dict[str, Any]) -> str:
    yaml = YAML()
    yaml.width = _NO_FOLDING
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    yaml.dump(book, out)
    return out.getvalue()


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def _short(slug: str) -> str:
    """Return three capitals for an id, two at least."""
    letters = slug.split("/")[-1].replace("-", "").upper()
    return letters[:3] if len(letters) > 1 else f"{letters}X"


def _free(wanted: str, taken: set[str]) -> str:
    free, n = wanted, 2
    while free in taken:
        free, n = f"{wanted}-{n}", n + 1
    taken.add(free)
    return free


def _free_tag(wanted: str, taken: set[str]) -> str:
    free, n = wanted, 2
    while free in taken:
        free, n = f"{wanted}{n}", n + 1
    taken.add(free)
    return free


def _fitting(form: re.Pattern[str], text: str) -> str:
    return text if form.fullmatch(text) else ""


def _tidy(text: str) -> str:
    return " ".join("".join(c if c.isprintable() or c.isspace() else " " for c in text).split())
