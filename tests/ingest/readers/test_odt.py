"""What an OpenDocument text says, and all that hides in it."""

from __future__ import annotations

import re
import unicodedata
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import IngestError, ProtectedFile, TooLarge, UnreadableFile
from ingest.readers.odt import read
from ingest.rules import REJECT, Rules
from tests.ingest.readers.odt_files import (
    END,
    GONE,
    INSERTED,
    START,
    beside,
    cells,
    changed,
    deleted,
    hidden,
    odt,
    said,
    spoken,
    tea,
)
from tests.ingest.readers.written import DECLARED, zipped
from tests.ingest.readers.written import odt_paragraph as p


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("  Tea \n\t  please.  ", "Tea please."),
        ('Tea,<text:s text:c="2"/>please.', "Tea,  please."),
        ("Tea<text:tab/>and<text:line-break/>toast,<text:soft-page-break/> please.", "Tea\tand\ntoast, please."),
        ("Rh<text:span>y</text:span><text:span>s <text:span>Ŵ</text:span></text:span>yn came.", "Rhys Ŵyn came."),
        ("one <text:span> two</text:span> <text:span> three</text:span>", "one two three"),
        ("one <text:bookmark text:name='x'/> two", "one two"),
        ("Is it <text:reference-ref>Tŷ Gwyn</text:reference-ref>?", "Is it Tŷ Gwyn?"),
        ("<text:ruby><text:ruby-base>Tŷ</text:ruby-base><text:ruby-text>tee</text:ruby-text></text:ruby> te", "Tŷ te"),
        ("<text:sequence>2</text:sequence> cups, <text:variable-get>hot</text:variable-get>", "2 cups, hot"),
        ("Nes\u0302t 👩\u200d👧 😀", "Nest 👩\u200d👧 😀".replace("s", "ŝ")),
        ("a lift<text:unheard-of> and <text:p>tea</text:p></text:unheard-of> too", "a lift and\ntea\ntoo"),
    ],
)
def test_text(inner: str, text: str) -> None:
    """Blanks are one space, as OpenDocument has it; spans, links and references are text."""
    assert said(inner) == text


def test_names_in_nfd_are_nfc() -> None:
    """Labels and words come in one form, whatever the file has."""
    written = unicodedata.normalize("NFD", "INT: Te, Siân Ŵyn?|P1: Tŷ Gwyn.|INT: Ie?|P1: Ie.")
    read_back = spoken(read(odt("".join(map(p, written.split("|")))), Rules()))
    assert read_back[0] == ("INT", "Te, Siân Ŵyn?")
    assert read_back[1] == ("P1", "Tŷ Gwyn.")


@pytest.mark.parametrize("style", ["PB", "PC", "Name"])
def test_names_in_bold_by_a_paragraphs_style(style: str) -> None:
    """Bold may come from an automatic style, a common one or its parent."""
    body = "".join(p(name, style) + p(text) for name, text in [("Elin Parry", "Tea?"), ("Siân Ŵyn", "Please 😀.")] * 2)
    transcript = read(odt(body), Rules())
    assert spoken(transcript)[:2] == [("Elin Parry", "Tea?"), ("Siân Ŵyn", "Please 😀.")]
    assert transcript.convention == "bold names"


@pytest.mark.parametrize("style", ["B", "TC", "Strong_20_Emphasis"])
def test_names_in_bold_by_a_spans_style(style: str) -> None:
    """A name in bold may begin the paragraph, cut into spans."""
    names = [(("Elin ", "Parry"), "Tea?"), (("Siân ", "Ŵyn"), "Please.")] * 2
    span = f'<text:span text:style-name="{style}">{{}}</text:span>'
    body = "".join(p("".join(span.format(half) for half in name) + " " + text) for name, text in names)
    assert spoken(read(odt(body), Rules()))[:2] == [("Elin Parry", "Tea?"), ("Siân Ŵyn", "Please.")]


@pytest.mark.parametrize("style", ["PB", "PI"])
def test_questions_in_bold_or_italics(style: str) -> None:
    """Without names, what is set apart is the interviewer's."""
    body = "".join(p(f"Was it tea {n}?", style) + p(f"It was, on day {n}.") for n in range(4))
    transcript = read(odt(body), Rules())
    assert [turn.role for turn in transcript.turns[:2]] == ["interviewer", "participant"]


def test_lists_headings_and_sections_are_read() -> None:
    """Turns may be items of a list; the number of an item is no text."""
    items = [f"<text:list-item><text:number>{n}.</text:number>{p(line)}</text:list-item>"
             for n, line in enumerate(["INT: Tea, Siân?", "P1: Please."], start=1)]  # fmt: skip
    nested = f"<text:list-item><text:list>{items[1]}</text:list></text:list-item>"
    body = f"<text:list>{items[0]}{nested}</text:list><text:section>{p('INT: Milk?')}</text:section>{p('P1: No.')}"
    turns = [("INT", "Tea, Siân?"), ("P1", "Please."), ("INT", "Milk?"), ("P1", "No.")]
    assert spoken(read(odt(f"<text:h>Interview</text:h>{body}"), Rules())) == turns


@pytest.mark.parametrize(
    ("inner", "reported"),
    [
        ('<text:span text:style-name="H">Rhys </text:span>', ("hidden text", "Rhys")),
        ('<text:hidden-text text:is-hidden="true">Rhys</text:hidden-text>', ("hidden text", "Rhys")),
        ('<text:hidden-text text:string-value="Rhys" text:is-hidden="true"/>', ("hidden text", "Rhys")),
        ('<text:conditional-text text:string-value-if-true="Rhys"/>', ("hidden text", "Rhys")),
        ("<text:author-name>Rhys</text:author-name>", ("field", "Rhys")),
        ("<text:sender-lastname>Rhys</text:sender-lastname>", ("field", "Rhys")),
        ("<text:file-name>Rhys.odt</text:file-name>", ("field", "Rhys.odt")),
        ("<text:page-number>3</text:page-number>", ("field", "3")),
        ("<text:placeholder>Rhys</text:placeholder>", ("content control", "Rhys")),
        ('<loext:content-control loext:alias="Rhys"/>', ("content control", "Rhys")),
        ('<loext:content-control loext:showing-place-holder="true">Rhys</loext:content-control>',
         ("content control", "Rhys")),
        ("<text:ruby-text>Rhys</text:ruby-text>", ("note", "Rhys")),
        ('<text:a xlink:href="mailto:rhys@example.org"/>', ("link", "mailto:rhys@example.org")),
        ('<text:a office:title="Rhys"/>', ("link", "Rhys")),
        ('<text:bookmark text:name="Rhys"/>', ("bookmark", "Rhys")),
        ('<text:reference-mark-start text:name="Rhys"/>', ("bookmark", "Rhys")),
        ("<text:script>Rhys</text:script>", ("stored data", "Rhys")),
        ("<draw:frame><draw:image xlink:href='Pictures/1.png'/><svg:desc>Rhys</svg:desc></draw:frame>",
         ("alternative text", "Rhys")),
        ("<draw:frame><draw:image xlink:href='file:///home/rhys/1.png'/></draw:frame>", ("link", "file:///home/rhys/1.png")),
        ('<draw:frame draw:name="Rhys"/>', ("bookmark", "Rhys")),
        ("<draw:frame><draw:object><text:p>Rhys</text:p></draw:object></draw:frame>", ("embedded file", "Rhys")),
        ('<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
         "<text:p>Rhys</text:p></text:note-body></text:note>", ("footnote", "Rhys")),
        ('<text:note text:note-class="endnote"><text:note-citation>i</text:note-citation><text:note-body>'
         "<text:p>Rhys</text:p></text:note-body></text:note>", ("endnote", "Rhys")),
    ],
)  # fmt: skip
def test_what_is_no_speech(inner: str, reported: tuple[str, str]) -> None:
    """None of it is said, and each is reported as what it is."""
    assert said(f"Please, {inner}tea.") == "Please, tea."
    assert hidden(f"Please, {inner}tea.") == [reported]


def test_marks_of_programs_are_not_reported() -> None:
    """LibreOffice marks headings and names frames itself; that names nobody."""
    assert hidden('<text:bookmark text:name="__RefHeading___1"/><draw:frame draw:name="Frame 1"/>Please.') == []


@pytest.mark.parametrize(
    "inside",
    [
        p("P1: Rhys", "PH"),
        '<text:p><text:hidden-paragraph text:is-hidden="true"/>P1: Rhys</text:p>',
        f'<text:section text:display="none">{p("P1: Rhys")}</text:section>',
        f'<text:section text:display="condition" text:is-hidden="true">{p("P1: Rhys")}</text:section>',
    ],
)
def test_hidden_paragraphs_are_no_turns(inside: str) -> None:
    """What the reader of the file does not see was not agreed to."""
    content = odt(inside + tea("Please."))
    assert spoken(read(content, Rules()))[0] == ("INT", "Tea, Siân?")
    assert beside(content) == [("hidden text", "P1: Rhys")]


def test_a_paragraph_that_a_condition_shows_is_read() -> None:
    """A field that could hide it does not."""
    assert said('<text:hidden-paragraph text:is-hidden="false"/>Please.') == "Please."
    assert said('<text:hidden-text text:is-hidden="false">Please.</text:hidden-text>') == "Please."


def test_comments_are_reported_with_their_authors() -> None:
    """A comment stands in the middle of a sentence and is none of it."""
    comment = (
        "<office:annotation><dc:creator>Nest Wyn</dc:creator><dc:date>2025</dc:date><text:p>INT: Rhys?</text:p>"
        "</office:annotation>"
    )
    assert said(f"Plea{comment}se.<office:annotation-end/>") == "Please."
    assert hidden(f"Plea{comment}se.") == [("author", "Nest Wyn"), ("comment", "INT: Rhys?")]


@pytest.mark.parametrize(
    "box",
    [
        "<draw:frame><draw:text-box>{}</draw:text-box></draw:frame>",
        "<draw:g><draw:custom-shape>{}</draw:custom-shape></draw:g>",
    ],
)
def test_a_text_box_comes_after_its_paragraph(box: str) -> None:
    """A turn in a box comes once, never inside the sentence that it is anchored to; a note in one is no speech."""
    turns = spoken(read(odt(tea(f"Plea{box.format(p('INT: Sure?'))}se.")), Rules()))
    assert turns[:3] == [("INT", "Tea, Siân?"), ("P1", "Please."), ("INT", "Sure?")]
    assert said(f"Plea{box.format(p('checked'))}se.") == "Please."
    assert hidden(f"Plea{box.format(p('checked'))}se.") == [("text box", "checked")]


def test_tables() -> None:
    """Heads, groups of rows, merged and repeated cells; what a merged cell covers is hidden."""
    head = f"<table:table-header-rows>{cells('Who', 'Said')}</table:table-header-rows>"
    covered = (
        f"<table:table-row><table:table-cell>{p('P1')}</table:table-cell>"
        f"<table:covered-table-cell>{p('Rhys')}</table:covered-table-cell></table:table-row>"
    )
    empty = (
        '<table:table-row table:number-rows-repeated="9999999">'
        '<table:table-cell table:number-columns-repeated="9999999"/></table:table-row>'
    )
    rows = (
        f"{head}<table:table-row-group>{cells('INT', 'Tea, Siân?')}</table:table-row-group>{cells('P1', 'Please 😀.')}"
    )
    rows += f"<table:table-rows>{cells('INT', 'Milk?')}</table:table-rows>{cells('P1', 'No.')}{covered}{empty}"
    content = odt(f'<table:table table:name="Table1">{rows}</table:table>')
    turns = [("INT", "Tea, Siân?"), ("P1", "Please 😀."), ("INT", "Milk?"), ("P1", "No.")]
    assert spoken(read(content, Rules()))[:4] == turns
    assert ("hidden text", "Rhys") in beside(content)


def test_tables_in_cells() -> None:
    """A table of one cell around others is a frame; one in a column of speech is its paragraphs."""
    turns = [("INT", "Tea?"), ("P1", "Yes."), ("INT", "Milk?")]
    inner = f"<table:table>{''.join(cells(*row) for row in turns)}</table:table>"
    frame = (
        f"<table:table><table:table-row><table:table-cell>{inner}</table:table-cell></table:table-row></table:table>"
    )
    assert spoken(read(odt(frame), Rules())) == turns


def test_places_lead_back_to_the_file() -> None:
    """Paragraphs, cells and boxes are named as they are in Word files."""
    table = f"<table:table>{cells('a', 'b')}{cells('c', 'd')}</table:table>"
    turns = read(odt(tea("Please.") + table + tea("No.")), Rules()).turns
    places = [anchor.place for turn in turns for anchor in turn.anchors]
    assert places[:2] == ["paragraph 1", "paragraph 2"]
    assert "table 1, row 2, column 1, paragraph 1" in places


def test_headers_and_footers_of_all_pages() -> None:
    """Left, right and first pages have their own."""
    pages = "".join(
        f"<style:{one}>{p(f'{one} Rhys')}</style:{one}>" for one in ("header", "header-left", "footer", "footer-first")
    )
    assert beside(odt(tea("Please."), pages)) == [
        ("header", "header Rhys"), ("header", "header-left Rhys"), ("footer", "footer Rhys"),
        ("footer", "footer-first Rhys"),
    ]  # fmt: skip


PARTS = {
    "meta.xml": "<office:document-meta DECLARED><office:meta><dc:creator>Nest Wyn</dc:creator><meta:printed-by>Rhys"
    "</meta:printed-by><dc:title>Tŷ Gwyn</dc:title><meta:user-defined meta:name='Company'>Cwmni Te</meta:user-defined>"
    "<meta:template xlink:href='/home/nest/t.ott'/><meta:generator>LibreOffice</meta:generator></office:meta>"
    "</office:document-meta>",
    "settings.xml": "<office:document-settings DECLARED><config:config-item config:name='PrinterName'>Nest's printer"
    "</config:config-item><config:config-item config:name='Shown'>true</config:config-item></office:document-settings>",
    "Basic/Standard/Module1.xml": "<module>REM by Nest</module>",
    "Object 1/content.xml": f"<office:chart {DECLARED}><text:p>Nest's lifts</text:p></office:chart>",
    "Thumbnails/thumbnail.png": "x",
    "Pictures/1.jpg": "x",
    "Versions/Version1": "x",
}


def test_other_parts() -> None:
    """Properties, settings, macros, charts and pictures are reported; what programs write of themselves is not."""
    assert beside(odt(tea("Please."), **PARTS)) == [
        ("author", "Nest Wyn"), ("author", "Rhys"), ("property", "Tŷ Gwyn"), ("organisation", "Cwmni Te"),
        ("template path", "/home/nest/t.ott"), ("stored data", "Nest's printer"), ("stored data", "REM by Nest"),
        ("chart or diagram", "Nest's lifts"), ("picture", "thumbnail.png"), ("picture", "1.jpg"),
        ("embedded file", "Version1"),
    ]  # fmt: skip


def test_forms_variables_and_indexes() -> None:
    """What they hold was not said."""
    body = (
        "<office:forms><form:form form:datasource='Nest.odb'><form:text form:label='Rhys'/></form:form></office:forms>"
        "<text:user-field-decls><text:user-field-decl text:name='who' office:string-value='Rhys'/>"
        "</text:user-field-decls>"
        "<text:table-of-content><text:index-body><text:p>INT: Rhys 1</text:p></text:index-body></text:table-of-content>"
    )
    content = odt(body + tea("Please."))
    assert len(read(content, Rules()).turns) == 4
    assert beside(content) == [
        ("content control", "Rhys"), ("stored data", "Nest.odb"), ("stored data", "who Rhys"), ("field", "INT: Rhys 1"),
    ]  # fmt: skip


def test_a_file_with_a_password_says_so() -> None:
    """Older files encrypt each part, newer ones the whole."""
    for name in ("content.xml", "encrypted-package"):
        entry = f"<manifest:file-entry manifest:full-path='{name}'><manifest:encryption-data/></manifest:file-entry>"
        manifest = f"<manifest:manifest {DECLARED}>{entry}</manifest:manifest>"
        with pytest.raises(ProtectedFile):
            read(zipped({"META-INF/manifest.xml": manifest, "content.xml": "\x01\x02"}), Rules())


SPREADSHEET = (
    f"<office:document-content {DECLARED}><office:body><office:spreadsheet/></office:body></office:document-content>"
)
NEST = "<table:table><table:table-row><table:table-cell>"
NEST_END = "</table:table-cell></table:table-row></table:table>"


@pytest.mark.parametrize(
    "content",
    [
        zipped({}),
        zipped({"content.xml": "<office:text>"}),
        zipped({"content.xml": SPREADSHEET}),
        zipped({"content.xml": '<!DOCTYPE x [<!ENTITY a "Tea">]><x>&a;</x>'}),
        odt("<text:section>" * 150 + p("Tea") + "</text:section>" * 150),
        odt("<text:p><draw:frame>" * 60 + "Tea" + "</draw:frame></text:p>" * 60),
        odt(NEST * 80 + NEST_END * 80),
        odt(tea("Please."))[:600],
    ],
)  # fmt: skip
def test_a_damaged_file_is_refused(content: bytes) -> None:
    """Whatever is wrong with it, one kind of error says what to do."""
    with pytest.raises(UnreadableFile) as refused:
        read(content, Rules())
    assert "Tea" not in str(refused.value)


def test_damaged_styles_cost_no_word() -> None:
    """The words can be read without."""
    assert len(read(odt(tea("Please."), **{"styles.xml": "<", "meta.xml": "<"}), Rules()).turns) == 4


def test_repetition_has_an_end() -> None:
    """A few bytes cannot ask for millions of rows, or of spaces."""
    row = '<table:table-row table:number-rows-repeated="9999999">'
    with pytest.raises(TooLarge):
        read(odt(f"<table:table>{cells('Tea', 'please').replace('<table:table-row>', row)}</table:table>"), Rules())
    assert len(said('Two<text:s text:c="999999999"/>cups.')) < 200


WORDS = st.one_of(
    st.text(alphabet="abcegorsŵŷâëôEOSŴŶ’-", min_size=1, max_size=8).filter(lambda word: word[0].isalpha()),
    st.sampled_from(["😀", "👩\u200d👧", "(laughs)", "£5.", "Tŷ", "&", "<3"]),
)
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=9).map(" ".join).filter(lambda text: text[0].isalpha())
TURNS = st.lists(st.lists(PARAGRAPHS, min_size=1, max_size=3), min_size=4, max_size=7)


@st.composite
def written(draw: st.DrawFn, text: str) -> str:
    """Write a text cut into spans, with things in between that are no speech and spaces written in any way."""
    noise = st.sampled_from([
        "", "", "<text:soft-page-break/>", '<text:span text:style-name="H"> Rhys </text:span>',
        "<office:annotation><text:p>Rhys</text:p></office:annotation>",
    ])  # fmt: skip
    pieces = []
    for word in re.split("( )", text):
        cut = draw(st.integers(0, len(word)))
        if word == " ":
            pieces.append(draw(st.sampled_from([" ", "\n\t ", "<text:s/>"])) + draw(noise))
        else:
            pieces.append(f"{escape(word[:cut])}<text:span>{escape(word[cut:])}</text:span>")
    return "".join(pieces)


@given(st.data(), TURNS)
@settings(deadline=None, max_examples=60)
def test_no_word_is_lost(data: st.DataObject, turns: list[list[str]]) -> None:
    """However a program cuts the text, the turns come back."""
    body, expected = "", []
    for number, paragraphs in enumerate(turns):
        speaker = ("INT", "P1")[number % 2]
        lines = [data.draw(written(paragraph)) for paragraph in paragraphs]
        body += p(f"{speaker}: {lines[0]}") + "".join(map(p, lines[1:]))
        expected.append((speaker, unicodedata.normalize("NFC", "\n".join(paragraphs))))
    assert spoken(read(odt(body), Rules())) == expected


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_any_damage_is_an_error_that_people_are_told(data: st.DataObject) -> None:
    """A file cut or altered anywhere is read or refused, never anything else."""
    content = f"{changed(f'Two {START}or{END} cups{GONE}.', INSERTED, deleted('!', 'INT: Sure?'))}{cells('a', 'b')}"
    tags = re.findall(r"</?[^>]*>", content)
    without = data.draw(st.sampled_from(tags))
    whole = odt(content.replace(without, data.draw(st.sampled_from(["", *tags])), 1))
    at = data.draw(st.integers(0, len(whole)))
    for damaged in (whole, whole[:at], whole[:at] + b"\0" + whole[at + 1 :]):
        for changes in ("accept", REJECT):
            try:
                read(damaged, Rules(changes=changes))
            except IngestError:
                continue
