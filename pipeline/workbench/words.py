"""The words of the pages in the reader's language: English as it stands in the code, Welsh from one catalogue.

An entry of `cy.po` that is marked fuzzy has not been checked by a speaker; it is shown all the same, and pages say so.
"""

from __future__ import annotations

from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from markupsafe import Markup, escape

ENGLISH, WELSH = "en", "cy"
LANGUAGES = {ENGLISH: "English", WELSH: "Cymraeg"}
COOKIE = "llais_language"
CATALOGUE = Path(__file__).with_name("cy.po")

language: ContextVar[str] = ContextVar("language", default=ENGLISH)
"""The language of the request that is answered."""


def say(text: str, **values: object) -> str:
    """Give a text of the pages in the reader's language; `{name}` in it stands for a value."""
    said = in_language(text)
    return said.format(**values) if values else said


def say_in_page(text: str, **values: object) -> Markup:
    """Give a text as `say` does, for a template: everything but values that are HTML already is escaped."""
    said = Markup(escape(in_language(text)))
    return said.format(**values) if values else said


def to_be_said(text: str) -> str:
    """Mark a text that is kept as data and said later, so that it is in the catalogue."""
    return text


def in_language(text: str) -> str:
    """Look a text up in the reader's language; English where the catalogue has nothing."""
    return catalogue().get(text, text) if language.get() == WELSH else text


@cache
def catalogue() -> dict[str, str]:
    """Read the Welsh of every text of the pages."""
    with CATALOGUE.open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file, locale=WELSH) if entry.id and entry.string}


def preferred(cookie: str, accepted: str) -> str:
    """Choose the reader's language: as they chose on a page, else as their browser asks, else English."""
    if cookie in LANGUAGES:
        return cookie
    first = accepted.split(",")[0].split(";")[0].strip().lower()
    return first.split("-")[0] if first.split("-")[0] in LANGUAGES else ENGLISH
