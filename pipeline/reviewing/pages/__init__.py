"""The pages of the workbench, a module each; its PAGES are their addresses, and those with a link are in the menu."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.reviewing.desk import Page
from pipeline.reviewing.pages import (
    decisions,
    entities,
    entity,
    home,
    keys,
    names,
    sampling,
    second,
    sign_in,
    sign_off,
    transcript,
)

MODULES = (sign_in, home, transcript, decisions, names, entities, entity, second, sampling, sign_off, keys)


def all_pages() -> Iterator[Page]:
    """Yield every page, in the order of the menu."""
    for module in MODULES:
        yield from module.PAGES
