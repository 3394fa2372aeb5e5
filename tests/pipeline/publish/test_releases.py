"""Since which release a coding has been out, and which releases there were."""

from __future__ import annotations

import pytest
from sqlite_utils import Database

from pipeline.migrations import migrations
from pipeline.publish.releases import first_releases, since_rows, team_releases
from tests.pipeline.publish.test_counts import coded


@pytest.fixture
def db() -> Database:
    """Make a store that knows a release for outside, two of the team, and a draft."""
    store = Database(memory=True)
    migrations.apply(store)
    kinds = (("outside", "release", 1), ("team", "release", 2), ("team", "release", 3), ("team", "draft", None))
    for audience, status, n in kinds:
        row = {"id": f"{status}-{n}", "audience": audience, "status": status, "sha256": "", "n": n}
        store.table("releases").insert(row | {"at": f"2026-03-0{n}", "codebook_version": ""})
        for coding in {1: (7, 8), 2: (7,), 3: (7, 8)}.get(n or 0, (9,)):
            where = {"release_id": row["id"], "coding_id": coding, "transcript_id": "FC01", "turn": 1}
            what = {"code_id": "care/acts", "start": 0, "end": 5, "quote_hash": ""}
            store.table("release_codings").insert(where | what)
        store.table("release_transcripts").insert(
            {"release_id": row["id"], "transcript_id": "FC01", "content_hash": "", "sign_off_id": None}
        )
    return store


def test_the_teams_releases_are_listed_in_order(db: Database) -> None:
    """A draft is none, and what was made for others is not theirs."""
    assert team_releases(db) == (
        {"n": 2, "released_on": "2026-03-02", "transcripts": 1, "codings": 1},
        {"n": 3, "released_on": "2026-03-03", "transcripts": 1, "codings": 2},
    )


def test_a_coding_has_been_out_since_the_first_release_that_held_it(db: Database) -> None:
    """Not since a draft did, nor one for others."""
    assert first_releases(db) == {7: 2, 8: 3}


def test_in_a_release_a_new_coding_has_its_number_and_in_a_draft_none() -> None:
    """What earlier releases held keeps theirs."""
    new, old = coded("FC01 1 0-9 care/acts A\nFC01 2 0-9 care/acts A")
    applied = [new, type(old)(old.turn, old.transcript, old.code_id, 0, 9, old.details, store_id=7)]
    rows = [{"id": 1}, {"id": 2}]

    assert list(since_rows(iter(rows), applied, {7: 2}, 4)) == [{"id": 1, "since": 4}, {"id": 2, "since": 2}]
    assert list(since_rows(iter(rows), applied, {7: 2}, None)) == [{"id": 1, "since": None}, {"id": 2, "since": 2}]


def test_a_coding_that_another_became_one_with_has_been_out_since_either_was() -> None:
    """Two codes were merged, and one coder had used both on the same words."""
    (one,) = coded("FC01 1 0-9 care/acts A")
    merged = type(one)(one.turn, one.transcript, one.code_id, 0, 9, one.details, store_id=8, also=(7,))

    assert [row["since"] for row in since_rows(iter([{}]), [merged], {7: 2, 8: 3}, 4)] == [2]
