"""What people type into a search, as a question that the full-text index always understands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.workbench.finding.folding import folded_words

MOST_TERMS = 20
"""How many words and phrases are looked for at once; more are left out."""

FEWEST_LETTERS = 2
"""How many letters have to stand before a star: nearly every turn has a word that begins with any one letter."""

OR = "OR"
"""What stands between terms of which one is enough; in small letters it is a word like any other."""

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_TERM = re.compile(r'"(?P<phrase>[^"]*)(?:"(?P<star>\*?)|$)|(?P<word>[^\s"]+)')


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase; with `begins`, its last word is only the beginning of one."""

    text: str
    begins: bool = False

    @property
    def quoted(self) -> str:
        """Write it in quotes, as FTS5 reads words that mean only themselves."""
        return f'"{self.text}"{"*" if self.begins else ""}'

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
    """A search: of each group of terms one must be there. `is_cut` says that more was typed than is looked for."""

    groups: tuple[tuple[Term, ...], ...]
    is_cut: bool = False

    @property
    def terms(self) -> tuple[Term, ...]:
        """List all that is looked for."""
        return tuple(term for group in self.groups for term in group)

    @property
    def question(self) -> str:
        """Write it in the language of FTS5: every term in quotes, so that nothing in it is an operator."""
        groups = [" OR ".join(term.quoted for term in group) for group in self.groups]
        if len(self.groups) == len(self.terms):
            return " ".join(groups)
        return " AND ".join(f"({group})" for group in groups)

    def is_in(self, text: str) -> bool:
        """Say whether a term of each group stands in a text."""
        words = folded_words(text)
        return bool(self.groups) and all(any(term.is_in(words) for term in group) for group in self.groups)


def understand(typed: str) -> Asked:
    """Read what was typed: words, "phrases in quotes", and beginnings of words that end in a star.

    OR, in capitals between two of them, asks for either; it binds closer than the space between words, so that
    `school OR ysgol bus` asks for a bus and one of the two. Where it has nothing to join it is left out.

    After a single letter a star is left out. A quotation mark that is never closed reaches to the end; what holds no
    letter and no figure is left out.
    """
    groups: list[list[Term]] = []
    joins = False
    for match in _TERM.finditer(_readable(typed).translate(_QUOTES)):
        if match["word"] == OR:
            joins = bool(groups)
            continue
        text = match["word"] if match["phrase"] is None else match["phrase"]
        words = folded_words(text)
        has_star = bool(match["star"]) or text.endswith("*")
        if words:
            term = Term(text.rstrip("*"), has_star and len(words[-1]) >= FEWEST_LETTERS)
            if joins:
                groups[-1].append(term)
            else:
                groups.append([term])
        joins = False
    return _cut_short(dict.fromkeys(tuple(dict.fromkeys(group)) for group in groups))


def _cut_short(groups: Iterable[tuple[Term, ...]]) -> Asked:
    kept: list[tuple[Term, ...]] = []
    room, asked = MOST_TERMS, 0
    for group in groups:
        asked += len(group)
        if room:
            kept.append(group[:room])
            room -= len(kept[-1])
    return Asked(tuple(kept), asked > MOST_TERMS)


def _readable(typed: str) -> str:
    """Put a space for each character that ends a line or a string for SQLite, or that no text can hold."""
    whole = unicodedata.normalize("NFC", typed)
    return "".join(" " if unicodedata.category(letter) in ("Cc", "Cs") else letter for letter in whole)
