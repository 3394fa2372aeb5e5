"""The pages: the matrix, and the codes that meet; each as CSV and JSON too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from datasette import Response
from datasette.database import Database

from pipeline.workbench import addresses
from pipeline.workbench.answers import Rows, answer, facts_with
from pipeline.workbench.crossing import matrix, network, pairs
from pipeline.workbench.crossing.heat import MOST_CODES, HeatMap, heat_map
from pipeline.workbench.crossing.squares import hatched, square
from pipeline.workbench.facts import Facts
from pipeline.workbench.paging import Paging, asked_page, paged
from pipeline.workbench.words import say

ALL = "all"
PER_PAGE = 100


async def matrix_page(datasette: Any, request: Any) -> Response:
    """Show how many people of each group, or of each band of an attribute, spoke about each theme and code."""
    facts = facts_with(datasette, "theme_by_group")
    offered = matrix.choices(facts, say("Group"))
    by = request.args.get("by")
    by = by if by in {choice.by for choice in offered} else matrix.GROUP
    measure = request.args.get("measure")
    measure = measure if measure in matrix.MEASURES else matrix.PEOPLE
    sql = [_THEMES_BY_GROUP if by == matrix.GROUP else _THEMES_BY_ATTRIBUTE]
    if matrix.table_of_codes(by) in facts.tables:
        sql.append(_CODES_BY_GROUP if by == matrix.GROUP else _CODES_BY_ATTRIBUTE)
    database = datasette.get_database(facts.database)
    made = matrix.make_matrix(
        facts, by, [row for one in sql for row in (await database.execute(one, {"attribute": by})).rows]
    )

    async def shown() -> Mapping[str, object]:
        return {
            "left_out": await _left_out(database, facts, by),
            "matrix": made,
            "choices": offered,
            "by_label": next(choice.label for choice in offered if choice.by == by),
            "measure": measure,
            "measures": matrix.MEASURES,
            "most": made.most(measure),
            "square": square,
            "hatched": hatched,
        }

    async def rows() -> Rows:
        return matrix.as_rows(made)

    return await answer(datasette, request, "crossing/matrix.html", shown, rows)


async def _left_out(database: Database, facts: Facts, attribute: str) -> int:
    """Count the transcripts of people whose band is not told; 0 where that is not known, as it is not outside."""
    if attribute == matrix.GROUP or not {"speakers", "transcript_attributes"} <= facts.tables:
        return 0
    return int((await database.execute(_LEFT_OUT, {"attribute": attribute})).first()[0])


async def meeting_page(datasette: Any, request: Any) -> Response:
    """Show which codes meet in the same words: as a heat map, as a network, and as a list."""
    facts = facts_with(datasette, "code_by_code")
    codes = facts.codes
    asked = pairs.read_asked(request.args, {theme.id for theme in facts.themes}, codes)
    database = datasette.get_database(facts.database)
    every = pairs.make_pairs((await database.execute(_PAIRS)).rows, codes)
    found = pairs.chosen(every, asked)

    async def shown() -> Mapping[str, object]:
        paging = Paging.of(len(found), PER_PAGE, asked_page(request.args.get("page")))
        first = paging.page == 1  # further on there is the list alone
        drawn = found if request.args.get("show") == ALL else found[: network.MOST_EDGES]
        return {
            "asked": asked,
            "any_meet": bool(every),
            "found": len(found),
            "listed": found[paging.before :][:PER_PAGE],
            **paged(addresses.MEETING, asked.values, paging),
            "heat": _heat(found, asked, codes) if first else None,
            "most_codes": MOST_CODES,
            "network": _network(drawn, asked, codes) if first else "",
            "drawn": len(drawn),
            "to_all": addresses.with_values(addresses.MEETING, {**asked.values, "show": ALL}),
            "said": network.said,
        }

    async def rows() -> Rows:
        return pairs.as_rows(found)

    return await answer(datasette, request, "crossing/meeting.html", shown, rows)


def _heat(found: tuple[pairs.Pair, ...], asked: pairs.Asked, codes: Mapping[str, Any]) -> HeatMap | None:
    """Make a heat map, but of a single code, whose meetings the list shows as well."""
    return heat_map(found, codes) if found and not asked.code else None


def _network(drawn: tuple[pairs.Pair, ...], asked: pairs.Asked, codes: Mapping[str, Any]) -> str:
    if not drawn:
        return ""
    taking_part = pairs.codes_of(drawn, codes)
    return network.star(codes[asked.code], taking_part, drawn) if asked.code else network.circle(taking_part, drawn)


_THEMES_BY_GROUP = "SELECT theme_id AS id, group_id AS value, people, passages FROM theme_by_group"
_CODES_BY_GROUP = "SELECT code_id AS id, group_id AS value, people, passages FROM code_by_group"
_THEMES_BY_ATTRIBUTE = (
    "SELECT theme_id AS id, value, people, passages FROM theme_by_attribute WHERE attribute_id = :attribute"
)
_CODES_BY_ATTRIBUTE = (
    "SELECT code_id AS id, value, people, passages FROM code_by_attribute WHERE attribute_id = :attribute"
)
_LEFT_OUT = """SELECT count(DISTINCT transcript_id) FROM speakers WHERE participant_id IS NOT NULL
AND transcript_id NOT IN (SELECT transcript_id FROM transcript_attributes WHERE attribute_id = :attribute)"""
_PAIRS = "SELECT code_id, other_code_id, people, times FROM code_by_code WHERE people IS NOT NULL"
