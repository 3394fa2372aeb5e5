"""One question, three answers: the page, and the same rows as CSV and JSON under the same address with an ending."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from datasette import Response
from datasette.utils.asgi import NotFound

from exports.published import Study
from exports.tables_csv import to_csv
from pipeline.workbench.facts import Facts, facts_of

ENDINGS = r"(?P<ending>\.csv|\.json)?"
"""Ends the route of a page that can be had as rows too."""

Rows = Sequence[Mapping[str, object]]
_OF_STUDY = tuple(field.name for field in fields(Study))
_NOT_IN_FILE_NAMES = re.compile(r"[^A-Za-z0-9._-]+")


def facts_with(datasette: Any, *tables: str) -> Facts:
    """Return what is known of the study. Raises NotFound where what is served lacks any of `tables`."""
    facts = facts_of(datasette)
    if facts is None or not facts.tables.issuperset(tables):
        raise NotFound("there is no such page here")
    return facts


async def page(datasette: Any, request: Any, template: str, shown: Mapping[str, object], status: int = 200) -> Response:
    """Draw a page of ours."""
    return Response.html(await datasette.render_template(template, dict(shown), request), status=status)


def ending(request: Any) -> str:
    """Say as what a page was asked for: "", ".csv" or ".json"."""
    return request.url_vars.get("ending") or ""


def other_forms(request: Any) -> dict[str, str]:
    """Give the addresses of a page's rows as CSV and JSON, with the same question."""
    path = request.path.removesuffix(ending(request))
    query = f"?{request.query_string}" if request.query_string else ""
    return {"CSV": f"{path}.csv{query}", "JSON": f"{path}.json{query}"}


async def answer(
    datasette: Any,
    request: Any,
    template: str,
    shown: Callable[[], Awaitable[Mapping[str, object]]],
    rows: Callable[[], Awaitable[Rows]],
) -> Response:
    """Answer as a page with what `shown` gives, or as CSV or JSON with what `rows` gives.

    Every row, and the file's name, says which draft or release it comes from.
    """
    facts = facts_with(datasette)
    if not ending(request):
        return await page(datasette, request, template, {"other_forms": other_forms(request), **await shown()})
    stamp = {"status": stamp_of(facts)}
    found = [{**row, **stamp} for row in await rows()]
    name = _NOT_IN_FILE_NAMES.sub("-", f"{facts.study.get('id', '')}{request.path.removesuffix(ending(request))}")
    if ending(request) == ".json":
        return Response.json({"study": facts.study.get("title", ""), **stamp, "rows": found})
    header = list(found[0]) if found else list(stamp)
    return Response(
        to_csv(header, ([row.get(column) for column in header] for row in found)),
        content_type="text/csv; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{name}.csv"'},
    )


def stamp_of(facts: Facts) -> str:
    """Say which draft or release a row comes from, as exports do."""
    return Study(**{name: str(facts.study.get(name) or "") for name in _OF_STUDY}).stamp
