"""The store is one encrypted file that opens with its passphrase only."""

from __future__ import annotations

import os
import stat
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import DiskFull, NoPassphrase, NothingIngested, StoreBusy, StoreFromLaterVersion, WrongPassphrase
from pipeline.migrations import migrations
from pipeline.store import get_meta, open_store, set_meta

PASSPHRASE = "te a bara brith"


def test_what_was_remembered_is_there_again(tmp_path: Path) -> None:
    """A store keeps what it was given, and the last word counts."""
    path = tmp_path / "store.llais"
    with open_store(path, PASSPHRASE) as db:
        set_meta(db, "lunch", "cawl")
        set_meta(db, "lunch", "cawl cennin 🍲")

    with open_store(path, PASSPHRASE) as db:
        assert get_meta(db, "lunch") == "cawl cennin 🍲"
        assert get_meta(db, "supper") is None


@pytest.mark.parametrize("wrong", ["te a bara britH", PASSPHRASE + "'", "x", "ŵ" * 500])
def test_a_wrong_passphrase_gives_one_clear_line(tmp_path: Path, wrong: str) -> None:
    """The line tells neither passphrase."""
    path = tmp_path / "store.llais"
    with open_store(path, PASSPHRASE):
        pass

    with pytest.raises(WrongPassphrase) as refused, open_store(path, wrong):
        pass
    line = "store.llais does not open with this passphrase. Check the key file or type it again."
    assert str(refused.value) == line


@pytest.mark.parametrize(
    "passphrase",
    ["it's mam's tŷ bach", "'; DROP TABLE meta; --", 'say "paned" \\ twice', "cŵn ŷd âr 👩‍👧 🙂", "x'00'", "''", " "],
)
def test_any_line_can_be_a_passphrase(tmp_path: Path, passphrase: str) -> None:
    """Quotation marks, accents and emoji open what they closed, and nothing else does."""
    path = tmp_path / "store.llais"
    with open_store(path, passphrase) as db:
        set_meta(db, "lunch", "cawl")

    with open_store(path, passphrase) as db:
        assert get_meta(db, "lunch") == "cawl"
    with pytest.raises(WrongPassphrase), open_store(path, passphrase + " "):
        pass


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(passphrase=st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1))
def test_a_passphrase_is_the_same_however_its_accents_are_typed(
    tmp_path_factory: pytest.TempPathFactory, passphrase: str
) -> None:
    """A Mac's ŵ is two characters, a PC's is one."""
    path = tmp_path_factory.mktemp("store") / "store.llais"
    with open_store(path, unicodedata.normalize("NFD", passphrase)) as db:
        set_meta(db, "lunch", "cawl")

    with open_store(path, unicodedata.normalize("NFC", passphrase)) as db:
        assert get_meta(db, "lunch") == "cawl"


@pytest.mark.parametrize("passphrase", ["", "two\nlines", "a nul\0", "\udcff"])
def test_a_passphrase_that_would_not_encrypt_is_refused(tmp_path: Path, passphrase: str) -> None:
    """An empty key leaves a database in the clear, so no store is made."""
    with pytest.raises(NoPassphrase), open_store(tmp_path / "store.llais", passphrase):
        pass
    assert not any(tmp_path.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_the_store_and_what_lies_beside_it_are_their_owners_alone(tmp_path: Path) -> None:
    """Nobody else on the machine may read the file, its log or its index."""
    before = os.umask(0)
    try:
        with open_store(tmp_path / "store.llais", PASSPHRASE) as db:
            set_meta(db, "lunch", "cawl")
            modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    finally:
        os.umask(before)

    assert {"store.llais", "store.llais-wal"} <= set(modes)
    assert set(modes.values()) == {0o600}


@pytest.mark.usefixtures("pseudonyms_of_their_own")
def test_a_new_store_goes_through_every_migration(tmp_path: Path) -> None:
    """From an empty file to the schema of today, with a secret of its own."""
    secrets = set()
    for name in ("one.llais", "other.llais"):
        with open_store(tmp_path / name, PASSPHRASE) as db:
            assert migrations.pending(db) == []
            assert {"transcripts", "turns", "identifiers", "codings", "suggestions"} <= set(db.table_names())
            assert db.execute("PRAGMA foreign_key_check").fetchall() == []
            secrets.add(get_meta(db, "pseudonym_secret"))

    assert len(secrets) == 2


def test_a_store_is_made_once(tmp_path: Path) -> None:
    """Opening again makes nothing new: the secret, on which the pseudonyms depend, stays."""
    path = tmp_path / "store.llais"
    with open_store(path, PASSPHRASE) as db:
        secret = get_meta(db, "pseudonym_secret")

    with open_store(path, PASSPHRASE) as db:
        assert get_meta(db, "pseudonym_secret") == secret


def test_a_store_of_a_later_llais_is_refused_as_it_is(tmp_path: Path) -> None:
    """A schema that this version does not know is left alone."""
    path = tmp_path / "store.llais"
    with open_store(path, PASSPHRASE) as db:
        row = {"migration_set": "llais-store", "name": "m999_tomorrow", "applied_at": "2030-01-01"}
        db.table("_sqlite_migrations").insert(row)
    before = path.read_bytes()

    with pytest.raises(StoreFromLaterVersion, match="written by a later llais"), open_store(path, PASSPHRASE):
        pass
    assert path.read_bytes() == before


def test_reading_makes_no_store(tmp_path: Path) -> None:
    """A command that only reads says what to run first."""
    with (
        pytest.raises(NothingIngested, match="llais ingest STUDY"),
        open_store(tmp_path / "store.llais", PASSPHRASE, create=False),
    ):
        pass
    assert not any(tmp_path.iterdir())


def test_a_second_writer_is_told_to_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two people may not write at once; the second has one line, and the first loses nothing."""
    monkeypatch.setattr("pipeline.store._SECONDS_TO_WAIT_FOR_ANOTHER_WRITER", 0.1)
    path = tmp_path / "store.llais"
    with open_store(path, PASSPHRASE) as first, first.atomic():
        set_meta(first, "lunch", "cawl")
        with (
            pytest.raises(StoreBusy, match="Another llais is writing"),
            open_store(path, PASSPHRASE) as second,
            second.atomic(),
        ):
            set_meta(second, "lunch", "chips")

    with open_store(path, PASSPHRASE) as db:
        assert get_meta(db, "lunch") == "cawl"


def test_a_reader_sees_the_store_as_it_was(tmp_path: Path) -> None:
    """While one writes, another may read what was there before."""
    path = tmp_path / "store.llais"
    with open_store(path, PASSPHRASE) as writer, open_store(path, PASSPHRASE) as reader, writer.atomic():
        set_meta(writer, "lunch", "cawl")

        assert get_meta(reader, "lunch") is None


def test_temporary_tables_stay_in_memory(tmp_path: Path) -> None:
    """Nothing is sorted on the disk, and what is deleted is overwritten."""
    with open_store(tmp_path / "store.llais", PASSPHRASE) as db:
        answers = {name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("temp_store", "secure_delete")}

    assert answers == {"temp_store": 2, "secure_delete": 1}


@pytest.mark.parametrize(
    ("sql", "table"),
    [
        ("SELECT * FROM turns WHERE transcript_id = ? ORDER BY n", "turns"),
        ("SELECT i.* FROM identifiers i JOIN turns t ON t.id = i.turn_id WHERE t.transcript_id = ?", "i"),
        ("SELECT c.* FROM codings c JOIN turns t ON t.id = c.turn_id WHERE t.transcript_id = ?", "c"),
        ("SELECT s.* FROM suggestions s JOIN turns t ON t.id = s.turn_id WHERE t.transcript_id = ?", "s"),
        ("SELECT * FROM release_replacements WHERE release_id = 'draft' AND transcript_id = ?", "release_replacements"),
        ("DELETE FROM turns WHERE transcript_id = ?", "turns"),
    ],
)
def test_what_belongs_to_a_transcript_is_found_by_an_index(tmp_path: Path, sql: str, table: str) -> None:
    """A study of hundreds of interviews is not read through for the sake of one."""
    with open_store(tmp_path / "store.llais", PASSPHRASE) as db:
        plan = [row[-1] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}", ["FC01"])]

    assert any(step.startswith(f"SEARCH {table} ") for step in plan)
    assert not any(step.startswith("SCAN") for step in plan)


def test_a_full_disk_is_said_in_one_line(tmp_path: Path) -> None:
    """As SQLite says it when nothing more can be written."""
    with pytest.raises(DiskFull, match="nothing was changed"), open_store(tmp_path / "store.llais", "ŵyn a 🙂") as db:
        db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0]}")
        with db.atomic():
            db.table("meta").insert_all({"key": f"k{n}", "value": "ŵ" * 4000} for n in range(50))
