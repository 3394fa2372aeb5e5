"""The pages for reading: a transcript with its codes, one person, and the list of transcripts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from datasette import Response
from datasette.utils import tilde_decode
from datasette.utils.asgi import NotFound

from pipeline.workbench import addresses
from pipeline.workbench.answers import Rows, answer, facts_with, stamp_of
from pipeline.workbench.facts import Facts
from pipeline.workbench.kept import kept_of
from pipeline.workbench.paging import Paging, asked_page, paged
from pipeline.workbench.quoting.overlapping import put_together
from pipeline.workbench.quoting.passages import QUOTED
from pipeline.workbench.quoting.rows import ROWS_AT_ONCE, passage_rows, read_bands
from pipeline.workbench.reader import drawn, listing, person
from pipeline.workbench.reader.sheet import sheet_css
from pipeline.workbench.reader.shelf import shelf_of
from pipeline.workbench.words import say

NO_THEME = "none"


async def transcript_page(datasette: Any, request: Any) -> Response:
    """Show a transcript to be read, with the codes that people gave, and a machine's suggestions only when asked."""
    facts = facts_with(datasette, "turns", "codings")
    label = tilde_decode(request.url_vars["transcript"])
    database = datasette.get_database(facts.database)
    suggestions = request.args.get("suggestions") == "1"
    shelf = shelf_of(datasette)

    async def shown() -> Mapping[str, object]:
        opened = await shelf.open(database, facts.themes, label, suggestions)
        if opened is None:
            raise NotFound("there is no such transcript")
        before, after = (await database.execute(_NEIGHBOURS, {"transcript": label})).first()
        return {
            "opened": opened,
            "transcript": opened.heading,
            "suggestions": suggestions,
            "chosen": chosen_themes(facts, request.args.getlist("themes")),
            "cited": _cited(facts, label),
            "before": before,
            "after": after,
        }

    async def rows() -> Rows:
        reading = await shelf.read(database, label)
        if reading is None:
            raise NotFound("there is no such transcript")
        return drawn.rows_of(reading)

    return await answer(datasette, request, "reader/transcript.html", shown, rows)


async def participant_page(datasette: Any, request: Any) -> Response:
    """Show what one person spoke about and their words in order: what is coded of them, or all that they said."""
    facts = facts_with(datasette, *QUOTED)
    database = datasette.get_database(facts.database)
    label = tilde_decode(request.url_vars["participant"])
    somebody = await person.group_of(database, label)
    if somebody is None:
        raise NotFound("there is no such participant")
    everything = request.args.get("all") == "1"
    theme = _known(request, "theme", {one.id for one in facts.themes})
    code = _known(request, "code", set(facts.codes))
    asked = asked_page(request.args.get("page"))

    async def shown() -> Mapping[str, object]:
        spoken = await person.spoken_of(database, facts, label)
        found: dict[str, object] = {}
        if everything:
            found["turns"], paging = await person.turns(database, label, asked)
        else:
            which = await person.coded(database, label, theme, code)
            paging = Paging.of(which.quotes, person.QUOTES_PER_PAGE, asked)
            found["which"] = which
            found["quotes"] = put_together(await person.passages(database, which, paging.before, paging.size))
        path = addresses.of_participant(label)
        values = {"all": 1} if everything else {"theme": theme, "code": code}
        return {
            "somebody": somebody,
            "transcripts": await person.told_in(database, facts, label),
            "spoken": spoken,
            "most": max([1, *(passages for one in spoken for _, passages in one.codes)]),
            "everything": everything,
            "theme": theme,
            "code": code,
            **found,
            **paged(path, values, paging),
        }

    async def rows() -> Rows:
        if everything:
            return (await person.turns(database, label, None))[0]
        bands = await kept_of(datasette).get("bands", lambda: read_bands(database))
        which = await person.coded(database, label, theme, code)
        found: list[dict[str, object]] = []
        for first in range(0, which.quotes, ROWS_AT_ONCE):
            found += passage_rows(await person.passages(database, which, first, ROWS_AT_ONCE), bands, facts)
        return found

    return await answer(datasette, request, "reader/participant.html", shown, rows)


async def transcripts_page(datasette: Any, request: Any) -> Response:
    """List the transcripts, group by group, all of them or those of a group or a band."""
    facts = facts_with(datasette, "transcripts", "turns")
    database = datasette.get_database(facts.database)
    others = listing.other_attributes(facts)
    chosen = listing.chosen_from(facts, {name: request.args[name] for name in request.args})

    async def shown() -> Mapping[str, object]:
        found, paging = await listing.listed(database, chosen, asked_page(request.args.get("page")))
        return {
            "listed": found,
            "filters": listing.filters(facts, chosen, say("Group")),
            "chosen": chosen,
            "others": others,
            **paged(addresses.TRANSCRIPTS, chosen, paging),
        }

    async def rows() -> Rows:
        return listing.rows_of((await listing.listed(database, chosen, None))[0], others)

    return await answer(datasette, request, "reader/transcripts.html", shown, rows)


async def sheet(datasette: Any) -> Response:
    """Give the style sheet of what is shown and lit."""
    facts = facts_with(datasette, "themes")
    return Response(sheet_css(len(facts.themes)), content_type="text/css; charset=utf-8")


def chosen_themes(facts: Facts, asked: list[str]) -> frozenset[str]:
    """Read from an address which themes are shown: `themes=care,exchange`, or `themes` several times; else all."""
    known = {theme.id for theme in facts.themes}
    named = {name for one in asked for name in one.split(",")}
    return frozenset(named & known or (() if NO_THEME in named else known))


def _known(request: Any, name: str, known: set[str]) -> str:
    value = request.args.get(name) or ""
    return value if value in known else ""


def _cited(facts: Facts, transcript: str) -> str:
    """Write how a turn is cited, with {who} and {turn} left open."""
    return say(
        "{study}, {status}. {who}, transcript {transcript}, turn {turn}.",
        study=facts.study.get("title") or "",
        status=stamp_of(facts),
        transcript=transcript,
        who="{who}",
        turn="{turn}",
    )


_NEIGHBOURS = """
SELECT (SELECT max(id) FROM transcripts WHERE id < :transcript),
  (SELECT min(id) FROM transcripts WHERE id > :transcript)
"""
