"""The codes of a REFI-QDA project or codebook: a tree, each with its path from the top."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from ingest.codings.left_out import Discarded
from ingest.codings.records import ForeignCode, ForeignMemo, ForeignProject
from ingest.codings.refi_xml import as_colour, children, guid_of, inside, words_of

MemosOf = Callable[[Any], tuple[ForeignMemo, ...]]

_NAMELESS = "code without a name"
_FALSE = frozenset({"false", "0"})
# NVivo puts all codes into a folder of this name, which says nothing.
_EVERYTHING = "nodes"


@dataclass(frozen=True, slots=True)
class _Found:
    """A code as it stands in the tree."""

    element: Any
    path: tuple[str, ...]


def read_codes(book: Any | None, memos_of: MemosOf, no_codes: Collection[str] = ()) -> list[ForeignCode]:
    """Read the codes of a codebook element, folders among them, each after what holds it.

    `no_codes` are GUIDs of what is no code although it is listed as one, as NVivo lists cases; what it holds stays.
    """
    found = (one for top in inside(book, "Codes", "Code") for one in _walk(top, ()))
    return [
        ForeignCode(
            path=one.path,
            guid=guid_of(one.element),
            description=words_of(one.element, "Description"),
            colour=as_colour(one.element.get("color") or ""),
            is_codable=(one.element.get("isCodable") or "true").strip().lower() not in _FALSE,
            memos=memos_of(one.element),
        )
        for one in found
        if guid_of(one.element) not in no_codes
    ]


def _walk(element: Any, above: tuple[str, ...]) -> Iterator[_Found]:
    path = (*above, (element.get("name") or "").strip() or _NAMELESS)
    yield _Found(element, path)
    for wrapper in (element, *children(element, "Codes")):
        for one in children(wrapper, "Code"):
            yield from _walk(one, path)


def codebook_of(root: Any) -> ForeignProject:
    """Take the codes of a parsed codebook; a folder of all codes that is called "Nodes" is no part of their paths."""
    discarded = Discarded()
    codes = read_codes(root, lambda element: ())
    if (everything := _holds_everything(codes)) is not None:
        codes = [
            ForeignCode(one.path[1:], one.guid, one.description, one.colour, one.is_codable, one.memos)
            for one in codes
            if one is not everything
        ]
    discarded.add("sets of codes", "sets are not taken", sum(1 for _ in inside(root, "Sets", "Set")))
    origin = root.get("origin") or ""
    return ForeignProject(origin, (), (), tuple(codes), left_out=discarded.listed())


def _holds_everything(codes: list[ForeignCode]) -> ForeignCode | None:
    tops = [one for one in codes if len(one.path) == 1]
    found = len(tops) == 1 and not tops[0].is_codable and tops[0].path[0].casefold() == _EVERYTHING
    return tops[0] if found else None
