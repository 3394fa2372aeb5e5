"""What became of codings that were made elsewhere: how many of each, and a line for everything that was not taken."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """Codings that were not taken: where they stand, and why, as a clause; `n` of them."""

    file: str
    where: str
    why: str
    n: int = 1


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of files of codings.

    `known` codings were in the store already, `changed` ones have another span or code now. `split` ones covered
    several turns and became a coding in each. `by_quote` were found by their words, as the text had been changed.
    `missing` counts, for each coder's label, codings of the store that the file does not have; `removed` were such
    ones. `versions` counts the texts of files by the release whose text they hold, "" for the text as it was said.
    `left_out` says what the files hold besides, `notes` how they were read. No line quotes a text or a name.
    """

    taken: int = 0
    known: int = 0
    problems: tuple[str, ...] = ()
    changed: int = 0
    split: int = 0
    by_quote: int = 0
    removed: int = 0
    memos: int = 0
    not_taken: int = 0
    handed_in: int = 0
    missing: dict[str, int] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __add__(self, other: Brought) -> Brought:
        """Add up what became of two files."""
        numbers = ("taken", "known", "changed", "split", "by_quote", "removed", "memos", "not_taken", "handed_in")
        lists = ("problems", "left_out", "notes")
        sums: dict[str, Any] = {name: getattr(self, name) + getattr(other, name) for name in (*numbers, *lists)}
        sums |= {name: tuple(dict.fromkeys(sums[name])) for name in lists}
        sums |= {"missing": _sums(self.missing, other.missing), "versions": _sums(self.versions, other.versions)}
        return Brought(**sums)

    @property
    def values(self) -> dict[str, Any]:
        """Return all of it by name, for machines."""
        return asdict(self)

    @property
    def counts(self) -> dict[str, int]:
        """Return the numbers, for the audit trail."""
        numbers = {
            "taken": self.taken,
            "known": self.known,
            "changed": self.changed,
            "removed": self.removed,
            "memos": self.memos,
            "not taken": self.not_taken,
        }
        return numbers | {"missing": sum(self.missing.values())}


def _sums(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    return {name: one.get(name, 0) + other.get(name, 0) for name in sorted({*one, *other})}


def lines_of(problems: list[Problem]) -> tuple[str, ...]:
    """Write problems as lines, those of one file and one reason together: "codings.csv, rows 2, 5 and 9: …"."""
    together: dict[tuple[str, str], list[str]] = {}
    for problem in problems:
        together.setdefault((problem.file, problem.why), []).append(problem.where)
    return tuple(
        f"{', '.join(part for part in (file, _listed(places)) if part)}: {why}"
        for (file, why), places in together.items()
    )


def _listed(places: list[str]) -> str:
    """List places of a kind: "row 2", "rows 2 and 5"; other places stand for themselves. None is left out."""
    kinds = {place.partition(" ")[0] for place in places}
    numbers = [place.partition(" ")[2] for place in places]
    if len(places) == 1 or len(kinds) > 1 or not all(numbers):
        return "; ".join(places)
    return f"{kinds.pop()}s {', '.join(numbers[:-1])} and {numbers[-1]}"
