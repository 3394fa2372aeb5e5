"""Vaguer truths about where people come from: a people, a language or a faith becomes its part of the world."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pipeline.folding import fold
from pipeline.lists.tables import read_rows


def wider_background(words: str) -> str | None:
    """Say to which wider group a people, a language or a faith belongs: "South Asian". None where none is known."""
    return _wider().get(fold(words))


@cache
def _wider() -> Mapping[str, str]:
    return MappingProxyType({fold(row["word"]): row["wider"] for row in read_rows("peoples_wider.csv")})
