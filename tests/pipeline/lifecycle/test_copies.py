"""Copies of a store are whole, private, and unlike nothing that they were made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import NoPassphrase, StoreBusy
from pipeline.lifecycle.copies import NEW, RESTORED, beside_store, close_log, make_copy, opened_copy, unfinished_copies
from pipeline.study import Study
from tests import studies
from tests.withdrawing import everything_in


def test_a_copy_holds_the_whole_store(study: Study, tmp_path: Path) -> None:
    """Every table, trigger and index is in the copy, and every cell."""
    file = tmp_path / "copy.llais"
    with studies.opened(study) as db:
        make_copy(db, file, "arall")
        schema = {tuple(row) for row in db.execute("SELECT type, name, sql FROM sqlite_master")}
        with opened_copy(file, "arall") as copy:
            assert {tuple(row) for row in copy.execute("SELECT type, name, sql FROM sqlite_master")} == schema
            assert everything_in(copy) == everything_in(db)
    assert file.stat().st_mode & 0o077 == 0


def test_an_unusable_passphrase_makes_no_copy(study: Study, tmp_path: Path) -> None:
    """Without a passphrase a copy would be in clear: none is made."""
    with studies.opened(study) as db, pytest.raises(NoPassphrase):
        make_copy(db, tmp_path / "copy.llais", "")
    assert not (tmp_path / "copy.llais").exists()


def test_half_made_copies_are_found(study: Study) -> None:
    """What a killed process may leave beside the store is known, with its logs."""
    left = [beside_store(study.store, NEW), study.folder / ".store.llais.restored-wal"]
    for path in left:
        path.write_bytes(b"")
    assert unfinished_copies(study.store) == left
    assert beside_store(study.store, RESTORED).name == ".store.llais.restored"


def test_the_log_is_closed_only_where_nobody_else_has_it_open(study: Study) -> None:
    """A store that two have open is left as it is."""
    with studies.opened(study) as db:
        with studies.opened(study) as other:
            assert other.table("transcripts").count == 3
            with pytest.raises(StoreBusy):
                close_log(db)
        assert db.table("transcripts").count == 3
    with studies.opened(study) as db:
        close_log(db)
        assert not study.store.with_name("store.llais-wal").exists()
