"""The report as one page of HTML: nothing from outside, no script, made to be printed on A4."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.audit.report.answer import State
from pipeline.audit.report.report import Report

_HERE = Path(__file__).parent
_SIGNS = {State.DONE: "✓", State.PARTLY: "–", State.NOT_DONE: "○", State.NOT_APPLICABLE: " "}
_CLASSES = {State.DONE: "done", State.PARTLY: "partly", State.NOT_DONE: "not-done", State.NOT_APPLICABLE: "none"}


def to_html(report: Report) -> str:
    """Write the report as HTML."""
    templates = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = templates.get_template("report.html")
    return page.render(report=report, signs=_SIGNS, classes=_CLASSES, css=(_HERE / "report.css").read_text("utf-8"))
