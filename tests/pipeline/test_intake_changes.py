"""Files and manifest change: nothing is replaced unasked, and no coding is lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline.intake import CHANGED, FAILED, KNOWN, READ, REPLACED, ingest
from pipeline.study import Study
from tests.intakes import CAWL, TOAST, Maker, Opener, code, coded, published_labels, said, statuses
from tests.studies import manifest_row, write_manifest


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
