"""Transcripts as Word documents to code by comments."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_UNDERLINE
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st

from codebook.load import default_codebook
from exports.coding_docx import codings_to_docx, codings_to_docx_files
from exports.origin import copy_line, read_copy_line
from exports.published import open_published
from exports.transcript_text import lay_out
from pipeline.study import Study
from tests.exports.by_hand import CODED, TRANSCRIPTS, Coded, Noted, Written, database, turns_of
from tests.exports.commented import Comment, comments_of
from tests.exports.conftest import ORIGINALS

UNKNOWN_DAY = "1970-01-01"  # what LibreOffice writes where a comment has no day
DRAFT = "draft-0123456789ab"
EXPECTED = sorted(
    [
        *(
            Comment(one.coder, one.words, f"#{one.code} {chr(10).join(one.memos)}".strip(), one.made_on)
            for one in CODED
            if one.transcript == "FC01"
        ),
        Comment("B", "INT: [3]\tAnd then?", "Memo: A short question.", ""),
    ]
)


def opened(content: bytes) -> Document:
    """Open a written document."""
    return docx.Document(io.BytesIO(content))


def turns(document: Document) -> list[Paragraph]:
    """Return the paragraphs of the turns."""
    return [p for p in document.paragraphs if re.match(r"(INT|P\d|\?): \[\d+\]\t", p.text)]


def on_turns(content: bytes) -> list[Comment]:
    """Return the comments but for the one on the transcript, sorted."""
    return sorted(one for one in comments_of(content) if one.text != "Memo: A kitchen, with the radio on.")


WRITTEN = codings_to_docx(database(), "FC01")


def test_a_coding_is_a_comment_on_its_words() -> None:
    """By its coder, with code, memo and day, also where it overlaps others, ends with them, or runs over a line."""
    assert on_turns(WRITTEN) == EXPECTED


def test_a_memo_on_the_transcript_stands_above_it() -> None:
    """As a comment on the line that describes it."""
    (memo,) = [one for one in comments_of(WRITTEN) if "kitchen" in one.text]

    assert memo.words.startswith("Interview, foster carers, spring 2026.")
    assert (memo.author, memo.day) == ("A", "2026-03-03")


def test_the_turns_are_laid_out_as_in_plain_text() -> None:
    """With a tab for the space before the words; a paragraph each."""
    laid = lay_out((n, speaker, words) for n, (speaker, words) in enumerate(turns_of(TRANSCRIPTS["FC01"]), start=1))

    assert [p.text.replace("\t", " ") for p in turns(opened(WRITTEN))] == [t.opening + t.text for t in laid.turns]


def test_replaced_words_have_dots_under_them_and_nothing_else_has() -> None:
    """No sign is put into the text, so that what is coded is what was published."""
    dotted = [r.text for p in turns(opened(WRITTEN)) for r in p.runs if r.underline == WD_UNDERLINE.DOTTED]

    assert "".join(dotted) == "Menna PryceMenna"


def test_it_says_what_it_is_of_and_how_to_code() -> None:
    """In the properties for the import, in a line for people and where properties were lost."""
    document = opened(WRITTEN)
    texts = [p.text for p in document.paragraphs]

    assert texts[:2] == ["FC01: coding", copy_line("FC01", DRAFT)]
    assert read_copy_line(document.core_properties.subject) == ("FC01", DRAFT)
    assert "select words and add a comment" in texts[2]
    assert document.sections[0].header.paragraphs[0].text == f"Draft — not signed off. For the team only. ({DRAFT})"


def test_every_code_is_there_with_its_definition() -> None:
    """As it is to be written in a comment."""
    texts = [p.text for p in opened(WRITTEN).paragraphs]

    for code in default_codebook().codes:
        assert f"#{code.id}  {code.name}  {code.tag}" in texts
        assert code.definition in texts


def test_what_may_not_be_quoted_is_said() -> None:
    """By turn, or of the whole."""
    silent, spoken = (codings_to_docx(database(Written(silent=which)), "FG01") for which in (("FG01",), ()))
    said = [" ".join(p.text for p in opened(one).paragraphs) for one in (silent, spoken)]

    assert "Nothing in it may be quoted outside the team." in said[0]
    assert "quoted outside" not in said[1]


def test_it_names_nobody() -> None:
    """No author and no hour of the document; comments are by labels."""
    properties = opened(WRITTEN).core_properties

    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.created and properties.created.year == 2000
    assert {one.author for one in comments_of(WRITTEN)} == {"A", "B"}


def test_nothing_in_it_is_original(coded_study: Study) -> None:
    """Comments, properties and styles included."""
    with open_published(coded_study.database()) as db:
        content = codings_to_docx(db, "FC01")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        everything = " ".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())

    words = set(re.findall(r"[\w']+", everything.lower()))
    assert words.isdisjoint(ORIGINALS)
    assert "menna" in words


def test_all_transcripts_are_an_archive_of_documents() -> None:
    """Each as it is alone; a label that no file can have is written otherwise."""
    with zipfile.ZipFile(io.BytesIO(codings_to_docx_files(database()))) as archive:
        assert archive.namelist() == ["FC01.docx", "FG01.docx"]
        assert archive.read("FC01.docx") == WRITTEN
    odd = replace(Written(codings=(), noted=(), replaced=()), transcripts={"FC/1": "P1: Cawl."})
    with zipfile.ZipFile(io.BytesIO(codings_to_docx_files(database(odd)))) as archive:
        assert archive.namelist() == ["FC_1.docx"]


def test_the_same_database_gives_the_same_bytes() -> None:
    """No comment bears the time of writing."""
    assert codings_to_docx(database(), "FC01") == WRITTEN
    assert codings_to_docx_files(database()) == codings_to_docx_files(database())


SAID = st.text(st.sampled_from("ab ŵ🙂👩\u200d👧\n\t"), min_size=1, max_size=20).filter(lambda text: text.strip())


@settings(max_examples=25, deadline=None)
@given(SAID, st.lists(st.tuples(st.integers(0, 19), st.integers(1, 20)), max_size=4))
def test_any_span_is_anchored_on_its_words(said: str, spans: list[tuple[int, int]]) -> None:
    """However codings overlap, touch or hold each other."""
    said = said.strip()
    pieces = {said[start : start + length] for start, length in spans if start < len(said)}
    coded = tuple(Coded("FC01", 1, words, "care/acts") for words in sorted(pieces))
    what = Written(transcripts={"FC01": f"P1: {said}"}, codings=coded, noted=(), replaced=())

    assert sorted(one.words for one in comments_of(codings_to_docx(database(what), "FC01"))) == sorted(pieces)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_and_saves_it_without_loss(tmp_path: Path) -> None:
    """Every comment, author, day and anchor survives; so does what the document is of."""
    given, saved = tmp_path / "fc01.docx", tmp_path / "saved" / "fc01.docx"
    given.write_bytes(WRITTEN)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(saved.parent), str(given)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    content = saved.read_bytes()

    assert sorted(replace(c, day="" if c.day == UNKNOWN_DAY else c.day) for c in on_turns(content)) == EXPECTED
    assert [p.text for p in turns(opened(content))] == [p.text for p in turns(opened(WRITTEN))]
    assert read_copy_line(opened(content).core_properties.subject) == ("FC01", DRAFT)


def test_a_memo_on_a_turn_may_have_several_lines() -> None:
    """Lines of a memo are paragraphs of its comment."""
    what = replace(Written(), noted=(Noted("turn", "FC01/1", "One.\nTwo."),))

    assert [c.text for c in comments_of(codings_to_docx(database(what), "FC01")) if c.text.startswith("Memo")] == [
        "Memo: One.\nTwo."
    ]


def test_a_retired_code_is_not_offered() -> None:
    """It stands on what it was applied to, and not among the codes to choose from."""
    db = database()
    known = {"tag": "CAR-OLD", "name": "Old care", "definition": "What we called care.", "retired": 1, "position": 99}
    db.table("codes").insert({"id": "care/old", "theme_id": "care", "include_when": "", "exclude_when": "", **known})
    db.execute("UPDATE codings SET code_id = 'care/old' WHERE id = 1")
    content = codings_to_docx(db, "FC01")

    assert "#care/old" in [one.text for one in comments_of(content)]
    assert "care/old" not in " ".join(p.text for p in opened(content).paragraphs)
