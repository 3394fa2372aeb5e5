"""A small study of people who may withdraw: two interviews, a focus group, codings, and what was published of them."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlite_utils import Database

from pipeline.study import Study, open_study
from tests import studies
from tests.memos import note

NIA = """INT: What helped you most, Nia?
P1: My neighbour Gethin Treharne helped me carry the shopping up to the third floor every week. 🎉
INT: And did anybody listen to you at the meetings?
P1: Nobody listened to me at all until Siwan came along from Pwllbryn with her little notebook.
"""
OTHER = """INT: What helped?
P1: The lifts to school helped, and Gethin Treharne gave them. Tŷ bach twt oedd y llety, meddai Siwan wrthyf fi.
"""
GROUP = """Moderator: Who wants to begin with the meetings?
Carys: The meetings in Brynmawr were always much too early for anyone like me.
Dewi: I agree with Carys, the food was cold when we came home from there.
Carys: And nobody ever told us where the next meeting was going to be held.
Dewi: A phone would have helped all of us to find it.
"""
PEOPLE = "name,type,aliases,relation,pseudonym\nNia Pritchard,PERSON,,,\nGethin Treharne,PERSON,,,\n"
SPEAKERS = """file,speaker,participant_id,group,consent_level,known_names
FG01.txt,Carys,WK03,worker,full,Carys Pugh
FG01.txt,Dewi,WK04,worker,full,Dewi Rees
"""
LISTED = {
    "FC03": {"known_names": "Nia Pritchard", "site": "Neath", "interview_date": "2025-11-04"},
    "FG01": {"item_type": "focus_group"},
}
CODE = "care/acts"
CODER = "Ffion Coder"

# Words that one person says, and nobody else: (transcript, turn, words)
CODED = (
    ("FC03", 2, "carry the shopping"),
    ("FC03", 4, "Siwan came along from Pwllbryn"),
    ("FC04", 2, "Gethin Treharne gave them"),
    ("FC04", 2, "Tŷ bach twt"),
    ("FG01", 2, "much too early"),
    ("FG01", 3, "the food was cold"),
    ("FG01", 5, "A phone"),
)


def make(folder: Path) -> Study:
    """Make the study, coded, pseudonymised and published."""
    texts = {"FC03": NIA, "FC04": OTHER, "FG01": GROUP}
    study = studies.make_study(folder, texts, people=PEOPLE, listed=LISTED)
    (folder / "speakers.csv").write_text(SPEAKERS, encoding="utf-8")
    with studies.opened(study) as db:
        studies.run_main_job(db, study)
        code(db)
        studies.run_main_job(db, study)
    return study


def copy_of(study: Study, folder: Path) -> Study:
    """Copy a study to `folder`."""
    shutil.copytree(study.folder, folder)
    return open_study(folder)


def code(db: Database) -> None:
    """Apply a code to each of CODED, with a memo."""
    db.table("coders").insert({"name": CODER, "label": "C1"}, ignore=True)
    for transcript, n, words in CODED:
        sql = "SELECT id, text FROM turns WHERE transcript_id = ? AND n = ?"
        turn = next(db.query(sql, [transcript, n]))
        start = turn["text"].index(words)
        coding = db.table("codings").insert(
            {
                "turn_id": turn["id"],
                "start": start,
                "end": start + len(words),
                "code_id": CODE,
                "coder": CODER,
                "codebook_version": "1",
            }
        )
        note(db, f"Compare with what Siwan did ({transcript}).", CODER, "coding", coding_id=coding.last_pk)


def coded(db: Database) -> dict[tuple[str, int], list[str]]:
    """Return the words that are coded, by transcript and turn."""
    found: dict[tuple[str, int], list[str]] = {}
    for row in db.query(
        """SELECT t.transcript_id, t.n, substr(t.text, c.start + 1, c.end - c.start) AS words
           FROM codings c JOIN turns t ON t.id = c.turn_id ORDER BY t.transcript_id, t.n, c.start"""
    ):
        found.setdefault((row["transcript_id"], row["n"]), []).append(row["words"])
    return found


def everything_in(db: Database) -> str:
    """Return every text of the store, decrypted, in one piece."""
    cells = []
    for table in db.table_names():
        for row in db.execute(f'SELECT * FROM "{table}"'):
            cells += [cell for cell in row if isinstance(cell, str)]
    return "\n".join(cells)
