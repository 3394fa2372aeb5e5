"""Take "a" or "an" into an identifier, because what replaces it may need the other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pipeline.identify.finds import Identifier

_ARTICLE_BEFORE = re.compile(r"\ban? $", re.IGNORECASE)
_TYPES = frozenset({"AGE", "DEMOGRAPHIC", "PLACE", "ORG"})


def with_articles(identifiers: Iterable[Identifier], text: str) -> list[Identifier]:
    """Widen ages, backgrounds, places and organisations to the article directly before them; `identifiers` in order."""
    widened: list[Identifier] = []
    for identifier in identifiers:
        article = _ARTICLE_BEFORE.search(text[: identifier.start]) if identifier.type in _TYPES else None
        free = article is not None and (not widened or widened[-1].end <= article.start())
        widened.append(replace(identifier, start=article.start()) if article and free else identifier)
    return widened
