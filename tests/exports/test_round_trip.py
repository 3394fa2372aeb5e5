"""What was written for other tools, read again as a file of another tool: nothing is lost, nothing comes to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from codebook.load import default_codebook
from exports.coding_docx import codings_to_docx
from exports.guids import coding_guid
from exports.origin import release_in
from exports.qdpx import codings_to_qdpx
from exports.refi_project import UNITS
from ingest.codings.records import ForeignProject
from ingest.codings.refi_project import read_qdpx
from ingest.codings.word_codings import read_word_codings
from ingest.text import normalise
from tests.exports.by_hand import CODED, NOTED, database

BOOK = default_codebook()


def path_of(code_id: str) -> tuple[str, ...]:
    """Return a code's names, its theme's first."""
    code = BOOK.code(code_id)
    return BOOK.theme_of(code).name, code.name


@pytest.fixture(params=UNITS)
def project(request: pytest.FixtureRequest, tmp_path: Path) -> ForeignProject:
    """Return what is read from the project file, positions counted in either way."""
    file = tmp_path / "codings.qdpx"
    file.write_bytes(codings_to_qdpx(database(), request.param))
    return read_qdpx(file)


def test_every_coding_comes_back_from_a_project_file(project: ForeignProject) -> None:
    """Words, code, coder, day, GUID and memos."""
    names = [source.name for source in project.sources]
    read = {
        c.guid: (names[c.source], c.quote, c.code, c.coder, c.at[:10], [memo.text for memo in c.memos])
        for c in project.codings
    }

    assert read == {
        coding_guid(c.uid): (c.transcript, c.words, path_of(c.code), c.coder, c.made_on, list(c.memos)) for c in CODED
    }
    assert release_in(project.origin) == "draft-0123456789ab"


def test_other_memos_come_back_from_a_project_file(project: ForeignProject) -> None:
    """With their authors and days, on what they are about."""
    on_sources = [memo for source in project.sources for memo in source.memos]
    on_codes = [memo for code in project.codebook for memo in code.memos]
    own = [memo for memo in project.memos if not release_in(memo.text)]

    assert sorted((memo.text, memo.author, memo.at[:10]) for memo in (*on_sources, *on_codes, *own)) == sorted(
        (one.text, one.author, one.made_on) for one in NOTED
    )


def test_what_is_known_of_transcripts_comes_back_from_a_project_file(project: ForeignProject) -> None:
    """As attributes of the sources."""
    known = {source.name: dict(source.attributes) for source in project.sources}

    assert known["FC01"] | {"case": ""} == {
        "case": "",
        "group": "Foster carers",
        "kind": "interview",
        "season": "spring 2026",
        "language": "cy",
        "participants": "FC01",
    }
    assert known["FG01"]["group"] == "Workers"


def test_the_codebook_comes_back_from_a_project_file(project: ForeignProject) -> None:
    """Themes that cannot be applied, and their codes, in order."""
    wanted = [
        entry
        for theme in BOOK.themes
        for entry in (((theme.name,), False), *((path_of(c.id), True) for c in theme.codes))
    ]

    assert [(code.path, code.is_codable) for code in project.codebook] == wanted


def test_every_coding_comes_back_from_a_word_file() -> None:
    """Words, code, coder, day and memos, as a reader of comments sees them."""
    project = read_word_codings(codings_to_docx(database(), "FC01"), "FC01")
    read = [
        (c.quote, c.code[0], c.coder, c.at[:10], normalise("\n".join(memo.text for memo in c.memos)))
        for c in project.codings
        if not c.code[0].startswith("Memo:")
    ]

    assert sorted(read) == sorted(
        (c.words, c.code, c.coder, c.made_on, "\n".join(c.memos)) for c in CODED if c.transcript == "FC01"
    )
    assert project.left_out == ()
