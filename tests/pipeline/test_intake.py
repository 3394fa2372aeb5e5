"""Files are read into the store one by one; what became of each is said without naming anybody."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest.errors import BadManifest
from pipeline.intake import FAILED, KNOWN, READ, Outcome, ingest
from tests.intakes import CAWL, NAME, TOAST, Maker, Opener, code, coded, published_labels, said, statuses
from tests.studies import manifest_row, write_manifest


class TestReading:
    """What becomes of a file."""

    def test_a_new_file_is_read(self, make_study: Maker, opened: Opener, tmp_path: Path) -> None:
        """Its turns are in the store, and progress is told as it goes."""
        study = make_study(tmp_path, {"FC01": CAWL, "YP01": TOAST})
        db = opened(study)
        told: list[Outcome] = []

        outcomes = ingest(db, study, progress=told.append)

        assert statuses(outcomes) == {"FC01": READ, "YP01": READ}
        assert told == outcomes
        assert outcomes[0].message == "FC01: 4 turns, 17 words, labelled paragraphs"
        assert (outcomes[0].turns, outcomes[0].words) == (4, 17)
        assert not outcomes[0].needs_attention
        assert said(db, "YP01")[1] == "Gŵyneth. There was toast."

    def test_one_turn_is_told_in_the_singular(self, make_study: Maker, opened: Opener, tmp_path: Path) -> None:
        """As people would write it."""
        study = make_study(tmp_path, {"FC01": "FC01: Cawl."})
        (outcome,) = ingest(opened(study), study)
        assert outcome.message.startswith("FC01: 1 turn, 1 word, ")

    def test_a_file_that_was_read_is_known(self, make_study: Maker, opened: Opener, tmp_path: Path) -> None:
        """Reading again changes nothing."""
        study = make_study(tmp_path, {"FC01": CAWL})
        db = opened(study)
        ingest(db, study)
        before = [*db.query("SELECT * FROM turns")]

        (outcome,) = ingest(db, study)

        assert (outcome.status, outcome.message) == (KNOWN, "FC01: in the store already")
        assert [*db.query("SELECT * FROM turns")] == before

    def test_a_renamed_file_is_known_by_its_content(self, make_study: Maker, opened: Opener, tmp_path: Path) -> None:
        """A new name in the folder and in the manifest makes no new transcript, and codings stay."""
        study = make_study(tmp_path, {"FC01": CAWL})
        db = opened(study)
        ingest(db, study)
        code(db, "FC01", 2, "bara brith")
        (study.transcripts / "FC01.txt").rename(study.transcripts / "terfynol.txt")
        write_manifest(tmp_path, [manifest_row("FC01", {"file": "terfynol.txt"})])

        assert statuses(ingest(db, study)) == {"FC01": KNOWN}
        assert coded(db) == [("FC01", 2, "bara brith", "gweler YP01")]
        assert published_labels(db) == ["FC01"]

    def test_a_corrected_participant_takes_the_transcript_along(
        self, make_study: Maker, opened: Opener, tmp_path: Path
    ) -> None:
        """An id that was mistyped, or was a name, is gone from the store once the manifest is right."""
        study = make_study(tmp_path, {"FC01": CAWL}, listed={"FC01": {"participant_id": NAME, "file": "a.txt"}})
        db = opened(study)
        ingest(db, study)
        code(db, NAME, 2, "bara brith")
        write_manifest(tmp_path, [manifest_row("FC01", {"file": "a.txt"})])

        assert statuses(ingest(db, study)) == {"FC01": KNOWN}
        assert coded(db) == [("FC01", 2, "bara brith", "gweler YP01")]
        assert db.execute("SELECT count(*) FROM transcripts").fetchone() == (1,)

    def test_two_files_that_were_mixed_up_change_places(
        self, make_study: Maker, opened: Opener, tmp_path: Path
    ) -> None:
        """Each content goes to the participant whose it is, with its codings."""
        study = make_study(tmp_path, {"FC01": TOAST, "YP01": CAWL})
        db = opened(study)
        ingest(db, study)
        code(db, "YP01", 2, "bara brith")
        (study.transcripts / "FC01.txt").write_text(CAWL, encoding="utf-8")
        (study.transcripts / "YP01.txt").write_text(TOAST, encoding="utf-8")

        assert statuses(ingest(db, study)) == {"FC01": KNOWN, "YP01": KNOWN}
        assert coded(db) == [("FC01", 2, "bara brith", "gweler YP01")]

    def test_accents_and_capitals_in_file_names_do_not_count(
        self, make_study: Maker, opened: Opener, tmp_path: Path
    ) -> None:
        """A Mac writes ŷ in two characters; a folder before the name in the manifest does not count either."""
        study = make_study(tmp_path, {"FC01": CAWL})
        (study.transcripts / "FC01.txt").rename(study.transcripts / "FC01 ty\u0302.TXT")
        write_manifest(tmp_path, [manifest_row("FC01", {"file": "transcripts\\fc01 tŷ.txt"})])

        assert statuses(ingest(opened(study), study)) == {"FC01": READ}

    def test_named_files_are_read_alone(self, make_study: Maker, opened: Opener, tmp_path: Path) -> None:
        """Of the others nothing is said."""
        study = make_study(tmp_path, {"FC01": CAWL, "YP01": TOAST})

        outcomes = ingest(opened(study), study, [study.transcripts / "YP01.txt"])

        assert statuses(outcomes) == {"YP01": READ}

    def test_what_programs_leave_behind_is_passed_over(self, make_study: Maker, opened: Opener, tmp_path: Path) -> None:
        """Word's lock files and the file systems' own are no transcripts."""
        study = make_study(tmp_path, {"FC01": CAWL})
        for name in ("~$FC01.docx", ".DS_Store", "Thumbs.db", "desktop.ini"):
            (study.transcripts / name).write_bytes(b"x")

        assert statuses(ingest(opened(study), study)) == {"FC01": READ}


class TestTrouble:
    """What needs a person's attention is one line without a name; the rest goes on."""

    def trouble(self, make_study: Maker, opened: Opener, folder: Path, name: str, content: bytes | None) -> str:
        """Read a study of which one file, "Nia Pritchard" by name, is trouble; return what is said of it."""
        file = f"{NAME}{name}"
        study = make_study(folder, {"FC01": CAWL, "YP01": TOAST}, listed={"FC01": {"file": file, "known_names": NAME}})
        (study.transcripts / file).unlink()
        if content is not None:
            (study.transcripts / file).write_bytes(content)
        db = opened(study)

        trouble, fine = sorted(ingest(db, study), key=lambda outcome: outcome.label)

        assert (fine.label, fine.status) == ("YP01", READ)
        assert (trouble.label, trouble.status) == ("FC01", FAILED)
        assert trouble.needs_attention
        assert said(db, "FC01") == []
        assert not {"nia", "pritchard"} & set(trouble.message.lower().replace(".", " ").split())
        assert "\n" not in trouble.message
        return trouble.message

    @pytest.mark.parametrize(
        ("name", "content", "message"),
        [
            (".txt", b"", "LL-I003 FC01: the file is empty; copy it again from where it was made"),
            (".txt", None, "LL-I001 FC01 (manifest.csv, row 2): not found; check the folder and the spelling"),
            (".pages", b"x", "LL-I004 FC01: this format is not read; save the transcript as one of .csv, .docx"),
            (".docx", b"PK not a zip after all", "LL-I002 FC01: not readable as "),
            (".txt", b"\x00\x01\x02" * 99, "LL-I002 FC01: not readable as text"),
            (".txt", b"\xc2\xa0\n", "LL-I005 FC01: no speech found"),
        ],
    )
    def test_a_file_that_cannot_be_read_says_why(
        self, make_study: Maker, opened: Opener, tmp_path: Path, name: str, content: bytes | None, message: str
    ) -> None:
        """Empty, missing, unsupported, broken, no text, nobody speaking."""
        assert self.trouble(make_study, opened, tmp_path, name, content).startswith(message)

    @pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
    def test_a_file_that_may_not_be_opened_says_so(self, make_study: Maker, opened: Opener, tmp_path: Path) -> None:
        """Permissions are the matter of whoever runs the machine."""
        study = make_study(tmp_path, {"FC01": CAWL})
        (study.transcripts / "FC01.txt").chmod(0)

        (outcome,) = ingest(opened(study), study)

        assert outcome.message.startswith("LL-I002 FC01: not readable as a file; check that you may open it")

    def test_a_file_that_nobody_listed_is_told_by_its_number(
        self, make_study: Maker, opened: Opener, tmp_path: Path
    ) -> None:
        """Its name might be a person's."""
        study = make_study(tmp_path, {"FC01": CAWL})
        (study.transcripts / f"{NAME}.docx").write_bytes(b"x")

        outcomes = ingest(opened(study), study)

        assert [outcome.message for outcome in outcomes if outcome.needs_attention] == [
            "LL-I006 file 2 of 2 (.docx): not listed in manifest.csv; add a row with its participant and group"
        ]

    def test_a_folder_among_the_files_is_told(self, make_study: Maker, opened: Opener, tmp_path: Path) -> None:
        """Transcripts in it would be missed otherwise."""
        study = make_study(tmp_path, {"FC01": CAWL})
        (study.transcripts / NAME).mkdir()

        outcomes = ingest(opened(study), study)

        assert [outcome.message for outcome in outcomes if outcome.needs_attention] == [
            "LL-I002 file 2 of 2: not readable as a file; it is a folder; move the transcripts in it one folder up"
        ]

    def test_twins_are_told(self, make_study: Maker, opened: Opener, tmp_path: Path) -> None:
        """The same content under two participants is somebody's mistake; the first is read."""
        study = make_study(tmp_path, {"FC01": CAWL, "FC02": CAWL})
        db = opened(study)

        for first in (READ, KNOWN):
            outcomes = ingest(db, study)
            assert statuses(outcomes) == {"FC01": first, "FC02": FAILED}
            assert outcomes[1].message == (
                "FC02: the same content as FC01; take one of the two rows out of manifest.csv"
            )

    def test_two_files_of_one_name_are_told(self, make_study: Maker, opened: Opener, tmp_path: Path) -> None:
        """The second does not quietly take the place of the first."""
        study = make_study(tmp_path, {"FC01": CAWL})
        (tmp_path / "FC01.txt").write_text(TOAST, encoding="utf-8")
        db = opened(study)

        outcomes = ingest(db, study, [study.transcripts / "FC01.txt", tmp_path / "FC01.txt"], replace_changed=True)

        assert [outcome.status for outcome in outcomes] == [READ, FAILED]
        assert "another file has this name; keep one of them" in outcomes[1].message
        assert said(db, "FC01")[1] == "Cawl, and bara brith after. 🙂"

    def test_every_problem_of_the_manifest_is_listed_by_row(
        self, make_study: Maker, opened: Opener, tmp_path: Path
    ) -> None:
        """They can be put right together; no cell is quoted."""
        study = make_study(tmp_path, {})
        wrong = {"group": f"{NAME}'s friends", "interview_date": NAME, "consent_level": NAME}
        write_manifest(tmp_path, [manifest_row("FC01"), manifest_row("FC02", wrong), manifest_row("FC01")])

        with pytest.raises(BadManifest) as refused:
            ingest(opened(study), study)

        rows = [problem.split(":")[0] for problem in refused.value.problems]
        assert sorted(rows) == [
            "manifest.csv, row 3, column consent_level",
            "manifest.csv, row 3, column group",
            "manifest.csv, row 3, column interview_date",
            "manifest.csv, row 4, column file",
        ]
        assert not any(word in problem for word in NAME.split() for problem in refused.value.problems)

    def test_a_bad_manifest_leaves_the_store_as_it_was(self, make_study: Maker, opened: Opener, tmp_path: Path) -> None:
        """Nothing is read from a manifest that cannot be relied on."""
        study = make_study(tmp_path, {"FC01": CAWL})
        db = opened(study)
        ingest(db, study)
        write_manifest(tmp_path, [manifest_row("FC01", {"group": ""})])

        with pytest.raises(BadManifest):
            ingest(db, study)
        assert published_labels(db) == ["FC01"]
