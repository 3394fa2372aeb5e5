"""Methods that are called after people who have nothing to do with any study."""

from __future__ import annotations

import re

METHOD_NAMES = (
    "Clopper–Pearson",
    "Cohen's kappa",
    "Fleiss' kappa",
    "Chapman's estimate",
)
_ANY = re.compile("|".join(map(re.escape, METHOD_NAMES)))


def without_method_names(text: str) -> str:
    """Leave them out of a text in which names are searched for."""
    return _ANY.sub(" ", text)
