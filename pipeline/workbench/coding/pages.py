"""The pages that a coder reads: the list of transcripts, a transcript, one turn with plain forms, handing in."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from datasette import Response
from datasette.utils import tilde_decode
from datasette.utils.asgi import NotFound

from pipeline.workbench.access.who import coder_of
from pipeline.workbench.answers import facts_with
from pipeline.workbench.coding.book import colours_css
from pipeline.workbench.coding.desk import CodingDesk, Looked, desk_of
from pipeline.workbench.coding.drawn import Drawing, html_of, unanswered
from pipeline.workbench.coding.progress import Progress, progress
from pipeline.workbench.coding.published import count_codings


async def transcripts_page(datasette: Any, request: Any) -> Response:
    """List the transcripts with how far the coder is in each."""
    desk = _desk(datasette)
    coder = coder_of(datasette, request)
    rows = (await datasette.get_database(desk.facts.database).execute(_TRANSCRIPTS)).rows
    done = await _progress(datasette, desk, coder) if coder else {}
    listed = [(dict(row), done.get(row["id"], Progress())) for row in rows]
    return await page(datasette, request, "transcripts.html", transcripts=listed)


async def transcript_page(datasette: Any, request: Any) -> Response:
    """Show a transcript with all its marks, to be coded or only to be read."""
    desk = _desk(datasette)
    coder = coder_of(datasette, request)
    looked = await look(datasette, desk, request, coder)
    shown = shows_suggestions(request.args)
    book = await desk.book(datasette)
    drawing = Drawing(looked.transcript, looked.seen, book, shown)
    return await page(
        datasette,
        request,
        "transcript.html",
        looked=looked,
        turns=await asyncio.to_thread(lambda: html_of(drawing.turns())),
        memos=drawing.memos,
        book=book,
        suggestions=shown,
        blind=desk.blind.covers(looked.transcript.id),
        waiting_suggestions=len(unanswered(looked.transcript, looked.seen)),
    )


async def turn_page(datasette: Any, request: Any) -> Response:
    """Show one turn with plain forms for everything that can be done in it: these need no script."""
    desk = _desk(datasette)
    coder = coder_of(datasette, request)
    looked = await look(datasette, desk, request, coder)
    n = int(request.url_vars["turn"])
    if n not in looked.transcript.turns:
        raise NotFound("no such turn")
    book = await desk.book(datasette)
    drawn = Drawing(looked.transcript, looked.seen, book, suggestions=True).turn(n)
    html = html_of([drawn])
    return await page(datasette, request, "turn.html", looked=looked, drawn=drawn, turn_html=html, book=book)


async def hand_in_page(datasette: Any, request: Any) -> Response:
    """Ask whether a transcript is to be handed in, and say what that means."""
    desk = _desk(datasette)
    coder = coder_of(datasette, request)
    if not coder:
        return Response.redirect(f"/coder?next={request.path}", status=303)
    looked = await look(datasette, desk, request, coder)
    return await page(
        datasette,
        request,
        "hand_in.html",
        looked=looked,
        blind=desk.blind.covers(looked.transcript.id),
        waiting_suggestions=len(unanswered(looked.transcript, looked.seen)),
    )


async def colours(datasette: Any) -> Response:
    """Give the style sheet with the themes' colours, which the pages for reading have too."""
    themes = facts_with(datasette, "themes").themes
    return Response(colours_css(theme.colour for theme in themes), content_type="text/css; charset=utf-8")


async def look(datasette: Any, desk: CodingDesk, request: Any, coder: str) -> Looked:
    """Return the transcript that the address names, as the coder sees it. Raises NotFound."""
    transcript = await desk.transcript(datasette, tilde_decode(request.url_vars["transcript"]))
    if transcript is None:
        raise NotFound("no such transcript")
    return await desk.look(transcript, coder)


async def page(datasette: Any, request: Any, template: str, status: int = 200, **shown: Any) -> Response:
    """Draw one of our pages, with who is signed in."""
    shown = {"coder": coder_of(datasette, request), **shown}
    return Response.html(await datasette.render_template(f"coding/{template}", shown, request), status=status)


def shows_suggestions(asked: Mapping[str, str]) -> bool:
    """Say whether a page was asked for with the machine's suggestions."""
    return asked.get("suggestions") == "1"


def _desk(datasette: Any) -> CodingDesk:
    desk = desk_of(datasette)
    if desk is None:
        raise NotFound("nothing is coded here")
    return desk


async def _progress(datasette: Any, desk: CodingDesk, coder: str) -> dict[str, Progress]:
    events = await asyncio.to_thread(desk.log.events)
    labels = await asyncio.to_thread(desk.log.labels)
    database = datasette.get_database(desk.facts.database)
    published = await database.execute_fn(lambda connection: count_codings(connection, labels.get(coder, "")))
    return progress(events, published, coder, up_to=desk.up_to)


_TRANSCRIPTS = """
SELECT transcripts.id, transcripts.kind, transcripts.season, transcripts.turns, "groups".label AS group_label
FROM transcripts LEFT JOIN "groups" ON "groups".id = transcripts.group_id ORDER BY transcripts.id
"""
