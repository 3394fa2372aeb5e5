"""What a memo may be about, written as text and found in the store."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlite_utils import Database

from pipeline.coding.memo_targets import target_of
from pipeline.coding.memos import NoSuchTarget, NothingToNote, about_id, parse_about, parse_filter, stored_memos
from pipeline.study import Study
from tests import studies, withdrawing
from tests.memos import note

CODES = ["care/acts"]


@pytest.fixture
def db(tmp_path: Path) -> Database:
    """Read two interviews and a group in, and code them."""
    study: Study = studies.make_study(
        tmp_path / "study", {"FC03": withdrawing.NIA, "FG01": withdrawing.GROUP}, listed=withdrawing.LISTED
    )
    (study.folder / "speakers.csv").write_text(withdrawing.SPEAKERS, encoding="utf-8")
    with studies.opened(study) as db:
        studies.steps.read_in(db, study, (), False, studies.say_nothing)
        yield db


def turn(db: Database, label: str, n: int) -> int:
    """Return the store's number of a turn."""
    return next(db.query("SELECT id FROM turns WHERE transcript_id = ? AND n = ?", [label, n]))["id"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("study", ("study", "")),
        ("transcript:FC02", ("transcript", "FC02")),
        (" Turn: FC02/12 ", ("turn", "FC02/12")),
        ("code:care/acts", ("code", "care/acts")),
        ("participant:FG01-P2", ("participant", "FG01-P2")),
    ],
)
def test_what_a_memo_is_about_is_written_as_text(written: str, meant: tuple[str, str]) -> None:
    """A kind and which one, divided by a colon; the study is itself."""
    assert parse_about(written) == meant


@pytest.mark.parametrize("written", ["", "turn", "study:FC02", "dream:FC02", ":FC02", "transcript: "])
def test_what_says_nothing_is_refused(written: str) -> None:
    """Of an unknown kind, or without the one that is meant, nothing can be noted."""
    with pytest.raises(NothingToNote, match="Say what the memo is about"):
        parse_about(written)


def test_a_list_may_be_of_one_kind() -> None:
    """A kind alone is enough to list by, and nothing at all means everything."""
    assert parse_filter("turn") == ("turn", "")
    assert parse_filter("") == ("", "")
    assert parse_filter("turn:FC02/12") == ("turn", "FC02/12")


def test_everything_that_is_there_is_found(db: Database) -> None:
    """By label whatever its case, by the turn's number, by the uid of a coding, and by whoever speaks in a group."""
    db.table("coders").insert({"name": "Ŵyn", "label": "A"})
    coding = {"turn_id": turn(db, "FC03", 2), "start": 0, "end": 2, "code_id": "care/acts", "coder": "Ŵyn"}
    id_ = db.table("codings").insert({**coding, "codebook_version": "1", "uid": "ab12"}).last_pk
    assert target_of(db, "study", "", CODES) == {}
    assert target_of(db, "transcript", "fc03", CODES) == {"transcript_id": "FC03"}
    assert target_of(db, "turn", "fc03/2", CODES) == {"turn_id": turn(db, "FC03", 2)}
    assert target_of(db, "participant", "wk03", CODES) == {"participant_id": "WK03"}
    assert target_of(db, "code", "Care/Acts", CODES) == {"code_id": "care/acts"}
    assert target_of(db, "coding", "ab12", CODES) == {"coding_id": id_}


@pytest.mark.parametrize(
    ("kind", "which"),
    [
        ("transcript", "FC99"),
        ("turn", "FC03/99"),
        ("turn", "FC03"),
        ("turn", "FC03/²"),
        ("participant", "FG01"),
        ("code", "care/nothing"),
        ("coding", "ab12"),
        ("settlement", "ab12"),
    ],
)
def test_what_is_not_there_is_said_without_repeating_it(db: Database, kind: str, which: str) -> None:
    """A memo about nothing is refused; what was typed, which may be a name, is not in the message."""
    with pytest.raises(NoSuchTarget) as error:
        target_of(db, kind, which, CODES)
    assert which not in str(error.value)


def test_every_memo_says_what_it_is_about_as_it_is_read(db: Database) -> None:
    """What `stored_memos` gives leads back to the very thing, for each kind."""
    db.table("coders").insert_all([{"name": "Ŵyn", "label": "A"}, {"name": "Elin", "label": "B"}])
    where = {"turn_id": turn(db, "FG01", 3), "start": 0, "end": 3, "code_id": "care/acts"}
    coding = db.table("codings").insert({**where, "coder": "Ŵyn", "codebook_version": "1", "uid": "c1"}).last_pk
    decided = {"uid": "s1", "at": "", "decided_by": "Ŵyn", "coder": "Elin", "other": "Ŵyn", "choice": "both"}
    settlement = db.table("settlements").insert({**where, **decided}).last_pk
    targets = [
        ("study", {}),
        ("participant", {"participant_id": "WK03"}),
        ("transcript", {"transcript_id": "FC03"}),
        ("turn", {"turn_id": turn(db, "FC03", 2)}),
        ("coding", {"coding_id": coding}),
        ("code", {"code_id": "care/acts"}),
        ("settlement", {"settlement_id": settlement}),
    ]
    for kind, columns in targets:
        note(db, f"about a {kind} 🙂", "Ŵyn", kind, **columns)
    memos = list(stored_memos(db))
    assert len(memos) == len(targets)
    for memo in memos:
        assert target_of(db, memo["about"], about_id(memo), CODES) == dict(targets)[memo["about"]]
        assert [one["id"] for one in stored_memos(db, memo["about"], about_id(memo))] == [memo["id"]]
