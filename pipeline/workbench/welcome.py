"""The home page: drawn here, as Datasette's own looks at every table anew for each answer."""

from __future__ import annotations

from typing import Any

from datasette import Response

from pipeline.workbench.answers import facts_with, page


async def welcome_page(datasette: Any, request: Any) -> Response:
    """Show the study at a glance."""
    facts_with(datasette)
    return await page(datasette, request, "index.html", {"metadata": datasette.metadata()})


ROUTES: tuple[tuple[str, Any], ...] = ((r"^/$", welcome_page),)
