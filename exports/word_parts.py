"""Parts of Word documents that python-docx leaves to its users: styles, rules beside paragraphs, page numbers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

INK, QUIET, AMBER = "#1f2328", "#5b6470", "#8a5a00"
SERIF, SANS = "Cambria", "Calibri"

_WRITTEN = datetime(2000, 1, 1)
_TEXT_WIDTH = Cm(17)
# What the schema of Word wants after a paragraph's borders.
_AFTER_BORDERS = (
    "w:shd",
    "w:tabs",
    "w:suppressAutoHyphens",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:jc",
    "w:rPr",
)


def forget_author(document: Document, title: str = "") -> None:
    """Leave nobody's name, no comments, no time of day and no picture of a page in the document's properties."""
    relations = document.part.package.rels
    for id_ in [id_ for id_, relation in relations.items() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[id_]
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.title = title
    properties.created = properties.modified = _WRITTEN
    properties.language = "en-GB"
    properties.revision = 1


def set_page(document: Document, header: str, footer: str) -> None:
    """Make the pages A4, with `header` above in amber, `footer` and the page's number below."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    section.header_distance = section.footer_distance = Cm(1.1)
    add_run(section.header.paragraphs[0], header, font=SANS, size=9, colour=AMBER, bold=True)
    below = section.footer.paragraphs[0]
    for tab in document.styles["Footer"].element.findall(f".//{qn('w:tabs')}"):
        tab.getparent().remove(tab)
    below.paragraph_format.tab_stops.add_tab_stop(_TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    add_run(below, f"{footer}\tpage ", font=SANS, size=8.5, colour=QUIET)
    _add_field(below, "PAGE")
    add_run(below, " of ", font=SANS, size=8.5, colour=QUIET)
    _add_field(below, "NUMPAGES")


def set_style(
    document: Document,
    name: str,
    font: str,
    size: float,
    colour: str,
    *,
    before: float = 0,
    after: float = 0,
    bold: bool = False,
) -> None:
    """Set a named style's letters and the space around its paragraphs; sizes are in points, `colour` is `#rrggbb`."""
    style = document.styles[name]
    style.font.size, style.font.bold, style.font.italic, style.font.color.rgb = Pt(size), bold, False, as_rgb(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), font)
    for borders in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
        borders.getparent().remove(borders)
    for spacing in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(spacing)
    layout = style.paragraph_format
    layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), 1.12


def add_run(
    paragraph: Paragraph,
    text: str,
    *,
    font: str | None = None,
    size: float | None = None,
    colour: str | None = None,
    bold: bool | None = None,
) -> Run:
    """Add text to a paragraph; what is not given is as the paragraph's style has it."""
    run = paragraph.add_run(text)
    run.font.name, run.bold = font, bold
    run.font.size = None if size is None else Pt(size)
    if colour:
        run.font.color.rgb = as_rgb(colour)
    return run


def add_rule(paragraph: Paragraph, side: str, colour: str, *, points: float, space: int) -> None:
    """Draw a line beside a paragraph: `side` is "left" or "top", its distance `space` is in points."""
    borders, line = _element("w:pBdr"), _element(f"w:{side}")
    wanted = {"w:val": "single", "w:sz": str(round(points * 8)), "w:space": str(space), "w:color": colour.lstrip("#")}
    for name, value in wanted.items():
        line.set(qn(name), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)


def as_rgb(colour: str) -> RGBColor:
    """Read a colour written as `#rrggbb`."""
    return RGBColor.from_string(colour.lstrip("#").upper())


def _add_field(paragraph: Paragraph, instruction: str) -> None:
    field = _element("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    field.append(add_run(paragraph, "1", font=SANS, size=8.5, colour=QUIET)._r)
    paragraph._p.append(field)


def _element(name: str) -> Any:
    return OxmlElement(name)
