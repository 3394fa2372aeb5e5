"""Names while somebody types "the same person as …"."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from pipeline.reviewing.desk import Page, desk_of
from pipeline.reviewing.names import matching, names_of


async def names(request: Request) -> Response:
    """Answer with the names that go with what was typed."""
    asked = request.query_params
    known = names_of(desk_of(request).db, asked.get("type", "PERSON"))
    return JSONResponse({"names": matching(known, asked.get("typed", ""), asked.get("but", ""))})


PAGES = (Page("/names", names),)
