"""Drawing a pseudonym: a name of the same kind, by the study's secret, that nobody in the study bears."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pipeline.folding import fold
from pipeline.lists.names import (
    Gender,
    Style,
    first_name_pool,
    first_names,
    is_famous_pair,
    name_style,
    surname_pool,
    surnames,
)
from pipeline.pseudonyms.parts import LAST

Key = tuple[str, str]
"""(part, folded name), such as ("first", "nia")."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name that needs a pseudonym: `beside` are the folded names spoken with it, `pseudonyms` theirs."""

    key: Key
    beside: tuple[str, ...] = ()
    pseudonyms: tuple[str, ...] = ()


def choose(wanted: Wanted, forbidden: Collection[str], secret: bytes) -> str:
    """Draw a pseudonym from the nearest pool that has one left; `forbidden` are folded words that it must not contain.

    The draw depends on the name and the secret alone. A surname never makes somebody famous of its first name.
    """
    kind, name = wanted.key
    banned = set(forbidden)
    for pool in _pools(wanted):
        free = [one for one in pool if not _words(one) & banned and not _makes_famous(kind, one, wanted.pseudonyms)]
        if free:
            return min(free, key=lambda one: _draw(secret, f"{kind}:{name}:{one}"))
    n = 1
    while f"name{n}" in banned:
        n += 1
    return f"Name{n}"


def letter_for(secret: bytes, letter: str) -> str:
    """Draw a letter that stands for an initial whose name nobody knows."""
    return "ABCDEFGHJKLMNPRSTW"[_draw(secret, f"initial:{fold(letter)}")[0] % 18]


def _draw(secret: bytes, what: str) -> bytes:
    return hmac.new(secret, what.encode(), hashlib.sha256).digest()


def _makes_famous(kind: str, candidate: str, others: tuple[str, ...]) -> bool:
    if kind == LAST:
        return any(is_famous_pair(first, candidate) for first in others)
    return any(is_famous_pair(candidate, surname) for surname in others)


def _pools(wanted: Wanted) -> Iterator[tuple[str, ...]]:
    """Offer pools from the nearest kind to the widest: heritage and gender stay as they sound."""
    kind, name = wanted.key[0], wanted.key[1].partition("#")[0]
    if kind == LAST:
        styles = [surnames().get(name)] if name in surnames() else [name_style(first, "") for first in wanted.beside]
        for style in dict.fromkeys((*styles, *_EVERYBODY)):
            yield surname_pool(style or "english")
        return
    known = first_names().get(name)
    gender: Gender = known.gender if known else "n"
    styles = [name_style(name, surname) for surname in wanted.beside] or [known.style if known else "english"]
    genders: tuple[Gender, ...] = (gender,) if gender != "n" else ("n", "f", "m")
    for style in dict.fromkeys((*styles, *_EVERYBODY)):
        yield from (first_name_pool(style or "english", one) for one in genders)


_EVERYBODY: tuple[Style, ...] = ("english", "welsh")


def _words(name: str) -> set[str]:
    return {*fold(name).replace("-", " ").replace("'", " ").split(), fold(name)}
