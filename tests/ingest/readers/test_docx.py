"""Every way in which people set out a conversation in Word."""

from __future__ import annotations

import re
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from ingest.errors import UnreadableFile
from ingest.outside import Kind
from ingest.readers import docx as reader
from ingest.records import Transcript
from ingest.rules import AS_FOUND


def read(content: bytes) -> Transcript:
    """Read a file as it is found."""
    return reader.read(content, AS_FOUND)


BOX = (
    '<w:r {ns} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p>'
    "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def add(document: Document, line: str) -> Paragraph:
    """Add a paragraph; what stands between ** and ** is in bold."""
    paragraph = document.add_paragraph()
    for number, words in enumerate(line.split("**")):
        if words:
            paragraph.add_run(words).bold = bool(number % 2) or None
    return paragraph


def add_table(document: Document, rows: str) -> None:
    """Add a table; a row is a line, its cells divided by bars, and / divides the paragraphs of a cell."""
    cells = [[cell.strip() for cell in line.split("|")] for line in rows.strip().splitlines()]
    table = document.add_table(rows=len(cells), cols=len(cells[0]))
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            first, *more = re.split(r"\s+/\s+", text)
            cell.text = first
            for paragraph in more:
                cell.add_paragraph(paragraph)


def read_document(document: Document) -> Transcript:
    """Save the document and read it."""
    file = BytesIO()
    document.save(file)
    return read(file.getvalue())


def read_lines(text: str) -> Transcript:
    """Read a document of which each line is a paragraph."""
    document = docx.Document()
    for line in text.strip().splitlines():
        add(document, line.strip())
    return read_document(document)


def read_table(rows: str) -> Transcript:
    """Read a document that is one table."""
    document = docx.Document()
    add_table(document, rows)
    return read_document(document)


def spoken(transcript: Transcript) -> list[tuple[str, str]]:
    """Return speaker and text of every turn."""
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def timed(transcript: Transcript) -> list[tuple[str, str, float | None]]:
    """Return speaker, text and time of every turn."""
    return [(turn.speaker, turn.text, turn.start) for turn in transcript.turns]


TEA = [("INT", "Tea, Siân?"), ("P1", "Please 😀."), ("INT", "Milk?")]


@pytest.mark.parametrize(
    "text",
    [
        "INT: Tea, Siân?\nP1: Please 😀.\nINT: Milk?",
        "INT:\tTea, Siân?\nP1:\tPlease 😀.\nINT:\tMilk?",
        "INT\tTea, Siân?\nP1\tPlease 😀.\nINT\tMilk?",
        "INT:\nTea, Siân?\nP1:\nPlease 😀.\nINT:\nMilk?",
        "**INT:** Tea, Siân?\n**P1:** Please 😀.\n**INT:** Milk?",
        "Interview transcript\n\nINT: Tea, Siân?\n\nP1: Please 😀.\n\nINT: Milk?\n\nEND OF INTERVIEW",
    ],
)
def test_labelled_paragraphs(text: str) -> None:
    """A label with a colon or a tab, in bold or not, on the line or above it; titles and closing lines left out."""
    transcript = read_lines(text)
    assert spoken(transcript) == TEA
    assert transcript.convention in {"labelled paragraphs", "bold names"}


def test_labelled_paragraphs_with_times_and_several_paragraphs() -> None:
    """A paragraph without a label goes on with the turn; a colon in it labels nobody."""
    text = "[00:04:10] INT: And then?\nP1 (00:04:12): I asked.\nAnd she said: no\nSo I left.\nINT: [00:05] Right."
    assert timed(read_lines(text)) == [
        ("INT", "And then?", 250.0),
        ("P1", "I asked.\nAnd she said: no\nSo I left.", 252.0),
        ("INT", "Right.", 5.0),
    ]
    assert read_lines(text).convention == "labelled paragraphs"


def test_turns_divided_by_line_breaks() -> None:
    """Text pasted from elsewhere has line breaks where others have paragraphs."""
    document = docx.Document()
    document.add_paragraph("INT: Tea, Siân?\nP1: Please 😀.\nINT: Milk?")
    assert spoken(read_document(document)) == TEA


NAMED = [("Elin Parry", "Tea?"), ("Siân Ŵyn", "Please 😀.\nTwo sugars."), ("Elin Parry", "Milk?"), ("Siân Ŵyn", "No.")]


def test_bold_names_above_the_text() -> None:
    """A name in bold stands alone; the paragraphs below it are the turn."""
    names = "**Elin Parry**\nTea?\n**Siân Ŵyn**\nPlease 😀.\nTwo sugars.\n**Elin Parry**\nMilk?\n**Siân Ŵyn**\nNo."
    assert spoken(read_lines(names)) == NAMED
    assert spoken(read_lines(f"**Interview transcript**\n{names}")) == NAMED
    assert read_lines(names).convention == "bold names"


def test_bold_names_before_the_text() -> None:
    """A name in bold may begin the paragraph, without a colon."""
    text = "**Elin Parry** Tea?\n**Siân Ŵyn** Please 😀.\nTwo sugars.\n**Elin Parry** Milk?\n**Siân Ŵyn** No."
    assert spoken(read_lines(text)) == NAMED
    assert read_lines(text).convention == "bold names"


def test_names_in_bold_by_style_or_paragraph_mark() -> None:
    """Bold may come from a paragraph's style, a character style or the paragraph's mark."""
    document = docx.Document()
    document.add_paragraph("Elin Parry", style="Heading 2")
    document.add_paragraph("Tea?")
    document.add_paragraph().add_run("Siân Ŵyn", style="Strong")
    document.add_paragraph("Please 😀.")
    document.add_paragraph("Two sugars.")
    marked = document.add_paragraph("Elin Parry")
    marked._p.get_or_add_pPr().append(parse_xml(f"<w:rPr {nsdecls('w')}><w:b/></w:rPr>"))
    document.add_paragraph("Milk?")
    document.add_paragraph("Siân Ŵyn", style="Heading 2")
    document.add_paragraph("No.")
    assert spoken(read_document(document)) == NAMED


def test_bold_names_with_times() -> None:
    """The time may stand beside the name."""
    text = "**Elin Parry  0:03**\nTea?\n**Siân Ŵyn** [00:09]\nPlease."
    text += "\n**Elin Parry  0:12**\nMilk?\n**Siân Ŵyn** [00:15]\nNo."
    assert timed(read_lines(text))[:2] == [("Elin Parry", "Tea?", 3.0), ("Siân Ŵyn", "Please.", 9.0)]


def test_questions_in_bold_are_no_names() -> None:
    """Where the interviewer's words are in bold, no word of them becomes a speaker."""
    text = "**Did you get a lift?**\nYes.\n**Okay**\nWith Rhys.\n**Okay**\n**Never** again, though."
    assert spoken(read_lines(text)) == [("", line.replace("**", "")) for line in text.splitlines()]
    assert read_lines(text).convention == "unlabelled paragraphs"


TIMED = [("EP", "Tea, Siân?", 3.0), ("SW", "Please 😀.\nTwo sugars.", 11.0), ("EP", "Milk?", 250.5)]


@pytest.mark.parametrize(
    "rows",
    [
        "EP | 00:03 | Tea, Siân?\nSW | 00:00:11 | Please 😀. / Two sugars.\nEP | 00:04:10.5 | Milk?",
        "00:03 | EP | Tea, Siân?\n00:00:11 | SW | Please 😀. / Two sugars.\n[00:04:10.5] | EP | Milk?",
        "EP [00:03] | Tea, Siân?\nSW [00:00:11] | Please 😀. / Two sugars.\nEP [00:04:10.5] | Milk?",
        "EP / 00:03 | Tea, Siân?\nSW / 00:00:11 | Please 😀. / Two sugars.\nEP / 00:04:10.5 | Milk?",
        "EP | 00:03 Tea, Siân?\nSW | 00:00:11 Please 😀. / Two sugars.\nEP | 00:04:10.5 Milk?",
        "EP | [00:03] Tea, Siân?\nSW | [00:00:11] Please 😀. / Two sugars.\nEP | [00:04:10.5] Milk?",
        "Who | Time | Said\nEP | 0:03 | Tea, Siân?\nSW | 0:11 | Please 😀.\n | | Two sugars.\nEP | 00:04:10.5 | Milk?",
        "Speaker / time | Text\nEP 00:03 | Tea, Siân?\nSW 00:11 | Please 😀.\n | Two sugars.\nEP 00:04:10.5 | Milk?",
        "Time | Text\n00:03 | EP: Tea, Siân?\n00:11 | SW: Please 😀. / Two sugars.\n00:04:10.5 | EP: Milk?\n5:00 | SW:",
    ],
)
def test_tables_with_times(rows: str) -> None:
    """The time stands in its own column, beside the speaker or before the text; an empty speaker's cell goes on."""
    transcript = read_table(rows)
    assert timed(transcript) == TIMED
    assert transcript.convention == "table with times"


def test_a_table_without_times() -> None:
    """Line numbers and the coder's notes are no speech."""
    rows = "Line | Speaker | Text | Notes\n1 | INT | Tea, Siân? |\n2 | P1 | Please 😀. | kind\n3 | INT | Milk? |"
    assert spoken(read_table(rows)) == TEA
    assert read_table(rows).convention == "table"


def test_a_spoken_time_in_a_table_is_speech() -> None:
    """One cell that begins with a time does not make a column of times."""
    assert spoken(read_table("INT | When?\nP1 | 10:30 by the bus.\nINT | Right."))[1] == ("P1", "10:30 by the bus.")


def test_a_cover_table_before_the_speech() -> None:
    """Keys and values before the first turn are a cover, in front of labels or of another table."""
    for conversation in ("labels", "table"):
        document = docx.Document()
        document.add_heading("Interview transcript", 0)
        add_table(document, "Participant | FC21\nInterviewer | Elin Parry\nDate | 21 October")
        if conversation == "labels":
            for line in ("INT: Tea, Siân?", "P1: Please 😀.", "INT: Milk?"):
                document.add_paragraph(line)
        else:
            add_table(document, "INT | Tea, Siân?\nP1 | Please 😀.\nINT | Milk?")
        document.add_paragraph("END OF INTERVIEW")
        assert spoken(read_document(document)) == TEA


def test_a_table_over_several_pages() -> None:
    """A short table after a longer one has the same columns; a row across them is not lost."""
    document = docx.Document()
    add_table(document, "INT | Tea, Siân?\nP1 | Please 😀.\nINT | Milk?\nA row about the weather outside | ")
    document.add_paragraph("")
    add_table(document, "P1 | No.")
    assert spoken(read_document(document)) == [*TEA, ("", "A row about the weather outside"), ("P1", "No.")]


def test_a_table_of_one_column_is_only_a_frame() -> None:
    """Paragraphs in a frame are paragraphs."""
    assert spoken(read_table("INT: Tea, Siân? / P1: Please 😀. / INT: Milk?")) == TEA


def test_a_table_that_is_no_conversation_keeps_its_words() -> None:
    """A table in the middle is nobody's turn, row by row."""
    document = docx.Document()
    document.add_paragraph("INT: What did you eat?")
    add_table(document, "Monday | toast\nTuesday | soup")
    document.add_paragraph("P1: That is the menu.")
    assert spoken(read_document(document))[1:3] == [("", "Monday\ttoast"), ("", "Tuesday\tsoup")]


def test_unlabelled_paragraphs() -> None:
    """Without any labels every paragraph is a turn of nobody."""
    transcript = read_lines("We had tea in Tŷ Gwyn.\n\nThen we left 😀.")
    assert spoken(transcript) == [("", "We had tea in Tŷ Gwyn."), ("", "Then we left 😀.")]
    assert transcript.convention == "unlabelled paragraphs"


def test_what_was_inserted_is_there_and_what_was_deleted_is_not() -> None:
    """Tracked changes are read as if accepted; links, smart tags and content controls are text like any other."""
    document = docx.Document()
    paragraph = document.add_paragraph("INT: ")
    pieces = [
        "<w:ins {ns}><w:r><w:t>Tea</w:t></w:r></w:ins>",
        "<w:del {ns}><w:r><w:delText>Coffee</w:delText></w:r></w:del>",
        "<w:moveFrom {ns}><w:r><w:t>Cocoa</w:t></w:r></w:moveFrom>",
        '<w:hyperlink {ns} w:anchor="a"><w:r><w:t xml:space="preserve"> at Tŷ</w:t></w:r></w:hyperlink>',
        '<w:smartTag {ns} w:element="place"><w:r><w:t xml:space="preserve"> Gwyn</w:t></w:r></w:smartTag>',
        '<w:sdt {ns}><w:sdtContent><w:r><w:t xml:space="preserve"> half</w:t></w:r></w:sdtContent></w:sdt>',
        "<w:r {ns}><w:noBreakHyphen/><w:t>past</w:t><w:tab/><w:t>ten</w:t></w:r>",
        "<w:r {ns}><w:instrText>PAGE</w:instrText></w:r>",
        "<w:r {ns}><w:br/><w:t>or four?</w:t></w:r>",
    ]
    for piece in pieces:
        paragraph._p.append(parse_xml(piece.format(ns=nsdecls("w"))))
    document.add_paragraph("P1: Four.")
    assert spoken(read_document(document))[0] == ("INT", "Tea at Tŷ Gwyn half-past\tten\nor four?")


def test_paragraphs_in_a_content_control_are_read() -> None:
    """A form's field may hold whole paragraphs."""
    document = docx.Document()
    document.add_paragraph("INT: Tea, Siân?")
    control = "<w:sdt {ns}><w:sdtContent><w:p><w:r><w:t>P1: Please 😀.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    document.element.body.insert(1, parse_xml(control.format(ns=nsdecls("w"))))
    document.add_paragraph("INT: Milk?")
    assert spoken(read_document(document)) == TEA


def test_a_text_box_is_a_passage_of_its_own() -> None:
    """A box without a label holds somebody's note: it comes once, outside the speech."""
    document = docx.Document()
    for line, box in (
        ("", "Typed in two days"),
        ("INT: Tea, Siân?", "checked"),
        ("P1: Please 😀.", ""),
        ("INT: Milk?", ""),
    ):
        paragraph = document.add_paragraph(line)
        if box:
            paragraph._p.append(parse_xml(BOX.format(ns=nsdecls("w"), text=box)))
    transcript = read_document(document)
    assert spoken(transcript) == TEA
    assert [(one.kind, one.text) for one in transcript.outside if one.kind == Kind.TEXT_BOX] == [
        ("text box", "Typed in two days"),
        ("text box", "checked"),
    ]


def test_a_damaged_document_is_refused() -> None:
    """A file that was cut or altered on its way raises one kind of error, wherever the damage is."""
    file = BytesIO()
    document = docx.Document()
    document.add_paragraph("INT: Tea, Siân?")
    document.save(file)
    whole = file.getvalue()
    for damaged in (whole[: len(whole) // 2], whole.replace(whole[600:700], bytes(100))):
        with pytest.raises(UnreadableFile):
            read(damaged)


def test_a_name_cut_into_runs_is_whole() -> None:
    """Spelling marks cut words into runs, which the text does not show."""
    document = docx.Document()
    paragraph = document.add_paragraph("INT: Was it Rh")
    paragraph.add_run("ys Ŵ")
    paragraph.add_run("yn?").italic = True
    assert spoken(read_document(document)) == [("INT", "Was it Rhys Ŵyn?")]
