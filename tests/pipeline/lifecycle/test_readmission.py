"""What was withdrawn is not read in again."""

from __future__ import annotations

from ingest.records import ManifestRow, SpeakerRow
from pipeline.lifecycle.readmission import holds_withdrawn, without_withdrawn
from pipeline.lifecycle.stopped import STOP
from pipeline.lifecycle.withdraw import ERASE, UNLINK, withdraw
from pipeline.study import Study
from tests import studies

ROWS = [ManifestRow(n, f"{id_}.txt", id_, "worker") for n, id_ in enumerate(("FC03", "FC04", "FG01"), start=2)]
VOICES = [SpeakerRow(2, "FG01.txt", "Carys", "WK03", "worker"), SpeakerRow(3, "FG01.txt", "Dewi", "WK04", "worker")]


def test_only_whose_words_are_gone_is_kept_out(study: Study) -> None:
    """Erased and unlinked people are left out of the tables; who stopped is not, nor a group in which others speak."""
    with studies.opened(study) as db:
        assert without_withdrawn(db, ROWS, VOICES, {}) == (ROWS, VOICES, {})
        withdraw(db, study, "FC04", STOP, "Ffion")
        withdraw(db, study, "FC03", UNLINK, "Ffion")
        withdraw(db, study, "WK03", ERASE, "Ffion")
        rows, voices, refused = without_withdrawn(db, ROWS, VOICES, {})
        assert [row.participant_id for row in rows] == ["FC04", "FG01"]
        assert [voice.participant_id for voice in voices] == ["WK04"]
        assert {name: label for name, (label, _) in refused.items()} == {"fc03.txt": "FC03"}
        assert [label for label in ("FC03", "FC04", "FG01") if holds_withdrawn(db, label)] == ["FC03", "FG01"]


def test_an_unlinked_interview_stays_listed(study: Study) -> None:
    """The manifest no longer tells of an unlinked interview, and its published words stay published all the same."""
    with studies.opened(study) as db:
        withdraw(db, study, "FC03", UNLINK, "Ffion")
        studies.write_manifest(study.folder, [studies.manifest_row("FC04")])
        (study.folder / "speakers.csv").unlink()
        studies.steps.read_in(db, study, (), False, studies.say_nothing)
        listed = {row["id"]: row["listed"] for row in db.query("SELECT id, listed FROM transcripts")}
        assert listed == {"FC03": 1, "FC04": 1, "FG01": 0}
