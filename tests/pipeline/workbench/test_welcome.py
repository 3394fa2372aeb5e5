"""The home page is drawn from what was read at the start."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from datasette import tracer

from tests.pipeline.workbench.test_serve import served


async def test_the_home_page_asks_the_database_nothing(make_sample: Callable[..., Path]) -> None:
    """However large the study: everything on it is known since the start."""
    datasette = served(make_sample())
    await datasette.client.get("/")
    asked: list[dict[str, object]] = []
    with tracer.capture_traces(asked):
        answer = await datasette.client.get("/")
    assert answer.status_code == 200 and "Keeping Safe: interviews" in answer.text
    assert asked == []
