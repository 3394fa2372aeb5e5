"""Every way in which programs write a conversation, and what is no speech, in RTF."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Table
from ingest.errors import UnreadableFile, UnresolvedChanges
from ingest.outside import Kind
from ingest.readers.rtf import read, read_document
from ingest.records import Transcript
from ingest.rules import ACCEPT, AS_FOUND, REJECT, STOP, Rules
from ingest.text import normalise
from tests.ingest.readers.written import rtf_escaped as escaped
from tests.ingest.readers.written import rtf_row as row

FONTS = r"{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\fnil\fcharset238 Arial CE;}{\f2\fnil\fcharset128 MS Gothic;}}"
TEA = [("INT", "Tea, Siân?"), ("P1", "Please 😀."), ("INT", "Milk?")]


def rtf(body: str, head: str = "") -> bytes:
    """Write a document as Word does; `body` and `head` are RTF but for letters that are not ASCII."""
    plain = "".join(escaped(letter) if ord(letter) > 127 else letter for letter in head + body)
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{FONTS}{plain}}}".encode("ascii")


def lines(*texts: str) -> str:
    """Write paragraphs; what stands between ** and ** is in bold."""
    paragraphs = []
    for text in texts:
        pieces = text.split("**")
        marked = "".join(f"{{\\b {piece}}}" if number % 2 else piece for number, piece in enumerate(pieces))
        paragraphs.append(f"\\pard\\plain {marked}\\par\n")
    return "".join(paragraphs)


def spoken(transcript: Transcript) -> list[tuple[str, str]]:
    """Return speaker and text of every turn."""
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def texts(body: str, rules: Rules = AS_FOUND, head: str = "") -> list[str]:
    """Return the paragraphs outside of tables."""
    blocks = read_document(rtf(body, head), rules).blocks
    return [block.text for block in blocks if not isinstance(block, Table)]


def noted(body: str, head: str = "", rules: Rules = AS_FOUND) -> list[tuple[str, str]]:
    """Return kind and text of what is no speech."""
    return [(one.kind, one.text) for one in read_document(rtf(body, head), rules).outside]


def cells(body: str) -> list[list[list[list[str]]]]:
    """Return the paragraphs of every cell of every row of every table."""
    tables = [block for block in read_document(rtf(body), AS_FOUND).blocks if isinstance(block, Table)]
    return [[[[one.text for one in cell] for cell in row] for row in table.rows] for table in tables]


@pytest.mark.parametrize(
    "body",
    [
        lines("INT: Tea, Siân?", "P1: Please 😀.", "INT: Milk?"),
        lines("**INT:** Tea, Siân?", "**P1:** Please 😀.", "**INT:** Milk?"),
        "INT:\\tab Tea, Siân?\\\nP1:\\tab Please 😀.\\\nINT:\\tab Milk?",
        row("INT", "Tea, Siân?") + row("P1", "Please 😀.") + row("INT", "Milk?"),
    ],
)
def test_conversations(body: str) -> None:
    """Labels, bold names, a backslash at the end of the line as TextEdit has it, and tables."""
    transcript = read(rtf(body), AS_FOUND)
    assert spoken(transcript) == TEA
    assert transcript.format == "rtf"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"Si\'e2n", "Siân"),
        (r"\f1 T\'f8i", "Tři"),
        (r"{\f2 \'82\'a0\'83A\'83\'5c}!", "あアソ!"),
        (r"{\f2 \'83\\}", "ソ"),
        (r"\u373\'3f{\uc2\u374\'3f?}{\uc0\u375}.", "ŵŶŷ."),
        (r"\uc0 \u-10179\uc1 \u-8704\'3f", "😀"),
        (r"\u128512?", "😀"),
        (r"\u8212\emdash x", "—x"),
        (r"w\u770?", "ŵ"),
        (r"\lquote a\rquote\ldblquote b\rdblquote\emdash c\endash d\bullet", "‘a’“b”—c–d•"),
        (r"half\_past\~ten\-ish\emspace on\enspace.", "half-past tenish on ."),
        (r"one\line two\tab three\page four", "one\ntwo\tthree\nfour"),
        ("cu\nt in wo\r\nrds", "cut in words"),
        (r"\{a\}\\", "{a}\\"),
        (r"{\upr{Si?n}{\*\ud{Si\u226?n}}}", "Siân"),
        (r"{\*\nosuch no {words} of it}tea\nosuchword7 !", "tea!"),
        (r"{\listtext\tab 1.\tab}{\pntext 2.\tab}Tea", "Tea"),
        (r"{\caps tea} {\strike and} {\super 2}", "tea and 2"),
    ],
)
def test_characters(written: str, text: str) -> None:
    """Every way to write a character gives it once."""
    assert texts(written) == [text]


def test_pages_of_the_document() -> None:
    """The code page of the document holds where a font has none; raw UTF-8 is read as what it is."""
    assert [block.words.text for block in read_document(rb"{\rtf1\ansi\ansicpg1250 T\'f8i}", AS_FOUND).blocks] == [
        "Tři"
    ]
    assert spoken(read(rb"{\rtf1\mac INT: Si\'89n?\par P1: Te.\par}", AS_FOUND))[0] == ("INT", "Siân?")
    assert spoken(read("{\\rtf1 INT: Siân?\\par P1: Tŷ 😀.\\par}".encode(), AS_FOUND))[1] == ("P1", "Tŷ 😀.")


def test_looks_and_headings() -> None:
    """Bold comes from a switch or a style; headings are known by the name of their style or their level."""
    head = r"{\stylesheet{\s0 Normal;}{\s1\b heading 1;}{\s2\sbasedon1 Own;}{\*\cs3\b Strong;}{\s4\v Secret;}}"
    body = r"\pard\plain\s1 Tea\par\pard\plain\s2 Lifts\par\pard\plain{\cs3 Elin}: no\par\pard\plain\b Nest\b0 : x\par"
    body += r"\pard\plain\outlinelevel0 Buses\par\pard\plain\outlinelevel9\i All\plain\par\pard\plain\s4 unseen\par"
    blocks = [block for block in read_document(rtf(body, head), AS_FOUND).blocks if not isinstance(block, Table)]
    assert [block.text for block in blocks] == ["Tea", "Lifts", "Elin: no", "Nest: x", "Buses", "All"]
    assert [block.bold for block in blocks] == ["Tea", "Lifts", "Elin", "Nest", "", ""]
    assert [block.heading for block in blocks] == [True, True, False, False, True, False]
    assert blocks[-1].all_italic


def test_places_lead_back() -> None:
    """A paragraph, a cell and a box say where they stand."""
    box = r"{\shp{\*\shpinst{\shptxt\pard Note\par}}}"
    blocks = read_document(rtf(lines("One", f"Two{box}") + row("a", r"b\par c")), AS_FOUND).blocks
    places = [block.words.anchors[0].place for block in blocks if not isinstance(block, Table)]
    assert places == ["paragraph 1", "paragraph 2", "text box at paragraph 2, paragraph 1"]
    table = next(block for block in blocks if isinstance(block, Table))
    assert table.rows[0][1][1].words.anchors[0].place == "table 1, row 1, column 2, paragraph 2"


def test_tables_are_divided_by_text() -> None:
    """Tables with a paragraph between them are two; a cell may be empty or hold several paragraphs."""
    body = row("INT", r"Tea?\par Milk?") + row("P1", "") + lines("Later") + row("INT", "Lift?")
    assert cells(body) == [[[["INT"], ["Tea?", "Milk?"]], [["P1"], []]], [[["INT"], ["Lift?"]]]]
    assert texts(body) == ["Later"]


def test_tables_without_marks() -> None:
    """A row is one although its paragraphs do not say that they are in a table, or its end is missing."""
    assert cells(r"\trowd\cellx1\cellx2 a\par b\cell c\cell\row\pard d\par") == [[[["a", "b"], ["c"]]]]
    assert cells(r"\trowd\cellx1\cellx2\intbl a\cell c\cell\pard d\par")[0][0][:2] == [["a"], ["c"]]


def test_nested_tables() -> None:
    """A nested table is part of its cell; where a cell is only its frame, it is the table."""
    nested = (
        r"\pard\intbl\itap2 a\nestcell b\nestcell{\*\nesttableprops\trowd\cellx1\cellx2\nestrow}{\nonesttables\par}"
    )
    assert cells(row("INT", f"Tea?\\par{nested}\\pard\\intbl Milk?")) == [[[["INT"], ["Tea?", "a", "b", "Milk?"]]]]
    assert cells(row(nested)) == [[[["a"], ["b"]]]]


CHANGED = r"Tea {\revised\revauth1 with milk }{\deleted\revauthdel1 without }please"
REVISERS = r"{\*\revtbl{Unknown;}{Elin Parry;}}"


def test_tracked_changes() -> None:
    """Changes are read as accepted or rejected, and reported with who made them."""
    assert texts(CHANGED, Rules(changes=ACCEPT)) == ["Tea with milk please"]
    assert texts(CHANGED, Rules(changes=REJECT)) == ["Tea without please"]
    assert noted(CHANGED, REVISERS) == [
        (Kind.AUTHOR, "Elin Parry"),
        (Kind.INSERTED, "with milk"),
        (Kind.DELETED, "without"),
    ]
    with pytest.raises(UnresolvedChanges, match=r"tracked changes \(2\)"):
        read(rtf(CHANGED), Rules(changes=STOP))


def test_a_deleted_paragraph_mark() -> None:
    """Where the end of a paragraph is deleted, the next goes on with it."""
    assert texts(r"Tea {\deleted\par}with milk\par Lift\par") == ["Tea with milk", "Lift"]
    assert texts(r"{\deleted Gone\par}Tea\par") == ["Tea"]
    assert texts(r"Tea{\deleted\par}Lift\par", Rules(changes=REJECT)) == ["Tea", "Lift"]


@pytest.mark.parametrize(
    ("written", "kind", "text"),
    [
        (r"{\v unseen}", Kind.HIDDEN, "unseen"),
        (r"{\*\atnauthor Nest Ŵyn}", Kind.AUTHOR, "Nest Ŵyn"),
        (r"{\*\atnid NW}", Kind.AUTHOR, "NW"),
        (r"\chatn{\*\annotation{\*\atndate 12}\pard{\v\chatn }Ask\par again}", Kind.COMMENT, "Ask\nagain"),
        (r"{\footnote\pard\plain\chftn A bus}", Kind.FOOTNOTE, "A bus"),
        (r"{\*\footnote\ftnalt\pard\plain A lift}", Kind.ENDNOTE, "A lift"),
        (r"{\header\pard Tŷ Gwyn\par}", Kind.HEADER, "Tŷ Gwyn"),
        (r"{\footerf\pard Page\par}", Kind.FOOTER, "Page"),
        (r"{\info{\author Elin}}", Kind.AUTHOR, "Elin"),
        (r"{\info{\upr{\title T?}{\*\ud{\title Tŷ}}}}", Kind.PROPERTY, "Tŷ"),
        (r"{\info{\*\company Te Cyf}}", Kind.ORGANISATION, "Te Cyf"),
        (r"{\*\userprops{\propname Site}\proptype30{\staticval Tŷ Gwyn}}", Kind.PROPERTY, "Tŷ Gwyn"),
        (r"{\*\template C:\\elin\\tea.dotx}", Kind.TEMPLATE, "C:\\elin\\tea.dotx"),
        (r"{\*\docvar{who}{Elin}}", Kind.DATA, "who: Elin"),
        (r"{\*\bkmkstart elin}{\*\bkmkend elin}", Kind.BOOKMARK, "elin"),
        (r"{\field{\*\fldinst FILENAME}{\fldrslt elin.rtf}}", Kind.FIELD, "elin.rtf"),
        (r"{\field{\*\fldinst PAGE\\* MERGEFORMAT}{\fldrslt 7}}", Kind.FIELD, "7"),
        (r'{\field{\*\fldinst{HYPERLINK "mailto:a@b.example"}}{\fldrslt}}', Kind.LINK, "mailto:a@b.example"),
        (r"{\xe\pard Elin}", Kind.FIELD, "Elin"),
        (r"{\pict{\*\picprop{\sp{\sn wzDescription}{\sv A cup}}}\pngblip 89504e}", Kind.ALT_TEXT, "A cup"),
        (r"{\*\shppict{\pict\bin3 {}\}}{\nonshppict{\pict 00}}", Kind.PICTURE, "picture 1"),
        (r"{\object\objemb{\*\objclass Word}{\*\objdata 00ff}{\result A sheet}}", Kind.EMBEDDED, "A sheet"),
        (r"{\*\nosuch Elin}", Kind.DATA, "Elin"),
    ],
)
def test_what_is_no_speech(written: str, kind: Kind, text: str) -> None:
    """What a file holds beside the speech is reported, and never part of a sentence."""
    assert texts(f"Tea {written}please") == ["Tea please"]
    assert (kind, text) in noted(f"Tea {written}please")


def test_results_of_fields_are_speech() -> None:
    """The text of a link is there, that of a form's field as well; codes are not."""
    link = r'{\field{\*\fldinst HYPERLINK "https://tea.example" \\o "Tea"}{\fldrslt{\ul the shop}}}'
    assert texts(f"At {link}.") == ["At the shop."]
    assert noted(link) == [(Kind.LINK, "https://tea.example Tea")]


def test_text_boxes() -> None:
    """A box comes once, after the paragraph that it stands in, and after the table where it stands in one."""
    box = (
        r"{\shp{\*\shpinst\shpleft0{\sp{\sn wzName}{\sv Text Box 2}}{\shptxt\pard\plain checked\par}}"
        r"{\shprslt{\*\do{\dptxbx{\dptxbxtext\pard checked\par}}}}}"
    )
    blocks = read_document(rtf(lines(f"INT: Tea,{box} Siân?", "P1: Yes.") + row("a", f"b{box}")), AS_FOUND).blocks
    found = [(block.text, block.boxed) if not isinstance(block, Table) else ("table", False) for block in blocks]
    assert found[:3] == [("INT: Tea, Siân?", False), ("checked", True), ("P1: Yes.", False)]
    assert found[3:] == [("table", False), ("checked", True)]
    old = r"Tea{\*\do{\dptxbx{\dptxbxtext\pard old\par}}}"
    assert texts(old) == ["Tea", "old"]


WHOLE = rtf(lines("INT: Tea, Siân?", "P1: Please.", "INT: Milk?"))


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"INT: Tea?",
        b"PK\x03\x04",
        WHOLE[: len(WHOLE) // 2],
        WHOLE.replace(b"Please", b"\x00" * 6),
        WHOLE[:-2] + rb"{\b no",
        WHOLE[:-1] + rb"P1: Pl",
        WHOLE[:-1] + rb"\bin99999999999999999999 }",
        WHOLE[:-1] + b"\\",
    ],
)
def test_damage_is_refused(damaged: bytes) -> None:
    """What is no RTF, or has lost its end, raises one kind of error that quotes nothing."""
    with pytest.raises(UnreadableFile, match="RTF document; open it in Word and save it again") as refused:
        read(damaged, AS_FOUND)
    assert "Siân" not in str(refused.value)


def test_a_last_brace_may_be_missing() -> None:
    """Nothing is lost without it, whether or not the last paragraph ends."""
    assert spoken(read(WHOLE[:-1].rstrip(), AS_FOUND)) == spoken(read(WHOLE, AS_FOUND))
    assert texts("Tea.") == [block.words.text for block in read_document(rtf("Tea.")[:-1], AS_FOUND).blocks]


def test_what_follows_the_end_is_no_speech() -> None:
    """Programs stop reading at the last brace; what comes after is reported."""
    assert spoken(read(WHOLE + b"\r\n\x00", AS_FOUND)) == spoken(read(WHOLE, AS_FOUND))
    assert ("stored data", "Elin") in [(one.kind, one.text) for one in read_document(WHOLE + b"Elin", AS_FOUND).outside]


@pytest.mark.parametrize(
    "hostile",
    [
        b"{" * 100_000,
        b"{" * 100_000 + b"}" * 100_000,
        b"\\itap99999\\intbl x\\nestcell" * 5_000,
        b"{\\shp{\\*\\shpinst{\\shptxt x" * 300 + b"}}}" * 300,
        b"\\bin0 " * 20_000,
        b"\\fs" + b"9" * 200_000,
        b"\\" + b"a" * 200_000,
    ],
)
def test_hostile_files_are_quick(hostile: bytes) -> None:
    """Deep nesting and endless numbers are read or refused at once."""
    began = time.monotonic()
    with contextlib.suppress(UnreadableFile):
        read_document(b"{\\rtf1 " + hostile + b"}", AS_FOUND)
    assert time.monotonic() - began < 5


TURNS = st.lists(
    st.text(alphabet="abcegorsŵŷâëôEOSŴŶ’-{}\\;*:?1 😀あ\u0302", min_size=1, max_size=30).map(
        lambda text: f"So{text}."
    ),
    min_size=4,
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(said=TURNS, table=st.booleans())
def test_what_is_written_comes_back(said: list[str], table: bool) -> None:
    """Whatever anybody says, it is read as it was written, in paragraphs and in cells."""
    wanted = [normalise(text).strip() for text in said]
    if table:
        [rows] = cells("".join(row("P1", escaped(text)) for text in said))
        assert rows == [[["P1"], [text]] for text in wanted]
    else:
        assert texts("".join(f"\\pard {escaped(text)}\\par\n" for text in said)) == wanted
