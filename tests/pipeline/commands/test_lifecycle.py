"""llais withdraw, key, backup and restore, audit due and disposed, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.study import Study
from tests import studies, withdrawing


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Return the study that nobody may change."""
    return withdrawing.make(tmp_path_factory.mktemp("withdrawing") / "study")


@pytest.fixture
def study(made_once: Study, tmp_path: Path) -> Study:
    """Return a copy of the study for one test."""
    return withdrawing.copy_of(made_once, tmp_path / "study")


def llais(*arguments: object, typed: str | None = None, passphrase: str = studies.PASSPHRASE) -> Result:
    """Run a command as Ffion."""
    environment = {"LLAIS_PASSPHRASE": passphrase, "LLAIS_ACTOR": "Ffion"}
    return CliRunner().invoke(main, [str(one) for one in arguments], env=environment, input=typed)


def test_withdraw_tells_what_it_did_without_a_name(study: Study) -> None:
    """The command says what is gone, what is left and what is to do, and prints no original."""
    result = llais("withdraw", study.folder, "FC03", "--how", "erase", "--yes")
    assert result.exit_code == 0, result.output
    assert "Gone from the store: 1 transcripts" in result.stdout
    assert "Deleted: published/llais.db" in result.stdout
    assert "nothing of theirs, and no name that was theirs alone" in result.stdout
    assert "Still to do by you: manifest.csv, row 2: take it out" in result.stdout
    assert not any(word in result.output for word in ("Nia", "Pritchard", "Siwan", "third floor"))


def test_withdraw_asks_first(study: Study) -> None:
    """Without a yes nothing is done."""
    result = llais("withdraw", study.folder, "FC03", "--how", "erase", typed="n\n")
    assert result.exit_code == 1
    with studies.opened(study) as db:
        assert db.table("withdrawals").count == 0


def test_withdraw_reports_for_machines(study: Study) -> None:
    """With --json the proof is one line."""
    result = llais("withdraw", study.folder, "WK03", "--how", "unlink", "--yes", "--json")
    assert json.loads(result.stdout)["removed"]["turns unlinked"] == 2


def test_from_goes_with_stop_alone(study: Study) -> None:
    """A day from which something is erased makes no sense."""
    result = llais("withdraw", study.folder, "FC03", "--how", "erase", "--from", "2027-01-01", "--yes")
    assert result.exit_code == 2


def test_an_unfinished_withdrawal_is_finished_by_the_next_command(study: Study) -> None:
    """Whatever command comes first after a kill finishes what was begun, and says so."""
    llais("withdraw", study.folder, "FC03", "--how", "erase", "--yes")
    with studies.opened(study) as db:
        db.execute("UPDATE withdrawals SET finished_at = NULL")
    result = llais("audit", study.folder, "verify")
    assert "A withdrawal that was broken off is finished now." in result.stderr
    assert "is finished now" not in llais("audit", study.folder, "verify").stderr


def test_due_ends_with_1_where_somebody_is_still_in_a_file(study: Study) -> None:
    """A planted export is told in one line, as text and for machines."""
    llais("withdraw", study.folder, "FC03", "--how", "erase", "--yes")
    assert llais("audit", study.folder, "due").exit_code == 0
    (study.folder / "exports").mkdir()
    (study.folder / "exports" / "quotes.csv").write_text("FC03,care/acts", encoding="utf-8")
    result = llais("audit", study.folder, "due", "--on", "2030-01-01")
    assert result.exit_code == 1
    assert "exports/quotes.csv holds the label of FC03" in result.stdout
    (found,) = json.loads(llais("audit", study.folder, "due", "--json").stdout)["withdrawn_in"]
    assert (found["participant"], found["holds"], found["allowed"]) == ("FC03", ["label"], False)


def test_disposed_is_recorded(study: Study) -> None:
    """A disposal is noted in the store; a certificate that names somebody is not."""
    assert llais("audit", study.folder, "disposed", "raw_audio", "--certificate", "contractor 12").exit_code == 0
    refused = llais("audit", study.folder, "disposed", "raw_audio", "--certificate", "Siwan saw it")
    assert refused.exit_code == 1
    assert "Siwan" not in refused.output
    with studies.opened(study) as db:
        assert [row["what"] for row in db.query("SELECT what FROM disposals")] == ["raw_audio"]


def test_a_key_is_changed_and_destroyed(study: Study, tmp_path: Path) -> None:
    """The new passphrase comes from a file; the title has to be typed before all is destroyed for good."""
    new = tmp_path / "new.key"
    new.write_text("cawl cennin\n", encoding="utf-8")
    assert llais("key", "change", study.folder).exit_code == 1
    assert llais("key", "change", study.folder, "--new-key-file", new).exit_code == 0
    wrong = llais("audit", study.folder, "verify")
    assert (
        wrong.stderr == "Error: store.llais does not open with this passphrase. Check the key file or type it again.\n"
    )
    assert llais("audit", study.folder, "verify", "--key-file", new).exit_code == 0
    refused = llais("key", "destroy", study.folder, "--key-file", new, typed="something else\n")
    assert refused.exit_code == 1
    assert study.store.exists()
    destroyed = llais("key", "destroy", study.folder, "--key-file", new, typed="Keeping Safe\n")
    assert destroyed.exit_code == 0, destroyed.output
    assert not study.store.exists()
    after = llais("run", study.folder)
    assert after.exit_code == 1
    assert "The key of this study was destroyed on" in after.stderr
    assert llais("audit", study.folder, "due").exit_code == 0


def test_a_backup_and_the_way_back(study: Study, tmp_path: Path) -> None:
    """A backup is written, refused where it would overwrite, and put back where the store is lost."""
    file = tmp_path / "b.llais"
    assert "3 transcripts" in llais("backup", study.folder, file).stdout
    assert llais("backup", study.folder, file).exit_code == 1
    assert llais("restore", file, study.folder).exit_code == 1
    study.store.unlink()
    assert llais("restore", file, study.folder, passphrase="wrong").exit_code == 1
    assert "Restored: 3 transcripts" in llais("restore", file, study.folder).stdout
    lost = llais("withdraw", study.folder, "FC03", "--how", "erase", "--yes")
    assert lost.exit_code == 0
    back = llais("restore", file, study.folder, "--force")
    assert "FC03 withdrew after the backup was made: withdraw them again" in back.stdout
