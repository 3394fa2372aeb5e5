"""Codes that meet: pairs of codes whose passages overlap, in how many people's words and how often."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.workbench import addresses
from pipeline.workbench.facts import CodeFacts


@dataclass(frozen=True, slots=True)
class Pair:
    """Two codes that meet, the earlier of the codebook first, in how many people's words and how often."""

    one: CodeFacts
    other: CodeFacts
    people: int
    times: int

    @property
    def path(self) -> str:
        """Return the address of the passages in which they meet."""
        return addresses.with_values(addresses.of_code(self.one.id), {"with": self.other.id})

    def ends(self, code: str) -> tuple[CodeFacts, CodeFacts]:
        """Return both codes, `code` first where it is one of them."""
        return (self.other, self.one) if self.other.id == code else (self.one, self.other)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which pairs are wanted: those of a theme or of a code, each empty for all, and in the words of `least` people."""

    theme: str = ""
    code: str = ""
    least: int = 1

    @property
    def is_all(self) -> bool:
        """Say whether every pair is wanted."""
        return self == Asked()

    @property
    def values(self) -> dict[str, object]:
        """Give what stands in the address."""
        return {"theme": self.theme, "code": self.code, "least": self.least if self.least > 1 else ""}


def read_asked(args: Any, themes: Iterable[str], codes: Iterable[str]) -> Asked:
    """Read from an address which pairs are wanted; what is unknown or no number is as if it had not been said."""
    theme, code, least = (args.get(name) or "" for name in ("theme", "code", "least"))
    return Asked(
        theme if theme in themes else "",
        code if code in codes else "",
        max(1, int(least)) if least.isascii() and least.isdigit() and len(least) < 7 else 1,
    )


def make_pairs(rows: Iterable[Mapping[str, Any]], codes: Mapping[str, CodeFacts]) -> tuple[Pair, ...]:
    """Read pairs from rows of table `code_by_code`, most people first, then most often, then in codebook order."""
    place = {code: n for n, code in enumerate(codes)}
    pairs = []
    for row in rows:
        one, other = sorted((row["code_id"], row["other_code_id"]), key=place.__getitem__)
        pairs.append(Pair(codes[one], codes[other], row["people"], row["times"]))
    return tuple(sorted(pairs, key=lambda pair: (-pair.people, -pair.times, place[pair.one.id], place[pair.other.id])))


def chosen(pairs: Iterable[Pair], asked: Asked) -> tuple[Pair, ...]:
    """Keep the pairs that are wanted."""
    return tuple(
        pair
        for pair in pairs
        if pair.people >= asked.least
        and (not asked.code or asked.code in (pair.one.id, pair.other.id))
        and (not asked.theme or asked.theme in (pair.one.theme_id, pair.other.theme_id))
    )


def codes_of(pairs: Iterable[Pair], codes: Mapping[str, CodeFacts]) -> tuple[CodeFacts, ...]:
    """List the codes that take part, in the codebook's order: those of a theme stand together."""
    taking_part = {code.id for pair in pairs for code in (pair.one, pair.other)}
    return tuple(code for code in codes.values() if code.id in taking_part)


def as_rows(pairs: Sequence[Pair]) -> Sequence[Mapping[str, object]]:
    """Write pairs for a table file."""
    return [
        {
            "code_id": pair.one.id,
            "tag": pair.one.tag,
            "code": pair.one.name,
            "other_code_id": pair.other.id,
            "other_tag": pair.other.tag,
            "other_code": pair.other.name,
            "people": pair.people,
            "times": pair.times,
        }
        for pair in pairs
    ]
