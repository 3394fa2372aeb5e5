"""Files that llais gave out are known again, whoever passed them on."""

from __future__ import annotations

from dataclasses import replace

from exports.comment_text import memo_comment
from exports.origin import copy_line
from ingest.codings.records import ForeignMemo
from pipeline.coding.own_files import memos_apart, release_of, transcript_of
from tests.foreign import coding, project

TEXT = f"FC01: coding\n{copy_line('FC01', 'release-2')}\nFC01: [2] The taxi came at eight."


def test_a_document_says_in_its_first_lines_what_it_is_of() -> None:
    """Its name may be another by now."""
    assert transcript_of(TEXT) == "FC01"
    assert transcript_of("The taxi came at eight.") == ""
    assert release_of(project(TEXT, [], origin="comments in a Word file")) == "release-2"


def test_a_project_says_it_in_its_origin_or_else_in_its_description() -> None:
    """Other programs write their own origin, and keep the description."""
    described = (ForeignMemo("llais 0.2; draft-0a1b2c; draft, not signed off: draft-0a1b2c\nNames were replaced."),)

    assert release_of(project("", [], origin="llais 0.2; release-1; release 1, 2026-03-31")) == "release-1"
    whole = project("", [], origin="ATLAS.ti")
    passed_on = replace(whole, memos=described)
    assert release_of(passed_on) == "draft-0a1b2c"
    assert memos_apart(passed_on)[0].memos == ()


def test_comments_that_begin_with_memo_are_memos() -> None:
    """They stand on their words; the other comments keep their numbers."""
    comment = coding(TEXT, "The taxi", memo_comment("ask\nher again"), memo="about the taxi")
    rest, numbers = memos_apart(project(TEXT, [comment, ("at eight", "care/acts", "Elin")]))

    (memo,) = rest.sources[0].memos
    assert (memo.text, memo.author, TEXT[memo.start : memo.end]) == (
        "ask\nher again\nabout the taxi",
        "Marged",
        "The taxi",
    )
    assert [(one.quote, n) for one, n in zip(rest.codings, numbers, strict=True)] == [("at eight", 2)]
