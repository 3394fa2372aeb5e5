"""Pseudonymising: the same name gets the same pseudonym, today and after the next interview."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from codebook.load import default_codebook
from ingest.records import CodingRow
from pipeline.coding.bring_in import bring_in
from pipeline.errors import NothingIngested, NotPseudonymised, PseudonymTaken, StoreBusy
from pipeline.intake import ingest
from pipeline.known_names import names_in_file_name
from pipeline.protect import check_pseudonymised, pseudonymise
from pipeline.store import open_store
from pipeline.study import Study, open_study
from tests.studies import PASSPHRASE, manifest_row, run_main_job, write_manifest

Maker = Callable[..., Study]
Opener = Callable[[Study], Database]

NIA = "INT: Who came?\nFC01: Nia Pritchard came on a Friday. Nia stayed for cawl. 🙂"
DEWI = "INT: Who came?\nYP01: Dewi Cadwgan did, and then Nia. Gŵyneth waved."


def protected(db: Database, study: Study) -> dict[str, str]:
    """Read in and pseudonymise; return what each name was replaced by."""
    ingest(db, study)
    pseudonymise(db, study.settings)
    rows = db.query(
        """SELECT substr(t.text, i.start + 1, i.end - i.start) AS name, i.replacement
           FROM identifiers i JOIN turns t ON t.id = i.turn_id WHERE i.type = 'PERSON' AND i.replacement IS NOT NULL"""
    )
    return {row["name"]: row["replacement"] for row in rows}


def add_interview(study: Study, participant: str, text: str) -> None:
    """Put another transcript into the folder and the manifest."""
    (study.transcripts / f"{participant}.txt").write_text(text, encoding="utf-8")
    write_manifest(study.folder, [manifest_row(file.stem) for file in sorted(study.transcripts.iterdir())])


def write_people(study: Study, *rows: str) -> None:
    """Write people.csv: name, pseudonym."""
    study.roster.write_text("\n".join(["name,pseudonym", *rows]), encoding="utf-8")


class TestPseudonyms:
    """Which name stands for which."""

    def test_pseudonyms_stay_when_an_interview_is_added(
        self, make_study: Maker, opened: Opener, tmp_path: Path
    ) -> None:
        """The name that was there keeps its pseudonym, and the new ones get others."""
        study = make_study(tmp_path, {"FC01": NIA})
        db = opened(study)
        before = protected(db, study)
        add_interview(study, "YP01", DEWI)

        after = protected(db, study)

        assert before.keys() == {"Nia Pritchard", "Nia"}
        assert {name: after[name] for name in before} == before
        assert before["Nia Pritchard"].split()[0] == before["Nia"]
        assert len({after[name] for name in ("Nia", "Dewi Cadwgan", "Gŵyneth")}) == 3

    def test_a_pseudonym_that_becomes_a_real_name_is_given_up(
        self, make_study: Maker, opened: Opener, tmp_path: Path
    ) -> None:
        """Nobody in the study may carry the name that stands for somebody else."""
        study = make_study(tmp_path, {"FC01": NIA})
        db = opened(study)
        chosen = protected(db, study)["Nia"]
        add_interview(study, "YP01", f"INT: Who else?\nYP01: {chosen} Cadwgan was there. I like {chosen}.")

        after = protected(db, study)

        assert after["Nia"] != chosen
        assert chosen not in after.values()
        assert after[chosen] not in (chosen, after["Nia"])

    def test_no_pseudonym_is_a_word_that_was_said(self, make_study: Maker, opened: Opener, tmp_path: Path) -> None:
        """Else a reader could not tell the two apart."""
        study = make_study(tmp_path, {"FC01": NIA})
        db = opened(study)
        chosen = protected(db, study)["Nia"]
        add_interview(study, "YP01", f"INT: And?\nYP01: The cat was called {chosen.lower()}.")

        assert protected(db, study)["Nia"] != chosen

    def test_a_chosen_pseudonym_is_used(self, make_study: Maker, opened: Opener, tmp_path: Path) -> None:
        """Participants may choose their own, in place of the one that was drawn."""
        study = make_study(tmp_path, {"FC01": NIA})
        db = opened(study)
        protected(db, study)
        write_people(study, "Nia Pritchard,Heledd Mostyn")

        assert protected(db, study) == {"Nia Pritchard": "Heledd Mostyn", "Nia": "Heledd"}

    def test_a_chosen_pseudonym_must_not_be_a_real_name(
        self, make_study: Maker, opened: Opener, tmp_path: Path
    ) -> None:
        """The line names the row, nobody in it."""
        study = make_study(tmp_path, {"FC01": NIA})
        write_people(study, "Dewi Cadwgan,", "Nia Pritchard,Dewi Mostyn")

        with pytest.raises(PseudonymTaken) as refused:
            protected(opened(study), study)
        assert "people.csv, row 3" in str(refused.value)
        assert not any(name in str(refused.value) for name in ("Dewi", "Nia", "Mostyn"))

    @pytest.mark.usefixtures("pseudonyms_of_their_own")
    def test_the_pseudonyms_of_a_study_are_its_own(self, make_study: Maker, opened: Opener, tmp_path: Path) -> None:
        """Who knows one study's pseudonyms knows nothing of another's."""
        drawn = set()
        for n in range(4):
            study = make_study(tmp_path / str(n), {"FC01": NIA})
            drawn.add(protected(opened(study), study)["Nia Pritchard"])

        assert len(drawn) > 1

    def test_again_gives_the_same(self, make_study: Maker, opened: Opener, tmp_path: Path) -> None:
        """Pseudonymising what is pseudonymised changes nothing."""
        study = make_study(tmp_path, {"FC01": NIA, "YP01": DEWI})
        db = opened(study)
        protected(db, study)
        columns = "turn_id, start, end, type, status, method, replacement"
        before = [db.execute(f"SELECT {columns} FROM identifiers").fetchall(), [*db.query("SELECT * FROM entities")]]

        result = pseudonymise(db, study.settings)

        after = [db.execute(f"SELECT {columns} FROM identifiers").fetchall(), [*db.query("SELECT * FROM entities")]]
        assert after == before
        assert sum(result.replaced.values()) == sum(row[-1] is not None for row in before[0])


class TestMemos:
    """Memos are protected like what was said."""

    def test_names_in_memos_are_replaced(self, make_study: Maker, opened: Opener, tmp_path: Path) -> None:
        """A name that only a memo holds is found there, and one from an interview gets the same pseudonym."""
        study = make_study(tmp_path / "study", {"FC01": NIA})
        db = opened(study)
        ingest(db, study)
        memo = "Nia again; ask Dewi Cadwgan 🙂"
        bring_in(db, [CodingRow(2, "FC01", 2, "care/acts", "Marged", quote="cawl", memo=memo)], default_codebook())

        names = protected(db, study)

        (published,) = db.execute("SELECT text_published FROM memos").fetchone()
        assert published.startswith(f"{names['Nia']} again; ask ")
        assert not any(name in published for name in ("Nia", "Dewi", "Cadwgan"))
        run_main_job(db, study)
        (row,) = Database(study.database())["codings"].rows
        assert row["memo"] == published


class TestStale:
    """What has changed since it was pseudonymised is not published."""

    @pytest.fixture
    def study(self, make_study: Maker, tmp_path: Path) -> Study:
        """Make a study of one interview, with a roster."""
        return make_study(tmp_path / "study", {"FC01": NIA}, people="name\nDewi Cadwgan\n")

    @pytest.fixture
    def db(self, study: Study, opened: Opener) -> Database:
        """Open its store, everything in it pseudonymised."""
        store = opened(study)
        ingest(store, study)
        pseudonymise(store, study.settings)
        return store

    def is_stale(self, db: Database, study: Study) -> bool:
        """Say whether publishing would refuse, and with the line that says what to run."""
        try:
            check_pseudonymised(db, study.settings)
        except NotPseudonymised as refused:
            assert "Run: llais pseudonymise STUDY" in str(refused)
            return True
        return False

    def test_nothing_has_changed(self, db: Database, study: Study) -> None:
        """Reading the same files again is no change, and neither is a coding without a memo by a coder who is known."""
        bring_in(db, [CodingRow(2, "FC01", 2, "care/acts", "Marged", quote="cawl")], default_codebook())
        pseudonymise(db, study.settings)
        ingest(db, study)
        bring_in(db, [CodingRow(3, "FC01", 2, "care/acts", "Marged", quote="stayed")], default_codebook())

        assert not self.is_stale(db, study)

    def test_an_interview_was_added(self, db: Database, study: Study) -> None:
        """It was never searched for names."""
        add_interview(study, "YP01", DEWI)
        ingest(db, study)

        assert self.is_stale(db, study)

    def test_the_roster_has_changed(self, db: Database, study: Study) -> None:
        """A name that was found in week eight."""
        write_people(study, "Dewi Cadwgan,", "Gŵyneth Treharne,")
        ingest(db, study)

        assert self.is_stale(db, study)

    @pytest.mark.parametrize("cell", ["known_names", "site", "interviewer"])
    def test_a_name_in_the_manifest_has_changed(self, db: Database, study: Study, cell: str) -> None:
        """Known names, places and interviewers are all looked for."""
        write_manifest(study.folder, [manifest_row("FC01", {cell: "Llanfihangel"})])
        ingest(db, study)

        assert self.is_stale(db, study)

    def test_a_memo_was_written(self, db: Database, study: Study) -> None:
        """It may hold a name."""
        row = CodingRow(2, "FC01", 2, "care/acts", "Marged", quote="cawl", memo="Nia")
        bring_in(db, [row], default_codebook())

        assert self.is_stale(db, study)

    @pytest.mark.parametrize(
        "toml", ['[policy]\nDATE = "year"\n', "[identify]\nthreshold = 0.7\n", '[identify]\nkeep = ["Careers Wales"]\n']
    )
    def test_the_settings_have_changed(self, db: Database, study: Study, toml: str) -> None:
        """What is found and how it is replaced would not be the same."""
        (study.folder / "study.toml").write_text(toml, encoding="utf-8")

        assert self.is_stale(db, open_study(study.folder))

    def test_another_title_makes_no_difference(self, db: Database, study: Study) -> None:
        """What has nothing to do with names does not count."""
        assert not self.is_stale(db, replace(study, settings=replace(study.settings, title="Tŷ Gŵyl")))

    def test_nothing_was_pseudonymised(self, make_study: Maker, opened: Opener, tmp_path: Path) -> None:
        """The first time."""
        study = make_study(tmp_path / "other", {"FC01": NIA})
        db = opened(study)
        ingest(db, study)

        assert self.is_stale(db, study)

    def test_what_comes_in_meanwhile_is_not_taken_for_pseudonymised(
        self, db: Database, study: Study, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Another llais reads an interview while this one looks for names: this one gives up."""
        monkeypatch.setattr("pipeline.store._SECONDS_TO_WAIT_FOR_ANOTHER_WRITER", 0.1)
        write_people(study, "Gŵyneth Treharne,")
        ingest(db, study)
        add_interview(study, "YP01", DEWI)

        def another_reads(_: str) -> None:
            ingest(db, study)

        with pytest.raises(StoreBusy), open_store(study.store, PASSPHRASE) as here:
            pseudonymise(here, study.settings, progress=another_reads)
        assert self.is_stale(db, study)


def test_an_empty_study_says_what_to_run(make_study: Maker, opened: Opener, tmp_path: Path) -> None:
    """There has to be something that was said."""
    study = make_study(tmp_path, {})

    with pytest.raises(NothingIngested, match="llais ingest STUDY"):
        pseudonymise(opened(study), study.settings)


def test_progress_is_told_by_transcript(make_study: Maker, opened: Opener, tmp_path: Path) -> None:
    """In the order of their labels, and nothing else."""
    study = make_study(tmp_path, {"YP01": DEWI, "FC01": NIA})
    db = opened(study)
    ingest(db, study)
    told: list[str] = []

    pseudonymise(db, study.settings, progress=told.append)

    assert told == ["FC01", "YP01"]


@pytest.mark.parametrize(
    ("file", "names"),
    [
        ("Nia Pritchard final.docx", ["Nia", "Pritchard"]),
        ("FC01_Siân_v2.txt", ["Siân"]),
        ("interview rose 3.txt", []),
        ("FC01.txt", []),
    ],
)
def test_names_in_file_names_are_looked_for(file: str, names: list[str]) -> None:
    """People call files after people; ordinary words are no names there."""
    assert names_in_file_name(file) == names


def test_what_has_not_changed_is_not_done_again(make_study: Maker, opened: Opener, tmp_path: Path) -> None:
    """A second run over the same study looks through nothing, and counts the same."""
    study = make_study(tmp_path, {"FC01": NIA})
    db = opened(study)
    ingest(db, study)
    first = pseudonymise(db, study.settings)
    told: list[str] = []

    again = pseudonymise(db, study.settings, progress=told.append)

    assert (again, told) == (replace(first, unchanged=True), [])


def test_a_file_read_again_with_the_same_words_is_pseudonymised_again(
    make_study: Maker, opened: Opener, tmp_path: Path
) -> None:
    """A file saved anew takes its turns' identifiers along, so that publishing it as it was would leak every name."""
    study = make_study(tmp_path, {"FC01": NIA})
    db = opened(study)
    ingest(db, study)
    pseudonymise(db, study.settings)
    (study.transcripts / "FC01.txt").write_text(NIA + "\n\n", encoding="utf-8")
    ingest(db, study, replace_changed=True)

    with pytest.raises(NotPseudonymised):
        check_pseudonymised(db, study.settings)
    assert not pseudonymise(db, study.settings).unchanged
    assert db.table("identifiers").count > 0


def test_no_pseudonym_is_a_coders_name(make_study: Maker, opened: Opener, tmp_path: Path) -> None:
    """A coder whose name a participant got as a pseudonym is named by it no longer."""
    study = make_study(tmp_path, {"FC01": NIA})
    db = opened(study)
    given = protected(db, study)["Nia Pritchard"]
    bring_in(db, [CodingRow(2, "FC01", 2, "care/acts", given, start=0, end=3)], default_codebook())
    pseudonymise(db, study.settings)

    now = {row["replacement"] for row in db.query("SELECT replacement FROM identifiers WHERE type = 'PERSON'")}

    assert set() == {name for name in now if set(name.split()) & set(given.split())}
