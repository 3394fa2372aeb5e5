"""The page that says why there is no page, and what to do; as JSON where JSON was asked for."""

from __future__ import annotations

from typing import Any

from datasette import Response

from pipeline.workbench.words import say, to_be_said

_WHAT_HAPPENED = {
    400: (
        to_be_said("No answer"),
        to_be_said(
            "The address is not understood, or asks for more than a second can give. "
            "Choose more narrowly and try again."
        ),
    ),
    403: (
        to_be_said("Not open"),
        to_be_said("This part is closed. What may be read is linked from the home page."),
    ),
    404: (
        to_be_said("Nothing here"),
        to_be_said("There is no such page. It may belong to an earlier draft."),
    ),
    500: (
        to_be_said("Something went wrong"),
        to_be_said("The page could not be made. Ask for less, for example with a filter."),
    ),
}


async def error_page(datasette: Any, request: Any, status: int, what_to_do: str = "") -> Response:
    """Say in words what a status means, with `what_to_do` in place of what is usually to be done."""
    title, usually = (say(text) for text in _WHAT_HAPPENED.get(status, _WHAT_HAPPENED[500 if status >= 500 else 400]))
    said = {"title": title, "error": what_to_do or usually, "status": status}
    if request.path.endswith(".json"):
        return Response.json({"ok": False, **said}, status=status)
    return Response.html(await datasette.render_template("error.html", said, request=request), status=status)
