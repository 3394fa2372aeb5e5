"""The codebook as a Word document."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from codebook.load import default_codebook
from codebook.model import Codebook
from exports.codebook_docx import codebook_to_docx, readable_on_white

CODEBOOK = default_codebook()
WRITTEN = codebook_to_docx(CODEBOOK)


def opened(written: bytes = WRITTEN) -> Document:
    """Return a written document, opened again."""
    return docx.Document(io.BytesIO(written))


def headings(document: Document, style: str) -> list[str]:
    """Return the headings of one level."""
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style and paragraph.style.name == style]


def block_of(document: Document, heading: str) -> list[str]:
    """Return the paragraphs from a code's heading to the next heading."""
    texts = [(paragraph.text, str(paragraph.style and paragraph.style.name)) for paragraph in document.paragraphs]
    start = texts.index((heading, "Heading 2")) + 1
    end = next(place for place, (_, style) in enumerate(texts) if place >= start and style.startswith("Heading"))
    return [text for text, _ in texts[start:end]]


def only_code(**changes: str) -> Codebook:
    """Return a codebook of one theme and one code, with the given changes to the code."""
    theme = CODEBOOK.themes[0]
    code = replace(theme.codes[0], confused_with=(), **changes)  # type: ignore[arg-type]
    return replace(CODEBOOK, themes=(replace(theme, codes=(code,)),))


def test_themes_and_codes_are_headings_in_order() -> None:
    """A reader finds them in Word's navigation pane."""
    document = opened()

    assert headings(document, "Heading 1") == [
        *(f"{theme.tag}\t{theme.name}" for theme in CODEBOOK.themes),
        *("Handling flags", "References"),
    ]
    assert headings(document, "Heading 2") == [f"{code.tag}\t{code.name}" for code in CODEBOOK.codes]


def test_a_code_is_told_in_full() -> None:
    """Definition, rules, phrases, confusions and source stand under the name."""
    blaming = CODEBOOK.code("language/blaming")

    assert block_of(opened(), f"{blaming.tag}\t{blaming.name}") == [
        f"\t{blaming.definition}",
        f"Use it when\t{blaming.include_when}",
        f"Not when\t{blaming.exclude_when}",
        "Phrases\t" + " · ".join(f"“{phrase}”" for phrase in blaming.indicators),
        "Also note\tstance: uses, reports, criticises",
        "Confused with\tRIS-PUN Experienced as punitive",
        "Source\t3.3, 3.2 (direct)",
    ]


def test_every_link_leads_to_a_bookmark() -> None:
    """The contents and the confusions can be followed, and every bookmark has its own number."""
    body = opened().element.body
    anchors = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    bookmarks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]

    assert anchors == set(bookmarks)
    assert len(bookmarks) == len({mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))}) == 37


def test_the_first_page_says_version_and_status() -> None:
    """A draft cannot be taken for more."""
    texts = [paragraph.text for paragraph in opened().paragraphs[:2]]

    assert texts == [CODEBOOK.title, "Codebook · version 0.1.0, draft · 7 themes, 30 codes"]


def test_every_page_says_version_and_status() -> None:
    """A single sheet tells which codebook it belongs to."""
    footer = opened().sections[0].footer.paragraphs[0].text

    assert footer.startswith("Exchange, care and framing · version 0.1.0, draft\tpage ")


def test_an_unchecked_welsh_name_says_so_in_welsh_text() -> None:
    """The name is marked as Welsh for spelling checks and screen readers."""
    (paragraph, *_) = [found for found in opened().paragraphs if found.text.startswith("Cyfnewid")]

    assert paragraph.text == "Cyfnewid (Welsh name unchecked)"
    assert [lang.get(qn("w:val")) for lang in paragraph._p.iter(qn("w:lang"))] == ["cy-GB"]


def test_the_properties_name_nobody() -> None:
    """Author, comments and dates say nothing of who wrote the file or when."""
    properties = opened().core_properties

    assert (properties.author, properties.comments, properties.last_modified_by) == ("", "", "")
    assert properties.created == properties.modified
    assert properties.created is not None
    assert properties.created.year == 2000


def test_the_bytes_stay_the_same() -> None:
    """Two runs give one file, its entries without a time of their own."""
    assert codebook_to_docx(default_codebook()) == WRITTEN
    with zipfile.ZipFile(io.BytesIO(WRITTEN)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_a_code_lacks_is_left_out() -> None:
    """No label stands without text."""
    written = codebook_to_docx(only_code(include_when="", exclude_when=""))
    labels = [text.split("\t")[0] for text in block_of(opened(written), "EXC-TAN\tTangible exchange")]

    assert labels == ["", "Phrases", "Source"]


def test_a_codebook_without_flags_and_references_ends_with_its_codes() -> None:
    """No heading stands without anything under it."""
    bare = replace(CODEBOOK, handling_flags=(), references=(), stance="", unit_of_coding="")

    assert headings(opened(codebook_to_docx(bare)), "Heading 1")[-1] == "LAN\tLanguage"


@settings(max_examples=15, deadline=None)
@given(st.text(st.sampled_from("abŵŷâ🙂🏉<>&\"' "), min_size=1).map(str.strip).filter(bool))
def test_any_text_survives(text: str) -> None:
    """Accents, emoji and XML's own marks come back as they went in."""
    document = opened(codebook_to_docx(only_code(name=text, definition=text)))

    assert headings(document, "Heading 2") == [f"EXC-TAN\t{text}"]
    assert block_of(document, f"EXC-TAN\t{text}")[0] == f"\t{text}"


def contrast_with_white(colour: str) -> float:
    """Return the contrast of a colour with white as the accessibility guidelines reckon it, from 1 to 21."""
    red, green, blue = (int(part, 16) / 255 for part in re.findall("..", colour[1:]))
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in (red, green, blue)
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


@pytest.mark.parametrize("colour", [theme.colour for theme in CODEBOOK.themes] + ["#ffffff", "#ffff00"])
def test_text_in_a_hue_can_be_read(colour: str) -> None:
    """Light hues are darkened until they stand out from paper."""
    assert contrast_with_white(readable_on_white(colour)) >= 4.5


def test_a_dark_hue_stays_as_it_is() -> None:
    """Nothing is darkened without need."""
    assert readable_on_white("#0072b2") == "#0072b2"
