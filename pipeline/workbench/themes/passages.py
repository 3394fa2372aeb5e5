"""The passages of a theme or a code that are asked for, in quotes: some of them, or the first of each person."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from datasette.database import Database

from pipeline.workbench.quoting.passages import Passage, codings_of_quotes, passages_of_codings
from pipeline.workbench.themes.filters import Filters
from pipeline.workbench.themes.scope import Scope
from pipeline.workbench.themes.shares import OF_PEOPLE, Share, Stretch


async def read_passages(
    database: Database, scope: Scope, filters: Filters, shares: Sequence[Share], where: Iterable[Stretch]
) -> list[Passage]:
    """Read the passages of the quotes that are asked for, in some stretches of them; `shares` are those that fit."""
    ids: list[int] = []
    for stretch in where:
        its = [one for one in shares if one.participant in (stretch.participants or ("",))]
        condition, bound = _asked(scope, filters, its, stretch.participants)
        ids += await codings_of_quotes(database, scope.column, condition, bound, stretch.skip, stretch.take)
    return await passages_of_codings(database, ids)


async def read_first_of_each(
    database: Database, scope: Scope, filters: Filters, shares: Sequence[Share], people: int
) -> list[Passage]:
    """Read the passages of the first quote of each of the first few people: those who fit, in order."""
    first = tuple(sorted({one.participant for one in shares if one.participant})[:people])
    if not first:
        return []
    condition, bound = _asked(scope, filters, [one for one in shares if one.participant in first], first)
    ids = await codings_of_quotes(database, scope.column, condition, bound, 0, 1, of_each=True)
    return await passages_of_codings(database, ids)


def _asked(
    scope: Scope, filters: Filters, shares: Iterable[Share], participants: tuple[str, ...]
) -> tuple[str, dict[str, str]]:
    """Write what is asked for as SQL about a row of `codings`, of some people or of nobody named, and what to bind."""
    condition, bound = filters.condition()
    whose = OF_PEOPLE if participants else _OF_NOBODY
    said = _IN_TRANSCRIPTS if filters.attributes else ""
    return f"{scope.column} = :scope{condition} AND {whose}{said}", {
        "scope": scope.id,
        "participants": json.dumps(participants),
        "transcripts": json.dumps(sorted({one.transcript for one in shares})),
        "group": filters.group,
        **bound,
    }


_OF_NOBODY = "participant_id IS NULL AND (:group = '' OR group_id = :group)"
_IN_TRANSCRIPTS = """ AND (SELECT transcript_id FROM turns WHERE turns.id = turn_id)
  IN (SELECT value FROM json_each(:transcripts))"""
