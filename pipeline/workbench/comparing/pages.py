"""The pages: agreement code by code, disagreements side by side, and what each interview added."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import Any

from datasette import Response
from datasette.utils.asgi import NotFound

from pipeline.coding.agreement.records import COUNTED, NOT_COUNTED, SENTENCE
from pipeline.reviewing.errors import NotFromHere
from pipeline.reviewing.session import check_same_site
from pipeline.workbench.charts import interval_chart, saturation_chart
from pipeline.workbench.coding.desk import desk_of
from pipeline.workbench.coding.errors import CannotCode, NotSignedIn, TextChanged
from pipeline.workbench.coding.seen import short_name
from pipeline.workbench.comparing.differing import Differing, read_differing, with_decisions
from pipeline.workbench.comparing.settle import settle
from pipeline.workbench.facts import Facts, facts_of

PER_PAGE = 30
OPEN, SETTLED = "open", "settled"


async def agreement_page(datasette: Any, request: Any) -> Response:
    """Show how far coders agree: a row a code, its alpha with its interval on a scale, uncoded text said above it."""
    facts = _facts(datasette)
    database = datasette.get_database(facts.database)
    rows = [dict(row) for row in (await database.execute(_FIGURES, {"unit": SENTENCE})).rows]
    basis = [dict(row) for row in (await database.execute(_CODED_TWICE)).rows]
    tables = {uncoded: _by_code(rows, uncoded) for uncoded in (COUNTED, NOT_COUNTED)}
    return await _page(
        datasette,
        request,
        "agreement.html",
        tables=tables,
        basis=basis,
        interval=interval_chart,
        unit=SENTENCE,
    )


async def disagreements_page(datasette: Any, request: Any) -> Response:
    """List what coders disagree on, side by side, with who decided what."""
    return await _disagreements(datasette, request)


async def settle_page(datasette: Any, request: Any) -> Response:
    """Take a decision on a disagreement, and go back to it."""
    facts, desk = _facts(datasette), desk_of(datasette)
    if desk is None or request.method != "POST":
        raise NotFound("nothing is settled here")
    asked = await request.post_vars()
    try:
        check_same_site(request.headers)
        coder = desk.sessions.coder(datasette, request)
        if not coder:
            raise NotSignedIn("You are not signed in here any more. Sign in, and decide once more.")
        differing = await _differing(datasette, request, facts)
        study = facts.study
        event = settle(asked, differing, coder, str(study["id"]), str(study["codebook_version"]))
    except NotFromHere as error:
        return await _disagreements(datasette, request, str(error), 403)
    except (NotSignedIn, CannotCode, TextChanged) as error:
        return await _disagreements(datasette, request, str(error), 401 if isinstance(error, NotSignedIn) else 409)
    await asyncio.to_thread(desk.log.append, event)
    query = f"?{request.query_string}" if request.query_string else ""
    return Response.redirect(f"/disagreements{query}#d{asked['id']}", status=303)


async def saturation_page(datasette: Any, request: Any) -> Response:
    """Show what each interview added: new codes and new pairs of codes, as a chart and as the table beneath it."""
    facts = _facts(datasette)
    rows = [dict(row) for row in (await datasette.get_database(facts.database).execute(_SATURATION)).rows]
    return await _page(datasette, request, "saturation.html", rows=rows, chart=saturation_chart(rows))


async def _disagreements(datasette: Any, request: Any, problem: str = "", status: int = 200) -> Response:
    facts = _facts(datasette)
    differing = await _differing(datasette, request, facts)
    code, transcript, which = (request.args.get(name) or "" for name in ("code", "transcript", "show"))
    chosen = [
        one
        for one in differing
        if (not code or one.code == code)
        and (not transcript or one.transcript == transcript)
        and (which not in (OPEN, SETTLED) or (one.decision is None) == (which == OPEN))
    ]
    asked = request.args.get("page") or "1"
    pages = max(1, -(-len(chosen) // PER_PAGE))
    page = min(int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1, pages) or 1
    return await _page(
        datasette,
        request,
        "disagreements.html",
        status,
        differing=chosen[(page - 1) * PER_PAGE : page * PER_PAGE],
        found=len(chosen),
        total=len(differing),
        open=sum(one.decision is None for one in differing),
        codes=Counter(one.code for one in differing),
        transcripts=Counter(one.transcript for one in differing),
        code=code,
        transcript=transcript,
        show=which,
        page=page,
        pages=pages,
        problem=problem,
    )


async def _differing(datasette: Any, request: Any, facts: Facts) -> list[Differing]:
    """Return the disagreements with the latest decisions, as whoever is signed in may read them."""
    read = await datasette.get_database(facts.database).execute_fn(read_differing)
    desk = desk_of(datasette)
    if desk is None:
        return read
    events = await asyncio.to_thread(desk.log.events, "", desk.up_to)
    labels = await asyncio.to_thread(desk.log.labels)
    shown_as = {event.coder: short_name(event.coder, labels) for event in events}
    return with_decisions(read, events, shown_as, desk.sessions.coder(datasette, request))


def _by_code(rows: Sequence[dict[str, Any]], uncoded: str) -> list[dict[str, Any]]:
    """Gather the figures of one way with uncoded text into a row for each code, theme and all."""
    gathered: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        if row["uncoded"] == uncoded:
            key = (row["scope"], row["code_id"] or row["theme_id"] or "")
            line = gathered.setdefault(key, {"scope": row["scope"], "id": key[1], "n": row["n"], "measures": {}})
            line["measures"][row["measure"]] = row
    return list(gathered.values())


def _facts(datasette: Any) -> Facts:
    facts = facts_of(datasette)
    if facts is None or "agreement" not in facts.tables:
        raise NotFound("nothing is compared here")
    return facts


async def _page(datasette: Any, request: Any, template: str, status: int = 200, **shown: Any) -> Response:
    desk = desk_of(datasette)
    shown = {"coder": desk.sessions.coder(datasette, request) if desk else "", "can_settle": desk is not None, **shown}
    return Response.html(await datasette.render_template(f"comparing/{template}", shown, request), status=status)


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
