"""The tables of counts: in people, never in passages alone. What of them an audience may see is for `suppression`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from codebook.model import Codebook
from ingest.records import INTERVIEWER
from pipeline.publish.gather import PublishedTranscript
from pipeline.publish.rows import Applied, Row, group_rows


def people_in(transcripts: Sequence[PublishedTranscript]) -> int:
    """Count who took part."""
    return len({participant for one in transcripts for participant in one.participants})


def count_tables(
    transcripts: Sequence[PublishedTranscript], applied: Sequence[Applied], codebook: Codebook
) -> dict[str, list[Row]]:
    """Make the rows of the tables of counts by group and by code, with their true numbers."""
    groups = list(group_rows(transcripts))
    return {
        "groups": groups,
        "theme_by_group": list(theme_by_group(applied, codebook, [str(row["id"]) for row in groups])),
        "code_counts": list(code_counts(applied, codebook)),
        "code_by_code": list(code_by_code(applied)),
    }


def code_counts(applied: Sequence[Applied], codebook: Codebook) -> Iterator[Row]:
    """Count people, passages and transcripts for every code in what participants said, also where there are none."""
    applied = said_by_participants(applied)
    for code in codebook.codes:
        its = [one for one in applied if one.code_id == code.id]
        yield {
            "code_id": code.id,
            "theme_id": code.theme_id,
            **counted(its),
            "transcripts": len({one.transcript.id for one in its}),
        }


def theme_by_group(applied: Sequence[Applied], codebook: Codebook, groups: Sequence[str]) -> Iterator[Row]:
    """Count people and passages for every theme and group, in what participants said."""
    applied = said_by_participants(applied)
    for theme in codebook.themes:
        for group in groups:
            its = [one for one in applied if one.code_id.startswith(f"{theme.id}/") and one.group == group]
            yield {"theme_id": theme.id, "group_id": group} | counted(its)


def code_by_code(applied: Sequence[Applied]) -> Iterator[Row]:
    """Count, for every pair of codes that meet in what participants said, the people and how often passages overlap."""
    for (code, other), its in sorted(codes_that_meet(applied).items()):
        yield {"code_id": code, "other_code_id": other, "people": len(_people(its)), "times": len(its)}


def codes_that_meet(applied: Iterable[Applied]) -> dict[tuple[str, str], list[Applied]]:
    """Find the pairs of codes whose passages overlap in what participants said, with one passage for each meeting."""
    by_turn: dict[int, list[Applied]] = {}
    for one in said_by_participants(applied):
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
    return meetings


def counted(applied: Iterable[Applied]) -> Row:
    """Count the people and the passages of codings in what participants said."""
    its = list(applied)
    return {"people": len(_people(its)), "passages": len(_passages(its))}


def said_by_participants(applied: Iterable[Applied]) -> list[Applied]:
    """Leave out what interviewers said: a code on a question is no finding."""
    return [one for one in applied if one.turn.role != INTERVIEWER]


def _people(applied: Iterable[Applied]) -> set[str]:
    return {one.turn.participant for one in applied if one.turn.participant}


def _passages(applied: Iterable[Applied]) -> set[tuple[int, int, int, str]]:
    """Tell passages apart by their words: two coders on the same words made one passage."""
    return {(one.turn.store_id, one.start, one.end, one.code_id) for one in applied}
