"""Quotes as a Word document, by theme and code, for reading and for meetings."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

import docx
from docx.document import Document
from docx.shared import Cm
from docx.text.paragraph import Paragraph
from sqlite_utils import Database

from exports.codebook_docx import readable_on_white
from exports.published import PLAIN, Quote, Study, quotes, study_of
from exports.stable_zip import stable_zip
from exports.word_parts import (
    INK,
    QUIET,
    SANS,
    SERIF,
    add_rule,
    add_run,
    forget_author,
    set_page,
    set_style,
)

_INDENT = Cm(0.6)


@dataclass(frozen=True, slots=True)
class _Heading:
    """What stands above the quotes of a theme or a code."""

    tag: str
    name: str
    definition: str
    colour: str


def quotes_to_docx(db: Database) -> bytes:
    """Write the quotes that may be quoted under their themes and codes; every page says that a draft is a draft.

    The same database gives the same bytes, with no author and no time of writing in them.
    """
    study = study_of(db)
    themes, codes = _headings(db)
    passages = list(quotes(db))
    document = docx.Document()
    forget_author(document, f"Quotes: {study.title}")
    set_page(document, study.banner, study.title)
    _set_styles(document)
    _title(document, study, passages)
    for theme, its in groupby(passages, key=lambda quote: quote.theme_id):
        _theme(document, themes[theme])
        for code, same in groupby(its, key=lambda quote: quote.code_id):
            _code(document, codes[code])
            for quote, coders in _once(same):
                _quote(document, quote, coders, codes[code].colour)
    written = io.BytesIO()
    document.save(written)
    return stable_zip(written.getvalue())


def _headings(db: Database) -> tuple[dict[str, _Heading], dict[str, _Heading]]:
    themes = {
        row["id"]: _Heading(row["tag"], row["name"], row["definition"], row["colour"])
        for row in db.query("SELECT id, tag, name, definition, colour FROM themes")
    }
    codes = {
        row["id"]: _Heading(row["tag"], row["name"], row["definition"], themes[row["theme_id"]].colour)
        for row in db.query("SELECT id, theme_id, tag, name, definition FROM codes")
    }
    return themes, codes


def _set_styles(document: Document) -> None:
    set_style(document, "Normal", SERIF, 11, INK, after=4)
    set_style(document, "Title", SERIF, 26, INK, after=2)
    set_style(document, "Subtitle", SANS, 11, QUIET, after=6)
    set_style(document, "Heading 1", SERIF, 19, INK, before=24, after=2)
    set_style(document, "Heading 2", SANS, 12.5, INK, before=16, after=1, bold=True)
    set_style(document, "Body Text", SANS, 9.5, QUIET, after=7)
    set_style(document, "Body Text 2", SERIF, 11.5, INK, after=0)
    set_style(document, "Body Text 3", SANS, 9, QUIET, after=9)


def _title(document: Document, study: Study, passages: list[Quote]) -> None:
    document.add_paragraph(study.title, style="Title")
    people = len({quote.participant for quote in passages if quote.participant})
    passages_said = len({(quote.transcript, quote.turn, quote.quote) for quote in passages})
    document.add_paragraph(f"Quotes by theme and code · {passages_said} passages, {people} people", style="Subtitle")
    marks = "" if study.marker == PLAIN else f" Words in {study.marker.replace('…', ' ')} stand in for what was said."
    replaced = f"Names, places and dates were replaced to protect people.{marks}"
    explained = f"{replaced} A passage with several codes stands under each."
    document.add_paragraph(
        explained if passages else "Nothing is coded yet, or consent allows no quotation.", style="Body Text"
    )


def _theme(document: Document, theme: _Heading) -> None:
    heading = document.add_paragraph(style="Heading 1")
    add_rule(heading, "top", theme.colour, points=4.5, space=5)
    _tagged(heading, theme, 12)
    _defined(document, theme)


def _code(document: Document, code: _Heading) -> None:
    heading = document.add_paragraph(style="Heading 2")
    _tagged(heading, code, 10.5)
    _defined(document, code)


def _tagged(heading: Paragraph, entry: _Heading, size: float) -> None:
    add_run(heading, entry.tag, font=SANS, size=size, colour=readable_on_white(entry.colour), bold=True)
    heading.add_run(f"  {entry.name}")
    heading.paragraph_format.keep_with_next = True


def _defined(document: Document, entry: _Heading) -> None:
    document.add_paragraph(entry.definition, style="Body Text").paragraph_format.keep_with_next = True


def _once(passages: Iterable[Quote]) -> list[tuple[Quote, list[str]]]:
    """Join the codings of the same words by several coders to one quote, with the coders."""
    joined: dict[tuple[str, int, str], tuple[Quote, list[str]]] = {}
    for quote in passages:
        _, coders = joined.setdefault((quote.transcript, quote.turn, quote.quote), (quote, []))
        if quote.coder not in coders:
            coders.append(quote.coder)
    return list(joined.values())


def _quote(document: Document, quote: Quote, coders: list[str], colour: str) -> None:
    words = document.add_paragraph(quote.quote, style="Body Text 2")
    words.paragraph_format.keep_together = words.paragraph_format.keep_with_next = True
    source = document.add_paragraph(_source(quote, coders), style="Body Text 3")
    for paragraph in (words, source):
        paragraph.paragraph_format.left_indent = _INDENT
        add_rule(paragraph, "left", colour, points=2.25, space=9)


def _source(quote: Quote, coders: list[str]) -> str:
    where = f"{quote.transcript}, turn {quote.turn}"
    who = quote.participant if quote.participant != quote.transcript else ""
    return " · ".join(part for part in (who, where, quote.group.lower(), f"coded by {', '.join(coders)}") if part)
