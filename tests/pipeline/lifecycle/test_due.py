"""What is due: dates, people who withdrew and are still in files, and people whose withdrawal nobody carried out."""

from __future__ import annotations

import csv
import json
import sqlite3
import zipfile
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from docx import Document

from pipeline.errors import NamesSomebody
from pipeline.lifecycle.due import dispose, due, find_withdrawn_in
from pipeline.lifecycle.errors import NothingToDispose
from pipeline.lifecycle.stopped import STOP
from pipeline.lifecycle.withdraw import ERASE, UNLINK, withdraw, withdrawals
from pipeline.study import Study, open_study
from tests import studies, withdrawing

QUOTE = "I carry on. helped me carry the shopping up to the third floor every week"
SPLIT = ("helped me carry the shop", "ping up to the third floor every week")


def plant_everywhere(folder: Path) -> None:
    """Put old exports with the words of FC03 into a folder: a Word file, a table, and both in a zip."""
    folder.mkdir(parents=True, exist_ok=True)
    document, table, word = Document(), StringIO(), BytesIO()
    paragraph = document.add_paragraph()
    for part in SPLIT:
        paragraph.add_run(part)
    document.save(word)
    csv.writer(table).writerow(["one", QUOTE])
    (folder / "quotes.docx").write_bytes(word.getvalue())
    (folder / "quotes.csv").write_text(table.getvalue(), encoding="utf-8")
    with zipfile.ZipFile(folder / "Nia Pritchard.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("words/quotes.docx", word.getvalue())
    (folder / "codes.csv").write_text("care/acts,Acts of care\n", encoding="utf-8")


def test_somebody_who_withdrew_is_found_in_an_old_export_folder(study: Study) -> None:
    """Each file with their words is told in one line, by a name that is nobody's; others are not."""
    with studies.opened(study) as db:
        withdraw(db, study, "FC03", ERASE, "Ffion")
        plant_everywhere(study.folder / "exports" / "2025")
        result = find_withdrawn_in(db, study)
        [withdrawn] = withdrawals(db)
    lines = [one.line for one in result.still_there]
    told = (
        f"words of FC03, who withdrew on {withdrawn.at[:10]} (erase): delete it, and take it back from whoever has it"
    )
    assert lines == [
        f"exports/2025, file 1 of 4 (.zip) holds {told}",
        f"exports/2025/quotes.csv holds {told}",
        f"exports/2025/quotes.docx holds {told}",
    ]


def test_a_folder_elsewhere_is_looked_through_too(study: Study, tmp_path: Path) -> None:
    """Exports that were copied to another folder are found when it is named."""
    plant_everywhere(tmp_path / "deposit")
    with studies.opened(study) as db:
        proof = withdraw(db, study, "FC03", ERASE, "Ffion", remove_files=True, also=[tmp_path / "deposit"])
        assert len(proof.left) == 3
        assert (tmp_path / "deposit" / "quotes.csv").exists()
        assert not find_withdrawn_in(db, study).still_there
        assert len(find_withdrawn_in(db, study, [tmp_path / "deposit"]).still_there) == 3


def test_files_are_removed_where_that_is_asked_for(study: Study) -> None:
    """With remove_files, exports that hold them are deleted, and those of others stay."""
    plant_everywhere(study.folder / "exports")
    with studies.opened(study) as db:
        proof = withdraw(db, study, "FC03", ERASE, "Ffion", remove_files=True)
        assert proof.left == ()
        assert [path.name for path in (study.folder / "exports").iterdir()] == ["codes.csv"]


def test_folders_of_peoples_own_are_looked_through_and_never_deleted_from(study: Study) -> None:
    """A coder's table in the study folder that quotes them is told of, and stays until people have seen to it."""
    plant_everywhere(study.folder / "codings")
    with studies.opened(study) as db:
        proof = withdraw(db, study, "FC03", ERASE, "Ffion", remove_files=True)
        assert any(line.startswith("codings/quotes.csv holds words of FC03") for line in proof.left)
        assert (study.folder / "codings" / "quotes.csv").exists()


def test_names_are_found_without_the_words(study: Study) -> None:
    """A real name that was theirs alone is recognised wherever it stands."""
    with studies.opened(study) as db:
        withdraw(db, study, "FC03", UNLINK, "Ffion")
        (study.folder / "exports").mkdir()
        (study.folder / "exports" / "notes.csv").write_text("Ask PRITCHARD again", encoding="utf-8")
        (study.folder / "exports" / "words.csv").write_text(QUOTE, encoding="utf-8")
        (one,) = find_withdrawn_in(db, study).still_there
        assert (one.found.file, one.found.holds) == ("exports/notes.csv", ("names",))


def test_words_that_others_say_too_betray_nobody(study: Study) -> None:
    """A run of words that somebody else says as well is no trace of who withdrew."""
    with studies.opened(study) as db:
        turn = next(db.query("SELECT id, text FROM turns WHERE transcript_id = 'FC03' AND n = 2"))
        db.execute("UPDATE turns SET text = text || ' ' || ? WHERE transcript_id = 'FC04' AND n = 2", [turn["text"]])
        withdraw(db, study, "FC03", ERASE, "Ffion")
        (study.folder / "exports").mkdir()
        (study.folder / "exports" / "quotes.csv").write_text(QUOTE, encoding="utf-8")
        assert not find_withdrawn_in(db, study).still_there


def test_an_earlier_release_may_keep_who_only_stopped(study: Study) -> None:
    """Who stops is listed where they are, and only what is no release has to go."""
    release = study.published / "releases" / "r1.db"
    release.parent.mkdir()
    with studies.opened(study) as db:
        content = study.database().read_bytes()
        withdraw(db, study, "FC03", STOP, "Ffion")
        release.write_bytes(content)
        with sqlite3.connect(release) as published:
            published.execute("UPDATE study SET status = 'release'")
        published.close()
        result = due(db, study, date.today())
        (one,) = result.files.still_there
        assert one.allowed
        assert one.line.endswith("it was made before and may stay; make no new copies of it")
        assert not result.overdue
        study.database().write_bytes(content)
        assert due(db, study, date.today()).overdue


DATES = """[retention]
raw_audio_delete_by = 2026-03-31
raw_transcript_delete_by = 2027-01-10
key_delete_by = 2031-07-31
pseudonymised_keep_until = 2026-01-01
consent_forms_keep_until = 2031-07-31
review_date = 2026-06-30
disposal_method = "shredded"
"""


@pytest.fixture
def dated(study: Study) -> Study:
    """Give the study dates."""
    text = (study.folder / "study.toml").read_text(encoding="utf-8")
    (study.folder / "study.toml").write_text(text.partition("[retention]")[0] + DATES, encoding="utf-8")
    return open_study(study.folder)


def test_dates_are_due_overdue_or_done(dated: Study) -> None:
    """What is past is overdue until its disposal is recorded; what has to be kept is never overdue."""
    with studies.opened(dated) as db:
        result = due(db, dated, date(2026, 12, 20))
        assert [str(one) for one in result.dates] == [
            "pseudonymised data: had to be kept until 2026-01-01, and may go now",
            "recordings: overdue since 2026-03-31",
            "review of what is kept: overdue since 2026-06-30",
            "transcripts as they were typed: due by 2027-01-10",
            "consent forms: to be kept until 2031-07-31",
            "the key: the store and its passphrase: by 2031-07-31",
        ]
        assert result.overdue
        dispose(db, dated.settings, "raw_audio", "contractor 12", "Ffion")
        dispose(db, dated.settings, "review", "looked at by two people", "Ffion")
        after = due(db, dated, date(2026, 12, 20))
        assert not after.overdue
        last = next(db.query("SELECT at, action, about, purpose FROM trail ORDER BY id DESC"))
        assert f"review of what is kept: done on {last.pop('at')[:10]}" in [str(one) for one in after.dates]
        assert last == {"action": "disposed", "about": "review", "purpose": "looked at by two people"}


def test_a_certificate_names_nobody(study: Study) -> None:
    """The certificate is kept in clear, so a name in it is refused; so is an empty one, and an unknown thing."""
    with studies.opened(study) as db:
        with pytest.raises(NamesSomebody):
            dispose(db, study.settings, "raw_audio", "Nia Pritchard saw it", "Ffion")
        with pytest.raises(NothingToDispose, match="raw_audio"):
            dispose(db, study.settings, "tapes", "contractor 12", "Ffion")
        with pytest.raises(NothingToDispose, match="--certificate"):
            dispose(db, study.settings, "raw_audio", " ", "Ffion")
        assert db.table("disposals").count == 0


def test_who_withdrew_by_the_tables_alone_is_told(study: Study) -> None:
    """A withdrawal that only the tables of the study know of is late until it is carried out; deadlines are listed."""
    with studies.opened(study) as db:
        extra = {"withdrawal_deadline": "2027-01-31", "withdrawn_at": "2026-05-01"}
        db.table("transcripts").update("FC04", {"extra": json.dumps(extra)})
        db.execute("UPDATE voices SET withdrawn = 1 WHERE participant_id = 'WK03'")
        result = due(db, study, date(2026, 12, 20))
        assert [(one.participant, one.by) for one in result.deadlines] == [("FC04", date(2027, 1, 31))]
        assert [line.partition(" ")[0] for line in result.not_done] == ["FC04", "WK03"]
        assert result.overdue
        withdraw(db, study, "FC04", STOP, "Ffion")
        withdraw(db, study, "WK03", ERASE, "Ffion")
        assert due(db, study, date(2026, 12, 20)).not_done == ()
        assert withdrawing.coded(db)["FC04", 2] == ["Gethin Treharne gave them", "Tŷ bach twt"]
