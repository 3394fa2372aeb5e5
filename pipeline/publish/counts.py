"""The tables of counts: in people, never in passages alone, and silent where too few people stand behind a cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from codebook.model import Codebook
from ingest.records import INTERVIEWER
from pipeline.publish.rows import Applied, Row


def code_counts(applied: Sequence[Applied], codebook: Codebook, min_cell: int) -> Iterator[Row]:
    """Count people, passages and transcripts for every code in what participants said, also where there are none."""
    applied = _said_by_participants(applied)
    for code in codebook.codes:
        its = [one for one in applied if one.code_id == code.id]
        counted = {
            "people": len(_people(its)),
            "passages": len(_passages(its)),
            "transcripts": len({one.transcript.id for one in its}),
        }
        yield {"code_id": code.id, "theme_id": code.theme_id} | _hidden_where_few(counted, min_cell)


def theme_by_group(
    applied: Sequence[Applied], codebook: Codebook, groups: Sequence[str], min_cell: int
) -> Iterator[Row]:
    """Count people and passages for every theme and group, in what participants said."""
    applied = _said_by_participants(applied)
    for theme in codebook.themes:
        counted = []
        for group in groups:
            its = [one for one in applied if one.code_id.startswith(f"{theme.id}/") and one.group == group]
            counted.append({"people": len(_people(its)), "passages": len(_passages(its))})
        hidden = hidden_cells([cell["people"] for cell in counted], min_cell)
        for n, (group, cell) in enumerate(zip(groups, counted, strict=True)):
            shown: Row = dict.fromkeys(cell) if n in hidden else {**cell}
            yield {"theme_id": theme.id, "group_id": group} | shown


def hidden_cells(people: Sequence[int], min_cell: int) -> frozenset[int]:
    """Say which cells of a row to hide: those with fewer people than `min_cell`.

    One hidden cell alone could be worked out from the others and their sum, so the smallest of the others is hidden
    with it. Returns positions in `people`.
    """
    few = {n for n, count in enumerate(people) if _is_few(count, min_cell)}
    others = [n for n in range(len(people)) if n not in few]
    if len(few) == 1 and others:
        few.add(min(others, key=lambda n: (people[n], n)))
    return frozenset(few)


def code_by_code(applied: Sequence[Applied], min_cell: int) -> Iterator[Row]:
    """Count, for every pair of codes that meet in what participants said, the people and how often passages overlap."""
    by_turn: dict[int, list[Applied]] = {}
    for one in _said_by_participants(applied):
        by_turn.setdefault(one.turn.store_id, []).append(one)
    meetings: dict[tuple[str, str], list[Applied]] = {}
    for its in by_turn.values():
        passages = sorted({(one.start, one.end, one.code_id): one for one in its}.items())
        for i, ((_, end, code), one) in enumerate(passages):
            for (start, _, other), _ in passages[i + 1 :]:
                if start >= end:
                    break
                if code != other:
                    pair = (code, other) if code < other else (other, code)
                    meetings.setdefault(pair, []).append(one)
    for (code, other), its in sorted(meetings.items()):
        counted = {"people": len(_people(its)), "times": len(its)}
        yield {"code_id": code, "other_code_id": other} | _hidden_where_few(counted, min_cell)


def _said_by_participants(applied: Iterable[Applied]) -> list[Applied]:
    return [one for one in applied if one.turn.role != INTERVIEWER]


def _people(applied: Iterable[Applied]) -> set[str]:
    return {one.turn.participant for one in applied if one.turn.participant}


def _passages(applied: Iterable[Applied]) -> set[tuple[int, int, int, str]]:
    """Tell passages apart by their words: two coders on the same words made one passage."""
    return {(one.turn.store_id, one.start, one.end, one.code_id) for one in applied}


def _hidden_where_few(counted: dict[str, int], min_cell: int) -> Row:
    """Hide the whole row where fewer people than the threshold stand behind it."""
    few = _is_few(counted["people"], min_cell)
    return {name: None if few else value for name, value in counted.items()}


def _is_few(people: int, min_cell: int) -> bool:
    """Compare with the threshold; where there is one, zero is few as well."""
    return min_cell > 1 and people < min_cell
