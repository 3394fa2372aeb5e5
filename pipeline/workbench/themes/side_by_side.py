"""Groups, or bands of an attribute, side by side: which ones are asked for, and where each column leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.workbench import addresses
from pipeline.workbench.facts import Facts
from pipeline.workbench.quoting.overlapping import Shown
from pipeline.workbench.themes.filters import GROUP, Filters

COMPARE = "compare"
MOST_COLUMNS = 4
QUOTES_EACH = 4


@dataclass(frozen=True, slots=True)
class Compared:
    """A group or a band that can be compared: `name` is what it is in addresses, `people` all who belong to it."""

    name: str
    value: str
    label: str
    people: int | None

    @property
    def written(self) -> str:
        """Return it as it stands in an address: "worker", "season:autumn 2025"."""
        return self.value if self.name == GROUP else f"{self.name}:{self.value}"


@dataclass(frozen=True, slots=True)
class Column:
    """One of them, with who spoke, how often, some of what they said, and where all of it is.

    `in_quotes` counts the passages with those on overlapping words as one.
    """

    compared: Compared
    people: int
    passages: int
    in_quotes: int
    quotes: tuple[Shown, ...]
    address: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be put beside the others or taken away, with the address where that is done."""

    label: str
    shown: bool
    address: str


def comparable(facts: Facts) -> dict[str, tuple[str, tuple[Compared, ...]]]:
    """List what can be compared, by its name in addresses: how it is called, and what there is two of at least."""
    found = {GROUP: ("", tuple(Compared(GROUP, one.id, one.label, one.people) for one in facts.groups))}
    for one in facts.attributes:
        found[one.id] = (one.label, tuple(Compared(one.id, band, band, people) for band, people in one.values))
    return {name: (label, its) for name, (label, its) in found.items() if len(its) > 1}


def read_compared(asked: str, facts: Facts) -> tuple[Compared, ...]:
    """Read what is to stand side by side, all of one kind; what the study does not know is left out.

    A band may have commas in it: the longest one that is known is taken.
    """
    known = {one.written: one for _, its in comparable(facts).values() for one in its}
    parts, found = asked.split(","), []
    while parts:
        lengths = [n for n in range(len(parts), 0, -1) if ",".join(parts[:n]) in known]
        if lengths:
            found.append(known[",".join(parts[: lengths[0]])])
        del parts[: lengths[0] if lengths else 1]
    same = [one for one in dict.fromkeys(found) if one.name == found[0].name]
    return tuple(same[:MOST_COLUMNS])


def address_of(path: str, filters: Filters, compared: Sequence[Compared]) -> str:
    """Return the address at which some stand side by side, all else as it is asked for."""
    others = filters.changed(compared[0].name) if compared else filters
    written = ",".join(one.written for one in compared)
    return addresses.with_values(path, {COMPARE: written, **others.values()})


def choices(path: str, filters: Filters, compared: Sequence[Compared], facts: Facts) -> list[Choice]:
    """List what may stand beside them: with one click each comes or goes, but never the last two nor one too many."""
    _, its = comparable(facts)[compared[0].name]
    found = []
    for one in its:
        shown = one in compared
        others = [other for other in its if other in compared and other != one]
        wanted = others if shown else [*others, one]
        can = 2 <= len(wanted) <= MOST_COLUMNS
        found.append(Choice(one.label, shown, address_of(path, filters, wanted) if can else ""))
    return found
