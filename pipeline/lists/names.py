"""First names and surnames: whose kind they are, their short forms, and which may serve as pseudonyms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, NamedTuple, cast

from nicknames import NickNamer

from pipeline.folding import fold
from pipeline.lists.faker_names import faker_first_names, faker_surnames
from pipeline.lists.places import AREAS, places
from pipeline.lists.tables import read_lines, read_rows
from pipeline.lists.words import is_in_lists, is_ordinary

Style = Literal["welsh", "english", "polish", "arabic", "somali", "south_asian", "african", "vietnamese", "other"]
Gender = Literal["f", "m", "n"]


class NameKind(NamedTuple):
    """What a first name suggests: the style of name it is, and the gender of those who bear it ("n" for either)."""

    style: Style
    gender: Gender


STYLES: tuple[Style, ...] = (
    "welsh",
    "english",
    "polish",
    "somali",
    "arabic",
    "south_asian",
    "african",
    "vietnamese",
    "other",
)

# Which of Faker's lists add to our own, the likeliest reading of a name first. Only those in Latin script.
_FAKER: tuple[tuple[str, Style], ...] = (
    ("en_GB", "english"),
    ("en_US", "english"),
    ("en_IE", "english"),
    ("pl_PL", "polish"),
    ("en_IN", "south_asian"),
    ("en_PK", "south_asian"),
    ("en_NG", "african"),
    ("yo_NG", "african"),
    ("ig_NG", "african"),
    ("ha_NG", "african"),
    ("tw_GH", "african"),
    ("sw", "african"),
    ("ro_RO", "other"),
    ("pt_PT", "other"),
    ("lt_LT", "other"),
    ("tr_TR", "other"),
    ("es_ES", "other"),
    ("fr_FR", "other"),
    ("de_DE", "other"),
    ("it_IT", "other"),
)

# Peoples who share many first names, so that the surname tells more.
_SHARED: frozenset[Style] = frozenset({"arabic", "somali", "south_asian", "african"})
_UNMARKED: frozenset[Style] = frozenset({"english", "other"})
_SHORTEST_FROM_FAKER = 3
_FEWEST_UNISEX = 10


@cache
def first_names() -> Mapping[str, NameKind]:
    """Return every first name known, folded, with its likeliest style and the gender of those who bear it."""
    kinds: dict[str, NameKind] = {}
    for style, gender, name in _own_first_names():
        _add(kinds, name, style, gender)
    for module, style in _FAKER:
        known = dict(kinds)
        for gender, name in faker_first_names(module):
            if fold(name) not in known and _worth_adding(name, style):
                _add(kinds, name, style, gender)
    return MappingProxyType(kinds)


@cache
def surnames() -> Mapping[str, Style]:
    """Return every surname known, folded, with its likeliest style."""
    styles: dict[str, Style] = {}
    rows = sorted(read_rows("surnames.csv"), key=lambda row: STYLES.index(cast(Style, row["style"])))
    for row in rows:
        styles.setdefault(fold(row["name"]), cast(Style, row["style"]))
    for module, style in _FAKER:
        for name in faker_surnames(module):
            if _worth_adding(name, style):
                styles.setdefault(fold(name), style)
    return MappingProxyType(styles)


@cache
def first_name_pool(style: Style, gender: Gender) -> tuple[str, ...]:
    """Return the first names of a style that may serve as pseudonyms, sorted, as written with their accents.

    Gender "n" gives names that anyone may bear; where a style has only a few of those, the names of both genders. Style
    "other" is English. None is an ordinary word, a place, or a surname in the pool of the same style.
    """
    written, genders = _own_pool(_pool_style(style))
    taken = {fold(name) for name in surname_pool(style)}
    usable = [folded for folded in genders if _may_stand_in(folded) and folded not in taken]
    unisex = [folded for folded in usable if genders[folded] not in ({"f"}, {"m"})]
    if gender == "n":
        chosen = unisex if len(unisex) >= _FEWEST_UNISEX else usable
    else:
        chosen = [folded for folded in usable if genders[folded] == {gender}]
    return tuple(written[folded] for folded in sorted(chosen))


@cache
def surname_pool(style: Style) -> tuple[str, ...]:
    """Return the surnames of a style that may serve as pseudonyms, sorted, as written with their accents.

    Style "other" is English. None is an ordinary word, a place or a first name of the Welsh or English.
    """
    wanted = _pool_style(style)
    rows = [row for row in read_rows("surnames.csv") if row["style"] == wanted and row["pool"] == "yes"]
    written = {fold(row["name"]): row["name"] for row in rows if _surname_may_stand_in(row["name"])}
    return tuple(written[folded] for folded in sorted(written))


def is_famous_pair(first: str, surname: str) -> bool:
    """Say whether the two names together are somebody well known, so that no pseudonym should join them."""
    return (fold(first), fold(surname)) in _famous_pairs()


def short_forms(name: str) -> frozenset[str]:
    """Return the folded short forms of a first name and the full names that it may be short for, without itself."""
    folded = fold(name)
    english = _nicknamer().nicknames_of(folded) | _nicknamer().canonicals_of(folded)
    welsh = _welsh_short_forms().get(folded, frozenset())
    return frozenset({fold(form) for form in english} | welsh) - {folded}


def name_style(first: str, surname: str) -> Style:
    """Guess the style of a name from either or both of its parts ("" where one is not known); English failing all.

    A first name tells most, except where many peoples share it; then the surname decides.
    """
    kind = first_names().get(fold(first))
    last = surnames().get(fold(surname))
    if kind is None:
        return last or "english"
    if last is None:
        return kind.style
    if kind.style in _SHARED and last in _SHARED:
        return last
    if kind.style in _UNMARKED and last not in _UNMARKED and last != "welsh":
        return last
    return kind.style


def _own_pool(style: Style) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Give the names of a style that are fit for pseudonyms, folded: how each is written, and all its genders."""
    written: dict[str, str] = {}
    genders: dict[str, set[str]] = {}
    rows = [row for row in read_rows("first_names.csv") if row["style"] == style]
    for row in rows:
        if row["pool"] == "yes":
            written.setdefault(fold(row["name"]), row["name"])
    for row in rows:
        if fold(row["name"]) in written:
            genders.setdefault(fold(row["name"]), set()).add(row["gender"])
    return written, genders


def _own_first_names() -> Iterator[tuple[Style, Gender, str]]:
    rows = sorted(read_rows("first_names.csv"), key=lambda row: STYLES.index(cast(Style, row["style"])))
    for row in rows:
        yield cast(Style, row["style"]), cast(Gender, row["gender"]), row["name"]


def _add(kinds: dict[str, NameKind], name: str, style: Style, gender: Gender) -> None:
    known = kinds.setdefault(fold(name), NameKind(style, gender))
    if known.style == style and known.gender != gender:
        kinds[fold(name)] = NameKind(style, "n")


def _worth_adding(name: str, style: Style) -> bool:
    if len(name) < _SHORTEST_FROM_FAKER or not name.replace("-", "").replace("'", "").isalpha():
        return False
    return style == "english" or not is_in_lists(name)


def _pool_style(style: Style) -> Style:
    return "english" if style == "other" else style


def _may_stand_in(name: str) -> bool:
    folded = fold(name)
    return not is_ordinary(name) and folded not in places() and folded not in AREAS


def _surname_may_stand_in(name: str) -> bool:
    kind = first_names().get(fold(name))
    return _may_stand_in(name) and (kind is None or kind.style not in {"welsh", "english"})


@cache
def _famous_pairs() -> frozenset[tuple[str, str]]:
    pairs = (fold(line).split(" ", 1) for line in read_lines("famous_pairs.txt"))
    return frozenset((first, surname) for first, surname in pairs)


@cache
def _nicknamer() -> NickNamer:
    return NickNamer()


@cache
def _welsh_short_forms() -> Mapping[str, frozenset[str]]:
    forms: dict[str, set[str]] = {}
    for row in read_rows("nicknames_cy.csv"):
        short, full = fold(row["short"]), fold(row["full"])
        forms.setdefault(short, set()).add(full)
        forms.setdefault(full, set()).add(short)
    return {name: frozenset(others) for name, others in forms.items()}
