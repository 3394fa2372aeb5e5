"""The pages: agreement code by code, disagreements side by side, and what each interview added."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from typing import Any

from datasette import Response
from datasette.utils.asgi import NotFound

from pipeline.coding.agreement.records import COUNTED, NOT_COUNTED, SENTENCE
from pipeline.coding.working.events import Event
from pipeline.workbench.access.who import can_code, coder_of
from pipeline.workbench.answers import Rows, answer, page
from pipeline.workbench.charts import interval_chart, saturation_chart
from pipeline.workbench.coding.desk import desk_of
from pipeline.workbench.coding.errors import CannotCode, NotSignedIn, TextChanged
from pipeline.workbench.coding.seen import short_name
from pipeline.workbench.comparing.differing import Differing, read_differing, with_decisions
from pipeline.workbench.comparing.listed import Chosen, Listed, choose, may_be_decided_by, read_listed
from pipeline.workbench.comparing.rows import differing_rows
from pipeline.workbench.comparing.settle import settle
from pipeline.workbench.facts import Facts, facts_of
from pipeline.workbench.paging import Paging, asked_page, paged
from pipeline.workbench.words import say

Decide = Callable[[Sequence[Differing]], list[Differing]]

PER_PAGE = 30
_LISTED = "llais_disagreements"
_NUMBER = re.compile("[0-9]{1,15}")


async def agreement_page(datasette: Any, request: Any) -> Response:
    """Show how far coders agree: a row a code, its alpha with its interval on a scale, uncoded text said above it."""
    facts = _facts(datasette)
    database = datasette.get_database(facts.database)
    rows = [dict(row) for row in (await database.execute(_FIGURES, {"unit": SENTENCE})).rows]
    basis = [dict(row) for row in (await database.execute(_CODED_TWICE)).rows]
    shown = {
        "tables": {uncoded: _by_code(rows, uncoded) for uncoded in (COUNTED, NOT_COUNTED)},
        "basis": basis,
        "interval": interval_chart,
        "unit": SENTENCE,
    }
    return await _answer(datasette, request, "agreement.html", shown, rows)


async def disagreements_page(datasette: Any, request: Any) -> Response:
    """List what coders disagree on, side by side, with who decided what; as rows, all that were asked for."""
    facts = _facts(datasette)

    async def shown() -> dict[str, Any]:
        return await _disagreements(datasette, request, facts)

    async def rows() -> Rows:
        chosen, decided = await _chosen(datasette, request, facts)
        return differing_rows(decided(await _read(datasette, facts, chosen.ids)), facts)

    return await answer(datasette, request, "comparing/disagreements.html", shown, rows)


async def settle_page(datasette: Any, request: Any) -> Response:
    """Take a decision on a disagreement, and go back to it."""
    facts, desk = _facts(datasette), desk_of(datasette)
    if desk is None or request.method != "POST":
        raise NotFound("nothing is settled here")
    asked = await request.post_vars()
    try:
        coder = coder_of(datasette, request)
        if not coder:
            raise NotSignedIn(say("You are not signed in here any more. Sign in, and decide once more."))
        asked_id = asked.get("id", "")
        differing = await _read(datasette, facts, [int(asked_id)] if _NUMBER.fullmatch(asked_id) else [])
        study = facts.study
        event = settle(asked, differing, coder, str(study["id"]), str(study["codebook_version"]))
    except (NotSignedIn, CannotCode, TextChanged) as error:
        shown = await _disagreements(datasette, request, facts, str(error))
        status = 401 if isinstance(error, NotSignedIn) else 409
        return await page(datasette, request, "comparing/disagreements.html", shown, status)
    await asyncio.to_thread(desk.log.append, event)
    query = f"?{request.query_string}" if request.query_string else ""
    return Response.redirect(f"/disagreements{query}#d{asked['id']}", status=303)


async def saturation_page(datasette: Any, request: Any) -> Response:
    """Show what each interview added: new codes and new pairs of codes, as a chart and as the table beneath it."""
    facts = _facts(datasette)
    rows = [dict(row) for row in (await datasette.get_database(facts.database).execute(_SATURATION)).rows]
    return await _answer(datasette, request, "saturation.html", {"rows": rows, "chart": saturation_chart(rows)}, rows)


async def _disagreements(datasette: Any, request: Any, facts: Facts, problem: str = "") -> dict[str, Any]:
    chosen, decided = await _chosen(datasette, request, facts)
    paging = Paging.of(len(chosen.ids), PER_PAGE, asked_page(request.args.get("page")))
    differing = decided(await _read(datasette, facts, chosen.ids[paging.before :][:PER_PAGE]))
    asked = _asked(request)
    return {
        "differing": differing,
        "found": len(chosen.ids),
        "chosen": chosen,
        "problem": problem,
        **_who(datasette, request),
        **asked,
        **paged("/disagreements", asked, paging),
    }


async def _chosen(datasette: Any, request: Any, facts: Facts) -> tuple[Chosen, Decide]:
    """Return which disagreements were asked for, and what puts on each what has been decided since the publishing."""
    listed = await _listed(datasette, facts)
    events, shown_as = await _decisions(datasette)

    def decide(differing: Sequence[Differing]) -> list[Differing]:
        return with_decisions(differing, events, shown_as, coder_of(datasette, request))

    maybe = decide(await _read(datasette, facts, may_be_decided_by(listed, events)))
    return choose(listed, {one.id for one in maybe if one.decision}, *_asked(request).values()), decide


def _asked(request: Any) -> dict[str, str]:
    return {name: request.args.get(name) or "" for name in ("code", "transcript", "show")}


async def _listed(datasette: Any, facts: Facts) -> tuple[Listed, ...]:
    """Return every disagreement in a word, read once: nothing that is published changes while it is served."""
    if not hasattr(datasette, _LISTED):
        setattr(datasette, _LISTED, await datasette.get_database(facts.database).execute_fn(read_listed))
    listed: tuple[Listed, ...] = getattr(datasette, _LISTED)
    return listed


async def _read(datasette: Any, facts: Facts, ids: Sequence[int]) -> list[Differing]:
    if not ids:
        return []
    read: list[Differing] = await datasette.get_database(facts.database).execute_fn(
        lambda connection: read_differing(connection, ids)
    )
    return read


async def _decisions(datasette: Any) -> tuple[Sequence[Event], dict[str, str]]:
    """Return what was done since the publishing, and how each who did it is shown."""
    desk = desk_of(datasette)
    if desk is None:
        return (), {}
    events = await asyncio.to_thread(desk.log.events, "", desk.up_to)
    labels = await asyncio.to_thread(desk.log.labels)
    return events, {event.coder: short_name(event.coder, labels) for event in events}


def _by_code(rows: Sequence[dict[str, Any]], uncoded: str) -> list[dict[str, Any]]:
    """Gather the figures of one way with uncoded text into a row for each code, theme and all."""
    gathered: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        if row["uncoded"] == uncoded:
            key = (row["scope"], row["code_id"] or row["theme_id"] or "")
            line = gathered.setdefault(key, {"scope": row["scope"], "id": key[1], "n": 0, "measures": {}})
            line["measures"][row["measure"]] = row
            if row["unit"] == SENTENCE:
                line["n"] = row["n"]
    return list(gathered.values())


def _facts(datasette: Any) -> Facts:
    facts = facts_of(datasette)
    if facts is None or "agreement" not in facts.tables:
        raise NotFound("nothing is compared here")
    return facts


async def _answer(datasette: Any, request: Any, template: str, shown: dict[str, Any], rows: Rows) -> Response:
    async def show() -> dict[str, Any]:
        return {**_who(datasette, request), **shown}

    async def give() -> Rows:
        return rows

    return await answer(datasette, request, f"comparing/{template}", show, give)


def _who(datasette: Any, request: Any) -> dict[str, Any]:
    return {"coder": coder_of(datasette, request), "can_settle": can_code(datasette, request)}


_FIGURES = """
SELECT agreement.* FROM agreement
LEFT JOIN codes ON codes.id = agreement.code_id LEFT JOIN themes ON themes.id = agreement.theme_id
WHERE unit IN (:unit, 'character') AND coders = 'all' AND (unit = :unit OR measure NOT IN ('alpha', 'percent'))
ORDER BY CASE scope WHEN 'all' THEN 0 ELSE 1 END, themes.position, codes.position IS NOT NULL, codes.position
"""
_CODED_TWICE = """
SELECT transcript_id, group_concat(coder_id, ', ') AS coders, count(*) AS n
FROM coded_by GROUP BY transcript_id ORDER BY transcript_id
"""
_SATURATION = "SELECT * FROM saturation ORDER BY position"
