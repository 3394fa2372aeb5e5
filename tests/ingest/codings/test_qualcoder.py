"""QualCoder projects of several versions: texts, codes under categories and codes, codings, memos and attributes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

import pytest

from ingest.codings.read import read_foreign
from ingest.codings.records import ForeignMemo, LeftOut
from ingest.errors import AmbiguousPositions, StillOpen

TALK = "They moved me again. 🙂🙂\nSiân never said why; tŷ ni was far."
WHEN = "2026-03-01 10:00:00"

SCHEMA = """
CREATE TABLE project (databaseversion text, date text, memo text, about text);
CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text,
    date text, av_text_id integer, risid integer);
CREATE TABLE code_image (imid integer primary key, id integer, cid integer);
CREATE TABLE code_av (avid integer primary key, id integer, cid integer);
CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text, owner text,
    date text);
CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer, date text,
    owner text);
CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer);
CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text, date text);
CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer);
CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer,
    owner text, date text, memo text, avid integer, important integer);
CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text,
    color text, supercid integer);
CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text);
INSERT INTO project VALUES ('v17', '', 'About moves.', '');
INSERT INTO source (id, name, fulltext, memo, owner, date) VALUES (7, 'FC01.docx', '{talk}', '', '', '');
INSERT INTO code_cat VALUES (1, 'Care', '', '', '', null), (2, 'Homes', '', '', 'Where they lived.', 1);
INSERT INTO code_name VALUES (1, 'Moves', 'Every change of home.', 2, '', '', '#f00', null),
    (2, 'Not told why', '', null, '', '', '', 1), (3, 'Food', '', null, '', '', 'nonsense', null);
"""


def written(tmp_path: Path, statements: Iterable[str] = (), talk: str = TALK) -> Path:
    """Write the database of a project whose only text is `talk`."""
    path = tmp_path / "data.qda"
    connection = sqlite3.connect(path)
    connection.executescript(SCHEMA.replace("{talk}", talk))
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path


def coding(pos0: int, pos1: int, said: str = "", cid: int = 1, memo: str = "", important: str = "null") -> str:
    """Write a coding of the text."""
    return (
        "INSERT INTO code_text (cid, fid, seltext, pos0, pos1, owner, date, memo, important) VALUES "
        f"({cid}, 7, '{said}', {pos0}, {pos1}, 'Carys', '{WHEN}', '{memo}', {important})"
    )


def test_codes_are_under_categories_and_under_codes(tmp_path: Path) -> None:
    """Each after what holds it; a colour that is none is left out."""
    found = read_foreign(written(tmp_path)).codebook

    assert {(one.path, one.is_codable, one.description, one.colour) for one in found} == {
        (("Care",), False, "", ""),
        (("Care", "Homes"), False, "Where they lived.", ""),
        (("Care", "Homes", "Moves"), True, "Every change of home.", "#FF0000"),
        (("Care", "Homes", "Moves", "Not told why"), True, "", ""),
        (("Food",), True, "", ""),
    }
    places = {one.path: n for n, one in enumerate(found)}
    assert all(places[path[:-1]] < n for path, n in places.items() if len(path) > 1)


def test_a_coding_has_its_words_coder_time_and_memo(tmp_path: Path) -> None:
    """And its place in the text."""
    (found,) = read_foreign(written(tmp_path, [coding(0, 19, "They moved me again", memo="Third time.")])).codings

    assert (found.quote, found.code, found.coder, found.at) == (
        "They moved me again", ("Care", "Homes", "Moves"), "Carys", WHEN
    )  # fmt: skip
    assert found.memos == (ForeignMemo("Third time.", "Carys", WHEN),)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("utf16", [False, True])
@pytest.mark.parametrize("one", [False, True])
def test_positions_are_those_of_the_words_beside_them(tmp_path: Path, newline: str, utf16: bool, one: bool) -> None:
    """The editor counts UTF-16 units and line ends as one, other parts of the program do not."""
    talk = TALK.replace("\n", newline)

    def counted(place: int) -> int:
        before = talk[:place].replace("\r\n", "\n") if one else talk[:place]
        return len(before.encode("utf-16-le")) // 2 if utf16 else len(before)

    words = "tŷ ni was"
    start = talk.index(words)
    path = written(tmp_path, [coding(counted(start), counted(start + len(words)), words)], talk)
    (found,) = read_foreign(path).codings

    assert found.quote == words
    assert found.start == TALK.index(words)


def test_annotations_and_memos_of_sources(tmp_path: Path) -> None:
    """An annotation keeps its place."""
    path = written(
        tmp_path,
        [
            f"INSERT INTO annotation VALUES (1, 7, 5, 10, 'Who moved?', 'Carys', '{WHEN}')",
            "UPDATE source SET memo = 'In the kitchen.', owner = 'Bryn', date = 'May'",
            "INSERT INTO journal VALUES (1, 'Diary', 'A long day.', 'June', 'Bryn')",
        ],
    )
    found = read_foreign(path)

    assert found.sources[0].memos == (
        ForeignMemo("In the kitchen.", "Bryn", "May"),
        ForeignMemo("Who moved?", "Carys", WHEN, start=5, end=10),
    )
    assert found.memos == (ForeignMemo("About moves."), ForeignMemo("A long day.", "Bryn", "June", title="Diary"))


def test_attributes_of_files_and_of_the_case_of_a_whole_file(tmp_path: Path) -> None:
    """A case of a part of a file says nothing about all of it."""
    path = written(
        tmp_path,
        [
            "INSERT INTO cases VALUES (1, 'P1', '', '', ''), (2, 'P2', '', '', '')",
            f"INSERT INTO case_text VALUES (1, 1, 7, 0, {len(TALK)}), (2, 2, 7, 3, 9)",
            "INSERT INTO attribute VALUES (1, 'Age', 'case', '44', 1, '', ''), (2, 'Age', 'case', '50', 2, '', ''), "
            "(3, 'Site', 'file', 'Cardiff', 7, '', ''), (4, 'Tape', 'file', '', 7, '', '')",
        ],
    )
    found = read_foreign(path)

    assert found.sources[0].attributes == (("case", "P1"), ("Age", "44"), ("Site", "Cardiff"))
    assert found.left_out == (
        LeftOut("parts of sources that belong to a case", 1, "only whole sources are taken as belonging to one"),
    )


def test_what_is_not_taken_is_counted(tmp_path: Path) -> None:
    """Pictures, recordings, and codings of what is gone."""
    path = written(
        tmp_path,
        [
            coding(0, 4, "They", cid=99),
            coding(900, 910),
            coding(5, 10, "moved", important="1"),
            coding(5, 10, "moved").replace(", 7,", ", 8,"),
            "INSERT INTO source (id, name, mediapath) VALUES (9, 'a.jpg', '/images/a.jpg')",
            "INSERT INTO code_image VALUES (1, 9, 1)",
            "INSERT INTO code_av VALUES (1, 9, 1), (2, 9, 1)",
            "INSERT INTO annotation VALUES (1, 8, 5, 10, 'Who?', '', ''), (2, 7, 800, 910, 'Who?', '', '')",
        ],
    )
    assert {(one.what, one.n, one.why) for one in read_foreign(path).left_out} == {
        ("pictures and recordings", 1, "only what is on text is taken"),
        ("codings", 1, "their text is not in the file"),
        ("codings", 1, "their code is not in the file"),
        ("codings", 1, "their positions are not in the text"),
        ("annotations", 1, "their text is not in the file"),
        ("annotations", 1, "their positions are not in the text"),
        ("codings of pictures", 1, "only what is on text is taken"),
        ("codings of recordings", 2, "only what is on text is taken"),
        ("marks of importance", 1, "a coding has none"),
    }


def test_codes_that_hold_each_other_do_not_hang(tmp_path: Path) -> None:
    """No program writes them; a broken file may."""
    path = written(tmp_path, ["UPDATE code_cat SET supercatid = 2 WHERE catid = 1"])
    assert len(read_foreign(path).codebook) == 5


def test_an_older_version_has_fewer_columns(tmp_path: Path) -> None:
    """What it lacks is empty."""
    older = ["ALTER TABLE code_name DROP COLUMN supercid", "DROP TABLE journal", "DROP TABLE code_image"]
    found = read_foreign(written(tmp_path, [coding(0, 4, "They"), *older]))
    assert [(one.quote, one.code[-1]) for one in found.codings] == [("They", "Moves")]


def test_a_project_is_its_folder_or_its_database(tmp_path: Path) -> None:
    """People see a folder that ends in .qda."""
    written(tmp_path, [coding(0, 4, "They")])
    assert read_foreign(tmp_path) == read_foreign(tmp_path / "data.qda")
    assert read_foreign(tmp_path).origin == "QualCoder v17"


def test_a_project_that_is_open_is_refused(tmp_path: Path) -> None:
    """Its last codings would not be there."""
    written(tmp_path)
    (tmp_path / "data.qda-wal").write_bytes(b"x")
    with pytest.raises(StillOpen):
        read_foreign(tmp_path)


def test_positions_that_fit_no_words_are_ambiguous(tmp_path: Path) -> None:
    """Without the words beside them, and inside of words however they are counted."""
    talk = "x" * 50 + "\r\n🙂" + "x" * 500
    with pytest.raises(AmbiguousPositions):
        read_foreign(written(tmp_path, [coding(100, 110), coding(200, 210)], talk))
