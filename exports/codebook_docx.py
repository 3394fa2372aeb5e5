"""The codebook as a Word document to print and keep beside the transcript."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.text.paragraph import Paragraph

from codebook.describe import welsh_name
from codebook.model import Code, Codebook, Theme
from exports.stable_zip import stable_zip
from exports.word_parts import add_rule, add_run, forget_author, set_style

_INK, _QUIET, _RULE = "#1f2328", "#5b6470", "#dcd8cf"
_SERIF, _SANS = "Cambria", "Calibri"
_TEXT_COLUMN = Cm(2.7)
_TEXT_WIDTH = Cm(17)
_READABLE_CONTRAST = 4.5


def codebook_to_docx(codebook: Codebook, notice: str = "") -> bytes:
    """Return the codebook as a Word document; the same codebook gives the same bytes.

    `notice` says under the title what it was exported from. The document's properties hold no author, no comments and
    no time of writing.
    """
    document = docx.Document()
    _set_properties(document, codebook)
    _set_page(document, codebook)
    _set_styles(document)
    _title(document, codebook, notice)
    _contents(document, codebook)
    for theme in codebook.themes:
        _theme(document, theme, codebook)
    _handling_flags(document, codebook)
    _references(document, codebook)
    written = io.BytesIO()
    document.save(written)
    return stable_zip(written.getvalue())


def readable_on_white(colour: str) -> str:
    """Return `colour` (`#rrggbb`), darkened just enough for text on white: a contrast of at least 4.5 to 1."""
    channels = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    for step in range(101):
        darker = [round(channel * (1 - step / 100)) for channel in channels]
        if 1.05 / (_luminance(darker) + 0.05) >= _READABLE_CONTRAST:
            break
    return "#" + "".join(f"{channel:02x}" for channel in darker)


def _luminance(channels: list[int]) -> float:
    shares = (channel / 255 for channel in channels)
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _set_properties(document: Document, codebook: Codebook) -> None:
    forget_author(document, codebook.title)
    document.core_properties.language = codebook.language
    document.core_properties.version = codebook.version


def _set_page(document: Document, codebook: Codebook) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(1.8), Cm(2)
    section.footer_distance = Cm(1.1)
    footer = section.footer.paragraphs[0]
    footer.paragraph_format.tab_stops.add_tab_stop(_TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run(f"{codebook.title} · version {codebook.version}, {codebook.status}\tpage ")
    _field(footer, "PAGE")
    footer.add_run(" of ")
    _field(footer, "NUMPAGES")


def _set_styles(document: Document) -> None:
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    if defaults is not None:
        defaults.set(qn("w:val"), "en-GB")
    set_style(document, "Normal", _SERIF, 10, _INK, after=4)
    set_style(document, "Title", _SERIF, 28, _INK, after=2)
    set_style(document, "Subtitle", _SANS, 11, _QUIET, after=14)
    set_style(document, "Heading 1", _SERIF, 22, _INK, after=4)
    set_style(document, "Heading 2", _SANS, 12, _INK, before=12, after=0, bold=True)
    set_style(document, "Heading 3", _SANS, 13, _INK, before=18, after=6, bold=True)
    set_style(document, "Footer", _SANS, 8.5, _QUIET)
    set_style(document, "Body Text 3", _SANS, 10, _INK, after=2)
    set_style(document, "Body Text", _SERIF, 11, _INK, after=6)
    set_style(document, "Body Text 2", _SERIF, 10, _INK, after=0)
    properties = document.styles["Footer"].element.get_or_add_pPr()
    for tabs in properties.findall(qn("w:tabs")):
        properties.remove(tabs)


def _title(document: Document, codebook: Codebook, notice: str) -> None:
    document.add_paragraph(codebook.title, style="Title")
    counts = f"{_count(len(codebook.themes), 'theme')}, {_count(len(codebook.codes), 'code')}"
    document.add_paragraph(f"Codebook · version {codebook.version}, {codebook.status} · {counts}", style="Subtitle")
    if notice:
        document.add_paragraph(f"Exported from: {notice}", style="Subtitle")
    for label, text in (("What is coded", codebook.unit_of_coding), ("Stance", codebook.stance)):
        if text:
            _detail(document, label, text)


def _contents(document: Document, codebook: Codebook) -> None:
    document.add_paragraph("Contents", style="Heading 3")
    for theme in codebook.themes:
        line = _contents_line(document, theme, readable_on_white(theme.colour), bold=True)
        line.paragraph_format.space_before = Pt(6)
        line.paragraph_format.keep_with_next = True
        for code in theme.codes:
            _contents_line(document, code, _QUIET)


def _contents_line(document: Document, entry: Theme | Code, tag_colour: str, *, bold: bool = False) -> Paragraph:
    paragraph = document.add_paragraph(style="Body Text 3")
    _hang(paragraph)
    _link(paragraph, entry, tag_colour, bold=bold, between="\t")
    return paragraph


def _theme(document: Document, theme: Theme, codebook: Codebook) -> None:
    heading = document.add_paragraph(style="Heading 1")
    heading.paragraph_format.page_break_before = True
    heading.paragraph_format.tab_stops.add_tab_stop(_TEXT_COLUMN)
    add_rule(heading, "top", theme.colour, points=6, space=6)
    _bookmark(heading, theme.tag)
    add_run(heading, theme.tag, font=_SANS, size=13, colour=readable_on_white(theme.colour), bold=True)
    heading.add_run(f"\t{theme.name}")
    if theme.name_cy:
        _welsh(document, theme)
    definition = document.add_paragraph(theme.definition, style="Body Text")
    definition.paragraph_format.left_indent = _TEXT_COLUMN
    definition.paragraph_format.keep_with_next = True
    for code in theme.codes:
        _code(document, code, theme, codebook)


def _welsh(document: Document, entry: Theme | Code) -> None:
    paragraph = document.add_paragraph(style="Body Text 2")
    paragraph.paragraph_format.left_indent = _TEXT_COLUMN
    paragraph.paragraph_format.keep_with_next = True
    run = add_run(paragraph, welsh_name(entry), font=_SANS, size=10, colour=_QUIET)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "cy-GB")
    run._r.get_or_add_rPr().append(language)


def _code(document: Document, code: Code, theme: Theme, codebook: Codebook) -> None:
    heading = document.add_paragraph(style="Heading 2")
    _hang(heading)
    _bookmark(heading, code.tag)
    add_run(heading, code.tag, size=10.5, colour=readable_on_white(theme.colour), bold=True)
    heading.add_run(f"\t{code.name}")
    if code.name_cy:
        _welsh(document, code)
    block = [heading, _detail(document, "", code.definition)]
    block.extend(_detail(document, label, text) for label, text in _details(code) if text)
    if code.confused_with:
        block.append(_detail(document, "Confused with", ""))
        for place, id in enumerate(code.confused_with):
            block[-1].add_run(", " if place else "")
            _link(block[-1], codebook.code(id), _QUIET)
    if code.source_refs:
        support = f" ({code.support})" if code.support else ""
        block.append(_detail(document, "Source", ", ".join(code.source_refs) + support))
    for paragraph in block:
        paragraph.paragraph_format.keep_together = True
        paragraph.paragraph_format.keep_with_next = paragraph is not block[-1]
        add_rule(paragraph, "left", theme.colour, points=3, space=8)


def _details(code: Code) -> Iterator[tuple[str, str]]:
    yield "Use it when", code.include_when
    yield "Not when", code.exclude_when
    yield "Phrases", " · ".join(f"“{phrase}”" for phrase in code.indicators)
    for attribute in code.attributes:
        yield "Also note", f"{attribute.name}: {', '.join(attribute.values)}"


def _detail(document: Document, label: str, text: str) -> Paragraph:
    paragraph = document.add_paragraph(style="Body Text 2")
    _hang(paragraph)
    paragraph.paragraph_format.space_before = Pt(2.5)
    add_run(paragraph, f"{label}\t", font=_SANS, size=9.5, colour=_QUIET)
    paragraph.add_run(text)
    return paragraph


def _handling_flags(document: Document, codebook: Codebook) -> None:
    if codebook.handling_flags:
        heading = document.add_paragraph("Handling flags", style="Heading 1")
        heading.paragraph_format.page_break_before = True
        document.add_paragraph("Not themes: they change what may be shown.", style="Body Text")
    for flag in codebook.handling_flags:
        paragraph = _detail(document, flag.tag, "")
        add_run(paragraph, f"{flag.name}: ", bold=True)
        paragraph.add_run(flag.effect)


def _references(document: Document, codebook: Codebook) -> None:
    if codebook.references:
        heading = document.add_paragraph("References", style="Heading 1")
        heading.paragraph_format.space_before = Pt(26)
    for reference in codebook.references:
        _detail(document, reference.id, reference.citation)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _hang(paragraph: Paragraph) -> None:
    layout = paragraph.paragraph_format
    layout.left_indent, layout.first_line_indent = _TEXT_COLUMN, Length(-_TEXT_COLUMN)
    layout.tab_stops.add_tab_stop(_TEXT_COLUMN)


def _link(
    paragraph: Paragraph, entry: Theme | Code, tag_colour: str, *, bold: bool = False, between: str = " "
) -> None:
    """Add the tag and name of a theme or code, leading to its place in the document."""
    link = _element("w:hyperlink", {"w:anchor": _bookmark_name(entry.tag), "w:history": "1"})
    for text, colour in ((f"{entry.tag}{between}", tag_colour), (entry.name, _INK)):
        run = add_run(paragraph, text, font=_SANS, size=9.5, colour=colour, bold=bold)
        link.append(run._r)
    paragraph._p.append(link)


def _bookmark_name(tag: str) -> str:
    return "tag_" + tag.replace("-", "_")


def _bookmark(paragraph: Paragraph, tag: str) -> None:
    number = str(len(paragraph.part.element.xpath("//w:bookmarkStart")))
    paragraph._p.append(_element("w:bookmarkStart", {"w:id": number, "w:name": _bookmark_name(tag)}))
    paragraph._p.append(_element("w:bookmarkEnd", {"w:id": number}))


def _field(paragraph: Paragraph, instruction: str) -> None:
    field = _element("w:fldSimple", {"w:instr": instruction})
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)


def _element(name: str, attributes: dict[str, str]) -> Any:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(key), value)
    return element
