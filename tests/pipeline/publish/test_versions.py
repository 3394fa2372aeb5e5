"""Which version of a transcript is meant: any change that a reader would see makes another one, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from codebook.load import default_codebook
from ingest.records import CodingRow
from pipeline.coding.bring_in import bring_in
from pipeline.errors import NotPseudonymised
from pipeline.intake import ingest
from pipeline.protect import pseudonymise
from pipeline.publish.versions import content_hash, current_transcripts
from pipeline.review.bench import Bench
from pipeline.review.decisions import APART, KEEP, REPLACE, SAME, Wish, decide
from pipeline.study import Study
from tests.deciding import ELERI, MARGED, at, everywhere, on_the_bench
from tests.intakes import Maker, Opener
from tests.studies import manifest_row, write_manifest

SAID = {
    "FC01": "INT: Pwy ddaeth? 🙂\nFC01: Gŵyneth took Nia Pritchard to Neath, and we had cawl.",
    "YP01": "INT: Who listened?\nYP01: Nia did. Sarah made toast.",
}


@pytest.fixture
def study(make_study: Maker, tmp_path: Path) -> Study:
    """Make a study of two interviews."""
    return make_study(tmp_path, SAID)


@pytest.fixture
def bench(study: Study, opened: Opener) -> Bench:
    """Put it on the bench."""
    return on_the_bench(opened(study), study)


def hashes(db: Database, study: Study) -> dict[str, str]:
    """Return the version of every transcript."""
    return {one.id: content_hash(one) for one in current_transcripts(db, study.settings)}


def changed(bench: Bench, study: Study, work: Callable[[], object]) -> set[str]:
    """Do something; return which transcripts have another version afterwards."""
    before = hashes(bench.db, study)
    work()
    after = hashes(bench.db, study)
    return {id_ for id_ in before if after[id_] != before[id_]}


def test_a_decision_changes_the_transcripts_whose_text_it_changes(bench: Bench, study: Study) -> None:
    """And no other: what was signed off there stays so."""

    def after(wish: Wish) -> set[str]:
        return changed(bench, study, lambda: bench.decide(wish, ELERI))

    assert after(at(bench, REPLACE, "cawl", "OTHER")) == {"FC01"}
    assert after(at(bench, REPLACE, "toast", "OTHER", transcript="YP01")) == {"YP01"}
    assert after(everywhere(SAME, "Sarah", other="Gŵyneth")) == {"YP01"}
    assert after(everywhere(KEEP, "Nia", transcript="YP01")) == {"YP01"}
    assert after(everywhere(APART, "Nia Pritchard", other="2")) == {"FC01"}


def test_what_changes_no_text_changes_no_version(bench: Bench, study: Study) -> None:
    """Confirming what was found, what a second reader decides, keeping what stays anyway."""

    def work() -> None:
        bench.decide(at(bench, REPLACE, "Neath", "PLACE"), ELERI)
        bench.decide(at(bench, KEEP, "cawl", "OTHER"), ELERI)
        bench.decide(at(bench, KEEP, "Nia", transcript="YP01", reading=2), MARGED)

    assert changed(bench, study, work) == set()


def test_an_undone_decision_gives_the_version_back(bench: Bench, study: Study) -> None:
    """It is the same text again."""
    before = hashes(bench.db, study)
    made = bench.decide(everywhere(KEEP, "Nia"), ELERI)
    assert hashes(bench.db, study) != before
    bench.undo(made.decision_id, ELERI)

    assert hashes(bench.db, study) == before


def test_another_interview_changes_nothing_that_was_read(bench: Bench, study: Study) -> None:
    """Pseudonyms stay."""

    def work() -> None:
        (study.transcripts / "WK01.txt").write_text("INT: And?\nWK01: Nia and Sarah came.", encoding="utf-8")
        write_manifest(study.folder, [manifest_row(one) for one in (*SAID, "WK01")])
        ingest(bench.db, study)
        pseudonymise(bench.db, study.settings)

    assert changed(bench, study, work) == set()


def test_the_text_and_where_it_was_replaced_make_the_version(bench: Bench, study: Study) -> None:
    """Somebody's own words that are those of the source are a replacement all the same."""
    wish = at(bench, REPLACE, "cawl", "OTHER", replacement="cawl")

    assert changed(bench, study, lambda: decide(bench.db, wish, ELERI)) == {"FC01"}


def test_nothing_is_read_that_was_not_looked_through(bench: Bench, study: Study) -> None:
    """A text that has changed since has no version yet."""
    (study.transcripts / "FC01.txt").write_text(SAID["FC01"].replace("cawl", "toast"), encoding="utf-8")
    ingest(bench.db, study, replace_changed=True)

    with pytest.raises(NotPseudonymised):
        current_transcripts(bench.db, study.settings)


def test_codings_are_no_part_of_it(bench: Bench, study: Study) -> None:
    """A transcript that is coded on is not read again."""

    def work() -> None:
        row = CodingRow(2, "FC01", 2, "care/acts", "HL", quote="we had")
        assert bring_in(bench.db, [row], default_codebook()).taken == 1
        pseudonymise(bench.db, study.settings)

    assert changed(bench, study, work) == set()


def test_a_band_that_is_told_is_part_of_it(bench: Bench, study: Study) -> None:
    """Who signs a transcript off signs what is told of it; as long as nothing is, the version is what it was."""
    bench.db.execute("UPDATE transcripts SET site = 'Y Barri' WHERE id = 'FC01'")
    pseudonymise(bench.db, study.settings)
    bands = {"site": {"By the sea": ("Y Barri",)}}
    before = hashes(bench.db, study)
    banded = replace(study.settings, attributes=("group", "site"), merge=bands)
    told = {one.id: content_hash(one) for one in current_transcripts(bench.db, banded)}

    assert before["FC01"] != told["FC01"]
    assert hashes(bench.db, study) == before
