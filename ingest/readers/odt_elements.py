"""What becomes of the elements in an OpenDocument text, by their names: text, or a note of what is no speech."""

from __future__ import annotations

from typing import Any

from ingest.outside import Kind
from ingest.readers.odt_body import Body, Handler, times_said
from ingest.readers.odt_changes import CHANGES
from ingest.readers.odt_names import OF_THE_FILE, WHO_AND_WHEN, controls, get, plain, tag_of
from ingest.readers.odt_styles import TEXT, Look
from ingest.readers.odt_tables import read_table

_MOST_SPACES = 100

_MARKS = (
    "bookmark bookmark-start reference-mark reference-mark-start alphabetical-index-mark alphabetical-index-mark-start "
    "toc-mark toc-mark-start user-index-mark user-index-mark-start"
).split()
_SHAPES = (
    "frame custom-shape rect ellipse circle line polyline polygon regular-polygon path connector caption measure"
).split()


def _span(body: Body, element: Any, look: Look) -> None:
    body.note(Kind.LINK, get(element, "office:title"))
    body.children(element, body.styles.look(TEXT, get(element, "text:style-name"), look))


def _spaces(body: Body, element: Any, look: Look) -> None:
    body.add(" " * min(times_said(get(element, "text:c")), _MOST_SPACES), look)
    body.flow.blank = False


def _tab(body: Body, element: Any, look: Look) -> None:
    body.add("\t", look)


def _line_break(body: Body, element: Any, look: Look) -> None:
    body.add("\n", look)


def _hidden_text(body: Body, element: Any, look: Look) -> None:
    """Read a text that a condition hides; some programs keep its words beside it only."""
    if get(element, "text:is-hidden") == "false":
        body.children(element, look)
    else:
        body.note(Kind.HIDDEN, plain(element) or get(element, "text:string-value"))


def _conditional_text(body: Body, element: Any, look: Look) -> None:
    """Read the one of two texts that is shown."""
    for one in ("text:string-value-if-true", "text:string-value-if-false"):
        if get(element, one).strip() != plain(element):
            body.note(Kind.HIDDEN, get(element, one))
    body.children(element, look)


def _section(body: Body, element: Any, look: Look) -> None:
    display = get(element, "text:display")
    body.note_name(element, "text:name")
    if display == "none" or (display == "condition" and get(element, "text:is-hidden") == "true"):
        body.apart(Kind.HIDDEN, element)
    else:
        body.children(element, look)


def _chosen(body: Body, element: Any, look: Look) -> None:
    """Read what was chosen or filled in; what else there was to choose from is no text."""
    _controls(body, element, look)
    if get(element, "loext:showing-place-holder") == "true":
        body.note(Kind.CONTROL, plain(element))
    else:
        body.children(element, look)


def _controls(body: Body, element: Any, look: Look) -> None:
    for text in controls(element):
        body.note(Kind.CONTROL, text)


def _forms(body: Body, element: Any, look: Look) -> None:
    _controls(body, element, look)
    for one in element.iter(tag_of("form:form")):
        body.note(Kind.DATA, " ".join((get(one, "form:datasource"), get(one, "form:command"))), "form")
        body.note(Kind.LINK, get(one, "xlink:href"), "form")


def _footnote(body: Body, element: Any, look: Look) -> None:
    kind = Kind.ENDNOTE if get(element, "text:note-class") == "endnote" else Kind.FOOTNOTE
    for one in element.iterchildren(tag_of("text:note-body")):
        body.apart(kind, one)


def _comment(body: Body, element: Any, look: Look) -> None:
    body.note_author(element, "comments")
    body.apart(Kind.COMMENT, element)


def _shape(body: Body, element: Any, look: Look) -> None:
    """Read a text box or another shape: its paragraphs come after the one that it is anchored to."""
    body.note_name(element, "draw:name")
    page = get(element, "text:anchor-page-number")
    place = f"text box on page {times_said(page)}" if page else f"text box at {body.place or 'the beginning'}"
    body.flow.after += body.inside(element, Look(hidden=look.hidden), place, boxed=True)


def _bookmark(body: Body, element: Any, look: Look) -> None:
    for key in ("text:name", "text:string-value", "text:key1", "text:key2"):
        if not get(element, key).startswith("_"):
            body.note(Kind.BOOKMARK, get(element, key))


def _as(kind: Kind) -> Handler:
    def note(body: Body, element: Any, look: Look) -> None:
        body.note(kind, plain(element))

    return note


def _nothing(body: Body, element: Any, look: Look) -> None:
    """Leave out what is no text."""


# What is not named here is only what holds its children.
ELEMENTS: dict[str, Handler] = {
    **dict.fromkeys((f"text:{name}" for name in OF_THE_FILE), _as(Kind.FIELD)),
    **dict.fromkeys((f"text:{name}" for name in _MARKS), _bookmark),
    **dict.fromkeys((f"draw:{name}" for name in _SHAPES), _shape),
    **dict.fromkeys(("text:p", "text:h"), Body.paragraph),
    **dict.fromkeys(("text:span", "text:a"), _span),
    "text:s": _spaces,
    "text:tab": _tab,
    "text:line-break": _line_break,
    "text:section": _section,
    "text:hidden-text": _hidden_text,
    "text:conditional-text": _conditional_text,
    "text:placeholder": _as(Kind.CONTROL),
    **dict.fromkeys(("text:drop-down", "text:text-input", "loext:content-control"), _chosen),
    "field:param": _controls,
    "text:ruby-text": _as(Kind.NOTE),
    "text:note": _footnote,
    "office:annotation": _comment,
    **dict.fromkeys(("svg:title", "svg:desc", "table:title", "table:desc"), _as(Kind.ALT_TEXT)),
    "draw:object": _as(Kind.EMBEDDED),
    "office:forms": _forms,
    **dict.fromkeys(("text:script", "text:user-field-decls", "text:dde-connection-decls"), Body.data),
    "table:table": read_table,
    **CHANGES,
    **dict.fromkeys((*WHO_AND_WHEN, "text:number", "office:binary-data"), _nothing),
}
