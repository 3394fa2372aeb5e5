"""Files are read into the store one by one; what became of each is said without naming anybody."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from codebook.load import default_codebook
from ingest.errors import BadManifest
from ingest.records import CodingRow
from pipeline.coding.bring_in import bring_in
from pipeline.intake import CHANGED, FAILED, KNOWN, READ, REPLACED, Outcome, ingest
from pipeline.study import Study
from tests.studies import manifest_row, write_manifest

Maker = Callable[..., Study]
Opener = Callable[[Study], Database]

CAWL = "INT: What was there to eat?\nFC01: Cawl, and bara brith after. 🙂\nINT: And to drink?\nFC01: Te, wrth gwrs."
TOAST = "INT: Who made breakfast?\nYP01: Gŵyneth. There was toast.\nYP01: She always cut it in triangles."
NAME = "Nia Pritchard"


def said(db: Database, label: str) -> list[str]:
    """List what the store holds of a transcript's turns."""
    return [row["text"] for row in db.query("SELECT text FROM turns WHERE transcript_id = ? ORDER BY n", [label])]


def published_labels(db: Database) -> list[str]:
    """List the transcripts that may be published, as far as the manifest goes."""
    return [row["id"] for row in db.query("SELECT id FROM transcripts WHERE listed ORDER BY id")]


def statuses(outcomes: list[Outcome]) -> dict[str, str]:
    """Map labels to what became of their files."""
    assert len({outcome.label for outcome in outcomes}) == len(outcomes)
    return {outcome.label: outcome.status for outcome in outcomes}


def code(db: Database, label: str, turn: int, quote: str = "", span: tuple[int, int] | None = None) -> None:
    """Code a quote, or a stretch of a turn."""
    start, end = span or (None, None)
    row = CodingRow(2, label, turn, "care/acts", "Marged", start=start, end=end, quote=quote, memo="gweler YP01")
    assert bring_in(db, [row], default_codebook()).taken == 1


def coded(db: Database) -> list[tuple[str, int, str, str]]:
    """List what is coded: transcript, turn, words and memo."""
    rows = db.execute(
        """SELECT t.transcript_id, t.n, substr(t.text, c.start + 1, c.end - c.start), c.memo
           FROM codings c JOIN turns t ON t.id = c.turn_id ORDER BY 1, 2, 3"""
    )
    return rows.fetchall()


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
        assert outcomes[0].message == "FC01: 4 turns, 17 words, labelled lines"
        assert (outcomes[0].turns, outcomes[0].words) == (4, 17)
        assert not outcomes[0].needs_attention
        assert said(db, "YP01")[1] == "Gŵyneth. There was toast."

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
            (".pages", b"x", "LL-I004 FC01: this format is not read; save the transcript as one of .docx"),
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


class TestChange:
    """A file that has changed is taken in on request only, and codings are never lost on the way."""

    def changed(self, study: Study, text: str, participant: str = "FC01") -> None:
        """Write another text into a participant's file."""
        (study.transcripts / f"{participant}.txt").write_text(text, encoding="utf-8")

    def test_a_changed_file_waits_for_a_word(self, make_study: Maker, opened: Opener, tmp_path: Path) -> None:
        """Until then the store keeps what it has."""
        study = make_study(tmp_path, {"FC01": CAWL})
        db = opened(study)
        ingest(db, study)
        self.changed(study, CAWL.replace("Cawl", "Lobsgows"))

        (outcome,) = ingest(db, study)

        message = "FC01: the file has changed since it was read; take the new one in with --replace"
        assert (outcome.status, outcome.message) == (CHANGED, message)
        assert outcome.needs_attention
        assert said(db, "FC01")[1].startswith("Cawl")

    def test_codings_are_kept_by_what_they_quote(self, make_study: Maker, opened: Opener, tmp_path: Path) -> None:
        """A word more or less before a coded stretch moves the coding with its words."""
        study = make_study(tmp_path, {"FC01": CAWL})
        db = opened(study)
        ingest(db, study)
        code(db, "FC01", 2, "bara brith")
        self.changed(study, CAWL.replace("Cawl, and", "Wel, cawl cennin 🙂, and wedyn"))

        (outcome,) = ingest(db, study, replace_changed=True)

        assert outcome.status == REPLACED
        assert coded(db) == [("FC01", 2, "bara brith", "gweler YP01")]

    def test_codings_move_with_their_turn(self, make_study: Maker, opened: Opener, tmp_path: Path) -> None:
        """A turn that stands further down now, word for word, takes its codings along."""
        study = make_study(tmp_path, {"FC01": CAWL})
        db = opened(study)
        ingest(db, study)
        code(db, "FC01", 2, "bara brith")
        self.changed(study, "INT: Are you comfortable?\nFC01: Ydw, diolch.\n" + CAWL)

        assert statuses(ingest(db, study, replace_changed=True)) == {"FC01": REPLACED}
        assert coded(db) == [("FC01", 4, "bara brith", "gweler YP01")]

    def test_a_coding_in_an_unchanged_turn_stays_where_it_was(
        self, make_study: Maker, opened: Opener, tmp_path: Path
    ) -> None:
        """Even where its words stand twice in the turn."""
        text = "INT: And?\nFC01: Ie, ie, ie.\nINT: Sure?\nFC01: Yes."
        study = make_study(tmp_path, {"FC01": text})
        db = opened(study)
        ingest(db, study)
        code(db, "FC01", 2, span=(4, 6))
        self.changed(study, text.replace("Sure?", "Really?"))

        ingest(db, study, replace_changed=True)

        assert db.execute("SELECT start, end FROM codings").fetchall() == [(4, 6)]

    @pytest.mark.parametrize(
        "text",
        [
            CAWL.replace("bara brith", "toast"),
            CAWL.replace("bara brith", "bara brith, a lot of bara brith,"),
            "INT: What was there to eat?",
        ],
    )
    def test_a_file_without_the_coded_words_is_refused(
        self, make_study: Maker, opened: Opener, tmp_path: Path, text: str
    ) -> None:
        """Gone, twice, or without the turn: the transcript and every coding stay as they were."""
        study = make_study(tmp_path, {"FC01": CAWL})
        db = opened(study)
        ingest(db, study)
        code(db, "FC01", 2, "bara brith")
        code(db, "FC01", 4, "wrth gwrs")
        before = [[*db.query(f"SELECT * FROM {table}")] for table in ("transcripts", "turns", "codings")]
        self.changed(study, text)

        (outcome,) = ingest(db, study, replace_changed=True)

        assert outcome.status == FAILED
        assert outcome.message.startswith("FC01: not replaced; its codings in turns 2")
        assert outcome.message.endswith(" have no place in the new file")
        assert [[*db.query(f"SELECT * FROM {table}")] for table in ("transcripts", "turns", "codings")] == before

    def test_two_codings_never_become_one(self, make_study: Maker, opened: Opener, tmp_path: Path) -> None:
        """Where two coded stretches would fall on one place, the new file is refused."""
        study = make_study(tmp_path, {"FC01": "INT: And?\nFC01: Ie, ie, ie."})
        db = opened(study)
        ingest(db, study)
        code(db, "FC01", 2, span=(4, 6))
        code(db, "FC01", 2, span=(8, 10))
        self.changed(study, "INT: And?\nFC01: Wel, ie.")

        (outcome,) = ingest(db, study, replace_changed=True)

        assert outcome.status == FAILED
        assert len(coded(db)) == 2

    def test_another_file_for_a_participant_waits_for_a_word(
        self, make_study: Maker, opened: Opener, tmp_path: Path
    ) -> None:
        """The row of the first file is gone, so nothing of it is published meanwhile."""
        study = make_study(tmp_path, {"FC01": CAWL})
        db = opened(study)
        ingest(db, study)
        (study.transcripts / "FC01.txt").unlink()
        (study.transcripts / "FC01 v2.txt").write_text(CAWL.replace("Te,", "Llaeth,"), encoding="utf-8")
        write_manifest(tmp_path, [manifest_row("FC01", {"file": "FC01 v2.txt"})])

        (outcome,) = ingest(db, study)
        message = "FC01: not the file that was read before; take the new one in with --replace"
        assert (outcome.status, outcome.message) == (CHANGED, message)
        assert published_labels(db) == []

        assert statuses(ingest(db, study, replace_changed=True)) == {"FC01": REPLACED}
        assert published_labels(db) == ["FC01"]


class TestManifest:
    """The manifest says whose a file is and what may be done with it, every time anew."""

    def test_a_participant_may_have_two_files(self, make_study: Maker, opened: Opener, tmp_path: Path) -> None:
        """The second is numbered, past what is the id of somebody else."""
        rows = {"FC01": {"file": "one.txt"}, "FC02": {"file": "two.txt", "participant_id": "FC01"}}
        rows |= {"FC03": {"file": "three.txt", "participant_id": "FC01-2"}}
        study = make_study(tmp_path, {"FC01": CAWL, "FC02": TOAST, "FC03": "INT: Ie?\nFC03: Ie."}, listed=rows)
        db = opened(study)

        assert statuses(ingest(db, study)) == {"FC01": READ, "FC01-3": READ, "FC01-2": READ}
        assert said(db, "FC01-3")[1] == "Gŵyneth. There was toast."

    @pytest.mark.parametrize("gone", [0, 1])
    def test_of_a_row_that_is_taken_out_nothing_is_published(
        self, make_study: Maker, opened: Opener, published: Callable, tmp_path: Path, gone: int
    ) -> None:
        """Whichever of a participant's two files it was, the other one stays as it is."""
        rows = {"FC01": {"file": "one.txt"}, "FC02": {"file": "two.txt", "participant_id": "FC01"}}
        study = make_study(tmp_path, {"FC01": CAWL, "FC02": TOAST}, listed=rows)
        published(study)
        remaining = [manifest_row("FC01", cells) for n, cells in enumerate(rows.values()) if n != gone]
        write_manifest(tmp_path, remaining)
        labels = ("FC01", "FC01-2")
        db = opened(study)

        outcomes = ingest(db, study)

        assert {outcome.message for outcome in outcomes if outcome.label == labels[gone]} == {
            f"{labels[gone]}: in the store, but not in manifest.csv any more; nothing of it is published"
        }
        assert published_labels(db) == [labels[1 - gone]]
        turns = [row["text"] for row in Database(published(study))["turns"].rows]
        assert any("Cawl" in turn for turn in turns) == (gone == 1)
        assert any("toast" in turn for turn in turns) == (gone == 0)

    def test_a_row_that_comes_back_is_published_again(self, make_study: Maker, opened: Opener, tmp_path: Path) -> None:
        """Taking a row out by mistake loses nothing."""
        study = make_study(tmp_path, {"FC01": CAWL, "YP01": TOAST})
        db = opened(study)
        ingest(db, study)
        write_manifest(tmp_path, [manifest_row("YP01")])
        ingest(db, study)
        assert published_labels(db) == ["YP01"]

        write_manifest(tmp_path, [manifest_row("FC01"), manifest_row("YP01")])
        ingest(db, study)

        assert published_labels(db) == ["FC01", "YP01"]

    def test_rows_may_change_places(self, make_study: Maker, opened: Opener, tmp_path: Path) -> None:
        """A transcript keeps its label, on which links and codings rely."""
        rows = {"FC01": {"file": "one.txt"}, "FC02": {"file": "two.txt", "participant_id": "FC01"}}
        study = make_study(tmp_path, {"FC01": CAWL, "FC02": TOAST}, listed=rows)
        db = opened(study)
        ingest(db, study)
        write_manifest(tmp_path, [manifest_row("FC01", cells) for cells in reversed(rows.values())])

        assert statuses(ingest(db, study)) == {"FC01": KNOWN, "FC01-2": KNOWN}
        assert said(db, "FC01-2")[1] == "Gŵyneth. There was toast."

    @pytest.mark.parametrize("trouble", ["none", "changed", "gone", "another file is named"])
    def test_consent_follows_the_manifest_whatever_becomes_of_the_file(
        self, make_study: Maker, opened: Opener, tmp_path: Path, trouble: str
    ) -> None:
        """Consent that was withdrawn counts, even where the file has changed or is no longer there."""
        study = make_study(tmp_path, {"FC01": CAWL, "YP01": TOAST})
        db = opened(study)
        ingest(db, study)
        write_manifest(tmp_path, [manifest_row("FC01", {"consent_level": "none"}), manifest_row("YP01")])
        if trouble == "changed":
            (study.transcripts / "FC01.txt").write_text("INT: Ie?\nFC01: Ie.", encoding="utf-8")
        elif trouble == "gone":
            (study.transcripts / "FC01.txt").unlink()
        files = [study.transcripts / "YP01.txt"] if trouble == "another file is named" else []

        ingest(db, study, files)

        consent = {row["id"]: row["consent_level"] for row in db.query("SELECT * FROM transcripts")}
        assert consent == {"FC01": "none", "YP01": "full"}

    def test_a_file_that_went_after_it_was_read_is_known(
        self, make_study: Maker, opened: Opener, tmp_path: Path
    ) -> None:
        """Originals are destroyed when their time has come; the store has what was said."""
        study = make_study(tmp_path, {"FC01": CAWL})
        db = opened(study)
        ingest(db, study)
        (study.transcripts / "FC01.txt").unlink()

        (outcome,) = ingest(db, study)

        message = "FC01: in the store already; its file has gone from the transcripts folder"
        assert (outcome.status, outcome.message) == (KNOWN, message)
        assert published_labels(db) == ["FC01"]

    def test_who_interviews_follows_the_manifest(self, make_study: Maker, opened: Opener, tmp_path: Path) -> None:
        """A corrected interviewer is no longer taken for a participant."""
        study = make_study(tmp_path, {"FC01": "Eleri: How was tea?\nNia: Good.\nEleri: And?\nNia: There was cawl."})
        db = opened(study)
        ingest(db, study)
        write_manifest(tmp_path, [manifest_row("FC01", {"interviewer": "Eleri Cadwgan"})])

        ingest(db, study)

        roles = {row["speaker"]: row["role"] for row in db.query("SELECT speaker, role FROM turns")}
        assert roles == {"Eleri": "interviewer", "Nia": "participant"}
