"""How single values look in tables and answers: words as text, never as a link they happen to spell; codes with colour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from datasette.utils import tilde_encode
from markupsafe import Markup, escape

from pipeline.publish.queries import MARK_BEGINS, MARK_ENDS
from pipeline.workbench.facts import CodeFacts, Facts

WORDS_SPOKEN = frozenset({"text", "quote", "other_quote"})
_ROW_LINKS = {"participant": "participants", "transcript": "transcripts"}
_CODE_KEYS = {"code": "code_id", "other_code": "other_code_id"}


def row_path(database: str, table: str, key: object) -> str:
    """Return the path of a row's page, for tables whose key is one column."""
    return f"/{tilde_encode(database)}/{tilde_encode(table)}/{tilde_encode(str(key))}"


def swatch(colour: str) -> Markup:
    """Draw a small square in a theme's colour; it always stands beside the tag, which says the same in letters."""
    return Markup(
        '<svg class="swatch" width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">'
        '<rect width="10" height="10" rx="2" fill="{}"/></svg>'
    ).format(colour)


def code_tag(database: str, code: CodeFacts) -> Markup:
    """Draw a code as its tag with its theme's colour, linked to the code."""
    return Markup('<a class="tag" href="{}" title="{}">{}{}</a>').format(
        row_path(database, "codes", code.id), code.name, swatch(code.colour), code.tag
    )


def snippet(text: str) -> Markup:
    """Show what a search found, the words found marked, and everything else as plain text."""
    marked = str(escape(text)).replace(MARK_BEGINS, "<mark>").replace(MARK_ENDS, "</mark>")
    return Markup(marked)  # noqa: S704 - every part but the marks themselves was escaped


def render(row: Mapping[str, Any], value: object, column: str, table: str | None, facts: Facts) -> Markup | None:
    """Draw one value, or return None to leave it to Datasette; `table` is None in the answer of a named query."""
    if value is None or value == "":
        return None
    shown = escape(_label(value))
    names = set(row.keys())
    if column == "snippet" and table is None:
        return snippet(str(value))
    if column in WORDS_SPOKEN:
        return _spoken(row, names, shown, table, facts)
    if column == "tag" and table in ("codes", "themes"):
        return _tag_of_row(row, names, shown, table, facts)
    if table is None and column in _CODE_KEYS and _CODE_KEYS[column] in names:
        code = facts.codes.get(row[_CODE_KEYS[column]])
        return Markup("{} {}").format(code_tag(facts.database, code), shown) if code else shown
    if table is None and column in _ROW_LINKS:
        return Markup('<a href="{}">{}</a>').format(row_path(facts.database, _ROW_LINKS[column], value), shown)
    if table is None and column == "turn" and "turn_id" in names:
        return Markup('<a href="{}">{}</a>').format(row_path(facts.database, "turns", row["turn_id"]), shown)
    if column == "code_id" and table in ("codings", "suggestions", "code_by_code"):
        return _code_cell(value, facts)
    return None


def _label(value: object) -> str:
    return str(value["label"] if isinstance(value, dict) else value)


def _spoken(row: Mapping[str, Any], names: set[str], shown: Markup, table: str | None, facts: Facts) -> Markup:
    if table in ("codings", "suggestions") and "turn_id" in names:
        turn = row["turn_id"]
        key = turn["value"] if isinstance(turn, dict) else turn
        return Markup('<a class="words" href="{}">{}</a>').format(row_path(facts.database, "turns", key), shown)
    return Markup('<span class="words">{}</span>').format(shown)


def _tag_of_row(row: Mapping[str, Any], names: set[str], shown: Markup, table: str, facts: Facts) -> Markup:
    key = row["id"] if "id" in names else ""
    colours = {theme.id: theme.colour for theme in facts.themes} | {id: code.colour for id, code in facts.codes.items()}
    return Markup('<span class="tag">{}{}</span>').format(swatch(colours[key]), shown) if key in colours else shown


def _code_cell(value: object, facts: Facts) -> Markup | None:
    code = facts.codes.get(str(value["value"] if isinstance(value, dict) else value))
    return Markup("{} {}").format(code_tag(facts.database, code), code.name) if code else None
