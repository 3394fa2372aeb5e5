"""Notes of a project are memos on what they belong to, in whichever way a program says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.codings.records import ForeignMemo, ForeignProject, LeftOut
from ingest.codings.refi_project import read_qdpx
from tests.refi import code, coding, element, guid, note, packed, project, reference, saved, selection, source

TALK = "They moved me again. Siân never said why. I had a bag and a phone."
DAY = "2026-03-01T10:00:00Z"


def read(
    tmp_path: Path, sources: str, notes: str = "", rest: str = "", texts: dict[str, str] | None = None
) -> ForeignProject:
    """Read a project with notes; `rest` stands behind them."""
    qde = project(sources, code("Moves"), element("Notes", notes) + rest, users=["Carys"])
    return read_qdpx(saved(tmp_path, packed(qde, {"FC01": TALK} | (texts or {}))))


def whole_note() -> str:
    """Write a note with its author and day."""
    return note("a note", "Third time.", name="On moves", creatingUser=guid("Carys"), creationDateTime=DAY)


MEMO = ForeignMemo("Third time.", "Carys", DAY, guid("a note"), "On moves")


@pytest.mark.parametrize("place", ["selection", "coding", "source", "project"])
def test_a_note_is_a_memo_on_what_refers_to_it(tmp_path: Path, place: str) -> None:
    """With its author, time and name."""
    here = {place: reference("NoteRef", "a note")}
    coded = coding("Moves", here.get("coding", ""))
    sources = source("FC01", selection(0, 19, coded + here.get("selection", "")) + here.get("source", ""))
    found = read(tmp_path, sources, whole_note(), here.get("project", ""))

    memos = {"source": found.sources[0].memos, "project": found.memos}.get(place, found.codings[0].memos)
    assert memos == (MEMO,)
    assert len([*found.codings[0].memos, *found.sources[0].memos, *found.memos]) == 1


def test_a_note_on_a_code_is_a_memo_on_it(tmp_path: Path) -> None:
    """Its description is none: that is what the code means."""
    inner = element("Description", "Every change of home.") + reference("NoteRef", "a note")
    qde = project("", code("Moves", inner), element("Notes", whole_note()), users=["Carys"])
    (found,) = read_qdpx(saved(tmp_path, packed(qde, {}))).codebook

    assert (found.description, found.memos) == ("Every change of home.", (MEMO,))


@pytest.mark.parametrize(("origin", "target"), [("a note", "words"), ("words", "a note")])
def test_a_link_is_as_good_as_a_reference(tmp_path: Path, origin: str, target: str) -> None:
    """NVivo and ATLAS.ti link notes to selections."""
    link = element("Link", guid=guid("link"), originGUID=guid(origin), targetGUID=guid(target))
    sources = source("FC01", selection(0, 19, coding("Moves"), guid=guid("words")))
    found = read(tmp_path, sources, whole_note(), element("Links", link))

    assert found.codings[0].memos == (MEMO,)
    assert found.left_out == ()


def test_linked_words_without_a_code_are_a_memo_of_the_source(tmp_path: Path) -> None:
    """NVivo's annotations."""
    link = element("Link", guid=guid("link"), originGUID=guid("a note"), targetGUID=guid("words"))
    found = read(tmp_path, source("FC01", selection(0, 19, guid=guid("words"))), whole_note(), element("Links", link))

    (memo,) = found.sources[0].memos
    assert (memo.text, memo.start, memo.end) == ("Third time.", 0, 19)


def test_a_note_that_is_also_the_description_is_one_memo(tmp_path: Path) -> None:
    """Who writes for several programs writes both."""
    described = element("Description", "Third time.\n\nCarys, 2026-03-01T10:00:00Z")
    sources = source("FC01", selection(0, 19, described + coding("Moves", reference("NoteRef", "a note"))))
    assert read(tmp_path, sources, whole_note()).codings[0].memos == (MEMO,)


def test_a_description_beside_a_note_is_a_memo_of_its_own(tmp_path: Path) -> None:
    """Where it says something else, also if in the same words."""
    described = element("Description", "Third time this year.")
    sources = source("FC01", selection(0, 19, described + coding("Moves", reference("NoteRef", "a note"))))
    assert [memo.text for memo in read(tmp_path, sources, whole_note()).codings[0].memos] == [
        "Third time.",
        "Third time this year.",
    ]


def test_a_note_may_lie_in_a_file_of_its_own(tmp_path: Path) -> None:
    """As any other text."""
    on_disk = element(
        "Note", guid=guid("n"), name="Diary", plainTextPath=f"internal://{guid('n')}.txt", modifyingUser=guid("Carys")
    )
    found = read(tmp_path, source("FC01"), on_disk, texts={"n": "\ufeffOne.\r\nTwo."})
    assert found.memos == (ForeignMemo("One.\nTwo.", "Carys", "", guid("n"), "Diary"),)


def test_a_note_of_qualcoder_says_itself_on_which_words_it_is(tmp_path: Path) -> None:
    """The source refers to it, and its selection is of the source's text."""
    annotation = note("a note", "Third time.", selection(0, 19), name="-")
    found = read(tmp_path, source("FC01", reference("NoteRef", "a note")), annotation)

    (memo,) = found.sources[0].memos
    assert (memo.text, memo.start, memo.end) == ("Third time.", 0, 19)


def test_notes_without_text_and_codings_on_notes_are_left_out(tmp_path: Path) -> None:
    """And counted."""
    notes = note("a", "") + note("b", "Coded thoughts.", selection(0, 5, coding("Moves")))
    assert read(tmp_path, source("FC01"), notes).left_out == (
        LeftOut("notes", 1, "they have no text in the file"),
        LeftOut("codings on notes", 1, "notes are taken as memos, which have no codings"),
    )
