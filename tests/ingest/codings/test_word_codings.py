"""Codings as people write them into the comments of a Word file."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document

from ingest.codings.records import ForeignMemo, LeftOut
from ingest.codings.word_codings import codes_in, read_word_codings

PARAGRAPHS = ("INT: What happened?", "P1: They moved me. 🙂", "P1: Siân never said why; tŷ ni was far.")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("#care/moves", [("care/moves", "")]),
        ("#care/moves third time", [("care/moves", "third time")]),
        ("#moves: third time\nthis year", [("moves", "third time\nthis year")]),
        ("#moves third time #things a bag", [("moves", "third time"), ("things", "a bag")]),
        ("#moves #things", [("moves", ""), ("things", "")]),
        ("#moves #things a bag", [("moves", "a bag"), ("things", "a bag")]),
        ("sad. #moves", [("moves", "sad.")]),
        ("sad. #moves third\n#things", [("moves", "sad.\nthird"), ("things", "sad.")]),
        ('#"Not told why" again', [("Not told why", "again")]),
        ("#[Not told why] again", [("Not told why", "again")]),
        ("#“Not told why”", [("Not told why", "")]),
        ("Moves", [("Moves", "")]),
        ("Moves\nthird time\nthis year", [("Moves", "third time\nthis year")]),
        ("\n Moves \n", [("Moves", "")]),
        ("Tŷ ni", [("Tŷ ni", "")]),
        ("flat#2", [("flat#2", "")]),
        ("# ", [("#", "")]),
        (" \n", []),
    ],
)
def test_a_comment_names_codes_and_says_why(written: str, codes: list[tuple[str, str]]) -> None:
    """With hashes anywhere, or the name of a code as the first line; the rest is memo."""
    assert codes_in(written) == codes


def test_comments_are_codings_by_their_authors() -> None:
    """On the text of all paragraphs, joined by line feeds; written by python-docx as Word writes it."""
    document = Document()
    runs = [document.add_paragraph("").add_run(text) for text in PARAGRAPHS]
    document.add_comment(runs[1], "#moves third time", author="Carys", initials="C")
    document.add_comment([runs[1], runs[2]], "Not told why\nOver two turns.", author="Bryn", initials="B")
    written = io.BytesIO()
    document.save(written)
    found = read_word_codings(written.getvalue(), "FC01.docx")

    assert [(one.name, one.text) for one in found.sources] == [("FC01.docx", "\n".join(PARAGRAPHS))]
    assert sorted((one.quote, one.code, one.coder, *(memo.text for memo in one.memos)) for one in found.codings) == [
        (PARAGRAPHS[1], ("moves",), "Carys", "third time"),
        ("\n".join(PARAGRAPHS[1:]), ("Not told why",), "Bryn", "Over two turns."),
    ]
    assert all(found.sources[0].text[one.start : one.end] == one.quote for one in found.codings)


def test_a_reply_is_a_memo_on_what_it_answers() -> None:
    """Also the reply to a reply, whatever hashes are in it."""
    comments = (("0", "#moves"), ("1", "Really #moves?"), ("2", "Yes."))
    marks = "".join(f'<w:commentRangeStart w:id="{n}"/>' for n, _ in comments)
    ends = "".join(f'<w:commentRangeEnd w:id="{n}"/>' for n, _ in comments)
    body = f"<w:p>{marks}<w:r><w:t>They moved me.</w:t></w:r>{ends}</w:p>"
    written = "".join(
        f'<w:comment w:id="{n}" w:author="A{n}" w:date="2026-03-0{n}T10:00:00Z"><w:p w14:paraId="P{n}"><w:r><w:t>{text}'
        "</w:t></w:r></w:p></w:comment>"
        for n, text in comments
    )
    threads = (
        '<w15:commentEx w15:paraId="P1" w15:paraIdParent="P0"/><w15:commentEx w15:paraId="P2" w15:paraIdParent="P1"/>'
    )
    project = read_word_codings(_file(body, written, threads), "a.docx")
    (coding,) = project.codings

    assert project.notes == (
        "Replies are memos, also those that name a code: 1. To apply one, write it in a new comment.",
    )
    assert (coding.code, coding.coder) == (("moves",), "A0")
    assert coding.memos == (
        ForeignMemo("Really #moves?", "A1", "2026-03-01T10:00:00Z"),
        ForeignMemo("Yes.", "A2", "2026-03-02T10:00:00Z"),
    )


@pytest.mark.parametrize("author", ["Author", "Unknown Author", ""])
def test_a_comment_without_its_author_is_nobodys(author: str) -> None:
    """Word and LibreOffice write a word of their own where they know no name: two coders would become one."""
    body = '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>They moved me.</w:t></w:r><w:commentRangeEnd w:id="0"/></w:p>'
    comment = f'<w:comment w:id="0" w:author="{author}"><w:p><w:r><w:t>#moves again</w:t></w:r></w:p></w:comment>'
    (coding,) = read_word_codings(_file(body, comment), "a.docx").codings

    assert (coding.coder, *(memo.author for memo in coding.memos)) == ("", "")


def test_comments_that_cannot_be_codings_are_counted() -> None:
    """On no text, or without a word."""
    body = '<w:p><w:commentRangeStart w:id="1"/><w:r><w:t>They</w:t></w:r><w:commentRangeEnd w:id="1"/></w:p>'
    comments = (
        '<w:comment w:id="0"><w:p><w:r><w:t>#moves</w:t></w:r></w:p></w:comment><w:comment w:id="1"><w:p/></w:comment>'
    )
    found = read_word_codings(_file(body, comments), "a.docx")

    assert found.codings == ()
    assert set(found.left_out) == {
        LeftOut("comments", 1, "they are on no text"),
        LeftOut("comments", 1, "they say nothing"),
    }


def test_a_file_without_comments_is_a_text_without_codings() -> None:
    """Which is no error."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body><w:p/></w:body></w:document>")
    found = read_word_codings(written.getvalue(), "a.docx")
    assert (found.sources[0].text, found.codings, found.left_out) == ("", (), ())


def _file(body: str, comments: str, threads: str = "") -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/comments.xml", f"<w:comments {W} {W14}>{comments}</w:comments>")
        archive.writestr("word/commentsExtended.xml", f"<w15:commentsEx {W15}>{threads}</w15:commentsEx>")
    return written.getvalue()
