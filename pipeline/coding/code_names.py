"""Which code of the codebook another program's code is: by GUID, id, tag, name, or as a team's own list says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from codebook.history import UNKNOWN, resolve
from codebook.model import Codebook, comparable
from exports.qdc import entry_guid

_BETWEEN = re.compile(r"\s*[\\/>|:]+\s*")


@dataclass(frozen=True, slots=True)
class Meant:
    """What a code of another program means: a code's id, or "" where the team's list leaves it out."""

    code_id: str


class CodeFinder:
    """Finds codes of a codebook; `ours` gives the id of a code, or "" to leave it out, by the other program's name.

    A name there is a code's whole path or its last part. The id that a code had before the codebook changed, and the
    GUID of that id, mean what became of it; one that was given up or split stays as it is, as codings of it do.
    """

    def __init__(self, codebook: Codebook, ours: Mapping[str, str] | None = None) -> None:
        self._codebook = codebook
        self._ours = {_key(theirs): id_ for theirs, id_ in (ours or {}).items()}
        self._former = _former_ids(codebook)
        now = {code.id: code.id for code in codebook.codes}
        self._by_guid = {entry_guid(codebook.id, id): its for id, its in (self._former | now).items()}
        self._by_key: dict[str, set[str]] = {}
        for theme in codebook.themes:
            for code in theme.codes:
                slug = code.id.split("/")[1]
                for name in (code.id, code.tag, code.name, slug):
                    self._by_key.setdefault(_key(name), set()).add(code.id)
                for above in (theme.name, theme.tag, theme.id):
                    for name in (code.name, code.tag, slug):
                        self._by_key.setdefault(_key(f"{above}/{name}"), set()).add(code.id)

    def find(self, path: Sequence[str], guid: str = "") -> Meant | None:
        """Find the code that a path names, outermost folder first; None where none fits, or more than one.

        The team's list goes first, then the GUID, then as much of the path as names a code, from its end; what names
        one of now goes before what named one once.
        """
        for key in _ends(path):
            if key in self._ours:
                return Meant(self._ours[key])
        known = self._by_guid.get(guid.strip("{}").upper())
        if known is not None:
            return Meant(known)
        code = self._codebook.find("/".join(path))
        if code is not None:
            return Meant(code.id)
        for key in _ends(path):
            found = self._by_key.get(key, set())
            if len(found) == 1:
                return Meant(next(iter(found)))
        former = next((self._former[key] for key in _ends(path) if key in self._former), None)
        return None if former is None else Meant(former)

    def alike(self, path: Sequence[str]) -> tuple[str, ...]:
        """List the ids of the codes that a path names, where it names more than one, in order."""
        named = (self._by_key.get(key, set()) for key in _ends(path))
        return next((tuple(sorted(ids)) for ids in named if len(ids) > 1), ())

    def nearest(self, path: Sequence[str]) -> tuple[str, ...]:
        """List the ids of the codes whose names are most like a path's last part, best first."""
        return self._codebook.nearest(path[-1]) if path else ()


def _former_ids(codebook: Codebook) -> dict[str, str]:
    """Give for each id that the record of changes has, and the codebook has not any more, the id that stands for it."""
    now = {code.id for code in codebook.codes}
    former = dict.fromkeys(id for one in codebook.changes for id in one.before if id not in now)
    found = {id: resolve(id, "", codebook) for id in former}
    return {id: one.code_id for id, one in found.items() if one.state != UNKNOWN}


def _ends(path: Sequence[str]) -> Iterator[str]:
    """Yield a path as it is compared, whole, then without its outermost parts."""
    parts = _key("/".join(path)).split("/")
    for n in range(len(parts)):
        yield "/".join(parts[n:])


def _key(name: str) -> str:
    """Return a name as it is compared: whatever stands between folders is a slash, "#" and "!" before it fall away."""
    return "/".join(part for part in _BETWEEN.split(comparable(name).lstrip("#! ")) if part)
