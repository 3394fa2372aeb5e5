"""Changing a store's key, and destroying it."""

from __future__ import annotations

import json
from datetime import date

import pytest

from pipeline.audit.verify import verify
from pipeline.errors import NoPassphrase, StoreBusy, WrongPassphrase
from pipeline.lifecycle.due import dispose, due_without_store
from pipeline.lifecycle.errors import KeyDestroyed
from pipeline.lifecycle.keys import (
    certificate_of,
    change_key,
    check_key_is_there,
    destroy_key,
    finish_destroying,
    is_being_destroyed,
)
from pipeline.store import open_store
from pipeline.study import Study, open_study
from tests import studies, withdrawing

NEW = "cawl cennin a thatws"


def test_the_new_passphrase_opens_all_and_the_old_one_nothing(study: Study) -> None:
    """After the change the store holds what it held, under the new passphrase alone, with a row in the trail."""
    with studies.opened(study) as db:
        before = withdrawing.coded(db)
    change_key(study, studies.PASSPHRASE, NEW, "Ffion")
    with open_store(study.store, NEW) as db:
        assert withdrawing.coded(db) == before
        assert [row["action"] for row in db.query("SELECT action FROM trail ORDER BY id")][-1] == "key change"
        assert verify(db, study).problems == ()
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    with pytest.raises(WrongPassphrase, match="store.llais does not open with this passphrase"):
        studies.opened(study).__enter__()
    assert sorted(path.name for path in study.folder.glob(".store*")) == []


def test_a_wrong_or_unusable_passphrase_changes_nothing(study: Study) -> None:
    """Neither a wrong old passphrase nor a new one that is no line of text touches the store."""
    before = study.store.read_bytes()
    with pytest.raises(WrongPassphrase):
        change_key(study, "wrong", NEW, "Ffion")
    assert study.store.read_bytes() == before
    for unusable in ("", "two\nlines"):
        with pytest.raises(NoPassphrase):
            change_key(study, studies.PASSPHRASE, unusable, "Ffion")
    with studies.opened(study) as db:
        assert db.table("transcripts").count == 3


def test_an_apostrophe_in_a_passphrase_is_one_of_its_letters(study: Study) -> None:
    """A passphrase may hold what ends a text in SQL."""
    change_key(study, studies.PASSPHRASE, "te a bara 'brith'; --", "Ffion")
    with open_store(study.store, "te a bara 'brith'; --") as db:
        assert db.table("transcripts").count == 3


def test_nobody_else_may_have_the_store_open(study: Study) -> None:
    """While another process has the store open, its key is not changed under it."""
    with studies.opened(study) as db:
        assert db.table("transcripts").count == 3
        with pytest.raises(StoreBusy, match="Another llais"):
            change_key(study, studies.PASSPHRASE, NEW, "Ffion")
    with studies.opened(study) as db:
        assert db.table("transcripts").count == 3


def test_a_destroyed_key_leaves_a_certificate_and_no_store(study: Study) -> None:
    """The store is gone with its logs; a certificate says when, by whom, what remains, and where the trail ended."""
    with studies.opened(study) as db:
        dispose(db, study.settings, "raw_audio", "contractor 12", "Ffion")
        [disposed] = db.query("SELECT at FROM disposals")
    certificate = destroy_key(study, studies.PASSPHRASE, "Ffion")
    values = json.loads(certificate.read_text(encoding="utf-8"))
    assert certificate == certificate_of(study)
    assert not list(study.folder.glob("store.llais*"))
    assert values["remains"] == ["published/llais.db"]
    assert values["disposals"] == {"raw_audio": disposed["at"][:10]}
    assert values["finished_at"] is not None
    assert values["actor"].startswith("R")
    assert len(values["trail_end"]["seal"]) == len(values["store_sha256"]) == 64
    assert study.database().exists()
    with pytest.raises(KeyDestroyed, match="was destroyed on"):
        check_key_is_there(study)


def test_what_is_due_is_known_without_the_store(study: Study) -> None:
    """After the key has gone, retention dates are still judged, by the certificate."""
    text = (study.folder / "study.toml").read_text(encoding="utf-8").partition("[retention]")[0]
    dates = "[retention]\nkey_delete_by = 2026-07-31\nraw_audio_delete_by = 2026-03-31\n"
    (study.folder / "study.toml").write_text(text + dates, encoding="utf-8")
    dated = open_study(study.folder)
    destroy_key(dated, studies.PASSPHRASE, "Ffion")
    states = {one.what: one.state for one in due_without_store(dated, date(2026, 12, 1)).dates}
    assert states == {"key": "done", "raw_audio": "overdue"}


def test_a_destruction_that_was_broken_off_is_finished(study: Study) -> None:
    """What a killed process left of the store, once the certificate was begun, goes without a passphrase."""
    store = study.store.read_bytes()
    destroy_key(study, studies.PASSPHRASE, "Ffion")
    values = json.loads(certificate_of(study).read_text(encoding="utf-8"))
    certificate_of(study).write_text(json.dumps({**values, "finished_at": None}), encoding="utf-8")
    study.store.write_bytes(store)
    assert is_being_destroyed(study)
    finish_destroying(study)
    assert not study.store.exists()
    assert not is_being_destroyed(study)


def test_a_wrong_passphrase_destroys_nothing(study: Study) -> None:
    """Only who can open the store can destroy its key."""
    with pytest.raises(WrongPassphrase):
        destroy_key(study, "wrong", "Ffion")
    assert study.store.exists()
    assert not certificate_of(study).exists()
