"""What the home page offers first, worked out from what the study holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from pipeline.workbench import addresses
from pipeline.workbench.facts import Facts
from pipeline.workbench.numbers import some
from pipeline.workbench.reading import kind_in_words, method_in_words
from pipeline.workbench.values import listed, value_in_words
from pipeline.workbench.words import say


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
    """List the first things worth reading in this study; empty where there is nothing to read."""
    links = [*_most_spoken_of(facts), *_most_used_code(facts), *_where_coders_differ(facts), *_first_person(facts)]
    if any(theme.people is None or theme.people for theme in facts.themes):
        links.append(Link(say("Every theme beside every group"), addresses.MATRIX))
    if "code_by_code" in facts.tables and any(theme.passages for theme in facts.themes):
        links.append(Link(say("Codes that meet in the same words"), addresses.MEETING))
    if "saturation" in facts.filled:
        links.append(Link(say("What each interview added"), "/saturation"))
    return links


def kinds_in_words(kinds: Sequence[tuple[str, int]]) -> str:
    """Write how many transcripts of each kind there are, such as "six interviews and one focus group"."""
    return listed([some(number, kind) for kind, number in kinds])


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
        spoken_of = [theme for theme in facts.themes if any(theme.by_group.get(group.id, ()))]
        if spoken_of and "codings" in facts.tables:
            theme = max(spoken_of, key=lambda one: one.by_group[group.id])
            path = addresses.with_values(addresses.of_theme(theme.id), {"group": group.id})
            links.append(
                Link(say("{group} on {theme}", group=value_in_words(group.label), theme=theme.called.lower()), path)
            )
    return links


def _most_used_code(facts: Facts) -> list[Link]:
    if not facts.codings:
        return []
    code = max(facts.codes.values(), key=lambda one: (one.people or 0, one.passages or 0))
    return [Link(say("{code}: every quote", code=code.name), addresses.of_code(code.id))]


def _where_coders_differ(facts: Facts) -> list[Link]:
    which = say("Where the two coders differ") if len(facts.coders) == 2 else say("Where coders differ")
    links = {
        "disagreements": Link(which, "/disagreements"),
        "agreement": Link(say("How far coders agree, code by code"), "/agreement"),
    }
    return [link for table, link in links.items() if table in facts.filled]


def _first_person(facts: Facts) -> list[Link]:
    if facts.first_coded:
        path = addresses.of_participant(facts.first_coded)
        return [Link(say("What {person} spoke about", person=facts.first_coded), path)]
    if "turns" in facts.tables and facts.kinds:
        return [Link(say("Every transcript, to be read"), addresses.TRANSCRIPTS)]
    return []
