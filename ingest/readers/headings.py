"""What the styles of headings are called, in lower case, as their names begin."""

from __future__ import annotations

_HEADINGS = ("heading", "title", "subtitle")

# Tables of contents repeat the headings.
HEADINGS_IN_WORD = (*_HEADINGS, "toc")
HEADINGS_IN_LIBREOFFICE = (*_HEADINGS, "contents")
