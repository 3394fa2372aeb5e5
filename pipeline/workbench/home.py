"""What the home page offers first, worked out from what the study holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from pipeline.workbench.facts import Facts
from pipeline.workbench.numbers import some
from pipeline.workbench.reading import kind_in_words, method_in_words


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go, and what it says."""

    text: str
    path: str


@dataclass(frozen=True, slots=True)
class Protection:
    """A kind of thing that was replaced, how, how often, and where to see it."""

    what: str
    how: str
    times: int
    path: str


def begin_here(facts: Facts) -> list[Link]:
    """List the first things worth reading in this study; empty where nobody has coded anything and nobody spoke."""
    links = [*_most_spoken_of(facts), *_most_used_code(facts), *_where_coders_differ(facts), *_first_story(facts)]
    if "code_by_code" in facts.tables and facts.codings:
        links.append(Link("Codes that meet in the same words", f"/{facts.database}/codes_that_meet"))
    if "saturation" in facts.filled:
        links.append(Link("What each interview added", "/saturation"))
    return links


def kinds_in_words(kinds: Sequence[tuple[str, int]]) -> str:
    """Write how many transcripts of each kind there are, such as "six interviews and one focus group"."""
    parts = [some(number, kind) for kind, number in kinds]
    return ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else "".join(parts)


def protection(facts: Facts) -> list[Protection]:
    """List what was replaced, by kind and way of replacing, most often first."""
    return [
        Protection(
            kind_in_words(type),
            method_in_words(method),
            times,
            f"/{facts.database}/replacements?{urlencode({'type': type, 'method': method})}",
        )
        for type, method, times in facts.protected
    ]


def _most_spoken_of(facts: Facts) -> list[Link]:
    links = []
    for group in facts.groups:
        spoken_of = [theme for theme in facts.themes if group.id in theme.by_group]
        if spoken_of and "codings" in facts.tables:
            theme = max(spoken_of, key=lambda one: one.by_group[group.id])
            query = urlencode({"theme": theme.id, "group": group.id})
            links.append(Link(f"{group.label} on {theme.name.lower()}", f"/{facts.database}/quotes?{query}"))
    return links


def _most_used_code(facts: Facts) -> list[Link]:
    if not facts.codings:
        return []
    code = max(facts.codes.values(), key=lambda one: (one.people or 0, one.passages or 0))
    return [Link(f"{code.name}: every quote", f"/{facts.database}/code_quotes?{urlencode({'code': code.id})}")]


def _where_coders_differ(facts: Facts) -> list[Link]:
    which = "the two coders" if len(facts.coders) == 2 else "coders"
    links = {
        "disagreements": Link(f"Where {which} differ", "/disagreements"),
        "agreement": Link("How far coders agree, code by code", "/agreement"),
    }
    return [link for table, link in links.items() if table in facts.filled]


def _first_story(facts: Facts) -> list[Link]:
    if not facts.participants:
        return []
    first = facts.participants[0]
    path = f"/{facts.database}/story?{urlencode({'participant': first})}"
    return [Link(f"Everything that {first} said, in order", path)]
