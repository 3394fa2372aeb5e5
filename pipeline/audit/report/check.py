"""The leak gate for a finished report: every text in it, searched for everything original that the study knows."""

from __future__ import annotations

from lxml import html
from lxml.html import HtmlElement

from pipeline.errors import PipelineError
from pipeline.publish.method_names import without_method_names
from pipeline.publish.originals import Originals


class LeakInReport(PipelineError):
    """Something original stands in a report, which is not written."""

    code = "LL-P065"


def check_report(page: str, originals: Originals) -> None:
    """Make sure that nothing original stands in the page. Raises LeakInReport, which names the part, never the word."""
    for element in html.document_fromstring(page).iter():
        if not isinstance(element, HtmlElement) or element.tag == "style":
            continue
        texts = (element.text, element.tail, "".join(element.itertext()) if _is_a_text(element) else None)
        if any(originals.in_text(without_method_names(text)) for text in (*texts, *element.attrib.values()) if text):
            raise LeakInReport(
                f"The report was not written: something original stands in {_part_of(element)}. If people of the study "
                "are named there, write their role or label in study.toml; else correct it where it stands."
            )


def _is_a_text(element: HtmlElement) -> bool:
    return element.tag in ("p", "li", "th", "td", "h1", "h2", "h3", "caption", "dt", "dd", "title")


def _part_of(element: HtmlElement) -> str:
    inside = (one for one in (element, *element.iterancestors()) if one.get("data-part"))
    return next((str(one.get("data-part")) for one in inside), "its head")
