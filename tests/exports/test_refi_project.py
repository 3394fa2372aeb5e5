"""A coded study as a REFI-QDA project: valid, complete, with GUIDs that stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from codebook.load import default_codebook
from exports.coded_study import read_coded_study
from exports.guids import coding_guid, memo_guid
from exports.origin import release_in
from exports.qdc import codebook_to_qdc
from exports.refi_project import NAMESPACE, UNITS, UTF16, project_of
from tests.exports.by_hand import CODED, NOTED, Coded, Written, database

SCHEMA = Path(__file__).parents[3] / "shared" / "refi-qda" / "Project.xsd"
NAMES = {"p": NAMESPACE}
ANOTHER = Coded("FC01", 2, "for a lift", "exchange/tangible", "C")
EVERYTHING = Written()
EMPTY = Written(transcripts={"FC01": "INT: And?\nP1: We had cawl."}, codings=(), noted=(), replaced=())
Element = etree._Element


def written(what: Written = EVERYTHING, units: str = "codepoints") -> tuple[bytes, dict[str, str]]:
    """Return the XML and the texts of a study."""
    return project_of(read_coded_study(database(what)), units)


def project(what: Written = EVERYTHING, units: str = "codepoints") -> Element:
    """Return the project's root."""
    return etree.fromstring(written(what, units)[0])


def find(root: Element, path: str) -> list[Element]:
    """Find elements of the project's namespace."""
    return root.findall("/".join(f"p:{step}" if step[0].isalpha() else step for step in path.split("/")), NAMES)


def text_of(source: Element, units: str = "codepoints") -> str:
    """Return the text that a source refers to."""
    path = source.get("plainTextPath", "").replace("internal://", "sources/")
    return written(units=units)[1][path]


def guids_of(root: Element) -> list[str]:
    """Return the GUID of every element that has one."""
    return [element.get("guid", "") for element in root.iter() if element.get("guid")]


@pytest.mark.skipif(not SCHEMA.exists(), reason="the REFI-QDA schema lies outside the repository and is not here")
@pytest.mark.parametrize("units", UNITS)
@pytest.mark.parametrize(
    "what",
    [
        Written(),
        Written(released=True),
        Written().without_memos(),
        EMPTY,
        Written(transcripts={}, codings=(), noted=()),
    ],
    ids=["everything", "release", "no memos", "nothing coded", "no transcripts"],
)
def test_it_keeps_to_the_schema(what: Written, units: str) -> None:
    """The file is valid against the published schema, whatever the study lacks."""
    etree.XMLSchema(etree.parse(SCHEMA)).assertValid(etree.fromstring(written(what, units)[0]))


def test_children_stand_in_the_order_of_the_standard() -> None:
    """One tool refuses a file in another order."""
    children = [etree.QName(child).localname for child in project()]

    assert children == [
        *("Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Description", "NoteRef")
    ]


@pytest.mark.parametrize(
    "what", [EVERYTHING, EVERYTHING.without_memos(), EMPTY], ids=["everything", "no memos", "bare"]
)
def test_nothing_stands_empty(what: Written) -> None:
    """An empty wrapper, description or value is a fault that another tool had."""
    holds_nothing = {"User", "Variable", "CodeRef", "NoteRef", "VariableRef", "SourceRef", "SelectionRef", "Link"}
    holds_nothing |= {"MemberSource", "PlainTextSelection"}
    for element in project(what).iter():
        if etree.QName(element).localname not in holds_nothing:
            assert len(element) or (element.text or "").strip(), element.tag
        assert all(element.attrib.values())


def test_guids_are_upper_case_and_each_its_own() -> None:
    """In the whole file; and every reference leads to one."""
    root = project()
    guids = guids_of(root)
    references = {element.get(name) for element in root.iter() for name in ("targetGUID", "originGUID", "creatingUser")}

    assert len(guids) == len(set(guids)) > 60
    assert all(re.fullmatch(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}", guid) for guid in guids)
    assert references - {None} <= set(guids)


def test_two_runs_give_one_file() -> None:
    """The same database, the same bytes; there is no time of writing."""
    assert project_of(read_coded_study(database())) == project_of(read_coded_study(database()))


def test_guids_stay_when_something_is_coded() -> None:
    """A second import finds the things of the first."""
    more = project(replace(EVERYTHING, codings=(ANOTHER, *CODED)))

    assert set(guids_of(project())) < set(guids_of(more))
    assert coding_guid(ANOTHER.uid) in guids_of(more)


def test_guids_stay_from_draft_to_release() -> None:
    """They hang on what is coded, not on when it was published."""
    assert guids_of(project()) == guids_of(project(Written(released=True)))


def test_bytes_are_utf_8_without_mark_or_carriage_return() -> None:
    """What two tools stumble over is not there."""
    content, texts = written()

    assert content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<Project xmlns="urn:QDA-XML:project:1.0"')
    assert b"\r" not in content
    assert not any("\r" in text or text.startswith("\ufeff") for text in texts.values())


def codings(root: Element) -> Iterator[tuple[Element, Element, Element]]:
    """Yield every coding with its source and selection."""
    for source in find(root, "Sources/TextSource"):
        for selection in find(source, "PlainTextSelection"):
            for coding in find(selection, "Coding"):
                yield source, selection, coding


def test_every_selection_is_exactly_the_coded_words() -> None:
    """Positions in code points, the end exclusive; the name lets a reader check."""
    found = []
    for source, selection, _ in codings(project()):
        start, end = int(selection.get("startPosition", "")), int(selection.get("endPosition", ""))
        words = text_of(source)[start:end]
        assert selection.get("name") == words[:100]
        found.append((source.get("name"), words))

    assert sorted(found) == sorted((one.transcript, one.words) for one in CODED)


def test_in_utf16_units_the_words_are_the_same() -> None:
    """Positions as NVivo for Windows counts them; everything else as before."""
    found = []
    for source, selection, _ in codings(project(units=UTF16)):
        start, end = int(selection.get("startPosition", "")), int(selection.get("endPosition", ""))
        found.append(text_of(source, UTF16).encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le"))

    assert sorted(found) == sorted(one.words for one in CODED)
    assert guids_of(project(units=UTF16)) == guids_of(project())


def test_a_long_name_is_cut() -> None:
    """A hundred characters, as another tool has it."""
    long = "ŵ🙂" * 80
    root = project(replace(EMPTY, transcripts={"FC01": f"P1: {long}"}, codings=(Coded("FC01", 1, long, "care/acts"),)))
    (selection,) = find(root, "Sources/TextSource/PlainTextSelection")

    assert selection.get("name") == "ŵ🙂" * 50


def test_a_coding_says_who_when_and_with_which_code() -> None:
    """Each has its own selection, so that coder and memo belong to it alone."""
    root = project()
    users = {user.get("guid"): user.get("name") for user in find(root, "Users/User")}
    names = {code.get("guid"): code.get("name") for code in find(root, "CodeBook/Codes/Code/Code")}
    found = []
    for source, selection, coding in codings(root):
        assert len(find(selection, "Coding")) == 1
        assert selection.get("creatingUser") == coding.get("creatingUser")
        code, user = names[find(coding, "CodeRef")[0].get("targetGUID")], users[coding.get("creatingUser")]
        found.append((source.get("name"), selection.get("name"), code, user, coding.get("creationDateTime")))

    book = default_codebook()
    assert sorted(found, key=repr) == sorted(
        (
            (c.transcript, c.words, book.code(c.code).name, c.coder, f"{c.made_on}T00:00:00Z" if c.made_on else None)
            for c in CODED
        ),
        key=repr,
    )


def test_a_memo_stands_where_each_tool_looks() -> None:
    """As the selection's description, and as notes with author and day that the coding refers to."""
    root = project()
    notes = {note.get("guid"): note for note in find(root, "Notes/Note")}
    (lift,) = [(s, c) for _, s, c in codings(root) if s.get("name") == "lift"]
    referred = [notes[ref.get("targetGUID")] for ref in find(lift[1], "NoteRef")]

    assert find(lift[0], "Description")[0].text == "A lift is help.\nOr is it?"
    assert [find(note, "PlainTextContent")[0].text for note in referred] == ["A lift is help.", "Or is it?"]
    assert {note.get("creationDateTime") for note in referred} == {"2026-03-02T00:00:00Z"}
    assert {note.get("creatingUser") for note in referred} == {lift[1].get("creatingUser")}


def test_other_memos_are_notes_of_what_they_are_about() -> None:
    """Study, transcript, turn, code; and a participant, through a link."""
    root = project()
    notes = {note.get("guid"): find(note, "PlainTextContent")[0].text for note in find(root, "Notes/Note")}
    paths = {
        "study": "NoteRef",
        "transcript": "Sources/TextSource/NoteRef",
        "turn": "Sources/TextSource/PlainTextSelection/NoteRef",
        "code": "CodeBook/Codes/Code/Code/NoteRef",
    }
    found = {about: [notes[ref.get("targetGUID")] for ref in find(root, path)] for about, path in paths.items()}
    (link,), (case, *_) = find(root, "Links/Link"), find(root, "Cases/Case")

    assert found == {one.about: [one.text] for one in NOTED if one.about != "participant"}
    assert notes[link.get("originGUID")] == find(case, "Description")[0].text == "Speaks Welsh at home."
    assert link.get("targetGUID") == case.get("guid")
    assert len(notes) == len(NOTED) + sum(len(one.memos) for one in CODED)


def values(element: Element, root: Element) -> dict[str, str]:
    """Return what is known of a case or source, by name."""
    names = {variable.get("guid"): variable.get("name", "") for variable in find(root, "Variables/Variable")}
    return {
        names[find(value, "VariableRef")[0].get("targetGUID")]: find(value, "TextValue")[0].text or ""
        for value in find(element, "VariableValue")
    }


def test_attributes_are_on_cases_and_on_sources() -> None:
    """One tool looks at the one, another at the other."""
    root = project()
    known = {"group": "Foster carers", "kind": "interview", "season": "spring 2026", "language": "cy"}

    assert values(find(root, "Cases/Case")[0], root) == known
    assert values(find(root, "Sources/TextSource")[0], root) == known | {"participants": "FC01"}
    assert values(find(root, "Sources/TextSource")[1], root)["participants"] == "FG01-P1, FG01-P2"


def test_a_case_has_the_whole_interview_or_its_own_turns() -> None:
    """Nobody in a focus group is given the words of all."""
    root = project()
    sources = {source.get("guid"): source.get("name") for source in find(root, "Sources/TextSource")}
    words = {s.get("guid"): s.get("name") for s in find(root, "Sources/TextSource/PlainTextSelection")}
    cases = {case.get("name"): case for case in find(root, "Cases/Case")}
    whole = {name: [sources[r.get("targetGUID")] for r in find(case, "SourceRef")] for name, case in cases.items()}
    turns = {name: [words[r.get("targetGUID")] for r in find(case, "SelectionRef")] for name, case in cases.items()}

    assert whole == {"FC01": ["FC01"], "FG01-P1": [], "FG01-P2": []}
    assert turns == {
        "FC01": [],
        "FG01-P1": ["We sit round a table.", "And tea & cake, <always>."],
        "FG01-P2": ["Time, that is what counts."],
    }


def test_transcripts_of_a_group_are_a_set() -> None:
    """Where a tool has document groups, it has these."""
    root = project()
    sources = {source.get("guid"): source.get("name") for source in find(root, "Sources/TextSource")}
    sets = {
        one.get("name"): [sources[r.get("targetGUID")] for r in find(one, "MemberSource")]
        for one in find(root, "Sets/Set")
    }

    assert sets == {"Foster carers": ["FC01"], "Workers": ["FG01"]}


def test_codes_are_those_of_the_codebook_file() -> None:
    """The same GUIDs, names, folders, colours and descriptions as in the .qdc."""
    qdc = etree.fromstring(codebook_to_qdc(default_codebook()))
    wanted = [(dict(code.attrib), code[0].text) for code in qdc.iter("{urn:QDA-XML:codebook:1.0}Code")]

    assert [
        (dict(code.attrib), find(code, "Description")[0].text) for code in project().iter(f"{{{NAMESPACE}}}Code")
    ] == wanted


@pytest.mark.parametrize(
    ("what", "name"),
    [
        (EVERYTHING, "Keeping Safe (draft, not signed off: draft-0123456789ab)"),
        (Written(released=True), "Keeping Safe (release 2, 2026-03-31)"),
    ],
    ids=["draft", "release"],
)
def test_the_project_says_what_it_was_made_from(what: Written, name: str) -> None:
    """In its name for people, in its origin for a program."""
    root = project(what)

    assert root.get("name") == name
    description = find(root, "Description")[0].text or ""
    assert description.startswith(root.get("origin", ""))
    assert release_in(description) == ("release-2" if what.released else "draft-0123456789ab")
    assert "basePath" not in root.attrib


def test_the_description_says_how_positions_count() -> None:
    """With the number of characters that make a difference, and of turns that are for the team alone."""
    points, pairs = (find(project(units=units), "Description")[0].text or "" for units in UNITS)

    assert "Positions count Unicode code points, from 0" in points
    assert "Positions count UTF-16 code units, as NVivo for Windows does, from 0" in pairs
    assert "\n10 characters, such as emoji, are one code point and two" in points
    assert "6 of the turns may not be quoted outside it" in points


def test_a_memo_has_its_own_guid_wherever_it_is() -> None:
    """From its uid alone."""
    (uid,) = [row["uid"] for row in database().query("SELECT uid FROM memos WHERE about = 'study'")]

    assert find(project(), "NoteRef")[0].get("targetGUID") == memo_guid(uid)


def test_a_retired_code_says_so() -> None:
    """It stays for the codings that it has; nobody is to apply it anew."""
    db = database()
    known = {"tag": "CAR-OLD", "name": "Old care", "definition": "What we called care.", "retired": 1, "position": 99}
    db.table("codes").insert({"id": "care/old", "theme_id": "care", "include_when": "", "exclude_when": "", **known})
    db.execute("UPDATE codings SET code_id = 'care/old' WHERE id = 1")
    root = etree.fromstring(project_of(read_coded_study(db))[0])
    (old,) = [code for code in find(root, "CodeBook/Codes/Code/Code") if code.get("name") == "Old care"]

    assert (find(old, "Description")[0].text or "").endswith("\nRetired: not for new codings.")
    assert old.get("guid") in {ref.get("targetGUID") for ref in root.iter(f"{{{NAMESPACE}}}CodeRef")}
