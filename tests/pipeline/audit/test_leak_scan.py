"""The search of everything that leaves: a leak in each kind of byte is told in one line, and never repeated."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook
from sqlite_utils import Database

from pipeline import steps
from pipeline.audit.leak_scan import LeakScan, NothingToSearch, scan_and_record, search_leaks
from pipeline.audit.trail import entries
from pipeline.coding.working.events import MEMO, Event
from pipeline.coding.working.log import WorkingLog
from pipeline.review.bench import Bench
from pipeline.review.decisions import KEEP, MENTION, Wish
from pipeline.study import Study
from tests import studies
from tests.pipeline.reviewed import mark_of

NAME = "Gwenllïan Prydderch"
SAID = {
    "FC01": f"INT: Who came to tea? 🙂\nFC01: {NAME} did, with soup. Gwenllïan always brings soup.\n",
    "YP01": "INT: And you?\nYP01: I went in the car with Tesni. The lift was late.\n",
}
PEOPLE = f"name,type,aliases,relation,pseudonym\n{NAME},PERSON,,carer,\nTesni,PERSON,,friend,\n"
WORDS = ("gwenll", "prydderch", "tesni")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Make a study and publish its draft, once."""
    study = studies.make_study(tmp_path_factory.mktemp("leaks") / "study", SAID, people=PEOPLE)
    studies.published(study)
    return study


@pytest.fixture
def db(made: Study) -> Iterator[Database]:
    """Open its store."""
    with studies.opened(made) as store:
        yield store


def in_cell(path: Path) -> None:
    """Change a published cell, without touching the word index."""
    with closing(sqlite3.connect(path.with_suffix(".db"))) as published, published:
        published.execute("CREATE TABLE turns (id INTEGER PRIMARY KEY, text TEXT)")
        published.execute("INSERT INTO turns (text) VALUES (?)", [f"It was {NAME}."])


def in_memo(path: Path) -> None:
    """Write into a coder's note."""
    with closing(sqlite3.connect(path.with_suffix(".db"))) as published, published:
        published.execute("CREATE TABLE codings (id INTEGER PRIMARY KEY, memo TEXT)")
        published.execute("INSERT INTO codings (memo) VALUES ('see what TESNI says')")


def in_code_name(path: Path) -> None:
    """Write into the name of a code, as a codebook of one's own may."""
    with closing(sqlite3.connect(path.with_suffix(".db"))) as published, published:
        published.execute("CREATE TABLE codes (id TEXT PRIMARY KEY, name TEXT)")
        published.execute("INSERT INTO codes VALUES ('lifts', 'Lifts from Tesni')")


def in_strange_table(path: Path) -> None:
    """Write into a table that llais does not make, whose name is somebody's too."""
    with closing(sqlite3.connect(path.with_suffix(".db"))) as published, published:
        published.execute("CREATE TABLE tesni (said TEXT)")
        published.execute("INSERT INTO tesni VALUES ('Tesni')")


def in_word_index(path: Path) -> None:
    """Leave a word in an index whose row is gone."""
    with closing(sqlite3.connect(path.with_suffix(".db"))) as published, published:
        published.execute("CREATE VIRTUAL TABLE turns_fts USING fts5(text, content='', tokenize='unicode61')")
        published.execute("INSERT INTO turns_fts (rowid, text) VALUES (1, 'a lift from Tesni')")


def in_free_page(path: Path) -> None:
    """Delete what was written, so that it stands in a page that no table has any more."""
    with closing(sqlite3.connect(path.with_suffix(".db"))) as published, published:
        published.execute("PRAGMA secure_delete = OFF")
        published.execute("CREATE TABLE t (a TEXT)")
        published.execute("INSERT INTO t VALUES (?)", [f"{NAME} " * 3])
        published.execute("DROP TABLE t")


def in_file_name(path: Path) -> None:
    """Name a file after somebody, the words run together."""
    path.with_name("lift_TesniAndMe.txt").write_text("A lift.", encoding="utf-8")


def in_word_text(path: Path) -> None:
    """Write into a Word file, divided into runs as Word does."""
    document = Document()
    paragraph = document.add_paragraph("A lift from ")
    for part in ("Tes", "ni"):
        paragraph.add_run(part)
    document.save(str(path.with_suffix(".docx")))


def in_properties(path: Path) -> None:
    """Leave an author in a Word file's properties."""
    document = Document()
    document.core_properties.author = NAME
    document.save(str(path.with_suffix(".docx")))


def in_comment(path: Path) -> None:
    """Write a comment beside a paragraph."""
    document = Document()
    run = document.add_paragraph("A lift.").runs[0]
    document.add_comment(run, text="from Tesni?", author="R1", initials="R1")
    document.save(str(path.with_suffix(".docx")))


def in_workbook(path: Path) -> None:
    """Write into a cell of a workbook."""
    book = Workbook()
    book.active["B7"] = "a lift from Tesni"
    book.save(path.with_suffix(".xlsx"))


def in_member_name(path: Path) -> None:
    """Name a file in a container after somebody."""
    with zipfile.ZipFile(path.with_suffix(".qdpx"), "w") as project:
        project.writestr("sources/Tesni_lift.txt", "A lift.")


def in_member_of_a_member(path: Path) -> None:
    """Write into a text in a container in a container."""
    inner = BytesIO()
    with zipfile.ZipFile(inner, "w") as project:
        project.writestr("sources/1.txt", "A lift from Tesni.")
    with zipfile.ZipFile(path.with_suffix(".zip"), "w") as deposit:
        deposit.writestr("project.qdpx", inner.getvalue())


def in_csv(path: Path) -> None:
    """Write into a table, without an accent and in capitals."""
    path.with_suffix(".csv").write_text("quote,code\nGWENLLIAN PRYDDERCH came,care\n", encoding="utf-8")


def in_page(path: Path) -> None:
    """Write into a page, divided by a tag, beside a letter that is written as a number."""
    path.with_suffix(".html").write_text("<p>Gwenll&#239;an <b>Pryd</b>derch</p>", encoding="utf-8")


def in_settings(path: Path) -> None:
    """Write into the file that introduces a database."""
    path.with_suffix(".yml").write_text("title: Tesni and others\n", encoding="utf-8")


PLANTED: list[tuple[Callable[[Path], None], str]] = [
    (in_cell, "cell of table turns, column text"),
    (in_memo, "cell of table codings, column memo"),
    (in_code_name, "cell of table codes, column name"),
    (in_strange_table, "cell of a table"),
    (in_word_index, "word index"),
    (in_free_page, "raw bytes"),
    (in_file_name, "file name"),
    (in_word_text, "text"),
    (in_properties, "document properties"),
    (in_comment, "comment"),
    (in_workbook, "text"),
    (in_member_name, "name of a file inside"),
    (in_member_of_a_member, "text"),
    (in_csv, "text"),
    (in_page, "text"),
    (in_settings, "text"),
]


def lines_of(scan: LeakScan) -> str:
    """Return everything that is said of a search."""
    return "\n".join([*map(str, scan.found), *scan.not_looked_into])


@pytest.mark.parametrize(("plant", "place"), PLANTED)
def test_a_leak_in_each_kind_of_byte_is_one_line_without_the_word(
    plant: Callable[[Path], None], place: str, made: Study, db: Database, tmp_path: Path
) -> None:
    """The file and the kind of place are said; the name is not, not even where the file bears it."""
    folder = tmp_path / "out"
    folder.mkdir()
    plant(folder / "one")
    scan = search_leaks(db, made, [folder])
    assert [place in one.places for one in scan.found] == [True]
    assert len(lines_of(scan).splitlines()) == 1
    assert not any(word in lines_of(scan).lower() for word in WORDS)


def test_a_study_as_it_was_published_holds_nothing(made: Study, db: Database) -> None:
    """Database and introduction are searched, and bytes counted."""
    scan = search_leaks(db, made)
    assert (scan.files, scan.found, scan.not_looked_into) == (2, (), ())
    assert scan.size == sum(path.stat().st_size for path in made.published.rglob("*") if path.is_file())


def test_a_leak_among_what_was_published_and_exported_is_found(made: Study, db: Database) -> None:
    """Without a file named, both folders are searched, and nothing else of the study's."""
    exports = made.folder / "exports"
    exports.mkdir()
    in_csv(exports / "quotes")
    try:
        [leaky] = search_leaks(db, made).found
    finally:
        (exports / "quotes.csv").unlink()
        exports.rmdir()
    assert (leaky.file, leaky.places) == ("exports/quotes.csv", ("text",))


def test_a_file_that_cannot_be_looked_into_is_said(made: Study, db: Database, tmp_path: Path) -> None:
    """It is neither passed over nor taken to be clean."""
    (tmp_path / "data.parquet").write_bytes(b"PAR1 and so on PAR1")
    scan = search_leaks(db, made, [tmp_path])
    assert (scan.found, len(scan.not_looked_into)) == ((), 1)
    assert "Parquet" in scan.not_looked_into[0]


def test_a_file_that_is_not_there_is_told_by_its_place(made: Study, db: Database, tmp_path: Path) -> None:
    """Its name may be somebody's."""
    with pytest.raises(NothingToSearch, match="at place 2"):
        search_leaks(db, made, [tmp_path, tmp_path / "Tesni.csv"])


def test_the_trail_keeps_that_it_was_searched(made: Study, db: Database, tmp_path: Path) -> None:
    """By whom, and how many files leak."""
    in_csv(tmp_path / "quotes")
    scan_and_record(db, made, [tmp_path], "Rhian Elis")
    last = list(entries(db))[-1]
    assert last.action == "leaks searched for"
    assert last.counts == {"files": 1, "files that leak": 1, "not looked into": 0}


def test_the_words_of_our_codebook_are_no_leak_of_ours(tmp_path: Path) -> None:
    """Somebody of the study bears the name of an author whom the codebook that comes with llais cites."""
    people = "name,type,aliases,relation,pseudonym\nMegan Deerfield,PERSON,,friend,\n"
    study = studies.make_study(tmp_path / "study", {"FC01": "FC01: Tea with Megan Deerfield.\n"}, people=people)
    database = studies.published(study)
    assert b"Deerfield" in database.read_bytes()
    (tmp_path / "quotes.csv").write_text("quote\nTea with Deerfield\n", encoding="utf-8")
    with studies.opened(study) as db:
        assert search_leaks(db, study).found == ()
        assert search_leaks(db, study, [tmp_path / "quotes.csv"]).found


def test_what_people_kept_is_no_leak_where_they_kept_it_and_one_elsewhere(tmp_path: Path) -> None:
    """A decision to keep a mention lets it stand in its turn, and in a quote of the turn, and nowhere else."""
    said = {"FC01": "FC01: Tesni rang me.\n", "YP01": "YP01: Tesni came by bus.\n"}
    people = "name,type,aliases,relation,pseudonym\nTesni,PERSON,,friend,\n"
    study = studies.make_study(tmp_path / "study", said, people=people)
    with studies.opened(study) as db:
        studies.run_main_job(db, study)
        bench = Bench(db, study.settings)
        mark = mark_of(bench, "FC01", "Tesni")
        bench.decide(Wish(KEEP, MENTION, mark.words, "FC01", mark.turn_id, mark.start, mark.end), "Rhian Elis")
        steps.publish(db, study, "team", studies.say_nothing, "Rhian Elis")
        assert search_leaks(db, study).found == ()
        (tmp_path / "other.csv").write_text("quote\nTesni came by bus.\n", encoding="utf-8")
        (tmp_path / "same.csv").write_text("quote\nTesni rang me.\n", encoding="utf-8")
        assert [one.file.rpartition("/")[2] for one in search_leaks(db, study, [tmp_path / "other.csv"]).found]
        assert not search_leaks(db, study, [tmp_path / "same.csv"]).found


def test_a_memo_on_the_coding_pages_is_counted_until_it_is_published(tmp_path: Path) -> None:
    """What a coder typed has not left, and the team sees it; once it is published its names are replaced there."""
    study = studies.make_study(tmp_path / "study", SAID, people=PEOPLE)
    studies.published(study)
    typed = Event("Ŵyn", MEMO, "draft", "FC01", uid="m1", memo=f"see what {NAME} says 🙂", about="study")
    with studies.opened(study) as db:
        with WorkingLog(study.working) as log:
            log.append_all([typed, replace(typed, uid="m2", memo="soup again")])
        scan = search_leaks(db, study)
        assert (scan.on_pages, scan.found) == (1, ())
        assert search_leaks(db, study, [study.published]).on_pages == 0
        steps.merge_codings(db, study, studies.say_nothing, "Rhian Elis")
        studies.run_main_job(db, study)
        assert search_leaks(db, study).on_pages == 0
