"""The page: whole in itself, readable without its colours, and the same for the same facts."""

from __future__ import annotations

from dataclasses import replace

from lxml import html

from pipeline.audit.report.html import to_html
from pipeline.audit.report.report import report_of
from tests.pipeline.audit.report.known import COMPLETE, NOTHING, facts, with_ethics

PAGE = to_html(report_of(COMPLETE))


def test_nothing_comes_from_outside_and_nothing_runs() -> None:
    """No script, no address of another host, no file beside it."""
    page = html.document_fromstring(PAGE)
    assert not page.xpath("//script | //link | //img | //iframe | //object")
    assert "http" not in PAGE
    assert "url(" not in PAGE
    assert all(href.startswith("#point-") for href in page.xpath("//@href"))


def test_headings_come_in_order_and_tables_have_captions_and_scopes() -> None:
    """For whoever listens to the page."""
    page = html.document_fromstring(PAGE)
    levels = [int(one.tag[1]) for one in page.xpath("//h1 | //h2 | //h3")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    for table in page.xpath("//table"):
        assert table.xpath("count(./caption)") == 1
        assert all(one.get("scope") in ("col", "row") for one in table.xpath(".//th"))


def test_every_point_says_its_state_in_words_and_links_to_its_evidence() -> None:
    """A colour is never the only sign."""
    page = html.document_fromstring(PAGE)
    assert len(page.xpath("//ol[@class='points']/li")) == 24
    for item in page.xpath("//ol[@class='points']/li"):
        [target] = item.xpath("./a/@href")
        assert page.xpath(f"//article[@id='{target[1:]}']")
        assert item.text_content().strip().endswith(("done", "does not apply"))


def test_a_draft_says_so_at_the_top_and_a_release_does_not() -> None:
    """On the page and on the print."""
    assert 'class="draft"' not in PAGE
    assert 'class="draft"' in to_html(report_of(NOTHING))


def test_what_people_wrote_is_text_and_never_a_tag() -> None:
    """Signs that mean something in HTML are written out."""
    assert "&lt;b&gt;SREC&lt;/b&gt;" in to_html(report_of(with_ethics(approval="<b>SREC</b>")))
    title = replace(COMPLETE.settings, title="Bwyd & <i>chwmni</i> 🙂")
    assert "Bwyd &amp; &lt;i&gt;chwmni&lt;/i&gt; 🙂" in to_html(report_of(facts(settings=title)))


def test_the_same_facts_give_the_same_page_with_the_digest_at_its_foot() -> None:
    """So that two people can see that they have the same one."""
    assert to_html(report_of(COMPLETE)) == PAGE
    assert report_of(COMPLETE).digest in PAGE
