"""What people coded, as it is published: under blind coding not before enough coders have handed in."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlite_utils import Database

from codebook.operations import Signed, rename
from pipeline import steps
from pipeline.codebooks import study_codebook
from pipeline.coding.store import hand_in, take_back
from pipeline.publish.coded import gather_codings
from pipeline.publish.versions import current_transcripts
from pipeline.store import set_meta
from pipeline.study import Study, open_study
from tests.studies import make_study, opened, run_main_job, say_nothing

TALK = "INT: Who was there?\n\nFC01: She had a lift and somewhere to stay.\n"
OTHER = "INT: And you?\n\nYP01: Nobody asked me, ŵ.\n"
CODINGS = """transcript,turn,code,coder,quote
FC01,2,exchange/tangible,HL,somewhere to stay
YP01,2,care/system,HL,Nobody asked me
"""


def coded(folder: Path, coding: str) -> Study:
    """Make a study that one coder has coded, with [coding] settings."""
    study = make_study(folder / "study", {"FC01": TALK, "YP01": OTHER}, settings=f"[coding]\n{coding}\n")
    with opened(study) as db:
        run_main_job(db, study)
        (folder / "codings.csv").write_text(CODINGS, encoding="utf-8")
        steps.take_codings(db, study, folder / "codings.csv")
        db.execute("DELETE FROM hand_ins")
        db.conn.commit()
    return open_study(study.folder)


def quotes(study: Study, *handed_in: tuple[str, str]) -> tuple[list[str], list[str]]:
    """Publish, once people have handed in; return the quotes, and the transcripts that wait."""
    with opened(study) as db, db.atomic():
        for coder, transcript in handed_in:
            db.table("coders").insert({"name": coder, "label": coder}, ignore=True)
            hand_in(db, transcript, coder, "2026-11-26T09:00:00+00:00")
    with opened(study) as db:
        steps.protect(db, study, say_nothing)
        result = steps.publish(db, study, "team", say_nothing)
    with Database(str(study.database())) as published:
        return [row["quote"] for row in published.query("SELECT quote FROM codings ORDER BY id")], result["waiting"]


def test_codings_are_published_at_once_where_nobody_is_blind(tmp_path: Path):
    """Without blind coding nothing waits."""
    assert quotes(coded(tmp_path, "blind = false")) == (["somewhere to stay", "Nobody asked me"], [])


def test_blind_codings_wait_for_the_second_coder(tmp_path: Path):
    """What one coder did is in no published file before another has handed in, and then it is."""
    study = coded(tmp_path, "blind = true")
    assert quotes(study) == ([], ["FC01", "YP01"])
    assert b"somewhere to stay" in study.database().read_bytes()  # as speech; no coding of it
    assert quotes(study, ("HL", "FC01")) == ([], ["FC01", "YP01"])
    assert quotes(study, ("MR", "FC01")) == (["somewhere to stay"], ["YP01"])


def test_blind_codings_wait_for_all_who_have_begun(tmp_path: Path):
    """Two who have handed in do not open a transcript that a third is still coding."""
    study = coded(tmp_path, "blind = true")
    assert quotes(study, ("MR", "FC01"), ("SJ", "FC01")) == ([], ["FC01", "YP01"])
    assert quotes(study, ("HL", "FC01")) == (["somewhere to stay"], ["YP01"])


def test_some_transcripts_may_be_blind(tmp_path: Path):
    """Only the listed ones wait."""
    study = coded(tmp_path, 'blind = true\nblind_only = ["yp01"]')
    assert quotes(study) == (["somewhere to stay"], ["YP01"])


def test_what_is_taken_back_waits_again(tmp_path: Path):
    """A coder who takes a hand-in back closes the transcript again."""
    study = coded(tmp_path, "blind = true")
    assert quotes(study, ("HL", "FC01"), ("MR", "FC01"))[0] == ["somewhere to stay"]
    with opened(study) as db, db.atomic():
        take_back(db, "FC01", "MR")
    assert quotes(study)[0] == []


def test_the_wait_is_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Publishing says which transcripts wait."""
    study = coded(tmp_path, "blind = true")
    with opened(study) as db:
        steps.protect(db, study, say_nothing)
        steps.publish(db, study, "team", print)
    assert "wait for all who code to hand in: FC01, YP01" in capsys.readouterr().out


def test_the_latest_decision_on_a_disagreement_comes_last(tmp_path: Path):
    """And so it counts, also where a replacement moved the words since, and it has another uid."""
    study = coded(tmp_path, "blind = false")
    with opened(study) as db:
        db.table("coders").insert({"name": "MR", "label": "MR"})
        steps.protect(db, study, say_nothing)
        where = next(db.query("SELECT turn_id, start, end, code_id, coder FROM codings"))
        for uid, at, choice in (("f" * 32, "2026-11-26T09", "coder"), ("0" * 32, "2026-11-26T10", "other")):
            its = {"uid": uid, "at": at, "decided_by": "MR", "other": "MR", "choice": choice}
            db.table("settlements").insert({**where, **its})
        gathered = gather_codings(db, current_transcripts(db, study.settings), *study_codebook(study), study.settings)
    assert [row["choice"] for row in gathered.settlements] == ["coder", "other"]


def test_answers_to_suggestions_follow_a_renamed_code(tmp_path: Path):
    """What was rejected under the old id is not suggested anew, and what was accepted still counts as prompted."""
    study = coded(tmp_path, "blind = false")
    text = study_codebook(study)[1]
    renamed = rename(text, "exchange/tangible", "exchange/goods", Signed("plainer", "2026-11-26"))
    with opened(study) as db:
        steps.protect(db, study, say_nothing)
        where = next(db.query("SELECT turn_id, start, end, code_id, coder FROM codings ORDER BY id"))
        db.table("suggestion_answers").insert({**where, "at": "", "source": "cue", "answer": "rejected"})
        transcripts = current_transcripts(db, study.settings)
        gathered = gather_codings(db, transcripts, renamed.codebook, renamed.text, study.settings)
    assert [row["code_id"] for row in gathered.answers] == ["exchange/goods"]


def test_how_much_was_done_on_the_pages_is_told_to_the_team_only(tmp_path: Path):
    """It is for the coding pages, which others do not have."""
    study = coded(tmp_path, "blind = false")
    with opened(study) as db:
        with db.atomic():
            set_meta(db, "merged:abc", "[3, []]")
        steps.protect(db, study, say_nothing)
        for audience, told in (("team", "abc:3"), ("outside", "")):
            steps.publish(db, study, audience, say_nothing)
            with Database(str(study.database(audience))) as published:
                assert next(published.query("SELECT events_up_to FROM study"))["events_up_to"] == told
