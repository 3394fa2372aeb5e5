"""Releases: numbered, made of what was signed off, never changed; and what moved since the one before."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from codebook.load import default_codebook
from exports.published import open_published, study_of
from ingest.codings_csv import read_codings
from pipeline import steps
from pipeline.audit.sign_off import sign_off
from pipeline.audit.trail import entries
from pipeline.audit.verify import verify
from pipeline.coding.bring_in import bring_in
from pipeline.errors import LeakFound, NothingToRelease
from pipeline.lifecycle.erase import erase
from pipeline.lifecycle.names import words_alone
from pipeline.lifecycle.parts import parts_of
from pipeline.publish.readiness import Readiness, readiness
from pipeline.publish.release import finish_releases
from pipeline.review.bench import Bench
from pipeline.review.decisions import REPLACE, STUDY, Wish
from pipeline.study import Study
from tests import studies
from tests.pipeline.reviewed import decide_all

GATE = """
[study]
title = "Bwyd a chwmni 🙂"

[gate]
sample = false
second_reading_share = 0
second_reading_groups = []
"""
SAID = {
    "FC01": "INT: Who came?\nFC01: Nia Pritchard came to tea, and Tŵm the cat ate it. Somebody called Bethan rang.\n",
    "YP01": "INT: And you?\nYP01: I went with Nia. The soup was lovely.\n",
}
CODINGS = "transcript,turn,code,coder,quote,memo\nFC01,2,care/acts,Marged Bowen,Somebody called Bethan rang,\n"
WHO = "Glenys Parri"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Make a study of two transcripts, whose gate asks for a review and a sign-off by somebody else."""
    listed = {"FC01": {"known_names": "Nia Pritchard"}}
    return studies.make_study(tmp_path / "study", SAID, listed=listed, settings=GATE)


@pytest.fixture
def db(study: Study) -> Iterator[Database]:
    """Open its store, with everything read, coded and looked through."""
    (study.folder / "codings.csv").write_text(CODINGS, encoding="utf-8")
    with studies.opened(study) as store:
        steps.read_in(store, study, (), False, studies.say_nothing)
        assert bring_in(store, read_codings(study.folder / "codings.csv"), default_codebook()).taken == 1
        steps.protect(store, study, studies.say_nothing)
        yield store


def approve(db: Database, study: Study, *transcripts: str, **more: str) -> None:
    """Review transcripts as one person and sign them off as another."""
    decide_all(Bench(db, study.settings), transcripts, "Rhian Elis")
    sign_off(db, study.settings, transcripts, actor=WHO, role="ethics reviewer", **more)


def release(db: Database, study: Study) -> dict:
    """Release what is ready."""
    return steps.release(db, study, "team", studies.say_nothing, WHO)


def ready(db: Database, study: Study) -> Readiness:
    """Say what is ready."""
    return readiness(db, study.settings)


def test_nothing_is_released_that_nobody_signed_off(db: Database, study: Study) -> None:
    """The one line says what is lacking, and nothing is written or counted."""
    with pytest.raises(NothingToRelease, match="FC01: .* undecided, not signed off; YP01: "):
        release(db, study)

    assert not study.releases.exists()
    assert db.table("releases").count == 0


def test_a_release_holds_what_was_signed_off_and_lists_the_rest(db: Database, study: Study) -> None:
    """The other transcript stays out, with its reasons."""
    approve(db, study, "YP01")

    done = release(db, study)

    assert done["transcripts"] == ["YP01"]
    assert "not signed off" in done["missing"]["FC01"]
    with open_published(study.database(release=1)) as published:
        assert [row["id"] for row in published.query("SELECT id FROM transcripts")] == ["YP01"]
        assert "FC01" not in published.conn.serialize().decode("latin-1")
        assert study_of(published).notice == f"Release 1, {date.today().isoformat()}"
        signed = next(published.query("SELECT * FROM sign_offs"))
        assert (signed["transcript_id"], signed["role"], signed["outcome"]) == ("YP01", "ethics reviewer", "approved")
        assert WHO not in str(signed)


def test_a_draft_never_looks_like_a_release(db: Database, study: Study) -> None:
    """Its row says draft, it has no sign-offs, and no day of release."""
    approve(db, study, "YP01")
    steps.publish(db, study, "team", studies.say_nothing)

    with open_published(study.database()) as published:
        assert study_of(published).notice == "Draft — not signed off. For the team only."
        assert published.table("sign_offs").count == 0
        assert next(published.query("SELECT released_on, trail_end FROM study")) == {"released_on": "", "trail_end": ""}


def test_a_change_voids_the_sign_off_of_that_transcript_alone(db: Database, study: Study) -> None:
    """What is found late is replaced where it stands; the other transcript stays signed off."""
    approve(db, study, "FC01", "YP01")
    assert ready(db, study).missing == {}

    Bench(db, study.settings).decide(Wish(REPLACE, STUDY, "the cat", type="OTHER"), "Rhian Elis")

    assert ready(db, study).missing == {"FC01": ("changed since it was signed off; sign it off again",)}


def test_an_expired_sign_off_lets_nothing_through(db: Database, study: Study) -> None:
    """One clear line says when it expired."""
    yesterday = (date.today() - timedelta(days=1)).isoformat()
    approve(db, study, "FC01", "YP01", expires=yesterday)

    with pytest.raises(NothingToRelease, match=f"FC01: its sign-off expired on {yesterday}"):
        release(db, study)


def test_who_reviewed_it_does_not_sign_it_off(db: Database, study: Study) -> None:
    """The gate asks for somebody else."""
    decide_all(Bench(db, study.settings), ["YP01"], WHO)
    sign_off(db, study.settings, ["YP01"], actor=WHO, role="ethics reviewer")

    assert ready(db, study).missing["YP01"] == ("signed off by its own reader; somebody else has to",)


def test_a_release_is_never_changed_and_the_next_has_the_next_number(db: Database, study: Study) -> None:
    """The first stays as it was, to the byte."""
    approve(db, study, "YP01")
    release(db, study)
    first = study.database(release=1).read_bytes()
    approve(db, study, "FC01")

    assert release(db, study)["id"] == "release-2"
    assert study.database(release=1).read_bytes() == first


def test_a_release_says_which_codings_it_moved(db: Database, study: Study) -> None:
    """A coding keeps its words in the source; in the text it moves, and what was decided in it changes its words."""
    approve(db, study, "FC01", "YP01")
    release(db, study)
    with open_published(study.database(release=1)) as published:
        before = next(published.query("SELECT * FROM codings"))
        assert published.table("moved_codings").count == 0
    Bench(db, study.settings).decide(Wish(REPLACE, STUDY, "Tŵm the cat", type="OTHER"), "Rhian Elis")
    approve(db, study, "FC01")

    assert release(db, study)["moved"] == 1
    with open_published(study.database(release=2)) as published:
        moved = next(published.query("SELECT * FROM moved_codings"))
        now = next(published.query("SELECT * FROM codings"))
    assert (moved["before"], moved["start_before"], moved["end_before"]) == (
        "release-1",
        before["start"],
        before["end"],
    )
    assert (moved["start"], moved["end"]) == (now["start"], now["end"]) != (before["start"], before["end"])
    assert (moved["words_changed"], now["quote"]) == (0, before["quote"])


def test_conditions_name_nobody(db: Database, study: Study) -> None:
    """They are published, so a name in them is refused, and the message does not repeat it."""
    with pytest.raises(Exception, match="conditions") as refused:
        approve(db, study, "YP01", outcome="approved_with_conditions", conditions="Ask Nia Pritchard first")

    assert "Pritchard" not in str(refused.value)
    assert db.table("sign_offs").count == 0


def test_a_leak_stops_a_release_and_leaves_nothing_behind(db: Database, study: Study) -> None:
    """No folder, no number, no row in the trail."""
    approve(db, study, "FC01", "YP01")
    db.execute("UPDATE transcripts SET language = 'with Nia Pritchard' WHERE id = 'YP01'")
    sign_off(db, study.settings, ["YP01"], actor=WHO, role="ethics reviewer")

    with pytest.raises(LeakFound, match="transcripts, row YP01"):
        release(db, study)

    assert db.table("releases").count == 0
    assert not study.releases.exists() or not list(study.releases.iterdir())
    assert "released" not in {entry.action for entry in entries(db)}


def test_a_release_that_was_noted_but_not_named_is_finished(db: Database, study: Study) -> None:
    """As when the computer stops between the two."""
    approve(db, study, "YP01")
    release(db, study)
    folder = study.releases / "release-1"
    folder.rename(study.releases / ".release-1.new")

    assert finish_releases(db, study) == {"release-1": folder}
    assert study.database(release=1).is_file()


def test_a_release_that_was_begun_and_never_noted_is_removed(db: Database, study: Study) -> None:
    """It is no release: its number goes to the next one."""
    approve(db, study, "YP01")
    release(db, study)
    shutil.copytree(study.releases / "release-1", study.releases / ".release-2.new")

    finish_releases(db, study)

    assert sorted(path.name for path in study.releases.iterdir()) == ["release-1"]


def test_everything_is_in_the_trail(db: Database, study: Study) -> None:
    """Sign-off and release, with their labels and versions, and nobody's name."""
    approve(db, study, "YP01")
    release(db, study)

    told = {entry.action: entry for entry in entries(db)}
    assert told["signed off: approved"].about.startswith("YP01 version ")
    assert (told["released"].about, told["released"].counts["transcripts"]) == ("release-1", 1)
    assert verify(db, study).problems == ()
    assert "Pritchard" not in str(list(db.query("SELECT * FROM trail")))


def since(path: Path) -> dict[str, int | None]:
    """Give by code the release that each coding of a published database has been out since."""
    with open_published(path) as published:
        return {row["code_id"]: row["since"] for row in published.query("SELECT code_id, since FROM codings")}


def code_again(db: Database, study: Study) -> None:
    """Bring in one more coding, of the other transcript."""
    second = "transcript,turn,code,coder,quote,memo\nYP01,2,care/system,Marged Bowen,The soup was lovely,\n"
    (study.folder / "codings.csv").write_text(second, encoding="utf-8")
    assert bring_in(db, read_codings(study.folder / "codings.csv"), default_codebook()).taken == 1


def test_a_coding_says_which_release_was_the_first_to_hold_it(db: Database, study: Study) -> None:
    """A draft after it holds the old one since release 1, and the new one since none; release 2 is the new one's."""
    approve(db, study, "FC01", "YP01")
    release(db, study)
    assert since(study.database(release=1)) == {"care/acts": 1}

    code_again(db, study)
    steps.publish(db, study, "team", studies.say_nothing)
    assert since(study.database()) == {"care/acts": 1, "care/system": None}

    release(db, study)
    assert since(study.database(release=2)) == {"care/acts": 1, "care/system": 2}
    with open_published(study.database(release=2)) as published:
        rows = [(row["n"], row["transcripts"], row["codings"]) for row in published.query("SELECT * FROM releases")]
    assert rows == [(1, 2, 1), (2, 2, 2)]


def test_the_same_store_gives_the_same_draft_after_a_release(db: Database, study: Study) -> None:
    """What earlier releases held is part of the store."""
    approve(db, study, "FC01", "YP01")
    release(db, study)
    steps.publish(db, study, "team", studies.say_nothing)
    first = study.database().read_bytes()
    steps.publish(db, study, "team", studies.say_nothing)

    assert study.database().read_bytes() == first


def test_what_is_erased_is_no_longer_counted_in_earlier_releases(db: Database, study: Study) -> None:
    """The other coding keeps its release, and the list of releases says nothing of what is gone."""
    code_again(db, study)
    approve(db, study, "FC01", "YP01")
    release(db, study)
    parts = parts_of(db, "FC01")
    erase(db, parts, words_alone(db, parts))
    steps.protect(db, study, studies.say_nothing)
    steps.publish(db, study, "team", studies.say_nothing)

    assert since(study.database()) == {"care/system": 1}
    with open_published(study.database()) as published:
        assert [row["codings"] for row in published.query("SELECT codings FROM releases")] == [1]
