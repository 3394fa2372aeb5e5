"""Memos added and removed, each with its row in the trail."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from codebook.load import default_codebook, parse_codebook
from codebook.operations import merge as merge_codes
from codebook.operations import rename, retire, split
from pipeline.coding.codebook_versions import remember_codebook
from pipeline.coding.memos import NoSuchTarget, NothingToNote
from pipeline.coding.noting import cleaned, listed, note, remove_memo
from pipeline.coding.working.events import MEMO, Event
from pipeline.coding.working.log import WorkingLog
from pipeline.coding.working.merge import merge
from pipeline.study import Study
from tests import studies
from tests.codebook.changing import COMMENTED, WHY

ONCE = COMMENTED.replace("care/phone", "care/walks")
SAID = "INT: What was there to eat?\nFC01: Cawl, and bara brith with Gwenhwyfar Treharne. 🙂\n"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Make a study of one interview."""
    return studies.make_study(tmp_path / "study", {"FC01": SAID})


@pytest.fixture
def db(study: Study) -> Iterator[Database]:
    """Read it in."""
    with studies.opened(study) as db:
        studies.steps.read_in(db, study, (), False, studies.say_nothing)
        yield db


def test_a_memo_is_kept_with_author_and_time_and_told_in_the_trail(db: Database) -> None:
    """Who noted it and when is in the store; the trail names its number and what kind of thing it is about."""
    uid = note(db, "turn", "FC01/2", "Ask again about the cawl 👩‍👧", "Ŵyn", default_codebook())
    (memo,) = db.query("SELECT * FROM memos")
    assert (memo["uid"], memo["author"], memo["text"]) == (uid, "Ŵyn", "Ask again about the cawl 👩‍👧")
    assert memo["at"].startswith("20")
    row = next(db.query("SELECT * FROM trail ORDER BY id DESC LIMIT 1"))
    assert (row["action"], row["about"], row["counts"]) == ("memo added", f"memo {uid}", '{"about a turn": 1}')


def test_several_memos_stand_side_by_side_and_the_same_one_once(db: Database) -> None:
    """A second memo leaves the first; the same words again are no second one."""
    first = note(db, "study", "", "begin early", "Ŵyn", default_codebook())
    second = note(db, "study", "", "begin late", "Elin", default_codebook())
    assert note(db, "study", "", "begin early", "Ŵyn", default_codebook()) == ""
    assert [one.uid for one in listed(db)] == [first, second]


def test_a_memo_follows_what_became_of_a_code(db: Database) -> None:
    """To its id of now where it was renamed or merged; a retired code, recorded or not, keeps its memos."""
    changed = rename(COMMENTED, "care/lifts", "care/drives", WHY).text
    changed = merge_codes(changed, ["food/oven"], "food/shop", WHY).text
    book = parse_codebook(retire(changed, ["care/phone"], WHY).text)
    with db.atomic():
        remember_codebook(db, parse_codebook(ONCE), ONCE)

    for code_id in ("Care/Lifts", "food/oven", "care/phone", "care/walks", "care/meals"):
        assert note(db, "code", code_id, f"of {code_id}", "Ŵyn", book)
    about = ["care/drives", "food/shop", "care/phone", "care/walks", "care/meals"]
    assert [row["code_id"] for row in db.query("SELECT code_id FROM memos ORDER BY id")] == about


def test_a_memo_names_its_code_by_id_tag_or_name(db: Database) -> None:
    """As codings do; where nothing is called so, what is nearest is said."""
    book = parse_codebook(COMMENTED)
    for named in ("care/phone", "car-pho", "A phone"):
        assert note(db, "code", named, f"of {named}", "Ŵyn", book)

    assert {row["code_id"] for row in db.query("SELECT code_id FROM memos")} == {"care/phone"}
    with pytest.raises(NoSuchTarget, match="no such code; the nearest are food/oven"):
        note(db, "code", "the ovens", "which?", "Ŵyn", book)


def test_a_memo_on_a_code_that_was_split_asks_which_it_is_about(db: Database) -> None:
    """Nobody but a person can choose; what never was a code is not one now."""
    book = parse_codebook(split(COMMENTED, "care/lifts", ["care/bus", "care/car"], WHY).text)

    with pytest.raises(NoSuchTarget, match="split; say which of these it is about: care/bus, care/car"):
        note(db, "code", "care/lifts", "which?", "Ŵyn", book)
    with pytest.raises(NoSuchTarget, match="no such code"):
        note(db, "code", "care/walks", "which?", "Ŵyn", book)


def test_a_memo_that_is_refused_leaves_nothing(db: Database) -> None:
    """Nothing is stored about what is not there: no memo, no coder, no row of the trail."""
    before = [db.table(name).count for name in ("memos", "coders", "trail")]
    with pytest.raises(NoSuchTarget):
        note(db, "transcript", "FC09", "words", "Ŵyn", default_codebook())
    with pytest.raises(NothingToNote, match="no words"):
        note(db, "study", "", " \n\x00", "Ŵyn", default_codebook())
    assert [db.table(name).count for name in ("memos", "coders", "trail")] == before


def test_a_memo_is_removed_by_its_number(db: Database, study: Study) -> None:
    """It is gone from the store with what was found in it, and the trail tells who removed it."""
    uid = note(db, "study", "", "ask Gwenhwyfar Treharne", "Ŵyn", default_codebook())
    remove_memo(db, study, uid, "Elin")
    assert db.table("memos").count == 0
    assert next(db.query("SELECT action FROM trail ORDER BY id DESC"))["action"] == "memo removed"
    with pytest.raises(NoSuchTarget, match="no such memo"):
        remove_memo(db, study, uid, "Elin")


def test_a_memo_of_the_pages_is_removed_from_their_database_too(db: Database, study: Study) -> None:
    """Whoever removes a name that was noted, as after a withdrawal, leaves it nowhere; other memos stay."""
    on_turn = Event("Ŵyn", MEMO, "", "FC01", 2, about="turn", about_id="FC01/2")
    with WorkingLog(study.working) as log:
        log.append(replace(on_turn, uid="a" * 32, memo="ask Treharne ŷ"))
        log.append(replace(on_turn, uid="a" * 32, memo="ask Treharne again"))
        log.append(replace(on_turn, uid="b" * 32, memo="cawl"))
        merge(db, log, actor="Elin")
        remove_memo(db, study, "a" * 32, "Elin")
        assert [event.memo for event in log.events()] == ["", "", "cawl"]
        assert not any(b"Treharne" in file.read_bytes() for file in study.working.parent.iterdir())
        merge(db, log, actor="Elin")
    assert [memo["text"] for memo in db.query("SELECT text FROM memos")] == ["cawl"]


def test_a_list_shows_what_is_published_unless_asked(db: Database, study: Study) -> None:
    """Names in memos are replaced in the list, and authors are labels; only on request it is as it was typed."""
    note(db, "study", "", "Ask Gwenhwyfar Treharne for more.", "Ŵyn Prydderch", default_codebook())
    (before,) = listed(db)
    assert before.text == "(not pseudonymised yet: llais pseudonymise STUDY)"
    studies.run_main_job(db, study)
    (after,), (original,) = listed(db), listed(db, originals=True)
    assert "Treharne" not in after.text
    assert after.text.startswith("Ask ")
    assert (after.author, original.author) == ("A", "Ŵyn Prydderch")
    assert original.text == "Ask Gwenhwyfar Treharne for more."


def test_a_memo_has_one_form() -> None:
    """Accents are composed, lines end alike, and what cannot be seen goes; joined emoji and blanks within stay."""
    decomposed = unicodedata.normalize("NFD", "Tŷ ŵyn 👩‍👧 ")
    assert cleaned(f"\x07{decomposed}\r\n\tdau\rtri\ud800") == "Tŷ ŵyn 👩‍👧 \n\tdau\ntri"


def test_nothing_invisible_hides_a_name(db: Database, study: Study) -> None:
    """A name with a zero-width blank in it, as copying from other programs leaves, is found all the same."""
    note(db, "study", "", "Ask Gwenhwyfar Tre\u200bherne for more.", "Ŵyn", default_codebook())
    studies.run_main_job(db, study)
    (memo,) = listed(db)
    assert "herne" not in memo.text
