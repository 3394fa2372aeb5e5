"""Texts that people write about their work, such as a purpose or a condition: kept in clear, so they name nobody."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlite_utils import Database

from pipeline.errors import NamesSomebody
from pipeline.folding import fold, folded_words
from pipeline.publish.originals import Originals, known_originals, originals_of
from pipeline.settings import Settings

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Names:
    """Who and what a text must not name.

    `capitals` are words that name somebody of the study where they have a capital: ordinary words that are names too
    (Rose, Mark), and names that the machine was hardly sure of.
    """

    originals: Originals
    capitals: frozenset[str]

    def in_text(self, text: str) -> bool:
        """Say whether `text` names somebody."""
        words = (word for word in _WORD.findall(text) if word[0].isupper() and len(word) > 1)
        return self.originals.in_text(text) or any(fold(word) in self.capitals for word in words)


def names_of(db: Database, settings: Settings) -> Names:
    """Gather whom a text must not name: everybody and everything original in the study, and the people of its team."""
    actors = [(row["name"], "PERSON") for row in db.query("SELECT name FROM actors ORDER BY name")]
    originals = originals_of([*known_originals(db, settings), *actors])
    unsure = db.query(
        """SELECT DISTINCT substr(t.text, i.start + 1, i.end - i.start) AS name FROM identifiers i
           JOIN turns t ON t.id = i.turn_id WHERE i.replacement IS NOT NULL AND i.type = 'PERSON'"""
    )
    telling = originals_of((row["name"], "PERSON") for row in unsure)
    single = {phrase[0] for its in telling.phrases.values() for phrase in its if len(phrase) == 1}
    return Names(originals, originals.ordinary | telling.ordinary | single)


def check_names_nobody(db: Database, settings: Settings, text: str, what: str) -> None:
    """Make sure that a text which will be kept in clear names nobody; `what` it is, such as "the purpose".

    Raises NamesSomebody, without the word.
    """
    if folded_words(text) and names_of(db, settings).in_text(text):
        raise NamesSomebody(
            f"{what[:1].upper()}{what[1:]} holds a name, place or number of this study, or a word that is one when it "
            "has a capital. Write it with labels, such as FC01, and ordinary words in small letters."
        )
