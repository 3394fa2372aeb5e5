"""Excel workbooks: what people see in the cells is read, and whatever else a workbook holds is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from ingest.errors import ProtectedFile, TooLarge, UnreadableFile
from ingest.outside import Kind
from ingest.readers.sheet_rows import read_workbook
from ingest.readers.xlsx import read
from ingest.records import Transcript
from ingest.rules import AS_FOUND

HEADER = ("Speaker", "Time", "Text")
TEA: tuple[tuple[Any, ...], ...] = (
    HEADER,
    ("INT", "0:00:03", "Paned, Siân?"),
    ("P1", "0:00:05", "Ie, tŷ te 😀."),
    ("INT", "0:00:09", "A chacen?"),
    ("P1", "0:00:12", "Bara brith, plîs, os oes peth ar ôl."),
)
SPOKEN = [(speaker, text) for speaker, _, text in TEA[1:]]


def workbook(rows: Iterable[Sequence[Any]] = TEA) -> Workbook:
    """Make a workbook with these rows."""
    made = Workbook()
    made.properties.creator = ""
    for row in rows:
        made.active.append(row)
    return made


def saved(made: Workbook) -> bytes:
    """Return a workbook as bytes."""
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def with_parts(
    content: bytes, parts: Mapping[str, str], replacing: Mapping[str, tuple[str, str]] | None = None
) -> bytes:
    """Return a workbook with parts added, and with words in other parts replaced."""
    file = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name).decode("utf-8", "surrogateescape")
            before, after = (replacing or {}).get(name, ("", ""))
            new.writestr(name, part.replace(before, after).encode("utf-8", "surrogateescape") if before else part)
        for name, part in parts.items():
            new.writestr(name, part)
    return file.getvalue()


def transcript(made: Workbook) -> Transcript:
    """Read a workbook."""
    return read(saved(made), AS_FOUND)


def said(found: Transcript) -> list[tuple[str, str]]:
    """Return speaker and text of every turn."""
    return [(turn.speaker, turn.text) for turn in found.turns]


def outside(found: Transcript) -> list[tuple[str, str]]:
    """Return kind and text of what is no speech."""
    return [(str(one.kind), one.text) for one in found.outside]


def test_a_sheet_of_speech() -> None:
    """Speakers, times and text."""
    found = transcript(workbook())
    assert said(found) == SPOKEN
    assert [turn.start for turn in found.turns] == [3, 5, 9, 12]
    assert (found.format, found.convention, found.outside) == ("xlsx", "table with times", ())
    assert found.turns[1].anchors[0].place == "row 3, column 3"


@pytest.mark.parametrize("order", [(2, 0, 1), (1, 2, 0), (2, 1, 0)])
def test_columns_in_any_order(order: tuple[int, ...]) -> None:
    """With an empty column before them, titles above them and a row left blank."""
    rows = [["", *(row[n] for n in order)] for row in TEA]
    found = transcript(workbook([["Te"], ["Teipiwyd gan Rhys"], [], *rows]))
    assert said(found) == SPOKEN
    assert outside(found) == [(Kind.COVER, "Te"), (Kind.COVER, "Teipiwyd gan Rhys")]


def test_nvivo_and_other_programs() -> None:
    """Timespan, Content, Speaker; Start time, End time, Speaker, Transcript."""
    nvivo = [("", "Timespan", "Content", "Speaker", "Coded by")]
    nvivo += [("1", "0:03.0 - 0:05.5", "Te?", "Rhys", ""), ("2", "0:05.5 - 0:09.0", "Ie, diolch.", "Siân", "Mair Huws")]
    found = transcript(workbook(nvivo))
    assert [(turn.speaker, turn.start) for turn in found.turns] == [("Rhys", 3), ("Siân", 5.5)]
    assert outside(found) == [(Kind.COLUMN, "Mair Huws")]
    timed = [("Start time", "End time", "Speaker", "Transcript")]
    timed += [
        ("00:03", "00:05", "Rhys", "Te?"),
        ("00:05", "00:09", "Siân", "Ie, diolch."),
        ("00:09", "", "Rhys", "Da."),
    ]
    assert said(transcript(workbook(timed))) == [("Rhys", "Te?"), ("Siân", "Ie, diolch."), ("Rhys", "Da.")]


@pytest.mark.parametrize(
    ("cells", "form"),
    [
        ((time(0, 0, 3), time(0, 21, 1)), ""),
        ((timedelta(seconds=3), timedelta(seconds=1261)), ""),
        ((3 / 86400, 1261 / 86400), "[h]:mm:ss"),
        ((3 / 86400, 1261 / 86400), "mm:ss.0"),
        ((3 / 86400, 1261 / 86400), "General"),
        ((3, 1261), "General"),
        (("0:00:03", "0:21:01"), ""),
        (("00:03", "21:01"), ""),
    ],
)
def test_times(cells: tuple[Any, Any], form: str) -> None:
    """As times of a day, as times that passed, as fractions of a day, as seconds, or as text."""
    made = workbook([HEADER, ("INT", cells[0], "Te?"), ("P1", cells[1], "Ie."), ("INT", cells[1], "Da.")])
    for row in range(2, 5):
        made.active.cell(row, 2).number_format = form or made.active.cell(row, 2).number_format
    assert [turn.start for turn in transcript(made).turns] == [3, 1261, 1261]


def test_minutes_and_seconds_that_excel_took_for_hours_and_minutes() -> None:
    """Who types 2:30 and then 61:30 sees 2:30 and 61:30:00; both are minutes and seconds."""
    made = workbook([HEADER, ("INT", 150 / 1440, "Te?"), ("P1", 61.5 / 24, "Ie."), ("INT", 62 / 24, "Da.")])
    for row, form in ((2, "h:mm"), (3, "[h]:mm:ss"), (4, "[h]:mm:ss")):
        made.active.cell(row, 2).number_format = form
    assert [turn.start for turn in transcript(made).turns] == [150, 3690, 3720]


def test_values_as_people_see_them() -> None:
    """Numbers without a point, dates, yes and no, errors as nothing, line feeds, runs of letters."""
    made = workbook([("a", 3.0, 2.5, date(2025, 11, 4), datetime(2025, 11, 4, 10, 30), True, "#N/A", 1e20)])
    made.active["A1"] = CellRichText("Bara ", TextBlock(InlineFont(b=True), "brith"), ", da")
    made.active["G1"].data_type = "e"
    made.active["I1"] = "un_x000D_\ndau"
    (row,) = read_workbook(saved(made)).sheets[0].rows
    expected = ["Bara brith, da", "3", "2.5", "2025-11-04", "2025-11-04 10:30:00", "TRUE", "1e+20", "un\r\ndau"]
    assert list(row.cells.values()) == expected


def test_the_calendar_of_1904() -> None:
    """Old workbooks of the Macintosh count days from there."""
    made = workbook([(date(2025, 11, 4),)])
    content = saved(made)
    (row,) = (
        read_workbook(with_parts(content, {}, {"xl/workbook.xml": ("<workbookPr/>", '<workbookPr date1904="1"/>')}))
        .sheets[0]
        .rows
    )
    assert row.cells == {1: "2029-11-05"}


def test_formulas_give_their_values() -> None:
    """And texts in them that no cell shows are told."""
    content = saved(workbook([*TEA[:-1], ("P1", "0:00:12", "CELL")]))
    sheet = "xl/worksheets/sheet1.xml"
    with ZipFile(BytesIO(content)) as old:
        xml = old.read(sheet).decode()
    last = xml[xml.index('<c r="C5"') : xml.index("</c>", xml.index('<c r="C5"')) + 4]
    formula = '<c r="C5" t="str"><f>IF(A1="Mair Huws","no","Bara "&amp;"brith")</f><v>Bara brith</v></c>'
    found = read(with_parts(content, {}, {sheet: (last, formula)}), AS_FOUND)
    assert said(found)[-1] == ("P1", "Bara brith")
    assert (Kind.FIELD, "Mair Huws\nno") in outside(found)
    typed = '<c r="C5" t="e"><f>-wel</f><v>#NAME?</v></c>'
    assert said(read(with_parts(content, {}, {sheet: (last, typed)}), AS_FOUND))[-1] == ("P1", "-wel")


def test_several_sheets_of_speech_and_others() -> None:
    """Parts of a conversation are read in order; a list of people is none."""
    made = workbook(TEA)
    made.active.title = "Part 1"
    people = made.create_sheet("Participants", 0)
    for row in (("ID", "Name", "Phone"), ("INT", "Rhys Ŵyn", "12"), ("P1", "Mair Huws", "13")):
        people.append(row)
    more = made.create_sheet("Ail ran Siân")
    for row in (HEADER, ("INT", "0:10:00", "Mwy o de?"), ("P1", "0:10:02", "Na, diolch yn fawr.")):
        more.append(row)
    found = transcript(made)
    assert said(found) == [*SPOKEN, ("INT", "Mwy o de?"), ("P1", "Na, diolch yn fawr.")]
    assert found.turns[0].anchors[0].place == "sheet 2, row 2, column 3"
    assert outside(found) == [
        (Kind.SHEET, "Participants"),
        (Kind.SHEET, "Ail ran Siân"),
        (Kind.SHEET, "ID\tName\tPhone\nINT\tRhys Ŵyn\t12\nP1\tMair Huws\t13"),
    ]


def test_a_sheet_of_labelled_lines() -> None:
    """One column, as text was pasted."""
    made = workbook([["INT: Paned, Siân?"], ["P1: Ie, plîs."], ["INT: Da iawn."]])
    made.create_sheet("Key").append(["P1", "Mair Huws"])
    assert said(transcript(made)) == [("INT", "Paned, Siân?"), ("P1", "Ie, plîs."), ("INT", "Da iawn.")]


def test_what_is_hidden_is_no_speech() -> None:
    """Sheets, rows and columns."""
    made = workbook([(*row, "Mair" if n == 2 else None) for n, row in enumerate(TEA)])
    sheet = made.active
    sheet.column_dimensions["D"].hidden = True
    sheet.append(("P1", "0:01:00", "Dim hwn."))
    sheet.row_dimensions[6].hidden = True
    for state in ("hidden", "veryHidden"):
        other = made.create_sheet(f"{state}")
        other.sheet_state = state
        other.append(("Speaker", "Text"))
        other.append(("P1", f"Cuddiedig {state}"))
    found = transcript(made)
    assert said(found) == SPOKEN
    hidden = [text for kind, text in outside(found) if kind == Kind.HIDDEN]
    assert hidden == [
        "Mair", "P1\t0:01:00\tDim hwn.", "Speaker\tText", "P1\tCuddiedig hidden", "Speaker\tText",
        "P1\tCuddiedig veryHidden",
    ]  # fmt: skip


def test_merged_cells() -> None:
    """A name beside two rows goes on; a title across the columns is a title."""
    made = workbook([("Te gyda Siân",), *TEA[:3], (None, None, "A llaeth."), *TEA[3:]])
    made.active.merge_cells("A1:C1")
    made.active.merge_cells("A4:A5")
    found = transcript(made)
    assert said(found)[1] == ("P1", "Ie, tŷ te 😀.\nA llaeth.")
    assert outside(found) == [(Kind.COVER, "Te gyda Siân")]


def test_what_stands_beside_the_cells() -> None:
    """Comments, names, links, headers, lists to choose from, properties."""
    made = workbook()
    sheet = made.active
    sheet["C2"].comment = Comment("Pwy yw hon?", "Rhys Ŵyn")
    sheet["C3"].hyperlink = "mailto:mair@example.org"
    sheet.oddHeader.center.text = "Cyfweliad Mair"
    sheet.oddFooter.left.text = "Tudalen Rhys"
    choice = DataValidation(type="list", formula1='"Mair Huws,INT"', prompt="Dewis Mair", promptTitle="Pwy")
    sheet.add_data_validation(choice)
    choice.add("A2")
    made.defined_names["Mair_Huws"] = DefinedName("Mair_Huws", attr_text="Sheet!$A$1")
    properties = made.properties
    properties.creator, properties.lastModifiedBy = "Siân Ŵyn", "Nest Ŵyn"
    properties.title, properties.subject, properties.keywords = "Te Mair", "Te", "cacen"
    content = with_parts(
        saved(made),
        {
            "xl/persons/person.xml": '<personList xmlns="x"><person displayName="Gwen Ŵyn" id="{1}"/></personList>',
            "xl/threadedComments/threadedComment1.xml": '<ThreadedComments xmlns="x"><threadedComment ref="C2">'
            "<text>Mair, siŵr o fod</text></threadedComment></ThreadedComments>",
            "xl/media/image1.png": "png",
            "xl/drawings/drawing1.xml": '<wsDr xmlns="x"><sp><nvSpPr><cNvPr id="2" name="TextBox 1" descr="Mair'
            ' a chath"/></nvSpPr><txBody><p><r><t>Nodyn am Mair</t></r></p></txBody></sp></wsDr>',
            "xl/pivotCache/pivotCacheDefinition1.xml": '<p xmlns="x"><sharedItems><s v="Hen Fair"/></sharedItems></p>',
        },
        {"docProps/app.xml": ("</Properties>", "<Company>Clwb Te</Company></Properties>")},
    )
    found = read(content, AS_FOUND)
    assert said(found) == SPOKEN
    assert set(outside(found)) == {
        (Kind.COMMENT, "Pwy yw hon?"),
        (Kind.AUTHOR, "Rhys Ŵyn"),
        (Kind.COMMENT, "Mair, siŵr o fod"),
        (Kind.AUTHOR, "Gwen Ŵyn"),
        (Kind.LINK, "mailto:mair@example.org"),
        (Kind.HEADER, "Cyfweliad Mair"),
        (Kind.FOOTER, "Tudalen Rhys"),
        (Kind.DATA, "Mair Huws,INT"),
        (Kind.DATA, "Pwy\nDewis Mair"),
        (Kind.DATA, "Mair_Huws"),
        (Kind.AUTHOR, "Siân Ŵyn"),
        (Kind.AUTHOR, "Nest Ŵyn"),
        (Kind.PROPERTY, "Te Mair"),
        (Kind.PROPERTY, "Te"),
        (Kind.PROPERTY, "cacen"),
        (Kind.ORGANISATION, "Clwb Te"),
        (Kind.PICTURE, "image1.png"),
        (Kind.ALT_TEXT, "Mair a chath"),
        (Kind.TEXT_BOX, "Nodyn am Mair"),
        (Kind.DATA, "Hen Fair"),
    }


def test_shared_texts() -> None:
    """Most programs keep texts apart from the cells; what no cell shows any more may be left there."""
    texts = "".join(
        f"<si><t>{text}</t></si>" for text in ("Speaker", "Text", "INT", "P1", "Paned, Siân?", "Hen enw Mair")
    )
    runs = "<si><r><t>Ie, </t></r><r><rPr><b/></rPr><t>plîs</t></r><rPh sb='0' eb='1'><t>i</t></rPh></si>"
    cells = [(0, 1), (2, 4), (3, 6), (2, 4)]
    rows = "".join("<row>" + "".join(f'<c t="s"><v>{n}</v></c>' for n in row) + "</row>" for row in cells)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    content = with_parts(
        saved(workbook([])),
        {"xl/sharedStrings.xml": f"<sst>{texts}{runs}</sst>"},
        {
            "xl/worksheets/sheet1.xml": ("</sheetData>", f"{rows}</sheetData>"),
            "xl/_rels/workbook.xml.rels": (
                "</Relationships>",
                f'<Relationship Id="r9" Type="{kind}" Target="sharedStrings.xml"/></Relationships>',
            ),
        },
    )
    found = read(content, AS_FOUND)
    assert said(found) == [("INT", "Paned, Siân?"), ("P1", "Ie, plîs"), ("INT", "Paned, Siân?")]
    assert outside(found) == [(Kind.DATA, "Hen enw Mair")]
    broken = with_parts(content, {}, {"xl/worksheets/sheet1.xml": ("<v>4</v>", "<v>999</v>")})
    with pytest.raises(UnreadableFile):
        read(broken, AS_FOUND)


def test_a_million_empty_rows() -> None:
    """Formats down to the last row cost nothing much."""
    rows = "".join(f'<row r="{n}" s="1"><c r="A{n}" s="1"/></row>' for n in range(6, 100_000))
    content = with_parts(saved(workbook()), {}, {"xl/worksheets/sheet1.xml": ("</sheetData>", f"{rows}</sheetData>")})
    assert said(read(content, AS_FOUND)) == SPOKEN


def test_cells_without_references_and_texts_in_place() -> None:
    """As other programs write them."""
    rows = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>" for row in TEA
    )
    content = saved(workbook([]))
    assert (
        said(
            read(
                with_parts(content, {}, {"xl/worksheets/sheet1.xml": ("</sheetData>", f"{rows}</sheetData>")}),
                AS_FOUND,
            )
        )
        == SPOKEN
    )


def test_what_is_no_workbook() -> None:
    """Damaged, hostile, old or locked files are refused."""
    good = saved(workbook())
    sheet = "xl/worksheets/sheet1.xml"
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    for bad in (
        b"PK\x03\x04\x00\x00\x08\x00\x01\x02",
        b"\x00\x01\x02\x03" * 50,
        good[:-40],
        old * 20,
        with_parts(good, {}, {sheet: ("</worksheet>", "")}),
        with_parts(good, {}, {sheet: ("<worksheet", '<!DOCTYPE a [<!ENTITY b "c">]><worksheet')}),
        with_parts(good, {}, {"xl/workbook.xml": ("<workbook", "<other")}),
    ):
        with pytest.raises(UnreadableFile, match="not readable as an Excel workbook; open it in .* as .xlsx"):
            read(bad, AS_FOUND)
    with pytest.raises(ProtectedFile):
        read(old + "EncryptedPackage".encode("utf-16-le"), AS_FOUND)


def test_a_bomb() -> None:
    """What unpacks to far more than a transcript."""
    content = with_parts(saved(workbook()), {}, {"xl/worksheets/sheet1.xml": ("</sheetData>", " " * 70_000_000)})
    with pytest.raises(TooLarge):
        read(content, AS_FOUND)


CELLS = st.text(alphabet=st.sampled_from("abcŵŷâ 😀,;|\t\n\"'=-“”?<&_"), max_size=30).map(lambda text: f"Te{text}da")


@settings(max_examples=40, deadline=None)
@given(st.lists(CELLS, min_size=4, max_size=10))
def test_round_trip(texts: list[str]) -> None:
    """Every word comes back."""
    rows = [("INT" if number % 2 else "P1", text) for number, text in enumerate(texts)]
    found = transcript(workbook([("Speaker", "Text"), *rows]))
    assert [(turn.speaker, turn.text.split()) for turn in found.turns] == [(name, text.split()) for name, text in rows]
