"""Backups: encrypted, compared, and back again."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.audit.trail import breaks, record
from pipeline.errors import NothingIngested, TrailBroken, WrongPassphrase
from pipeline.lifecycle.backups import backup, restore
from pipeline.lifecycle.copies import opened_copy
from pipeline.lifecycle.errors import CopyNotSound, FileInTheWay, StoreIsLater
from pipeline.lifecycle.withdraw import ERASE, withdraw
from pipeline.store import open_store
from pipeline.study import Study
from tests import studies, withdrawing

OTHER = "halen môr"


@pytest.fixture
def file(study: Study, tmp_path: Path) -> Path:
    """Make a backup of the study's store."""
    with studies.opened(study) as db:
        counts = backup(db, study, tmp_path / "away" / "b.llais", OTHER, "Ffion")
        assert counts["transcripts"] == 3
    return tmp_path / "away" / "b.llais"


def test_a_backup_restores_a_store_that_was_lost(study: Study, file: Path) -> None:
    """What the backup held is there again, codings and trail, under the backup's passphrase."""
    with studies.opened(study) as db:
        everything, coded = db.table("turns").count, withdrawing.coded(db)
    study.store.unlink()
    result = restore(study, file, OTHER, "Ffion")
    assert (result.transcripts, result.rows_lost) == (3, 0)
    with open_store(study.store, OTHER, create=False) as db:
        assert (db.table("turns").count, withdrawing.coded(db)) == (everything, coded)
        rows = list(db.query("SELECT * FROM trail ORDER BY id"))
        assert rows[-1]["action"] == "restore"
        assert list(breaks(rows)) == []


def test_a_backup_is_encrypted_and_never_overwritten(study: Study, file: Path) -> None:
    """No word and no name stands in a backup's bytes, it belongs to its owner alone, and no other takes its place."""
    raw = file.read_bytes()
    assert not raw.startswith(b"SQLite")
    assert not any(word.encode() in raw for word in ("Pritchard", "Siwan", "turns", "shopping"))
    assert file.stat().st_mode & 0o077 == 0
    with studies.opened(study) as db, pytest.raises(FileInTheWay, match="b.llais is there already"):
        backup(db, study, file, OTHER, "Ffion")
    assert file.read_bytes() == raw


def test_reading_a_backup_leaves_it_as_it_is(study: Study, file: Path) -> None:
    """A backup is only ever read: restoring it changes no byte and leaves no file beside it."""
    raw = file.read_bytes()
    study.store.unlink()
    restore(study, file, OTHER, "Ffion")
    assert file.read_bytes() == raw
    assert [path.name for path in file.parent.iterdir()] == ["b.llais"]


def test_a_store_that_knows_more_is_not_replaced(study: Study, tmp_path: Path) -> None:
    """What was done since the backup would be lost: only with force, and then it is said what."""
    file = tmp_path / "b.llais"
    with studies.opened(study) as db:
        backup(db, study, file, studies.PASSPHRASE, "Ffion")
        with db.atomic():
            record(db, "sign-off", actor="Ffion", about="FC04")
        withdraw(db, study, "FC03", ERASE, "Ffion")
    with pytest.raises(StoreIsLater, match="four rows in its trail"):
        restore(study, file, studies.PASSPHRASE, "Ffion")
    with studies.opened(study) as db:
        assert db.table("transcripts").count == 2
    result = restore(study, file, studies.PASSPHRASE, "Ffion", force=True)
    assert result.rows_lost == 4
    assert result.withdrawn_since == ("FC03",)
    with studies.opened(study) as db:
        assert db.table("transcripts").count == 3


def test_a_store_with_another_passphrase_is_not_replaced_unasked(study: Study, file: Path) -> None:
    """Whether a store that does not open knows more cannot be seen, so it is not replaced without force."""
    with pytest.raises(StoreIsLater, match="does not open"):
        restore(study, file, OTHER, "Ffion")
    assert restore(study, file, OTHER, "Ffion", force=True).store_unread
    with open_store(study.store, OTHER) as db:
        assert db.table("transcripts").count == 3


def test_wrong_files_and_passphrases_are_told(study: Study, file: Path, tmp_path: Path) -> None:
    """A wrong passphrase, a missing file and a damaged one each give one line, and the store stays."""
    before = study.store.read_bytes()
    with pytest.raises(WrongPassphrase, match="b.llais does not open with this passphrase"):
        restore(study, file, "wrong", "Ffion")
    with pytest.raises(NothingIngested, match="no file c.llais"):
        restore(study, tmp_path / "c.llais", OTHER, "Ffion")
    raw = bytearray(file.read_bytes())
    raw[-2000] ^= 1
    (tmp_path / "damaged.llais").write_bytes(raw)
    with pytest.raises(CopyNotSound, match="damaged.llais is damaged"):
        restore(study, tmp_path / "damaged.llais", OTHER, "Ffion")
    assert study.store.read_bytes() == before


def test_a_backup_with_an_edited_trail_is_refused(study: Study, file: Path) -> None:
    """A trail that somebody edited is not brought back."""
    with open_store(file, OTHER) as db:
        db.execute("DROP TRIGGER trail_is_never_changed")
        db.execute("UPDATE trail SET actor = 'R9' WHERE id = 3")
        db.conn.commit()
    with pytest.raises(TrailBroken, match="b.llais: the audit trail is broken at row 3"):
        restore(study, file, OTHER, "Ffion", force=True)


def test_a_backup_holds_who_withdrew_later_and_the_withdrawal_says_so(study: Study, file: Path) -> None:
    """Backups cannot be changed: a withdrawal lists them."""
    with studies.opened(study) as db:
        proof = withdraw(db, study, "FC03", ERASE, "Ffion")
    assert len(proof.backups) == 1
    assert "still holds everything, encrypted" in proof.backups[0]
    with opened_copy(file, OTHER) as copy:
        assert copy.table("transcripts").count == 3
