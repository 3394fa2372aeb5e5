"""Taguette projects: tags of highlights, whose offsets are bytes of the document's text."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from ingest.codings.read import read_foreign
from ingest.codings.records import ForeignCode, ForeignMemo, LeftOut

HTML = "<h1>Tŷ ni</h1>\n<p>They moved <b>me</b> again 🙂. Siân never said why.</p>\n<p>I had a bag &amp; a phone.</p>"
TEXT = "Tŷ ni\nThey moved me again 🙂. Siân never said why.\nI had a bag & a phone."
SCHEMA = """
CREATE TABLE projects (id integer primary key, name text, description text, created text);
CREATE TABLE documents (id integer primary key, name text, description text, filename text, project_id integer,
    text_direction text, contents text);
CREATE TABLE highlights (id integer primary key, document_id integer, start_offset integer, end_offset integer,
    snippet text);
CREATE TABLE tags (id integer primary key, project_id integer, path text, description text);
CREATE TABLE highlight_tags (highlight_id integer, tag_id integer);
CREATE TABLE commands (id integer primary key, date text, user_login text, project_id integer, document_id integer,
    payload text);
INSERT INTO projects VALUES (1, 'Moves', 'Who was told.', '2026-01-01 10:00:00.000000');
INSERT INTO tags VALUES (1, 1, 'care.moves', 'Every change of home.'), (2, 1, 'things', '');
"""


def written(tmp_path: Path, *highlights: tuple[str, tuple[int, ...]], extra: str = "") -> Path:
    """Write a database whose only document is `HTML`, with these words highlighted and tagged."""
    path = tmp_path / "export.sqlite3"
    connection = sqlite3.connect(path)
    connection.executescript(SCHEMA + extra)
    connection.execute("INSERT INTO documents VALUES (1, 'FC01', '', 'a.docx', 1, '', ?)", [HTML])
    for number, (words, tags) in enumerate(highlights, 1):
        start = len(TEXT[: TEXT.index(words)].encode())
        places = (start, start + len(words.encode()))
        connection.execute("INSERT INTO highlights VALUES (?, 1, ?, ?, ?)", [number, *places, f"<p>{words}</p>"])
        connection.executemany("INSERT INTO highlight_tags VALUES (?, ?)", [(number, tag) for tag in tags])
        made = json.dumps({"type": "highlight_add", "highlight_id": number})
        connection.execute("INSERT INTO commands VALUES (?, 'day', 'carys', 1, 1, ?)", [number, made])
    connection.commit()
    connection.close()
    return path


def test_highlights_are_codings_one_for_each_tag(tmp_path: Path) -> None:
    """On the words that were highlighted, by whom the log of commands names."""
    found = read_foreign(
        written(tmp_path, ("moved me again 🙂", (1,)), ("Siân never said why.\nI had", (2, 1)), ("& a phone", (2,)))
    )
    assert found.sources[0].text == TEXT
    assert [(one.quote, one.code, one.coder, one.at) for one in found.codings] == [
        ("moved me again 🙂", ("care.moves",), "carys", "day"),
        ("Siân never said why.\nI had", ("care.moves",), "carys", "day"),
        ("Siân never said why.\nI had", ("things",), "carys", "day"),
        ("& a phone", ("things",), "carys", "day"),
    ]
    assert found.notes == ()


def test_tags_are_codes_and_descriptions_are_kept(tmp_path: Path) -> None:
    """Of tags, of documents and of the project."""
    found = read_foreign(written(tmp_path, extra="UPDATE documents SET description = 'x';"))

    assert found.codebook == (
        ForeignCode(("care.moves",), description="Every change of home."),
        ForeignCode(("things",)),
    )
    assert found.memos == (ForeignMemo("Who was told.", at="2026-01-01 10:00:00.000000", title="Moves"),)


def test_tags_may_be_under_tags(tmp_path: Path) -> None:
    """In versions that have them so."""
    extra = "ALTER TABLE tags ADD COLUMN parent_id integer; UPDATE tags SET parent_id = 2 WHERE id = 1;"
    found = read_foreign(written(tmp_path, ("a bag", (1,)), extra=extra))
    assert [one.code for one in found.codings] == [("things", "care.moves")]


def test_what_has_no_place_or_no_tag_is_left_out(tmp_path: Path) -> None:
    """And counted."""
    extra = "INSERT INTO highlights VALUES (50, 1, 4000, 4010, ''), (51, 9, 0, 4, '');"
    assert read_foreign(written(tmp_path, ("a bag", ()), extra=extra)).left_out == (
        LeftOut("highlights", 1, "they have no tag"),
        LeftOut("highlights", 1, "their positions are not in the text"),
        LeftOut("highlights", 1, "they have no document"),
    )


def test_words_that_differ_from_what_the_program_shows_are_told(tmp_path: Path) -> None:
    """So that somebody looks."""
    extra = "INSERT INTO highlights VALUES (50, 1, 0, 6, '<p>Something else</p>');"
    assert read_foreign(written(tmp_path, extra=extra)).notes[0].startswith("Highlights whose words are not those")


@pytest.mark.parametrize("payload", ["no JSON", "[" * 200_000, "7", '{"type": "highlight_add", "highlight_id": "x"}'])
def test_a_log_that_cannot_be_read_names_nobody(tmp_path: Path, payload: str) -> None:
    """The highlight is taken all the same."""
    path = written(tmp_path, ("a bag", (1,)))
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE commands SET payload = ?", [payload])
    assert [(one.quote, one.coder) for one in read_foreign(path).codings] == [("a bag", "")]


def test_several_projects_are_told(tmp_path: Path) -> None:
    """A database of one's own holds all of them."""
    extra = "INSERT INTO projects VALUES (2, 'Food', '', '');"
    assert "2 projects" in read_foreign(written(tmp_path, extra=extra)).notes[0]
