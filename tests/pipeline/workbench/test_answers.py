"""One question, three answers, each of which says what it comes from."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from datasette.utils.asgi import NotFound, Request

from pipeline.workbench.answers import answer, facts_with, other_forms
from tests.pipeline.workbench.test_serve import served

ROWS = [{"quote": "=Dyna'r cyfan ŵ 👩‍👧", "people": 3}, {"quote": "cawl", "people": None}]


def asked(path: str, ending: str = "") -> Any:
    """Make the request for a page."""
    request = Request.fake(path)
    request.scope["csrftoken"] = lambda: ""
    request.scope["url_route"] = {"kwargs": {"ending": ending or None}}
    return request


async def shown() -> dict[str, object]:
    """Give what the error page, which is as good as any, shows."""
    return {"title": "Quotes", "error": "ŵ", "status": 200}


async def rows() -> list[dict[str, object]]:
    """Give the rows."""
    return list(ROWS)


async def test_as_a_page_it_links_to_its_rows(make_sample: Callable[..., Path]) -> None:
    """The rows have the page's address with an ending, and the same question."""
    request = asked("/theme/care?group=worker")
    assert other_forms(request) == {"CSV": "/theme/care.csv?group=worker", "JSON": "/theme/care.json?group=worker"}
    datasette = served(make_sample())
    await datasette.invoke_startup()
    page = await answer(datasette, request, "error.html", shown, rows)
    assert page.status == 200 and "Quotes" in page.body


@pytest.mark.parametrize(
    ("status", "stamp"), [("draft", "draft, not signed off: d-3f9c2a"), ("release", "release 2, 2026-03-31")]
)
async def test_every_row_says_which_draft_or_release_it_is_of(
    status: str, stamp: str, make_sample: Callable[..., Path]
) -> None:
    """In CSV and JSON; no cell runs as a formula, and a hidden number is an empty cell."""
    datasette = served(make_sample(status=status), status)
    file = await answer(datasette, asked("/theme/care.csv", ".csv"), "error.html", shown, rows)
    table = list(csv.DictReader(io.StringIO(file.body.decode("utf-8-sig"))))
    assert table == [
        {"quote": "'=Dyna'r cyfan ŵ 👩‍👧", "people": "3", "status": stamp},
        {"quote": "cawl", "people": "", "status": stamp},
    ]
    assert file.headers["content-disposition"].endswith('-theme-care.csv"')
    values = json.loads((await answer(datasette, asked("/theme/care.json", ".json"), "error.html", shown, rows)).body)
    assert values == {
        "study": "Keeping Safe: interviews",
        "status": stamp,
        "rows": [{**row, "status": stamp} for row in ROWS],
    }


async def test_what_this_audience_lacks_is_not_found(make_sample: Callable[..., Path]) -> None:
    """A page that needs a table which is not in the file is no page here."""
    datasette = served(make_sample())
    assert facts_with(datasette, "turns").database == "llais"
    with pytest.raises(NotFound):
        facts_with(datasette, "turns", "no_such_table")
