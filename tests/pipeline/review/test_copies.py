"""Review copies of a study: written for one person, answered in Word, taken in as decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlite_utils import Database

from ingest.errors import UnreadableFile
from pipeline import steps
from pipeline.audit.trail import entries
from pipeline.cli import main
from pipeline.errors import NoSuchThing
from pipeline.review.bench import Bench
from pipeline.review.copies import CopyNotThere, import_copies, write_copies
from pipeline.review.decisions import KEEP, MENTION, PSEUDONYM, REPLACE, SAME, STUDY, Wish, in_force
from pipeline.review.marks import Mark
from pipeline.review.word_in import Imported
from pipeline.study import Study
from tests.answered import answer, change, comment_on, through_libreoffice
from tests.studies import PASSPHRASE, say_nothing

ANN, BEN = "Ann Evans", "Ben Rees"
TALK = """INT: How did you come to know Nia?
P1: Nia Pritchard came to us on the bus. Nia liked the dog, and Siân rang about a lift. Then Zgrawen came for tea.
INT: And school?
P1: She went to school in Neath, and Mrs P was kind.
"""


@pytest.fixture
def study(make_study: Callable[..., Study], tmp_path: Path) -> Study:
    """Give a study of two conversations."""
    return make_study(tmp_path / "study", {"FC01": TALK, "FC02": "INT: Is Nia well?\nP1: Nia is well.\n"})


@pytest.fixture
def db(study: Study, opened: Callable[[Study], Database]) -> Iterator[Database]:
    """Give its store, pseudonymised."""
    db = opened(study)
    steps.read_in(db, study, (), False, say_nothing)
    steps.protect(db, study, say_nothing)
    yield db


@pytest.fixture
def bench(db: Database, study: Study) -> Bench:
    """Give it on the bench."""
    return Bench(db, study.settings)


def test_a_copy_is_its_readers_alone_and_in_the_trail(db: Database, bench: Bench, tmp_path: Path) -> None:
    """Nobody else on the machine can open it, and who had it written is known."""
    first, second = write_copies(db, bench, (), tmp_path / "review", 1, ANN)
    assert (first.transcript, second.transcript) == ("FC01", "FC02")
    assert first.path.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "review").stat().st_mode & 0o777 == 0o700
    rows = [entry for entry in entries(db) if entry.action == "review copy with originals written"]
    assert [row.about for row in rows] == ["FC01", "FC02"]
    assert rows[0].counts == {"marks": first.marks, "reading": 1, "undecided": first.undecided}


def test_one_transcript_is_written_by_its_label(db: Database, bench: Bench, tmp_path: Path) -> None:
    """An unknown one is named beside the known, and nothing is written."""
    (copy,) = write_copies(db, bench, ["FC02"], tmp_path, 2, ANN)
    assert copy.path.name == "FC02-review-2.docx"
    with pytest.raises(NoSuchThing, match="FC01, FC02"):
        write_copies(db, bench, ["FC09"], tmp_path / "none", 1, ANN)
    assert not (tmp_path / "none").exists()


def test_answers_become_decisions(db: Database, bench: Bench, tmp_path: Path) -> None:
    """Yes, no, everywhere, another name, other words and what was missed, in one file."""
    given = {"Nia Pritchard": "yes everywhere = Mali Rhys", "Siân": "same as Nia Pritchard", "Neath": "no"}
    content = comment_on(_answered(db, bench, tmp_path, given), "the dog", "#add other")
    imported = _import(db, bench, tmp_path, content)
    assert (imported.taken, imported.already, imported.refused) == (4, 0, ())
    made = {(one.action, one.scope, one.words, one.other or one.replacement) for one in in_force(db)}
    assert made == {
        (REPLACE, STUDY, "Nia Pritchard", ""),
        (PSEUDONYM, STUDY, "Nia Pritchard", "Mali Rhys"),
        (REPLACE, MENTION, "Siân", ""),
        (SAME, STUDY, "Siân", "Nia Pritchard"),
        (KEEP, MENTION, "Neath", ""),
        (REPLACE, MENTION, "the dog", ""),
    }
    assert {one.actor for one in in_force(db)} == {ANN}
    assert not _mark(bench, "Zgrawen").decided


def test_an_import_is_in_the_trail_with_its_counts(db: Database, bench: Bench, tmp_path: Path) -> None:
    """How many were taken, and how many were not."""
    imported = _import(db, bench, tmp_path, _answered(db, bench, tmp_path, {"Neath": "no", "Siân": "hm?"}))
    (row,) = [entry for entry in entries(db) if entry.action == "review copy imported"]
    assert row.about == "FC01"
    assert row.counts == {"already decided": 0, "not taken": 1, "taken": 1, "unanswered": imported.unanswered}


def test_the_same_file_again_decides_nothing_again(db: Database, bench: Bench, tmp_path: Path) -> None:
    """Whoever is not sure whether it was imported imports it."""
    content = _answered(db, bench, tmp_path, {"Neath": "no", "Nia Pritchard": "yes, everywhere"})
    assert _import(db, bench, tmp_path, content).taken == 2
    again = _import(db, bench, tmp_path, content)
    assert (again.taken, again.already, again.refused) == (0, 2, ())
    assert len(list(in_force(db))) == 2


def test_what_was_decided_otherwise_meanwhile_stays(db: Database, bench: Bench, tmp_path: Path) -> None:
    """The newer decision is kept and its number reported, unless the answer is to overrule it."""
    content = _answered(db, bench, tmp_path, {"Neath": "no", "Siân": "yes"})
    later = bench.decide(_wish(_mark(bench, "Neath"), REPLACE), BEN).decision_id
    imported = _import(db, bench, tmp_path, content)
    assert imported.taken == 1
    assert f"decision {later}" in str(imported.refused[0])
    assert "Neath" not in str(imported.refused[0])
    assert _decided(bench, "Neath") == (REPLACE, BEN)
    overruled = _import(db, bench, tmp_path, content, overrule=True)
    assert (overruled.taken, overruled.already) == (1, 1)
    assert _decided(bench, "Neath") == (KEEP, ANN)


def test_what_was_decided_before_the_copy_can_be_decided_anew(db: Database, bench: Bench, tmp_path: Path) -> None:
    """The reviewer saw it, and thinks otherwise."""
    bench.decide(_wish(_mark(bench, "Neath"), REPLACE), BEN)
    imported = _import(db, bench, tmp_path, _answered(db, bench, tmp_path, {"Neath": "no"}))
    assert (imported.taken, imported.refused) == (1, ())
    assert _decided(bench, "Neath") == (KEEP, ANN)


def test_words_that_name_somebody_are_refused_and_the_rest_is_taken(db: Database, bench: Bench, tmp_path: Path) -> None:
    """An answer is taken whole or not at all."""
    content = _answered(db, bench, tmp_path, {"Siân": "= Nia Pritchard", "Neath": "no"})
    imported = _import(db, bench, tmp_path, content)
    assert imported.taken == 1
    assert "names somebody" in str(imported.refused[0])
    assert not _mark(bench, "Siân").decided


def test_nothing_of_several_files_is_taken_where_one_cannot_be_read(db: Database, bench: Bench, tmp_path: Path) -> None:
    """Half an import would be hard to tell from a whole one."""
    good, bad = tmp_path / "FC01 good.docx", tmp_path / "Nia Pritchard.docx"
    good.write_bytes(_answered(db, bench, tmp_path, {"Neath": "no"}))
    bad.write_bytes(b"no zip")
    with pytest.raises(UnreadableFile) as caught:
        import_copies(db, bench, [good, bad], ANN, False)
    assert "file 2 of 2" in str(caught.value)
    assert "Nia" not in str(caught.value)
    with pytest.raises(CopyNotThere):
        import_copies(db, bench, [good, tmp_path / "FC03.docx"], ANN, False)
    assert list(in_force(db)) == []


def test_a_turn_that_was_changed_is_refused_and_others_are_taken(db: Database, bench: Bench, tmp_path: Path) -> None:
    """One line says which turn."""
    content = change(_answered(db, bench, tmp_path, {"Neath": "no", "Siân": "yes"}), "was kind", "was good")
    imported = _import(db, bench, tmp_path, content)
    assert imported.taken == 1
    assert [one.turn for one in imported.refused] == [4]


def test_a_second_reading_comes_back_as_one(db: Database, bench: Bench, tmp_path: Path) -> None:
    """Its decisions are kept apart from the first reader's."""
    (copy,) = write_copies(db, bench, ["FC01"], tmp_path, 2, BEN)
    number = _number(bench, "Neath", reading=2)
    imported = _import(db, bench, tmp_path, answer(copy.path.read_bytes(), {number: "no"}), actor=BEN)
    assert imported.taken == 1
    assert list(in_force(db, 1)) == []
    assert [one.words for one in in_force(db, 2)] == ["Neath"]


def test_a_study_comes_back_through_libreoffice(db: Database, bench: Bench, tmp_path: Path) -> None:
    """A reviewer without Word decides the same."""
    content = comment_on(_answered(db, bench, tmp_path, {"Neath": "no", "Siân": "same as Nia"}), "the bus", "other")
    imported = _import(db, bench, tmp_path, through_libreoffice(content, tmp_path))
    assert (imported.taken, imported.refused) == (3, ())
    assert _decided(bench, "the bus") == (REPLACE, ANN)


def test_the_commands(
    study: Study, db: Database, bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`llais review STUDY export`, and `llais review STUDY import FILE` with what was not taken and why."""
    number = _number(bench, "Neath")
    db.close()
    key = tmp_path / "key"
    key.write_text(PASSPHRASE, encoding="utf-8")
    options = ["--key-file", str(key), "--as", ANN]
    run = CliRunner()
    done = run.invoke(main, ["review", str(study.folder), "export", "FC01", *options])
    assert done.exit_code == 0, done.output
    path = study.folder / "review" / "FC01-review-1.docx"
    path.write_bytes(answer(path.read_bytes(), {1: "hm?", number: "no"}))
    done = run.invoke(main, ["review", str(study.folder), "import", str(path), *options])
    assert done.exit_code == 1
    assert "FC01: 1 answers taken" in done.output
    assert "#1 in turn 1: It is not understood." in done.output
    assert "Neath" not in done.output


def _answered(db: Database, bench: Bench, folder: Path, given: dict[str, str]) -> bytes:
    """Write a copy of FC01 and answer the first marks on these words."""
    (copy,) = write_copies(db, bench, ["FC01"], folder, 1, ANN)
    return answer(copy.path.read_bytes(), {_number(bench, words): said for words, said in given.items()})


def _import(
    db: Database, bench: Bench, folder: Path, content: bytes, *, overrule: bool = False, actor: str = ANN
) -> Imported:
    path = folder / "FC01 back.docx"
    path.write_bytes(content)
    (imported,) = import_copies(db, bench, [path], actor, overrule)
    return imported


def _number(bench: Bench, words: str, reading: int = 1) -> int:
    return next(n for n, mark in enumerate(bench.page("FC01", reading).marks, start=1) if mark.words == words)


def _mark(bench: Bench, words: str) -> Mark:
    return next(mark for mark in bench.page("FC01").marks if mark.words == words)


def _decided(bench: Bench, words: str) -> tuple[str, str]:
    decision = _mark(bench, words).decision
    assert decision is not None
    return decision.action, decision.actor


def _wish(mark: Mark, action: str) -> Wish:
    return Wish(action, MENTION, mark.words, "FC01", mark.turn_id, mark.start, mark.end, mark.type)
