"""What people type into a search, as a question that the full-text index always understands."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from pipeline.workbench.finding.folding import folded_words

MOST_TERMS = 20
"""How many words and phrases are looked for at once; more are left out."""

FEWEST_LETTERS = 2
"""How many letters have to stand before a star: nearly every turn has a word that begins with any one letter."""

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_TERM = re.compile(r'"(?P<phrase>[^"]*)(?:"(?P<star>\*?)|$)|(?P<word>[^\s"]+)')


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase; with `begins`, its last word is only the beginning of one."""

    text: str
    begins: bool = False

    def is_in(self, words: tuple[str, ...]) -> bool:
        """Say whether it stands in a text, which is given as its folded words."""
        *first, last = folded_words(self.text)
        for at in range(len(words) - len(first)):
            here = words[at + len(first)]
            if [*words[at : at + len(first)]] == first and (here.startswith(last) if self.begins else here == last):
                return True
        return False


@dataclass(frozen=True, slots=True)
class Asked:
    """A search: all of its terms must be there. `is_cut` says that more was typed than is looked for."""

    terms: tuple[Term, ...]
    is_cut: bool = False

    @property
    def question(self) -> str:
        """Write it in the language of FTS5: every term in quotes, so that nothing in it is an operator."""
        return " ".join(f'"{term.text}"{"*" if term.begins else ""}' for term in self.terms)

    def is_in(self, text: str) -> bool:
        """Say whether every term stands in a text."""
        words = folded_words(text)
        return bool(self.terms) and all(term.is_in(words) for term in self.terms)


def understand(typed: str) -> Asked:
    """Read what was typed: words, "phrases in quotes", and beginnings of words that end in a star.

    After a single letter a star is left out. A quotation mark that is never closed reaches to the end; what holds no
    letter and no figure is left out.
    """
    terms = []
    for match in _TERM.finditer(_readable(typed).translate(_QUOTES)):
        text = match["word"] if match["phrase"] is None else match["phrase"]
        words = folded_words(text)
        has_star = bool(match["star"]) or text.endswith("*")
        if words:
            terms.append(Term(text.rstrip("*"), has_star and len(words[-1]) >= FEWEST_LETTERS))
    terms = [*dict.fromkeys(terms)]
    return Asked(tuple(terms[:MOST_TERMS]), len(terms) > MOST_TERMS)


def _readable(typed: str) -> str:
    """Put a space for each character that ends a line or a string for SQLite, or that no text can hold."""
    whole = unicodedata.normalize("NFC", typed)
    return "".join(" " if unicodedata.category(letter) in ("Cc", "Cs") else letter for letter in whole)
