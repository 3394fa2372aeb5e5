"""What is left to people: rows and files of their own, by position."""

from __future__ import annotations

from pipeline.lifecycle.withdraw import ERASE, withdraw
from pipeline.study import Study
from tests import studies, withdrawing


def test_rows_and_files_are_named_by_their_place(study: Study) -> None:
    """Of an interview its row and file, of other rows the cells that hold a name which nobody else has."""
    listed = {id_: withdrawing.LISTED.get(id_, {}) for id_ in ("FC03", "FC04", "FG01")}
    listed["FG01"] = listed["FG01"] | {"known_names": "Nia Pritchard; Dewi Rees"}
    studies.write_manifest(study.folder, [studies.manifest_row(id_, cells) for id_, cells in listed.items()])
    with studies.opened(study) as db:
        studies.steps.read_in(db, study, (), False, studies.say_nothing)
        proof = withdraw(db, study, "FC03", ERASE, "Ffion")
        assert next(db.query("SELECT known_names FROM transcripts WHERE id = 'FG01'"))["known_names"] == '["Dewi Rees"]'
    assert proof.to_do == (
        "manifest.csv, row 2: take it out",
        "manifest.csv, row 4: take a name out that nobody else has",
        "people.csv, row 2: take it out",
        "transcripts, FC03.txt: delete it, or take their words out",
        "recordings, consent forms and copies elsewhere: llais does not know of them",
    )


def test_of_a_group_the_row_that_says_who_speaks(study: Study) -> None:
    """Of somebody in a group: their row in the table of speakers, and the file that holds their words."""
    with studies.opened(study) as db:
        proof = withdraw(db, study, "WK03", ERASE, "Ffion")
    assert proof.to_do[:2] == (
        "speakers.csv, row 2: take it out",
        "transcripts, FG01.txt: delete it, or take their words out",
    )


def test_tables_that_cannot_be_read_are_no_obstacle(study: Study) -> None:
    """A damaged table of the researcher's does not keep anybody from withdrawing."""
    (study.folder / "manifest.csv").unlink()
    (study.folder / "people.csv").write_bytes(b"\x00\xff\x00\xff")
    with studies.opened(study) as db:
        proof = withdraw(db, study, "FC03", ERASE, "Ffion")
    assert "transcripts, FC03.txt: delete it, or take their words out" in proof.to_do
