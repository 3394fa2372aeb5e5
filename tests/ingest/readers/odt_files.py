"""Small OpenDocument files, and what is read in them."""

from __future__ import annotations

from ingest.readers.odt import read
from ingest.records import Transcript
from ingest.rules import Rules
from tests.ingest.readers.written import DECLARED, zipped
from tests.ingest.readers.written import odt_paragraph as p

STYLES = """
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="U" style:family="text">
  <style:text-properties style:text-underline-style="solid"/></style:style>
<style:style style:name="PH" style:family="paragraph"><style:text-properties text:display="none"/></style:style>
<style:style style:name="PB" style:family="paragraph"><style:text-properties fo:font-weight="700"/></style:style>
<style:style style:name="PI" style:family="paragraph"><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="PC" style:family="paragraph" style:parent-style-name="Name"/>
<style:style style:name="TC" style:family="text" style:parent-style-name="Strong_20_Emphasis"/>
"""
COMMON = """
<style:style style:name="Name" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Strong_20_Emphasis" style:family="text">
  <style:text-properties fo:font-weight="bold"/></style:style>
"""


def odt(body: str, pages: str = "", **parts: str) -> bytes:
    """Write a file of this body; `pages` are master pages, other parts are given by name, __ for a point."""
    content = (
        f"<office:document-content {DECLARED}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    styles = (
        f"<office:document-styles {DECLARED}><office:styles>{COMMON}</office:styles><office:master-styles>"
        f"<style:master-page>{pages}</style:master-page></office:master-styles></office:document-styles>"
    )
    return zipped({"content.xml": content, "styles.xml": styles} | parts)


def tea(inner: str) -> str:
    """Write a conversation in which the second turn, of P1, is `inner`."""
    return p("INT: Tea, Siân?") + p(f"P1: {inner}") + p("INT: Milk?") + p("P1: No.")


def cells(*texts: str) -> str:
    """Write a row of a table."""
    row = "".join(f"<table:table-cell>{p(text)}</table:table-cell>" for text in texts)
    return f"<table:table-row>{row}</table:table-row>"


def spoken(transcript: Transcript) -> list[tuple[str, str]]:
    """Return speaker and text of every turn."""
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def said(inner: str, **rules: str) -> str:
    """Return what P1 says where the file has `inner` there."""
    return spoken(read(odt(tea(inner)), Rules(**rules)))[1][1]


def beside(content: bytes, **rules: str) -> list[tuple[str, str]]:
    """Return the kind and the text of all that is no speech."""
    return [(str(one.kind), one.text) for one in read(content, Rules(**rules)).outside]


def hidden(inner: str) -> list[tuple[str, str]]:
    """Return what is reported of a turn."""
    return beside(odt(tea(inner)))


def changed(inner: str, *regions: str) -> str:
    """Write the conversation with tracked changes."""
    who = "<office:change-info><dc:creator>Nest Wyn</dc:creator></office:change-info>"
    marks = "".join(
        f'<text:changed-region text:id="c{n}">{region.replace("WHO", who)}</text:changed-region>'
        for n, region in enumerate(regions)
    )
    return f"<text:tracked-changes>{marks}</text:tracked-changes>{tea(inner)}"


INSERTED = "<text:insertion>WHO</text:insertion>"
START, END, GONE = ('<text:change-start text:change-id="c0"/>', '<text:change-end text:change-id="c0"/>',
                    '<text:change text:change-id="c1"/>')  # fmt: skip


def deleted(*paragraphs: str) -> str:
    """Write what was deleted."""
    return f"<text:deletion>WHO{''.join(map(p, paragraphs))}</text:deletion>"
