"""How single values look in tables and answers: words as text, never as a link they happen to spell; codes as tags."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from datasette.utils import tilde_encode
from markupsafe import Markup, escape

from pipeline.publish.queries import MARK_BEGINS, MARK_ENDS
from pipeline.publish.schema import TABLES
from pipeline.workbench import addresses
from pipeline.workbench.facts import CodeFacts, Facts

WORDS_SPOKEN = frozenset({"text", "quote", "other_quote"})
_ROW_LINKS = {"participant": "participants", "transcript": "transcripts"}
_REFERENCES = {
    (table.name, column.name): column.references for table in TABLES for column in table.columns if column.references
}
_READ_AT: dict[str, Callable[[str], str]] = {
    "participants": addresses.of_participant,
    "transcripts": addresses.of_transcript,
}
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


def command(words: str) -> Markup:
    """Show a command as one types it."""
    return Markup("<code>{}</code>").format(words)


def code_tag(code: CodeFacts) -> Markup:
    """Draw a code as its tag with its theme's colour, linked to its page."""
    return Markup('<a class="tag" href="{}" title="{}">{}{}</a>').format(
        addresses.of_code(code.id), code.name, swatch(code.colour), code.tag
    )


def snippet(text: str) -> Markup:
    """Show what a search found, the words found marked, and everything else as plain text."""
    marked = str(escape(text)).replace(MARK_BEGINS, "<mark>").replace(MARK_ENDS, "</mark>")
    return Markup(marked)


def render(row: Mapping[str, Any], value: object, column: str, table: str | None, facts: Facts) -> Markup | None:
    """Draw one value, or return None to leave it to Datasette; `table` is None in the answer of a named query."""
    if value is None or value == "":
        return Markup("") if table is None else None
    if column in WORDS_SPOKEN:
        return _spoken(row, value, table, facts)
    return _in_answer(row, value, column, facts) if table is None else _in_table(row, value, column, table, facts)


def _spoken(row: Mapping[str, Any], value: object, table: str | None, facts: Facts) -> Markup:
    names = set(row.keys())
    path = ""
    if table == "codings" and {"transcript_id", "uid"} <= names:
        path = addresses.of_coding(_key(row["transcript_id"]), _key(row["uid"]))
    elif table in ("codings", "suggestions") and "turn_id" in names:
        path = row_path(facts.database, "turns", _key(row["turn_id"]))
    if path:
        return Markup('<a class="words" href="{}">{}</a>').format(path, str(value))
    return Markup('<span class="words">{}</span>').format(str(value))


def _in_answer(row: Mapping[str, Any], value: object, column: str, facts: Facts) -> Markup | None:
    names = set(row.keys())
    code = facts.codes.get(row[_CODE_KEYS[column]]) if _CODE_KEYS.get(column) in names else None
    if column == "snippet":
        return snippet(str(value))
    if code:
        return Markup("{} {}").format(code_tag(code), str(value))
    if column in _ROW_LINKS:
        return link_to(_page_of(_ROW_LINKS[column], str(value), facts), value)
    if column == "turn" and {"turn_id", "transcript"} <= names:
        return link_to(addresses.of_transcript(row["transcript"], int(str(value))), value)
    if column == "theme" and {"theme_id", "group_id"} <= names:
        return link_to(addresses.with_values(addresses.of_theme(row["theme_id"]), {"group": row["group_id"]}), value)
    return None


def _in_table(row: Mapping[str, Any], value: object, column: str, table: str, facts: Facts) -> Markup | None:
    code = facts.codes.get(_key(value)) if _REFERENCES.get((table, column)) == "codes" else None
    if code:
        return Markup("{} {}").format(code_tag(code), code.name)
    if column == "tag" and table in ("codes", "themes"):
        colours = {one.id: one.colour for one in facts.themes} | {id: one.colour for id, one in facts.codes.items()}
        return Markup('<span class="tag">{}{}</span>').format(swatch(colours.get(row["id"], "none")), str(value))
    # Datasette labels references in tables (the value is then a dict), but leaves them bare on a row's own page.
    references = _REFERENCES.get((table, column), "")
    if references and (references in _READ_AT or not isinstance(value, dict)):
        return link_to(_page_of(references, _key(value), facts), _key(value))
    return None


def _page_of(table: str, key: str, facts: Facts) -> str:
    """Return where a thing is read: its own page, or its row where it has none."""
    read_at = _READ_AT.get(table) if "turns" in facts.tables else None
    return read_at(key) if read_at else row_path(facts.database, table, key)


def _key(value: object) -> str:
    return str(value["value"] if isinstance(value, dict) else value)


def link_to(path: str, text: object) -> Markup:
    """Draw a link; `text` is escaped unless it is HTML."""
    return Markup('<a href="{}">{}</a>').format(path, text if isinstance(text, Markup) else str(text))
