"""Make a study's replacer: what is said, who is named in it, and what people and settings decide."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from ingest.records import RosterEntry
from pipeline.folding import fold
from pipeline.pseudonyms.book import Key, WhoIsWho, make_book
from pipeline.pseudonyms.replace import Replacer, team_phrases

_LETTERS = re.compile(r"[^\W\d_]+")


def corpus_of(texts: Iterable[str]) -> frozenset[str]:
    """Return the folded words of texts: no pseudonym is one of them."""
    written = {word for text in texts for word in _LETTERS.findall(text)}
    return frozenset(fold(word) for word in written)


def replacer_from(
    corpus: Collection[str],
    people: Iterable[str],
    roster: Sequence[RosterEntry],
    policy: Mapping[str, str],
    existing: dict[Key, str],
    secret: bytes,
    who: WhoIsWho | None = None,
    elsewhere: tuple[Mapping[str, str], Mapping[str, str]] = ({}, {}),
) -> Replacer:
    """Make a replacer for a study in which `people` are named; no pseudonym is a word of its `corpus`.

    `elsewhere` says of places and organisations, by folded name, which other name they go by and which words were
    chosen for them. Raises PseudonymTaken.
    """
    book = make_book(people, roster, existing, corpus, secret, who)
    same, chosen = elsewhere
    return Replacer(book, dict(policy), team_phrases(roster) | dict(chosen), dict(same))
