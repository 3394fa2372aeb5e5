"""The ethics page: the checklist with its evidence, and what it rests on, in one page that prints on two sheets."""

from __future__ import annotations

from typing import Any

from datasette import Response

from pipeline.workbench.answers import Rows, answer, facts_with
from pipeline.workbench.ethics.told import action_in_words, read_told
from pipeline.workbench.reading import kind_in_words


async def ethics_page(datasette: Any, request: Any) -> Response:
    """Show how people are protected; as CSV or JSON, the points of the checklist."""
    facts = facts_with(datasette, "checklist")
    database = datasette.get_database(facts.database)

    async def shown() -> dict[str, object]:
        return {"its": await read_told(database), "in_kind": kind_in_words, "in_action": action_in_words}

    async def rows() -> Rows:
        told = await read_told(database)
        return [
            {"n": one.n, "title": one.title, "state": one.state, "said": " ".join(one.said), "to_do": one.to_do}
            for one in told.points
        ]

    return await answer(datasette, request, "ethics/ethics.html", shown, rows)
