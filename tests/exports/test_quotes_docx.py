"""Quotes as a Word document: complete, marked, a draft on every page, and written by nobody."""

from __future__ import annotations

import io
import re
import zipfile

import docx
from docx.document import Document

from exports.published import open_published, study_of
from exports.quotes_docx import quotes_to_docx
from pipeline.study import Study
from tests import studies
from tests.exports.conftest import ORIGINALS


def written(study: Study) -> bytes:
    """Return the document of a published study."""
    with open_published(study.database()) as db:
        return quotes_to_docx(db)


def opened(study: Study) -> Document:
    """Return the document, opened again."""
    return docx.Document(io.BytesIO(written(study)))


def paragraphs(document: Document, style: str) -> list[str]:
    """Return the texts of a style."""
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style and paragraph.style.name == style]


def test_quotes_stand_under_their_themes_and_codes(coded_study: Study) -> None:
    """In the order of the codebook, with the tags that stand for them elsewhere."""
    document = opened(coded_study)

    assert [re.sub(r"^\S+\s+", "", text) for text in paragraphs(document, "Heading 1")] == [
        "Care",
        "Practice and agencies",
    ]
    assert len(paragraphs(document, "Heading 2")) == 3
    assert paragraphs(document, "Body Text 2") == [
        "Time, that is what counts",
        "[[Menna Pryce]] came on Fridays, and [[Menna]] rang [[phone number]]",
        "she had a bed made up",
        "=SUM of what everybody brings",
    ]


def test_one_quote_of_two_coders_is_written_once_with_both(coded_study: Study) -> None:
    """The source says who, where and who coded it; labels only."""
    assert paragraphs(opened(coded_study), "Body Text 3") == [
        "WK01-P2 · WK01, turn 3 · workers · coded by B",
        "FC01, turn 2 · foster carers · coded by A, B",
        "FC01, turn 4 · foster carers · coded by A",
        "WK01-P1 · WK01, turn 2 · workers · coded by A",
    ]


def test_every_page_says_that_it_is_a_draft_and_which(coded_study: Study) -> None:
    """The header repeats on every page; the document has one section, and no first page that differs."""
    document = opened(coded_study)
    with open_published(coded_study.database()) as db:
        release = study_of(db).id

    assert len(document.sections) == 1
    assert not document.sections[0].different_first_page_header_footer
    above = document.sections[0].header.paragraphs[0].text
    assert above == f"Draft — not signed off. For the team only. ({release})"


def test_the_file_names_no_author_and_no_hour(coded_study: Study) -> None:
    """Word writes both unless it is told not to."""
    properties = opened(coded_study).core_properties

    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.created == properties.modified
    assert properties.created and properties.created.year == 2000


def test_no_part_of_the_file_holds_an_original(coded_study: Study) -> None:
    """Headers, properties and styles included."""
    with zipfile.ZipFile(io.BytesIO(written(coded_study))) as archive:
        words = set(
            re.findall(
                r"[\w']+",
                " ".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist()).lower(),
            )
        )

    assert words.isdisjoint(ORIGINALS)
    assert "menna" in words


def test_the_same_database_gives_the_same_bytes(coded_study: Study) -> None:
    """Two exports of one draft are one file."""
    assert written(coded_study) == written(coded_study)


def test_without_marks_the_words_stand_plain(plain_study: Study) -> None:
    """The study's own choice; nothing is then said about marks."""
    document = opened(plain_study)

    assert "Menna Pryce came on Fridays, and Menna rang [phone number]" in paragraphs(document, "Body Text 2")
    assert "[[" not in "".join(paragraphs(document, "Body Text"))


def test_a_study_without_codings_says_so(tmp_path: studies.Path) -> None:
    """An empty document would look like a fault."""
    study = studies.make_study(tmp_path, {"FC01": "INT: And?\nP1: We had cawl."})
    studies.published(study)

    assert "Nothing is coded yet, or consent allows no quotation." in paragraphs(opened(study), "Body Text")
