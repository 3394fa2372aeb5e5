"""The parts of a person's name as spoken: title, first name, surname, initial."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.folding import fold
from pipeline.identify.roster import NOT_NAMES
from pipeline.identify.titles import FORMAL_TITLES, KIN_TITLES
from pipeline.lists.names import first_names, surnames

FIRST = "first"
LAST = "surname"
INITIAL = "initial"
KEPT = "kept"

_ENDEARMENTS = frozenset({"bach", "fach"})  # "Siân fach" is Siân, dear
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+|[\W_]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a name as written, and which part of the name it is; `KEPT` stays as it is."""

    text: str
    kind: str


@dataclass(slots=True)
class KnownParts:
    """Which words are first names and which are surnames in this study, by folded form."""

    first: set[str] = field(default_factory=set)
    last: set[str] = field(default_factory=set)

    def learn(self, names: Iterable[str]) -> None:
        """Learn from names whose form says which word is which: two words or more, or a formal title."""
        for name in names:
            words = [word for word in _WORD.findall(name) if word[0].isalpha()]
            titled = bool(words) and fold(words[0]) in FORMAL_TITLES
            proper = [fold(word) for word in words if not _is_kept(word) and len(word) > 1]
            if titled and len(proper) == 1:
                self.last.add(proper[0])
            elif len(proper) > 1:
                self.first.update(proper[:-1])
                self.last.add(proper[-1])


def split_name(name: str, known: KnownParts) -> list[Part]:
    """Split a name as written into its parts; joined again they give `name`."""
    pieces = _WORD.findall(name)
    proper = [i for i, piece in enumerate(pieces) if piece[0].isalpha() and not _is_kept(piece) and len(piece) > 1]
    titled = any(fold(piece) in FORMAL_TITLES for piece in pieces)
    parts = []
    for i, piece in enumerate(pieces):
        if i in proper:
            kind = _kind_of(fold(piece), alone=len(proper) == 1, final=i == proper[-1], titled=titled, known=known)
            parts.append(Part(piece, kind))
        elif len(piece) == 1 and piece.isalpha() and piece.isupper():
            parts.append(Part(piece, INITIAL))
        else:
            parts.append(Part(piece, KEPT))
    return parts


def _kind_of(key: str, *, alone: bool, final: bool, titled: bool, known: KnownParts) -> str:
    if not alone:
        return LAST if final else FIRST
    if titled:
        return LAST
    for kind, words in ((FIRST, known.first), (LAST, known.last)):
        if any(form in words for form in singulars(key)):
            return kind
    return LAST if key in surnames() and key not in first_names() else FIRST


def singulars(key: str) -> Iterator[str]:
    """Give a folded name, and what it may be the plural or the possessive of: "the Joneses", "Nias"."""
    yield key
    if key.endswith("s"):
        yield key[:-1]
    if key.endswith("es"):
        yield key[:-2]


def _is_kept(word: str) -> bool:
    key = fold(word)
    return key in FORMAL_TITLES or key in KIN_TITLES or key in NOT_NAMES or key in _ENDEARMENTS
