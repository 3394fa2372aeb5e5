"""The pages: a search over what was said, and a concordance of every place of a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from datasette import Response

from pipeline.workbench import addresses
from pipeline.workbench.answers import Rows, answer, facts_with
from pipeline.workbench.facts import Facts
from pipeline.workbench.finding.asides import Asides, read_asides
from pipeline.workbench.finding.asked import Asked, understand
from pipeline.workbench.finding.found import Found, searches_of
from pipeline.workbench.finding.lines import RIGHT, SORTS, Line, lines_of, sorted_lines
from pipeline.workbench.finding.marked import excerpt, places
from pipeline.workbench.finding.tally import tally_all, tally_groups, tally_transcripts
from pipeline.workbench.finding.turns import FoundTurn, read_found
from pipeline.workbench.finding.voices import Voices
from pipeline.workbench.finding.within import OTHER_NAMES, Within, read_within
from pipeline.workbench.paging import Paging, asked_page, paged

HITS_A_PAGE = 30
LINES_A_PAGE = 200
MOST_LINES = 1_000
"""How many lines a concordance has at most, and how many hits leave as CSV or JSON."""

BY_HABIT = "q"

MOST_TRANSCRIPTS = 60
"""How many transcripts are listed with their hits."""


@dataclass(frozen=True, slots=True)
class Question:
    """What an address asks: which words, among whose, in what order, and which page of the answer."""

    typed: str
    asked: Asked
    within: Within
    sort: str
    page: int

    def values(self) -> dict[str, str]:
        """Write it as it stands in an address, for a link that keeps all but a part of it."""
        return {"words": self.typed, **self.within.values()}


async def search_page(datasette: Any, request: Any) -> Response:
    """Show the turns that hold some words, closest first, with how many are whose."""
    facts = facts_with(datasette, "turns")
    if _asks_by_habit(request):
        return Response.redirect(_as_words(request))
    asked = _read(request, facts)
    return await answer(
        datasette,
        request,
        "finding/search.html",
        partial(_search_shown, datasette, facts, asked),
        partial(_search_rows, datasette, facts, asked),
    )


async def concordance_page(datasette: Any, request: Any) -> Response:
    """Show every place of some words on a line of its own, sorted by what stands beside them."""
    facts = facts_with(datasette, "turns")
    if _asks_by_habit(request):
        return Response.redirect(_as_words(request))
    asked = _read(request, facts)
    return await answer(
        datasette,
        request,
        "finding/concordance.html",
        partial(_concordance_shown, datasette, facts, asked),
        partial(_concordance_rows, datasette, facts, asked),
    )


def _read(request: Any, facts: Facts) -> Question:
    typed, sort, page = (request.args.get(name) or "" for name in ("words", "sort", "page"))
    return Question(
        typed=typed,
        asked=understand(typed),
        within=read_within(_first_values(request.args), facts),
        sort=sort if sort in SORTS else RIGHT,
        page=asked_page(page),
    )


def _asks_by_habit(request: Any) -> bool:
    """Say whether the words stand under the name that other searches give them."""
    return bool(request.args.get(BY_HABIT)) and not request.args.get("words")


def _as_words(request: Any) -> str:
    asked = _first_values(request.args)
    words = {"words": asked.pop(BY_HABIT)}
    return addresses.with_values(request.path, {**asked, **words})


def _first_values(args: Any) -> dict[str, str]:
    return {name: args.get(name) or "" for name in args}


async def _search_shown(datasette: Any, facts: Facts, asked: Question) -> Mapping[str, object]:
    shown = _asked_shown(facts, asked)
    if not asked.asked.terms:
        return shown
    found, voices = await _find(datasette, facts, asked)
    whole = tally_all(found.by_voice, voices, asked.within)
    paging = Paging.of(whole.turns, HITS_A_PAGE, asked.page)
    turns = found.page(asked.within, voices, paging.before, HITS_A_PAGE)
    hits = await _turns(datasette, facts, asked, turns)
    asides = (
        await read_asides(datasette.get_database(facts.database), asked.asked, facts) if paging.page == 1 else Asides()
    )
    transcripts = tally_transcripts(found.by_voice, voices, asked.within)
    return {
        **shown,
        "hits": [(turn, excerpt(turn.marked)) for turn in hits],
        "whole": whole,
        "by_group": tally_groups(found.by_voice, voices, asked.within),
        "by_transcript": transcripts[:MOST_TRANSCRIPTS],
        "transcripts": len(transcripts),
        "is_ranked": found.is_ranked,
        **paged(addresses.SEARCH, asked.values(), paging),
        "asides": asides,
    }


async def _search_rows(datasette: Any, facts: Facts, asked: Question) -> Rows:
    if not asked.asked.terms:
        return []
    found, voices = await _find(datasette, facts, asked)
    hits = await _turns(datasette, facts, asked, found.page(asked.within, voices, 0, MOST_LINES))
    return [
        {**_place(turn), "time": turn.time, "codes": " ".join(turn.codes), "text": places(turn.marked)[0]}
        for turn in hits
    ]


async def _concordance_shown(datasette: Any, facts: Facts, asked: Question) -> Mapping[str, object]:
    shown = {**_asked_shown(facts, asked), "sort": asked.sort, "sorts": SORTS}
    if not asked.asked.terms:
        return shown
    lines, read, turns = await _lines(datasette, facts, asked)
    paging = Paging.of(len(lines), LINES_A_PAGE, asked.page)
    its = lines[paging.before :][:LINES_A_PAGE]
    return {
        **shown,
        "lines": its,
        "unquotable": sorted({one.turn.participant or one.turn.transcript for one in its if not one.turn.may_quote}),
        "of_lines": len(lines),
        "read": read,
        "turns": turns,
        **paged(addresses.CONCORDANCE, {**asked.values(), "sort": asked.sort}, paging),
    }


async def _concordance_rows(datasette: Any, facts: Facts, asked: Question) -> Rows:
    lines = (await _lines(datasette, facts, asked))[0] if asked.asked.terms else []
    return [{"left": one.left, "keyword": one.word, "right": one.right, **_place(one.turn)} for one in lines]


async def _lines(datasette: Any, facts: Facts, asked: Question) -> tuple[Sequence[Line], int, int]:
    """Lay out the lines; say from how many turns they are, and how many turns hold the words."""
    found, voices = await _find(datasette, facts, asked)
    turns = found.first_in_texts(asked.within, voices, MOST_LINES)
    lines = lines_of(await _turns(datasette, facts, asked, turns, with_codes=False), MOST_LINES)
    read = len({line.turn.id for line in lines})
    return sorted_lines(lines, asked.sort), read, tally_all(found.by_voice, voices, asked.within).turns


async def _find(datasette: Any, facts: Facts, asked: Question) -> tuple[Found, Voices]:
    searches = searches_of(datasette, facts)
    database = datasette.get_database(facts.database)
    return await database.execute_fn(partial(searches.ask, question=asked.asked.question))


async def _turns(
    datasette: Any, facts: Facts, asked: Question, turns: Sequence[int], with_codes: bool = True
) -> list[FoundTurn]:
    database = datasette.get_database(facts.database)
    return await read_found(database, asked.asked.question, turns, with_codes)


def _asked_shown(facts: Facts, asked: Question) -> dict[str, object]:
    return {
        "words": asked.typed,
        "asked": asked.asked,
        "within": asked.within,
        "bands": dict(asked.within.bands),
        "values": asked.values(),
        "attributes": [one for one in facts.attributes if one.id not in OTHER_NAMES],
        "groups": {one.id: one for one in facts.groups},
        "most": MOST_LINES,
    }


def _place(turn: FoundTurn) -> dict[str, object]:
    where = {"transcript": turn.transcript, "turn": turn.n}
    return {
        "participant": turn.participant,
        "group": turn.group,
        "role": turn.role,
        **where,
        "may_quote": int(turn.may_quote),
    }
