"""The tables of counts: in people, never in passages alone, and silent where too few people stand behind a cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from codebook.model import Codebook
from pipeline.publish.rows import Applied, Row


def code_counts(applied: Sequence[Applied], codebook: Codebook, min_cell: int) -> Iterator[Row]:
    """Count people, passages and transcripts for every code, also for those that nobody applied."""
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
    """Count people and passages for every theme and group."""
    for theme in codebook.themes:
        for group in groups:
            its = [
                one
                for one in applied
                if one.code_id.startswith(f"{theme.id}/") and one.transcript.group == group and one.turn.participant
            ]
            counted = {"people": len(_people(its)), "passages": len(_passages(its))}
            yield {"theme_id": theme.id, "group_id": group} | _hidden_where_few(counted, min_cell)


def code_by_code(applied: Sequence[Applied], min_cell: int) -> Iterator[Row]:
    """Count, for every pair of codes that meet, the people in whose words they do and how often their passages overlap."""
    by_turn: dict[int, list[Applied]] = {}
    for one in applied:
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


def _people(applied: Iterable[Applied]) -> set[str]:
    return {one.turn.participant for one in applied if one.turn.participant}


def _passages(applied: Iterable[Applied]) -> set[tuple[int, int, int, str]]:
    """Tell passages apart by their words: two coders on the same words made one passage."""
    return {(one.turn.store_id, one.start, one.end, one.code_id) for one in applied}


def _hidden_where_few(counted: dict[str, int], min_cell: int) -> Row:
    """Hide the whole row where fewer people than the threshold stand behind it; outside the team, zero is few."""
    few = counted["people"] < min_cell if min_cell > 1 else False
    return {name: None if few else value for name, value in counted.items()}
