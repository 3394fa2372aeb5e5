"""What a REFI-QDA project knows of its sources: values of variables, on a source or on the case that holds it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from ingest.codings.left_out import Discarded
from ingest.codings.records import ForeignMemo
from ingest.codings.refi_notes import Notes
from ingest.codings.refi_xml import child, children, guid_of, inside
from ingest.containers import local

CASE = "case"


@dataclass(slots=True)
class Cases:
    """The cases of a project: their GUIDs, and what they say of each source."""

    guids: frozenset[str]
    _variables: dict[str, str]
    _attributes: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    _memos: dict[str, list[ForeignMemo]] = field(default_factory=lambda: defaultdict(list))

    def attributes(self, source: Any) -> tuple[tuple[str, str], ...]:
        """Return what is known of a source, by name: of the case that holds it, then what it says itself."""
        known = [*self._attributes.get(guid_of(source), ()), *_values(source, self._variables)]
        return tuple(dict.fromkeys(known))

    def memos(self, source: Any) -> tuple[ForeignMemo, ...]:
        """Return the memos on the cases that hold a source."""
        return tuple(self._memos.get(guid_of(source), ()))


def read_cases(project: Any, notes: Notes, discarded: Discarded) -> Cases:
    """Read the variables and cases of a project; what cases hold other than sources is left out."""
    variables = {guid_of(one): (one.get("name") or "").strip() for one in inside(project, "Variables", "Variable")}
    elements = list(inside(project, "Cases", "Case"))
    cases = Cases(frozenset(guid_of(one) for one in elements), variables)
    for case in elements:
        sources = [guid_of(one, "targetGUID") for one in children(case, "SourceRef")]
        name = (case.get("name") or "").strip()
        memos = [replace(memo, title=memo.title or name) for memo in notes.on(case)]
        for guid in sources:
            cases._attributes[guid] += [(CASE, name)] if name else []
            cases._attributes[guid] += _values(case, variables)
            cases._memos[guid] += memos
        if not sources:
            discarded.add("cases", "no source belongs to them")
            discarded.add("memos of cases", "no source belongs to the case", len(memos))
        parts = sum(1 for _ in children(case, "SelectionRef"))
        discarded.add("selections of cases", "only whole sources are taken as belonging to a case", parts)
        discarded.add("codes of cases", "codes are taken from sources only", sum(1 for _ in children(case, "CodeRef")))
    return cases


def _values(element: Any, variables: dict[str, str]) -> Iterator[tuple[str, str]]:
    for value in children(element, "VariableValue"):
        reference = child(value, "VariableRef")
        name = variables.get(guid_of(reference, "targetGUID"), "") if reference is not None else ""
        written = next(("".join(one.itertext()).strip() for one in value if local(one.tag).endswith("Value")), "")
        if name and written:
            yield name, written
