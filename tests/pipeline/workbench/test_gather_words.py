"""The catalogue has every text of the pages, in Welsh, and says which of it nobody has checked."""

from __future__ import annotations

import io
import re

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from pipeline.workbench.gather_words import brought_up_to_date, known_welsh, texts
from pipeline.workbench.words import CATALOGUE

_HOLES = re.compile(r"\{[a-z_]*[^}]*\}")


def test_the_catalogue_is_up_to_date() -> None:
    """It holds the texts that the pages have and no others; `make generated` brings it up to date."""
    assert CATALOGUE.read_bytes() == brought_up_to_date(known_welsh())


def test_every_text_has_its_welsh() -> None:
    """No page is half English."""
    known = known_welsh()
    assert [text for text in texts() if not known[text].string] == []


def test_the_welsh_has_the_same_holes() -> None:
    """A value that the English has is in the Welsh too, and none that the page cannot fill."""
    known = known_welsh()
    holes = {text: (_HOLES.findall(text), _HOLES.findall(str(known[text].string))) for text in texts()}
    assert {text: its for text, its in holes.items() if sorted(its[0]) != sorted(its[1])} == {}


def test_what_is_known_stays_and_what_was_checked_stays_checked() -> None:
    """Bringing it up to date loses nobody's work, and takes no check for granted."""
    known = Catalog(locale="cy")
    known.add("Home", "Hafan")
    known.add("Search", "Chwilio", flags=("fuzzy",))
    known.add("A text that is gone", "Wedi mynd")
    again = read_po(io.BytesIO(brought_up_to_date(known)), locale="cy")
    assert (again["Home"].string, again["Home"].fuzzy) == ("Hafan", False)
    assert (again["Search"].string, again["Search"].fuzzy) == ("Chwilio", True)
    assert "A text that is gone" not in again
