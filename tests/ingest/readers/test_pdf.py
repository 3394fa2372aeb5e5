"""Transcripts in PDF, in the ways in which people and programs make them."""

from __future__ import annotations

import logging
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Text
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import NoTextLayer, ProtectedFile, TooLarge, UnreadableFile
from tests.ingest.readers.pdf_files import (
    HEIGHT,
    LINES,
    TALK,
    WIDTH,
    Draw,
    both,
    make,
    outside,
    read,
    small,
    spoken,
    text,
    with_font,
)


def test_labelled_lines() -> None:
    """A line with a label begins a turn; its place is page and line."""
    transcript = read(make(text(LINES)))
    assert spoken(transcript) == TALK
    assert (transcript.format, transcript.convention) == ("pdf", "labelled paragraphs")
    assert transcript.turns[1].anchors[0].place == "page 1, line 2"
    assert transcript.turns[1].anchors[0].offset == len("P1: ")


def test_welsh_letters() -> None:
    """Names keep their accents."""
    said = read(make(text("INT: Siân Ŵyn, tŷ?\nP1: Ie.\nINT: Llŷr?\nP1: Na.", font=with_font())))
    assert spoken(said) == [("INT", "Siân Ŵyn, tŷ?"), ("P1", "Ie."), ("INT", "Llŷr?"), ("P1", "Na.")]


WRAPPED = """
INT: What do you remember about the garden at the back of the house, and the shed?
P1: There was a greenhouse with tomatoes in it, and a bench that my uncle painted every
spring, always in the same green. We sat there in the evening.
INT: Did you help?
P1: I watered the beans, mostly, and somebody had to keep an eye on the neighbours' big
cat, which liked to sleep on the seedlings.
"""
GARDEN = [
    ("INT", "What do you remember about the garden at the back of the house, and the shed?"),
    (
        "P1",
        "There was a greenhouse with tomatoes in it, and a bench that my uncle painted every spring, always in the "
        "same green. We sat there in the evening.",
    ),
    ("INT", "Did you help?"),
    (
        "P1",
        "I watered the beans, mostly, and somebody had to keep an eye on the neighbours' big cat, which liked to sleep "
        "on the seedlings.",
    ),
]


def test_wrapped_lines() -> None:
    """A line that the margin broke goes on with the one before."""
    assert spoken(read(make(text(WRAPPED)))) == GARDEN


def test_a_paragraph_over_a_page_end_goes_on() -> None:
    """The last line of a page and the first of the next are one paragraph."""
    lines = WRAPPED.strip().split("\n")
    assert spoken(read(make(text(lines[:2]), text(lines[2:])))) == GARDEN


def test_label_column() -> None:
    """Labels in a column of their own, the text beside them."""
    lines = "INT|Would you like some tea, or is it too early for that, so soon after breakfast?\n"
    lines += "P1|Please. I have been up since six, and there was nothing at all left in the kitchen\n"
    lines += "|but a box of crackers.\nINT|With milk?\nP1|No."
    assert spoken(read(make(text(lines)))) == [
        ("INT", "Would you like some tea, or is it too early for that, so soon after breakfast?"),
        (
            "P1",
            "Please. I have been up since six, and there was nothing at all left in the kitchen but a box of crackers.",
        ),
        ("INT", "With milk?"),
        ("P1", "No."),
    ]


def test_words_cut_at_the_margin() -> None:
    """Hyphens at line ends go where they cut a word and stay where the word has one."""
    lines = (
        "INT: Did you walk there?\nP1: I went on foot, with my mother, my brother and of course my dear old mother-\n"
    )
    lines += "in-law, and we took the long way round by the water, past the mill and the allot-\nments. It was lovely."
    assert spoken(read(make(text(lines + "\nINT: Oh.\nP1: Yes."))))[1] == (
        "P1",
        "I went on foot, with my mother, my brother and of course my dear old mother-in-law, and we took the long way "
        "round by the water, past the mill and the allotments. It was lovely.",
    )


def test_bold_names() -> None:
    """Names in bold are speakers without any colon."""
    lines = "**Elin** Would you like tea?\n**Rhys** Please.\n**Elin** With milk?\n**Rhys** No."
    transcript = read(make(text(lines)))
    assert spoken(transcript) == [("Elin" if one == "INT" else "Rhys", words) for one, words in TALK]
    assert transcript.convention == "bold names"


def furnished(number: int, header: str, footer: str) -> Draw:
    """Return what draws a page of the talk with a header and a footer."""
    lines = [f"{one}: {words[:-1]} {'once twice thrice'.split()[number - 1]}?" for one, words in TALK]
    return both(text(lines), small(header, 72, 810, 10), small(footer, 280, 30, 10))


@pytest.mark.parametrize(
    ("footer", "listed"),
    [
        ("{n}", "1"),
        ("- {n} -", "- 1 -"),
        ("Page {n} of 3", "Page 1 of 3"),
        ("{n}/3", "1/3"),
        ("Tudalen {n}", "Tudalen 1"),
    ],
)
def test_headers_and_page_numbers(footer: str, listed: str) -> None:
    """What stands at the head and the foot of every page is listed once, and is no speech."""
    pages = [furnished(n, "Tea and milk, June", footer.format(n=n)) for n in (1, 2, 3)]
    transcript = read(make(*pages))
    assert len(transcript.turns) == 12
    assert "June" not in str(spoken(transcript))
    assert transcript.turns[4].text == "Would you like tea twice?"
    assert outside(transcript, "header") == ["Tea and milk, June"]
    assert outside(transcript, "line or page numbers") == [listed]


def test_running_footer() -> None:
    """A footer with text and a number counts as a footer."""
    transcript = read(make(*(furnished(n, "Tea", f"Transcript, page {n}") for n in (1, 2, 3))))
    assert outside(transcript, "footer") == ["Transcript, page 1"]


@pytest.mark.parametrize("every", [1, 5])
def test_line_numbers(every: int) -> None:
    """Numbers that count the lines in the margin are no speech; those that people say are."""
    talk = [f"{'INT' if n % 2 else 'P1'}: We had {n} cups of tea, or so it seemed." for n in range(1, 41)]
    numbers = [str(n) if n % every == 0 else "" for n in range(1, 41)]
    transcript = read(make(both(text(talk), text(numbers, x=40))))
    assert spoken(transcript)[5] == ("P1", "We had 6 cups of tea, or so it seemed.")
    assert len(transcript.turns) == 40
    assert outside(transcript, "line or page numbers") == [f"{every} to 40"]


def test_footnotes() -> None:
    """A note in small print at the foot is no speech, nor is its mark in the text."""
    lines = [*LINES.split("\n"), "INT: We met at the mill."]
    mark = 72 + 1 + 118
    page = both(text(lines), small("1", mark, 760 - 4 * 14 + 4, 6), small("1 A café by the river.", 72, 60, 8))
    transcript = read(make(page))
    assert spoken(transcript)[-1] == ("INT", "We met at the mill.")
    assert outside(transcript, "footnote") == ["1 A café by the river."]


def test_ruled_table() -> None:
    """A table with lines drawn round its cells, running over pages."""

    def draw(rows: list[tuple[str, str, str]]) -> Draw:
        def on(canvas: Canvas) -> None:
            xs, y = (72, 130, 200, 520), 780
            for row in rows:
                canvas.line(xs[0], y, xs[-1], y)
                for x, cell in zip(xs, row, strict=False):
                    canvas.drawString(x + 4, y - 14, cell)
                y -= 20
            canvas.line(xs[0], y, xs[-1], y)
            for x in xs:
                canvas.line(x, 780, x, y)

        return on

    first = [("Time", "Speaker", "Text"), ("00:01", "INT", "Tea?"), ("00:03", "P1", "Please, and if there were")]
    second = [("", "", "a biscuit I would not say no."), ("00:09", "INT", "Of course."), ("00:11", "P1", "Good.")]
    transcript = read(make(draw(first), draw(second)))
    assert [(turn.speaker, " ".join(turn.text.split()), turn.start) for turn in transcript.turns] == [
        ("INT", "Tea?", 1.0),
        ("P1", "Please, and if there were a biscuit I would not say no.", 3.0),
        ("INT", "Of course.", 9.0),
        ("P1", "Good.", 11.0),
    ]


def unseen(draw_more: Draw) -> Draw:
    """Return what draws the talk and something more."""
    return both(text(LINES), draw_more)


def invisible(canvas: Canvas) -> None:
    """Draw text that is not painted."""
    words = canvas.beginText(72, 400)
    words.setTextRenderMode(3)
    words.textLine("Not for you")
    canvas.drawText(words)


def white(canvas: Canvas) -> None:
    """Draw white text on the white page."""
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(72, 400, "Not for you")


def blacked_out(canvas: Canvas) -> None:
    """Draw a bar over text."""
    canvas.drawString(72, 400, "Not for you")
    canvas.rect(70, 395, 200, 16, stroke=0, fill=1)


@pytest.mark.parametrize(
    "draw", [invisible, white, blacked_out, small("Not for you", 72, 400, 1), small("Not for you", 700, 400, 11)]
)
def test_hidden_text(draw: Draw) -> None:
    """Text that nobody sees is no speech."""
    transcript = read(make(unseen(draw)))
    assert spoken(transcript) == TALK
    assert outside(transcript, "hidden text") == ["Not for you"]


def test_white_text_on_a_dark_ground_is_seen() -> None:
    """A dark bar with white letters."""

    def draw(canvas: Canvas) -> None:
        canvas.rect(70, 395, 200, 16, stroke=0, fill=1)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(72, 400, "P1: And a biscuit.")

    assert spoken(read(make(unseen(draw))))[-1][1].endswith("And a biscuit.")


def scan(words: str) -> Draw:
    """Return what draws a page as a scanner with text recognition does: a picture, with text that is not painted."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "white")), 0, 0, WIDTH, HEIGHT)
        lines = canvas.beginText(72, 700)
        lines.setFont("Helvetica", 11)
        lines.setTextRenderMode(3)
        for line in words.split("\n") if words else []:
            lines.textLine(line)
        canvas.drawText(lines)

    return draw


def test_scanned_pages() -> None:
    """The unseen text of a scanned page is what it says; without any, the pages are pictures."""
    pytest.importorskip("PIL")
    assert spoken(read(make(scan(LINES)))) == TALK
    with pytest.raises(NoTextLayer):
        read(make(scan("")))


def locked(password: str) -> bytes:
    """Return the talk with a password."""
    file = BytesIO()
    canvas = Canvas(file, encrypt=StandardEncryption(password, ownerPassword="cwtch"))
    text(LINES)(canvas)
    canvas.save()
    return file.getvalue()


def test_passwords() -> None:
    """A password for opening locks a file; one for changing does not."""
    assert spoken(read(locked(""))) == TALK
    with pytest.raises(ProtectedFile):
        read(locked("tea"))


@pytest.mark.parametrize("content", [b"%PDF-1.4\n", b"tea", make(text(LINES))[:400]])
def test_damaged_files(content: bytes) -> None:
    """What is no PDF is said to be none."""
    with pytest.raises(UnreadableFile, match="a PDF document"):
        read(content)


def test_forms_that_draw_themselves() -> None:
    """A file that would never end is refused."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>",
        "<</Length 5>>stream\n/X Do\nendstream",
        "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 11>>stream\n"
        "/X Do /X Do\nendstream",
    ]
    body, offsets = "%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    trailer = f"xref\n0 6\n0000000000 65535 f \n{table}trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF"
    with pytest.raises(TooLarge):
        read((body + trailer).encode())


def test_what_lies_beside_the_pages(caplog: pytest.LogCaptureFixture) -> None:
    """Properties, comments, links, attachments, bookmarks and fields are listed, and none of it is logged."""
    caplog.set_level(logging.DEBUG)

    def draw(canvas: Canvas) -> None:
        text(LINES)(canvas)
        canvas.setAuthor("Sian Wyn")
        canvas.setTitle("Talks over tea")
        canvas.linkURL("https://example.org/tea", (0, 0, 9, 9))
        canvas.bookmarkPage("start")
        canvas.addOutlineEntry("Beginning", "start")
        canvas.acroForm.textfield(name="drink", value="oolong", x=300, y=100)

    writer = PdfWriter(clone_from=PdfReader(BytesIO(make(draw))))
    writer.add_annotation(0, Text(rect=(1, 1, 9, 9), text="Check this"))
    writer.add_attachment("shopping.txt", b"tea")
    file = BytesIO()
    writer.write(file)
    transcript = read(file.getvalue())
    assert outside(transcript, "author") == ["Sian Wyn"]
    assert "Talks over tea" in outside(transcript, "property")
    assert outside(transcript, "comment") == ["Check this"]
    assert outside(transcript, "link") == ["https://example.org/tea"]
    assert outside(transcript, "embedded file") == ["shopping.txt"]
    assert outside(transcript, "bookmark") == ["Beginning"]
    assert outside(transcript, "content control") == ["drink", "oolong"]
    assert not caplog.text


def test_text_that_runs_down_the_page() -> None:
    """A page whose text is turned is read the way it runs; a watermark across it is listed apart."""

    def turned(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(100, 20)
        canvas.rotate(90)
        text(LINES, top=40)(canvas)
        canvas.restoreState()
        canvas.rotate(45)
        canvas.drawString(300, 100, "DRAFT")

    transcript = read(make(turned))
    assert spoken(transcript) == TALK
    assert outside(transcript, "header") == ["DRAFT"]


def test_a_header_on_two_pages_of_which_one_is_short() -> None:
    """A header is one also where hardly anything stands below it, and where a sentence runs over the page end."""

    def page(lines: str, number: int) -> Draw:
        return both(text(lines), small("Tea and lifts, June", 72, 810, 10), small(f"Page {number}", 280, 30, 10))

    transcript = read(make(page(f"{LINES}\nINT: Honey?\nP1: Please.", 1), page("INT: Milk?", 2)))
    assert spoken(transcript) == [*TALK, ("INT", "Honey?"), ("P1", "Please."), ("INT", "Milk?")]
    assert outside(transcript, "header") == ["Tea and lifts, June"]
    lines = WRAPPED.strip().split("\n")
    assert spoken(read(make(page("\n".join(lines[:5]), 1), page(lines[5], 2)))) == GARDEN


def test_a_label_beside_short_words_below_a_full_line() -> None:
    """Whatever stands in the column of labels begins a turn, however seldom and however full the line above is."""
    lines = "INT||E\nP1||E\nINT||E EEEEE EEEEEE EEEEEE 10:30 10:30\nP1||E"
    assert spoken(read(make(text(lines, font=with_font())))) == [
        (row.split("||")[0], row.split("||")[1]) for row in lines.split("\n")
    ]


def test_a_paragraph_beside_a_label_goes_on_over_a_page_end() -> None:
    """Nothing but a space stands where a page ends inside a paragraph of the text column."""
    first = "INT|Would you like some tea, or is it too early for that, so soon after breakfast?\n"
    first += "P1|Please. I have been up since six, and there was nothing at all left in the kitchen"
    second = "|but a box of crackers.\nINT|With milk?\nP1|No."
    assert spoken(read(make(text(first), text(second))))[1] == (
        "P1",
        "Please. I have been up since six, and there was nothing at all left in the kitchen but a box of crackers.",
    )
