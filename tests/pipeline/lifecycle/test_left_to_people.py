"""What is left to people: rows and files of their own, by position."""

from __future__ import annotations

from pipeline.lifecycle.withdraw import ERASE, withdraw
from pipeline.study import Study
from tests import studies, withdrawing


def test_rows_and_files_are_named_by_their_place(study: Study) -> None:
    """Of somebody in a group: the row that says who speaks, the group's file, and cells that hold their name."""
    group = withdrawing.LISTED["FG01"] | {"known_names": "Carys Pugh; Dewi Rees"}
    rows = [studies.manifest_row(id_) for id_ in ("FC03", "FC04")]
    studies.write_manifest(study.folder, [*rows, studies.manifest_row("FG01", group)])
    with studies.opened(study) as db:
        studies.steps.read_in(db, study, (), False, studies.say_nothing)
        proof = withdraw(db, study, "WK03", ERASE, "Ffion")
    assert proof.to_do == (
        "manifest.csv, row 4: take a name out that nobody else has",
        "speakers.csv, row 2: take it out",
        "transcripts, FG01.txt: delete it, or take their words out",
        "recordings, consent forms and copies elsewhere: llais does not know of them",
    )


def test_tables_that_cannot_be_read_are_no_obstacle(study: Study) -> None:
    """A damaged table of the researcher's does not keep anybody from withdrawing."""
    (study.folder / "manifest.csv").unlink()
    (study.folder / "people.csv").write_bytes(b"\x00\xff\x00\xff")
    with studies.opened(study) as db:
        proof = withdraw(db, study, "FC03", ERASE, "Ffion")
    assert "transcripts, FC03.txt: delete it, or take their words out" in proof.to_do
