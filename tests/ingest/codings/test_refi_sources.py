"""The texts of a project, wherever they are: beside it, in it, or standing for a PDF, a picture or a recording."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.codings.records import ForeignProject, LeftOut
from ingest.codings.refi_project import read_qdpx
from tests.refi import code, coding, element, guid, packed, project, reference, saved, selection, source

TALK = "They moved me again.\nSiân never said why."


def read(tmp_path: Path, sources: str, texts: dict[str, str | bytes] | None = None) -> ForeignProject:
    """Read a project with these sources."""
    return read_qdpx(saved(tmp_path, packed(project(sources, code("Moves")), texts or {})))


def test_a_text_may_be_in_the_project_file(tmp_path: Path) -> None:
    """Line ends that are written out as characters are taken as they are counted."""
    content = element("PlainTextContent", TALK.replace("\n", "&#13;&#10;"))
    inner = content + selection(22, 26, coding("Moves")) + selection(27, 37, coding("Moves", name="b"))
    found = read(tmp_path, source("FC01", inner, plainTextPath="-"))

    assert found.sources[0].text == TALK
    assert [one.quote for one in found.codings] == ["Siân", "never said"]


@pytest.mark.parametrize(
    ("kind", "standing"),
    [("PDFSource", "Representation"), ("PictureSource", "TextDescription"), ("AudioSource", "Transcript")],
)
def test_a_text_that_stands_for_something_else_is_a_source(tmp_path: Path, kind: str, standing: str) -> None:
    """What is coded in it is taken, and what is coded on the whole."""
    text = element(
        standing, selection(0, 19, coding("Moves")), guid=guid("t"), plainTextPath=f"internal://{guid('t')}.txt"
    )
    whole = element(kind, text + coding("Moves", name="whole"), guid=guid("s"), name="FC01.pdf")
    found = read(tmp_path, whole, {"t": TALK})

    assert [(one.name, one.guid, one.text) for one in found.sources] == [("FC01.pdf", guid("s"), TALK)]
    assert sorted(one.quote for one in found.codings) == ["They moved me again", TALK]
    assert found.left_out == ()


def test_a_transcript_is_coded_between_points_in_time(tmp_path: Path) -> None:
    """Where the points say their positions."""
    points = "".join(
        element("SyncPoint", guid=guid(name), timeStamp="1000", position=position)
        for name, position in (("from", "0"), ("to", "19"), ("lost", "-"))
    )
    between = {"fromSyncPoint": guid("from"), "toSyncPoint": guid("to")}
    inner = element("PlainTextContent", TALK) + points
    inner += element("TranscriptSelection", coding("Moves"), guid=guid("a"), **between)
    inner += element(
        "TranscriptSelection", coding("Moves", name="b"), guid=guid("b"), **(between | {"toSyncPoint": guid("lost")})
    )
    found = read(
        tmp_path, element("VideoSource", element("Transcript", inner, guid=guid("t")), guid=guid("v"), name="V")
    )

    assert [one.quote for one in found.codings] == ["They moved me again"]
    assert found.left_out == (LeftOut("codings", 1, "they have no positions"),)


def test_several_transcripts_of_a_recording_are_several_sources(tmp_path: Path) -> None:
    """Each with a number."""
    texts = "".join(element("Transcript", element("PlainTextContent", one), guid=guid(one)) for one in ("A", "B"))
    found = read(tmp_path, element("AudioSource", texts, guid=guid("s"), name="Talk"))
    assert [(one.name, one.text) for one in found.sources] == [("Talk (1)", "A"), ("Talk (2)", "B")]


def test_a_source_without_a_name_is_known_by_its_number(tmp_path: Path) -> None:
    """A name is not required by the standard."""
    found = read(tmp_path, source("a") + source("b", name="-"), {"a": "A", "b": "B"})
    assert [one.name for one in found.sources] == ["a", "source 2"]


def test_a_source_with_only_formatted_text_is_left_out(tmp_path: Path) -> None:
    """Nobody knows how positions in it count."""
    found = read(tmp_path, source("a", coding("Moves"), plainTextPath="-", richTextPath="internal://a.docx"))

    assert found.sources == ()
    assert found.left_out == (
        LeftOut("sources", 1, "they have no plain text"),
        LeftOut("codings", 1, "the text of their source is not in the file"),
    )


def test_references_of_a_source_to_nothing_are_no_matter(tmp_path: Path) -> None:
    """A note that was taken out of the project."""
    assert read(tmp_path, source("a", reference("NoteRef", "gone")), {"a": "A"}).sources[0].memos == ()
