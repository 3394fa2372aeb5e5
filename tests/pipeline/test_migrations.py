"""Stores that an earlier llais made come through: nothing that was in them is lost."""

from __future__ import annotations

from sqlite_utils import Database

from pipeline.migrations import migrations

MEMO = {"memo": "ask Nia 👩‍👧", "memo_published": "ask Meg 👩‍👧"}


def test_memos_of_codings_become_memos_by_themselves() -> None:
    """Each coding gets an id that stays and a first act; its memo is published as before, or looked through again."""
    db = Database(memory=True)
    migrations.apply(db, stop_before="m004_coding")
    empty = dict.fromkeys(("interviewer", "site", "language", "convention", "file_name", "format", "sha256"), "")
    who = {"id": "FC01", "participant_id": "FC01", "participant_group": "foster_carer", "consent_level": "full"}
    db.table("transcripts").insert({**who, **empty, "known_names": "[]", "extra": "{}"})
    spoken = {"transcript_id": "FC01", "speaker": "P1", "role": "participant"}
    db.table("turns").insert_all(
        [
            {"n": 1, "text": "Cawl a bara brith", "withdrawn": "", **spoken},
            {"n": 2, "text": "Meg came by", "withdrawn": "unlinked", **spoken},
        ]
    )
    db.table("coders").insert({"name": "Ŵyn", "label": "A"})
    coding = {"start": 0, "end": 4, "code_id": "care/acts", "coder": "Ŵyn", "codebook_version": "0.1.0"}
    first, second = (row["id"] for row in db.query("SELECT id FROM turns ORDER BY n"))
    silent = {"memo": "", "memo_published": None}
    db.table("codings").insert_all(
        [
            {"turn_id": first, **coding, **MEMO},
            {"turn_id": first, **coding, "end": 2, **silent},
            {"turn_id": second, **coding, "memo": "as Meg says", "memo_published": None},
        ]
    )
    db.execute("INSERT INTO meta VALUES ('pseudonymised', 'as it was')")

    migrations.apply(db)

    memos = [
        (row["coding_id"], row["author"], row["about"], row["text"], row["text_published"], row["as_published"])
        for row in db.query("SELECT * FROM memos ORDER BY id")
    ]
    assert memos == [
        (1, "Ŵyn", "coding", MEMO["memo"], MEMO["memo_published"], 0),
        (3, "Ŵyn", "coding", "as Meg says", "as Meg says", 1),
    ]
    uids = [row["uid"] for row in db.query("SELECT uid FROM codings ORDER BY id")]
    assert len(set(uids)) == 3
    assert [
        row["uid"] for row in db.query("SELECT uid FROM coding_events WHERE action = 'applied' ORDER BY id")
    ] == uids
    assert db.execute("SELECT count(*) FROM meta WHERE key = 'pseudonymised'").fetchone() == (0,)
