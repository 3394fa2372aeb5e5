"""Comments of a Word file on the text that they are on, in the ways that Word and LibreOffice write them."""

from __future__ import annotations

import io
import zipfile

import pytest

from ingest.codings.word_comments import Comment, read_commented
from ingest.errors import UnreadableFile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
START, END, POINT = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>', '<w:commentReference w:id="0"/>'


def test_text_in_several_runs_is_one_text() -> None:
    """Spelling marks, formatting and insertions cut words; the places do not move."""
    body = _p(f"{_r('I saw ')}{START}{_r('Si')}<w:ins>{_r('â')}</w:ins><w:proofErr/>{_r('n')}{END}{_r('.')}")
    text = read_commented(_file(body))
    assert text.paragraphs == ("I saw Siân.",)
    assert _places(body) == ["Siân"]


def test_tabs_breaks_and_special_hyphens_are_letters_of_the_text() -> None:
    """Each is one character; a page break is none."""
    body = _p("<w:r><w:t>a</w:t><w:tab/><w:br/><w:br w:type='page'/><w:noBreakHyphen/><w:softHyphen/></w:r>")
    assert read_commented(_file(body)).paragraphs == ("a\t\n\u2011\u00ad",)


def test_what_a_tracked_change_deletes_is_not_there() -> None:
    """The text then differs from the turn's, and the turn is refused."""
    body = _p(f"{_r('a')}<w:del><w:r><w:delText>b</w:delText></w:r></w:del><w:moveFrom>{_r('c')}</w:moveFrom>{_r('d')}")
    assert read_commented(_file(body)).paragraphs == ("ad",)


def test_a_paragraph_chosen_with_its_mark_is_that_paragraph() -> None:
    """Word ends such a range at the beginning of the next one."""
    assert _places(_p(f"{START}{_r('one')}") + _p(f"{END}{_r('two')}")) == ["one"]
    assert _places(_p(f"{_r('one')}{START}") + _p(f"{_r('two')}{END}")) == ["two"]


def test_a_comment_over_several_paragraphs_is_on_none() -> None:
    """Words of several turns cannot be decided about at once; where it begins and ends is known."""
    body = _p(f"{_r('a ')}{START}{_r('one')}") + _p(_r("two")) + _p(f"{_r('three')}{END}{_r('.')}")
    (comment,) = read_commented(_file(body)).comments
    assert (comment.paragraph, comment.first, comment.last) == (None, (0, 2), (2, 5))


def test_several_whole_paragraphs_end_with_the_last_of_them() -> None:
    """Its mark is no text of the next one."""
    body = _p(f"{START}{_r('one')}") + _p(_r("two")) + _p(f"{END}{_r('three')}")
    (comment,) = read_commented(_file(body)).comments
    assert (comment.first, comment.last) == ((0, 0), (1, 3))


def test_the_parts_may_have_other_names() -> None:
    """The package says which part is the body; the comments lie beside it."""
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
        'Type="http://x/officeDocument" Target="/word/document2.xml"/></Relationships>'
    )
    written = io.BytesIO()
    body = _p(f"{START}{_r('one')}{END}")
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("_rels/.rels", relations)
        archive.writestr("word/document2.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/comments1.xml", f'<w:comments {W}><w:comment w:id="0" w:author="Carys"/></w:comments>')
    assert [(one.author, one.paragraph) for one in read_commented(written.getvalue()).comments] == [("Carys", 0)]


def test_a_comment_without_a_range_is_a_point() -> None:
    """Nothing was selected."""
    (comment,) = read_commented(_file(_p(f"{_r('one')}<w:r>{POINT}</w:r>{_r('two')}"))).comments
    assert (comment.start, comment.end) == (3, 3)


def test_a_reply_knows_what_it_answers_and_comes_after_it() -> None:
    """Threads are in a part of their own; the question has no date."""
    comments = (
        '<w:comment w:id="1" w:date="2026-03-01T10:00:00Z"><w:p w14:paraId="B"><w:r><w:t>yes</w:t></w:r></w:p>'
        "</w:comment>"
        '<w:comment w:id="0"><w:p><w:r><w:t>What?</w:t></w:r></w:p><w:p w14:paraId="A"/></w:comment>'
    )
    threads = f'<w15:commentsEx {W15}><w15:commentEx w15:paraId="B" w15:paraIdParent="A"/></w15:commentsEx>'
    body = _p(f"{START}{START.replace('0', '1')}{_r('one')}{END}{END.replace('0', '1')}")
    read = read_commented(_file(body, comments, threads)).comments
    assert read == (
        Comment("0", "What?\n", "", "", 0, 0, 3, first=(0, 0), last=(0, 3)),
        Comment("1", "yes", "2026-03-01T10:00:00Z", "0", 0, 0, 3, first=(0, 0), last=(0, 3)),
    )


def test_a_comment_of_several_paragraphs_has_no_replies_but_its_own() -> None:
    """LibreOffice numbers a comment's last paragraph only, and lists also comments that answer nothing."""
    comments = (
        '<w:comment w:id="0"><w:p w14:paraId="A"><w:r><w:t>done</w:t></w:r></w:p></w:comment>'
        '<w:comment w:id="1"><w:p><w:r><w:t>first</w:t></w:r></w:p><w:p w14:paraId="B"/></w:comment>'
    )
    threads = f'<w15:commentsEx {W15}><w15:commentEx w15:paraId="A" w15:done="1"/></w15:commentsEx>'
    body = _p(f"{START}{START.replace('0', '1')}{_r('one')}{END}{END.replace('0', '1')}")
    assert [(one.id, one.answers) for one in read_commented(_file(body, comments, threads)).comments] == [
        ("0", ""),
        ("1", ""),
    ]


def test_marks_and_text_that_a_broken_file_has_in_the_wrong_place_are_read() -> None:
    """An end before its beginning, and text outside of any paragraph."""
    assert _places(_p(f"{END}{_r('one')}{START}")) == ["one"]
    read = read_commented(_file(_r("one"), '<w:comment w:id="0"><w:r><w:t>note</w:t></w:r></w:comment>'))
    assert (read.paragraphs, [one.text for one in read.comments]) == (("one",), ["note"])


def test_a_file_without_a_body_is_refused() -> None:
    """It is no Word document."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("other.xml", "<a/>")
    with pytest.raises(UnreadableFile):
        read_commented(written.getvalue())


def _places(body: str) -> list[str]:
    text = read_commented(_file(body))
    return [text.paragraphs[one.paragraph or 0][one.start : one.end] for one in text.comments]


def _p(content: str) -> str:
    return f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{content}</w:p>"


def _r(text: str) -> str:
    return f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _file(body: str, comments: str = '<w:comment w:id="0"><w:p/></w:comment>', threads: str = "") -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/comments.xml", f"<w:comments {W} {W14}>{comments}</w:comments>")
        if threads:
            archive.writestr("word/commentsExtended.xml", threads)
    return written.getvalue()
