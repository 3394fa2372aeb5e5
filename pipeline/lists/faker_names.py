"""The names that Faker lists for a language, one small module at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any, Literal

Gender = Literal["f", "m", "n"]


def faker_first_names(module: str) -> Iterator[tuple[Gender, str]]:
    """Yield the first names of one of Faker's modules, such as "en_GB", with the gender of those who bear them."""
    provider = _provider(module)
    female = _listed(provider, "first_names_female")
    male = _listed(provider, "first_names_male")
    yield from (("f", name) for name in female)
    yield from (("m", name) for name in male)
    gendered = {*female, *male}
    yield from (("n", name) for name in _listed(provider, "first_names") if name not in gendered)


def faker_surnames(module: str) -> Iterator[str]:
    """Yield the surnames of one of Faker's modules, such as "en_GB"; Polish ones in both genders."""
    provider = _provider(module)
    for attribute in ("last_names", "last_names_female", "last_names_male", "unisex_last_names"):
        yield from _listed(provider, attribute)
    for name in _listed(provider, "male_last_names"):
        yield name
        if name.endswith("ki"):
            yield name[:-1] + "a"


def _provider(module: str) -> Any:
    # Whole Faker loads every provider of a locale; one module of names is a hundredth of that.
    return import_module(f"faker.providers.person.{module}").Provider


def _listed(provider: Any, attribute: str) -> Iterable[str]:
    names: Iterable[str] = getattr(provider, attribute, ())
    return tuple(names)
