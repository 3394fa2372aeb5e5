"""One conversation in every format and every way of setting it out, written from readable turns."""

from __future__ import annotations

import csv
import io
import textwrap
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from xml.sax.saxutils import escape

import docx
import srt
from docx.document import Document
from openpyxl import Workbook

from tests.ingest.readers.written_pdf import Turns, drawable, pdf_columns, pdf_pages, pdf_paragraphs

TALK: Turns = (
    ("INT", ["Would you like some tea, Siân?"]),
    ("P1", ["Tŷ te – lovely 😀.", "And I was late for the lift, so yes."]),
    ("INT", ["Was the meeting in Tŷ Gwyn?"]),
    ("P1", ["It was, at half past ten."]),
    ("INT", ["Did they have bara brith?"]),
    ("P1", ["They did, and Ŵyn brought a cake."]),
    ("INT", ["And after that?"]),
    ("P1", ["We got a lift home 👩\u200d👧."]),
)


# Word.


def word(fill: Callable[[Document], None]) -> bytes:
    """Write a Word document that `fill` fills."""
    document, file = docx.Document(), BytesIO()
    fill(document)
    document.save(file)
    return file.getvalue()


def word_lines(texts: Iterable[str]) -> bytes:
    """Write a Word document of plain paragraphs; what stands between ** and ** is in bold."""

    def fill(document: Document) -> None:
        for text in texts:
            paragraph = document.add_paragraph()
            for number, words in enumerate(text.split("**")):
                if words:
                    paragraph.add_run(words).bold = bool(number % 2) or None

    return word(fill)


def word_table(rows: Iterable[Sequence[str]], columns: int) -> bytes:
    """Write a Word document that is one table."""

    def fill(document: Document) -> None:
        table = document.add_table(rows=0, cols=columns)
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text

    return word(fill)


def before(turns: Turns, label: str) -> list[str]:
    """Return paragraphs of which the first of each turn begins with a label, such as "{}: "."""
    return [text for who, (first, *more) in turns for text in (label.format(who) + first, *more)]


def above(turns: Turns, label: str) -> list[str]:
    """Return paragraphs with a label above those of each turn."""
    return [text for who, texts in turns for text in (label.format(who), *texts)]


def word_timed_table(turns: Turns) -> bytes:
    """Write a row for every turn, with its time beside the speaker."""
    return word_table(((f"{who} [00:{n:02}]", "\n".join(texts)) for n, (who, texts) in enumerate(turns)), 2)


def word_three_columns(turns: Turns) -> bytes:
    """Write a row for every turn under a header: speaker, time and text."""
    rows = [(who, f"00:00:{n:02}", "\n".join(texts)) for n, (who, texts) in enumerate(turns)]
    return word_table([("Speaker", "Time", "Text"), *rows], 3)


def word_questions(turns: Turns) -> bytes:
    """Write what the first speaker says in bold, and nobody's name."""
    asking = turns[0][0]
    return word_lines(f"**{text}**" if who == asking else text for who, texts in turns for text in texts)


# OpenDocument.

ODF = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
NAMESPACES = {
    **{name: ODF.format(name) for name in "config form manifest meta office script style table text".split()},
    "draw": ODF.format("drawing"),
    "fo": ODF.format("xsl-fo-compatible"),
    "svg": ODF.format("svg-compatible"),
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}
DECLARED = " ".join(f'xmlns:{prefix}="{namespace}"' for prefix, namespace in NAMESPACES.items())
BOLD_PARAGRAPH = (
    '<style:style style:name="PB" style:family="paragraph"><style:text-properties fo:font-weight="700"/></style:style>'
)


def zipped(parts: dict[str, str], kind: str = "application/vnd.oasis.opendocument.text") -> bytes:
    """Write the parts of an OpenDocument file; the word DECLARED stands for all namespaces."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("mimetype", kind)
        for name, text in parts.items():
            container.writestr(name, text.replace("DECLARED", DECLARED))
    return file.getvalue()


def odt(body: str, styles: str = BOLD_PARAGRAPH) -> bytes:
    """Write an OpenDocument text with this body, in which the style PB is bold."""
    content = (
        f"<office:document-content {DECLARED}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped({"content.xml": content, "styles.xml": f"<office:document-styles {DECLARED}/>"})


def odt_paragraph(inner: str, style: str = "P") -> str:
    """Write a paragraph of OpenDocument."""
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def odt_row(*cells: str) -> str:
    """Write a row of a table of OpenDocument; a cell is its paragraphs."""
    row = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
    return f"<table:table-row>{row}</table:table-row>"


def odt_lines(texts: Iterable[str]) -> str:
    """Write paragraphs of OpenDocument; one that begins with ** is in bold."""
    return "".join(odt_paragraph(escape(text.strip("*")), "PB" if text.startswith("**") else "P") for text in texts)


def odt_table(turns: Turns) -> bytes:
    """Write a row for every turn."""
    rows = (odt_row(odt_lines([who]), odt_lines(texts)) for who, texts in turns)
    return odt(f"<table:table>{''.join(rows)}</table:table>")


# RTF.


def rtf_escaped(text: str) -> str:
    """Write text with an escape for every character that is not ASCII."""
    units = text.encode("utf-16-be")
    codes = [int.from_bytes(units[at : at + 2], "big") for at in range(0, len(units), 2)]
    return "".join(
        f"\\{chr(code)}" if chr(code) in "\\{}" else chr(code) if code < 128 else f"\\u{(code ^ 0x8000) - 0x8000}?"
        for code in codes
    )


def rtf(body: str, fonts: str = r"{\fonttbl{\f0\fnil\fcharset0 Arial;}}") -> bytes:
    """Write an RTF document as Word does."""
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{fonts}{body}}}".encode("ascii")


def rtf_lines(texts: Iterable[str]) -> bytes:
    """Write an RTF document of paragraphs; one that begins with ** is in bold."""
    bold, plain = "\\pard\\plain {{\\b {}}}\\par\n", "\\pard\\plain {}\\par\n"
    looks = ((bold if text.startswith("**") else plain, rtf_escaped(text.strip("*"))) for text in texts)
    return rtf("".join(look.format(text) for look, text in looks))


def rtf_row(*cells: str) -> str:
    """Write a row of a table in RTF."""
    widths = "".join(f"\\cellx{2000 * number}" for number in range(1, len(cells) + 1))
    return f"\\trowd{widths}" + "".join(f"\\pard\\intbl {cell}\\cell" for cell in cells) + "\\row\\pard\n"


def rtf_table(turns: Turns) -> bytes:
    """Write a row for every turn."""
    return rtf("".join(rtf_row(rtf_escaped(who), "\\par ".join(map(rtf_escaped, texts))) for who, texts in turns))


# Plain text and captions.


def txt_labelled(turns: Turns) -> bytes:
    """Write labelled paragraphs, with Windows line ends and a byte order mark."""
    return "\r\n\r\n".join(before(turns, "{}: ")).encode("utf-8-sig")


def txt_wrapped(turns: Turns) -> bytes:
    """Write labelled paragraphs that are wrapped at 70 columns."""
    wrapped = (
        "\n".join(textwrap.wrap(text, 70, break_on_hyphens=False, break_long_words=False))
        for text in before(turns, "{}: ")
    )
    return "\n\n".join(wrapped).encode()


def txt_otter(turns: Turns) -> bytes:
    """Write blocks as Otter does: name and time, the text below."""
    blocks = (
        f"{who}  0:{3 * n // 60:02}:{3 * n % 60:02}\n" + "\n\n".join(texts) for n, (who, texts) in enumerate(turns)
    )
    return "\n\n".join(blocks).encode()


def txt_nvivo(turns: Turns) -> bytes:
    """Write time span, speaker and text with tabs between them, as NVivo takes it."""
    rows = (f"0:{3 * n:02}.0 - 0:{3 * n + 2:02}.0\t{who}\t{' '.join(texts)}\n" for n, (who, texts) in enumerate(turns))
    return "".join(rows).encode()


def cues(turns: Turns, size: int) -> list[tuple[str, str]]:
    """Cut every turn into cues of `size` words, wherever that falls."""
    cut = []
    for speaker, texts in turns:
        words = " ".join(texts).split()
        cut += [(speaker, " ".join(words[at : at + size])) for at in range(0, len(words), size)]
    return cut


def _webvtt(lines: Iterable[str], numbered: bool) -> bytes:
    timed = []
    for at, line in enumerate(lines):
        clock = f"{at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}"
        number = f"{at + 1}\n" if numbered else ""
        timed.append(f"{number}{clock}.000 --> {clock}.900\n{line}")
    return "\n\n".join(["WEBVTT", *timed]).encode()


def vtt_teams(turns: Turns, size: int = 4) -> bytes:
    """Write cues with voice tags."""
    return _webvtt((f"<v {who}>{escape(text)}</v>" for who, text in cues(turns, size)), numbered=False)


def vtt_zoom(turns: Turns, size: int = 4) -> bytes:
    """Write numbered cues with names."""
    return _webvtt((f"{who}: {escape(text)}" for who, text in cues(turns, size)), numbered=True)


def srt_named(turns: Turns, size: int = 4) -> bytes:
    """Write SubRip captions with names."""
    subtitles = [
        srt.Subtitle(None, timedelta(seconds=at), timedelta(seconds=at + 0.9), f"{who}: {text}")
        for at, (who, text) in enumerate(cues(turns, size))
    ]
    return srt.compose(subtitles).encode()


def webvtt_apart(texts: Sequence[str]) -> bytes:
    """Write cues without names, with ten seconds between them."""
    cue = "00:{0:02}:01.000 --> 00:{0:02}:05.000\n{1}"
    return "\n\n".join(["WEBVTT", *(cue.format(n, escape(text)) for n, text in enumerate(texts))]).encode()


def srt_apart(texts: Sequence[str]) -> bytes:
    """Write SubRip captions without names, with a minute between them."""
    cue = "{0}\n00:{0:02}:01,000 --> 00:{0:02}:05,000\n{1}"
    return "\n\n".join(cue.format(n, text) for n, text in enumerate(texts, start=1)).encode()


# Tables.


def one_column(texts: Iterable[str]) -> bytes:
    """Write a workbook of one column."""
    book, file = Workbook(), BytesIO()
    for text in texts:
        book.active.append([text])
    book.save(file)
    return file.getvalue()


def rows_of(turns: Turns) -> list[tuple[str, str, str]]:
    """Return a header and a row for every turn: speaker, time and text."""
    rows = ((who, f"0:{n // 60:02}:{n % 60:02}", "\n".join(texts)) for n, (who, texts) in enumerate(turns))
    return [("Speaker", "Time", "Text"), *rows]


def xlsx(turns: Turns) -> bytes:
    """Write a workbook with a row for every turn."""
    book, file = Workbook(), BytesIO()
    for row in rows_of(turns):
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def csv_table(turns: Turns, delimiter: str = ",") -> bytes:
    """Write a table of text as Excel does."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows(rows_of(turns))
    return file.getvalue().encode("utf-8-sig")


@dataclass(frozen=True, slots=True)
class Way:
    """A way of writing a conversation; `joint` is what stands between the paragraphs of a turn that is read back.

    `named` says that the file tells who speaks, `whole` that every character can be written.
    """

    suffix: str
    write: Callable[[Turns], bytes]
    joint: str = "\n"
    named: bool = True
    whole: bool = True

    def expected(self, turns: Turns) -> list[tuple[str, str]]:
        """Return speaker and text of every turn, as it ought to come back."""
        turns = turns if self.whole else drawable(turns)
        if not self.named:
            return [("", text) for _, texts in turns for text in texts]
        return [(who, self.joint.join(texts)) for who, texts in turns]


WAYS = {
    "docx labelled": Way(".docx", lambda turns: word_lines(before(turns, "{}: "))),
    "docx label and tab": Way(".docx", lambda turns: word_lines(before(turns, "{}\t"))),
    "docx label above": Way(".docx", lambda turns: word_lines(above(turns, "{}:"))),
    "docx bold above": Way(".docx", lambda turns: word_lines(above(turns, "**{}**"))),
    "docx bold before": Way(".docx", lambda turns: word_lines(before(turns, "**{}** "))),
    "docx brackets": Way(".docx", lambda turns: word_lines(before(turns, "[{}] "))),
    "docx dash": Way(".docx", lambda turns: word_lines(before(turns, "{} – "))),
    "docx table": Way(".docx", lambda turns: word_table(((who, "\n".join(texts)) for who, texts in turns), 2)),
    "docx timed table": Way(".docx", word_timed_table),
    "docx three columns": Way(".docx", word_three_columns),
    "docx questions in bold": Way(".docx", word_questions, named=False),
    "odt labelled": Way(".odt", lambda turns: odt(odt_lines(before(turns, "{}: ")))),
    "odt bold above": Way(".odt", lambda turns: odt(odt_lines(above(turns, "**{}**")))),
    "odt table": Way(".odt", odt_table),
    "rtf labelled": Way(".rtf", lambda turns: rtf_lines(before(turns, "{}: "))),
    "rtf bold above": Way(".rtf", lambda turns: rtf_lines(above(turns, "**{}**"))),
    "rtf table": Way(".rtf", rtf_table),
    "pdf pages": Way(".pdf", pdf_pages, whole=False),
    "pdf columns": Way(".pdf", pdf_columns, joint=" ", whole=False),
    "txt labelled": Way(".txt", txt_labelled),
    "txt wrapped": Way(".txt", txt_wrapped),
    "txt Otter": Way(".txt", txt_otter),
    "txt NVivo": Way(".txt", txt_nvivo, joint=" "),
    "vtt Teams": Way(".vtt", vtt_teams, joint=" "),
    "vtt Zoom": Way(".vtt", vtt_zoom, joint=" "),
    "srt": Way(".srt", srt_named, joint=" "),
    "xlsx": Way(".xlsx", xlsx),
    "csv comma": Way(".csv", csv_table),
    "csv semicolon": Way(".csv", lambda turns: csv_table(turns, ";")),
}  # fmt: skip
# Paragraphs without anybody's name, in each format.
UNNAMED: dict[str, Callable[[Sequence[str]], bytes]] = {
    ".csv": lambda texts: "".join(f'"{text}"\n' for text in texts).encode(),
    ".docx": word_lines,
    ".odt": lambda texts: odt(odt_lines(texts)),
    ".pdf": pdf_paragraphs,
    ".rtf": rtf_lines,
    ".srt": srt_apart,
    ".txt": lambda texts: "\n\n".join(texts).encode(),
    ".vtt": webvtt_apart,
    ".xlsx": one_column,
}
# The plainest way of each format.
PLAIN = {way.suffix: way for way in reversed(WAYS.values())}
