"""REFI-QDA projects of every program that we know of: codings are on the words that were meant, the rest is counted."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from lxml import etree

from ingest.codings.records import ForeignProject, LeftOut
from ingest.codings.refi_project import read_qdpx
from ingest.errors import AmbiguousPositions, UnreadableFile
from tests.refi import code, coded_words, coding, element, guid, packed, project, reference, saved, selection, source

SCHEMA = Path(__file__).parents[4] / "shared" / "refi-qda" / "Project.xsd"
TALK = "FC: They moved me again. 🙂\nINT: Why?\nFC: Siân never said. I had a bag and a phone, tŷ ni was far."
CODES = code("Moves", code("Not told why")) + code("Things")
CODED = (("They moved me again", "Moves"), ("Siân never said", "Not told why"), ("a bag and a phone", "Things"))


def characters(text: str, place: int) -> int:
    """Count as the standard says."""
    return place


def utf16(text: str, place: int) -> int:
    """Count as Windows programs do."""
    return len(text[:place].encode("utf-16-le")) // 2


def read(tmp_path: Path, qde: str, texts: dict[str, str | bytes] | None = None, **packing) -> ForeignProject:  # type: ignore[no-untyped-def]
    """Pack a project, and read it."""
    return read_qdpx(saved(tmp_path, packed(qde, texts or {}, **packing)))


def test_codings_codes_and_texts(tmp_path: Path) -> None:
    """A project as the standard describes it."""
    sources = source("FC01", coded_words(TALK, CODED, characters))
    found = read(tmp_path, project(sources, CODES, origin="Quirkos 2.5"), {"FC01": TALK})

    assert [(one.quote, one.code) for one in found.codings] == [
        ("They moved me again", ("Moves",)),
        ("Siân never said", ("Moves", "Not told why")),
        ("a bag and a phone", ("Things",)),
    ]
    assert [(one.name, one.text, one.guid) for one in found.sources] == [("FC01", TALK, guid("FC01"))]
    assert [one.path for one in found.codebook] == [("Moves",), ("Moves", "Not told why"), ("Things",)]
    assert found.origin == "Quirkos 2.5"
    assert found.left_out == ()
    assert all(found.sources[one.source].text[one.start : one.end] == one.quote for one in found.codings)


@pytest.mark.parametrize(
    "namespace", ["urn:QDA-XML:project:1.0", "urn:QDA-XML:project:0:10", "urn:QDA-XML:project:1:0", ""]
)
def test_any_namespace_will_do(tmp_path: Path, namespace: str) -> None:
    """Transana writes a version of its own."""
    qde = project(source("FC01", coded_words(TALK, CODED, characters)), CODES, namespace=namespace)
    assert len(read(tmp_path, qde, {"FC01": TALK}).codings) == 3


def test_guids_may_have_braces_and_any_case(tmp_path: Path) -> None:
    """Codes and users are found by them nevertheless."""
    coded = element(
        "Coding",
        element("CodeRef", targetGUID=f"{{{guid('Moves').lower()}}}"),
        guid=guid("a"),
        creatingUser=guid("Carys").lower(),
    )
    qde = project(source("FC01", selection(4, 23, coded)), CODES, users=["Carys"])
    (found,) = read(tmp_path, qde, {"FC01": TALK}).codings

    assert (found.quote, found.code, found.coder) == ("They moved me again", ("Moves",), "Carys")


def test_who_coded_and_when_stands_on_the_coding_or_on_its_selection(tmp_path: Path) -> None:
    """Or nowhere: a project may name no users and no times."""
    day, other = "2026-03-01T10:00:00Z", "2026-04-01T10:00:00Z"
    sources = source(
        "FC01",
        selection(4, 23, coding("Moves", creatingUser=guid("Carys"), creationDateTime=day), creatingUser=guid("Bryn"))
        + selection(4, 8, coding("Moves", name="2"), creatingUser=guid("Bryn"), creationDateTime=other)
        + selection(9, 14, coding("Moves", name="3"), modifyingUser=guid("Bryn"), modifiedDateTime=other)
        + selection(15, 17, coding("Moves", name="4", creatingUser=guid("somebody who is gone"))),
    )
    found = read(tmp_path, project(sources, CODES, users=["Carys", "Bryn"]), {"FC01": TALK})

    assert [(one.coder, one.at) for one in found.codings] == [
        ("Carys", day), ("Bryn", other), ("Bryn", other), ("", "")
    ]  # fmt: skip


def test_several_codings_of_one_selection_each_have_its_memo(tmp_path: Path) -> None:
    """ATLAS.ti puts them together, and comments as the description of the selection."""
    both = coding("Moves") + coding("Things")
    sources = source("FC01", selection(4, 23, element("Description", "Third time.") + both))
    found = read(tmp_path, project(sources, CODES, origin="ATLAS.ti 26"), {"FC01": TALK}).codings

    assert [one.code for one in found] == [("Moves",), ("Things",)]
    assert [[memo.text for memo in one.memos] for one in found] == [["Third time."], ["Third time."]]


def test_words_with_a_comment_and_no_code_are_a_memo_of_the_source(tmp_path: Path) -> None:
    """MAXQDA writes them so; its place is kept."""
    sources = source("FC01", selection(4, 23, element("Description", "Third time.")))
    found = read(tmp_path, project(sources, CODES, origin="MAXQDA 24"), {"FC01": TALK})

    (memo,) = found.sources[0].memos
    assert (memo.text, memo.start, memo.end) == ("Third time.", 4, 23)
    assert found.codings == ()


def test_a_code_on_a_whole_source_is_on_all_of_its_text(tmp_path: Path) -> None:
    """And it is said that there are such codings."""
    found = read(tmp_path, project(source("FC01", coding("Moves")), CODES), {"FC01": TALK})

    assert [(one.start, one.end, one.quote) for one in found.codings] == [(0, len(TALK), TALK)]
    assert found.notes == ("Codings of a whole source: 1; each is on all of its text.",)


def test_an_empty_selection_is_a_coding_of_no_words(tmp_path: Path) -> None:
    """ATLAS.ti writes them."""
    (found,) = read(tmp_path, project(source("FC01", selection(4, 4, coding("Moves"))), CODES), {"FC01": TALK}).codings
    assert (found.start, found.end, found.quote) == (4, 4, "")


def test_sources_may_have_the_same_name(tmp_path: Path) -> None:
    """Each coding is on its own."""
    sources = source("FC01", selection(4, 8, coding("Moves"))) + source(
        "FC02", selection(0, 5, coding("Moves", name="2")), name="FC01"
    )
    found = read(tmp_path, project(sources, CODES), {"FC01": TALK, "FC02": "Again and again."})

    assert [one.name for one in found.sources] == ["FC01", "FC01"]
    assert [(one.source, one.quote) for one in found.codings] == [(0, "They"), (1, "Again")]


def test_what_nvivo_lists_as_a_code_and_is_a_case_is_no_code(tmp_path: Path) -> None:
    """A coding with it says whose words these are."""
    codes = CODES + code("People", code("FC01, carer", guid=guid("case")), isCodable="false")
    cases = element("Cases", element("Case", reference("SourceRef", "FC01"), guid=guid("case"), name="FC01, carer"))
    sources = source("FC01", selection(4, 8, coding("case")) + selection(4, 23, coding("Moves")))
    found = read(tmp_path, project(sources, codes, before=cases, origin="NVivo"), {"FC01": TALK})

    assert [one.path[-1] for one in found.codebook] == ["Moves", "Not told why", "Things", "People"]
    assert [one.code for one in found.codings] == [("Moves",)]
    assert found.sources[0].attributes == (("case", "FC01, carer"),)
    assert found.left_out == (LeftOut("codings of cases", 1, "they say whose words these are, and are no codes"),)


def test_what_is_not_taken_is_counted(tmp_path: Path) -> None:
    """By what it is and why, as the standard asks in §7."""
    media = {name: guid(name) for name in ("PDF", "Picture", "Audio", "Video")}
    sources = source(
        "FC01",
        selection(4, 23, element("Coding", reference("CodeRef", "a code that is gone"), guid=guid("x")))
        + selection(4, 8, element("Coding", guid=guid("y")))
        + selection(900, 910, coding("Moves"))
        + selection(5, 9)
        + element("PlainTextSelection", coding("Moves", name="z"), guid=guid("no place")),
    )
    for kind, name in media.items():
        where = {"begin": "0", "end": "9"} if kind in ("Audio", "Video") else {"firstX": "0", "secondX": "9"}
        inner = element(f"{kind}Selection", coding("Moves", name=kind), guid=guid(f"in {kind}"), **where)
        sources += element(f"{kind}Source", inner, guid=name, name=kind)
    sources += source("FC09", selection(0, 3, coding("Moves", name="q")), plainTextPath="absolute:///home/FC09.txt")
    rest = element("Links", element("Link", guid=guid("l"), originGUID=guid("Moves"), targetGUID=guid("Things")))
    rest += element("Sets", element("Set", guid=guid("s"), name="Those of May"))
    rest += element("Graphs", element("Graph", guid=guid("g"))) + element("Dashboards")
    found = read(tmp_path, project(sources, CODES, rest), {"FC01": TALK})

    assert found.codings == ()
    assert {(one.what, one.n, one.why) for one in found.left_out} == {
        ("codings", 1, "their code is not in the file"),
        ("codings", 1, "they name no code"),
        ("codings", 1, "their positions are not in the text"),
        ("codings", 1, "they have no positions"),
        ("codings", 1, "the text of their source is not in the file"),
        ("selections", 1, "they have neither a code nor a memo"),
        ("sources", 1, "their text is not in the file"),
        ("selections on PDF pages", 1, "only what is on text is taken"),
        ("selections in pictures", 1, "only what is on text is taken"),
        ("selections in audio", 1, "only what is on text is taken"),
        ("selections in video", 1, "only what is on text is taken"),
        ("PDF sources", 1, "they have no text in the file"),
        ("pictures", 1, "they have no text in the file"),
        ("audio sources", 1, "they have no text in the file"),
        ("video sources", 1, "they have no text in the file"),
        ("links", 1, "links other than those from notes are not taken"),
        ("sets", 1, "sets are not taken"),
        ("graphs", 1, "graphs are not taken"),
        ("other parts of the project", 1, "the standard knows no such thing"),
    }


def test_nothing_that_is_said_of_a_file_quotes_it(tmp_path: Path) -> None:
    """Remarks go to screens and into logs."""
    sources = source("Siân Pritchard", selection(900, 910, coding("Moves")) + coding("Moves", name="b"))
    found = read(tmp_path, project(sources, CODES, users=["Bryn"]), {"Siân Pritchard": TALK + "\r\n"})
    said = " ".join([*found.notes, *(f"{one.what} {one.why}" for one in found.left_out)])

    assert said
    assert not re.search("Siân|Bryn|Moves|phone", said)


def test_nvivo_for_windows_counts_utf16_units_and_line_ends_as_two(tmp_path: Path) -> None:
    """With a byte order mark that is not counted, lower case, its own folder and empty descriptions; no names."""
    texts, sources, meant = {}, "", []
    for name in ("One", "Two"):
        text = long_talk(name)
        texts[name] = b"\xef\xbb\xbf" + text.encode()
        inner = ""
        for start, end in stretches(text, 40):
            coded = element("Description") + coding("Moves", name=f"{name} {start} {end}")
            places = utf16(text, start), utf16(text, end)
            inner += selection(*places, coded, name="", guid=guid(f"{name} {places}"))
            meant.append(text[start:end].replace("\r\n", "\n"))
        sources += source(name, inner)
    qde = project(sources, CODES, "<Sets/>", origin="NVivo for Windows 12.6")
    qde = re.sub("[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}", lambda found: found[0].lower(), qde)
    found = read(tmp_path, qde, texts, folder="Sources/", name="project.qde")

    assert [one.quote for one in found.codings] == meant
    assert found.notes[0].startswith("Positions in 2 texts are read as UTF-16 units from 0, line ends as the file has")
    assert not any("\r" in one.text for one in found.sources)


@pytest.mark.parametrize("named", [False, True])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_atlas_ti_counts_line_ends_as_one(tmp_path: Path, newline: str, named: bool) -> None:
    """Its project file has the project's name; a selection's name is its first words."""
    text = TALK.replace("\n", newline)
    position = lambda text, place: len(text[:place].replace("\r\n", "\n"))  # noqa: E731
    qde = project(source("FC01", coded_words(text, CODED, position, named)), CODES, origin="ATLAS.ti for Windows 23.2")
    found = read(tmp_path, qde, {"FC01": text}, name="Foster care.qde")

    assert [one.quote for one in found.codings] == [words for words, _ in CODED]


def test_a_project_whose_codings_could_all_be_elsewhere_is_refused(tmp_path: Path) -> None:
    """Rather than to guess which words they are on."""
    text = "x" * 50 + "\r\n🙂" + "x" * 500
    sources = source("FC01", selection(90, 95, coding("Moves")) + selection(200, 300, coding("Things")))
    with pytest.raises(AmbiguousPositions):
        read(tmp_path, project(sources, CODES), {"FC01": text})


def test_an_archive_with_another_xml_is_refused(tmp_path: Path) -> None:
    """A codebook is no project."""
    with pytest.raises(UnreadableFile):
        read(tmp_path, element("CodeBook"))


def test_a_project_without_anything_is_read(tmp_path: Path) -> None:
    """Nothing is in it, nothing is left out."""
    found = read(tmp_path, element("Project", name="empty"))
    assert (found.sources, found.codings, found.codebook, found.memos, found.left_out) == ((), (), (), (), ())


def test_these_files_are_what_the_standard_describes() -> None:
    """So that reading them says something about real ones."""
    if not SCHEMA.exists():
        pytest.skip("the standard's schemas are not on this machine")
    sources = source("FC01", coded_words(TALK, CODED, characters, named=True) + coding("Moves"))
    cases = element("Cases", element("Case", reference("SourceRef", "FC01"), guid=guid("c"), name="FC01"))
    qde = project(sources, CODES, before=cases, users=["Carys"], origin="Tool 1.0")
    etree.XMLSchema(file=SCHEMA).assertValid(etree.fromstring(qde.encode()))


def long_talk(seed: str) -> str:
    """Return some pages of talk with emoji, as Windows writes them."""
    choice = random.Random(seed)
    sentences = TALK.replace("\n", " ").split(". ") + ["The lift? 👩‍👧", "Cawl, every Thursday", "I rang Mrs. Ŵyn"]
    lines = [". ".join(choice.choices(sentences, k=choice.randint(1, 6))) for _ in range(150)]
    return "\r\n".join(lines)


def stretches(text: str, n: int) -> list[tuple[int, int]]:
    """Return `n` stretches that begin and end at words anywhere, a few a letter off, as people select them."""
    choice = random.Random(n)
    words = [(one.start(), one.end()) for one in re.finditer(r"\w+", text)]
    found = []
    for number in range(n):
        first = choice.randrange(len(words) - 60)
        start, end = words[first][0], words[first + choice.randrange(60)][1]
        found.append((start + (number % 15 == 7), end - (number % 20 == 3)))
    return found
