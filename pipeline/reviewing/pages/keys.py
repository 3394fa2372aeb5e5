"""The keys, on a page of their own for whoever reads without the script."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from pipeline.reviewing.desk import Page
from pipeline.reviewing.desk import page as whole_page


async def keys(request: Request) -> Response:
    """Show what each key does."""
    return whole_page(request, "keys.html")


PAGES = (Page("/keys", keys, link="Keys"),)
