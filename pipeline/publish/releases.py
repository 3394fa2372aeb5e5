"""What earlier releases held: the list of them, and since which of them each coding has been out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlite_utils import Database

from pipeline.publish.rows import Applied, Row
from pipeline.publish.table import TEAM


def team_releases(db: Database) -> tuple[Row, ...]:
    """List the team's releases that the store knows, as rows of the table of that name."""
    return tuple(db.query(_RELEASES, [TEAM]))


def first_releases(db: Database) -> dict[int, int]:
    """Give each coding of the store that the team's releases hold the number of the first of them."""
    return {row["coding_id"]: row["n"] for row in db.query(_FIRST, [TEAM])}


def since_rows(
    rows: Iterator[Row], applied: Sequence[Applied], first: Mapping[int, int], n: int | None
) -> Iterator[Row]:
    """Add to the rows of codings which release was the first to hold them: the `n`th, where none before it did.

    `n` is that of the release that is made, None for a draft. A coding that others became one with, as their codes were
    merged, has been out since the first of them was.
    """
    for row, one in zip(rows, applied, strict=True):
        held = [first[id_] for id_ in (one.store_id, *one.also) if id_ in first]
        yield row | {"since": min(held, default=n)}


_RELEASES = """SELECT r.n, r.at AS released_on,
        (SELECT count(*) FROM release_transcripts t WHERE t.release_id = r.id) AS transcripts,
        (SELECT count(*) FROM release_codings c WHERE c.release_id = r.id) AS codings
    FROM releases r WHERE r.status = 'release' AND r.audience = ? ORDER BY r.n"""
_FIRST = """SELECT c.coding_id, min(r.n) AS n FROM release_codings c JOIN releases r ON r.id = c.release_id
    WHERE r.status = 'release' AND r.audience = ? GROUP BY c.coding_id"""
