"""The pseudonyms of a study: one for every first name and surname, the same wherever the name is spoken.

A pseudonym belongs to a name, not to a mention: two people who share a surname share its pseudonym, and a bare first name
that could be either of two people stays as open as it was. Aliases in the roster share the pseudonym of their person's
first name, unless two people claim the alias.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from ingest.records import RosterEntry
from pipeline.errors import PseudonymTaken
from pipeline.folding import fold
from pipeline.lists.names import first_name_pool, first_names, surname_pool, surnames
from pipeline.pseudonyms.parts import FIRST, INITIAL, KEPT, LAST, KnownParts, split_name

Key = tuple[str, str]
"""(part, folded name), such as ("first", "nia")."""


@dataclass(slots=True)
class PseudonymBook:
    """What stands for each name: `names` maps (part, folded name) to its replacement."""

    names: dict[Key, str]
    known: KnownParts
    secret: bytes = field(repr=False)

    def pseudonym(self, name: str) -> str:
        """Write `name`, as spoken, under its pseudonyms; titles, spaces and hyphens stay."""
        parts = split_name(name, self.known)
        out, first_key = [], ""
        for part in parts:
            if part.kind == KEPT:
                out.append(part.text)
            elif part.kind == INITIAL:
                out.append(self._initial(part.text, first_key))
            else:
                key = fold(part.text)
                first_key = key if part.kind == FIRST else first_key
                out.append(_cased_like(part.text, self._lookup(part.kind, key)))
        return "".join(out)

    def _lookup(self, kind: str, key: str) -> str:
        if (kind, key) in self.names:
            return self.names[kind, key]
        if key.endswith("s") and (kind, key[:-1]) in self.names:  # "Nias": a possessive without its apostrophe
            return self.names[kind, key[:-1]] + "s"
        raise KeyError(kind)

    def _initial(self, letter: str, first_key: str) -> str:
        """Give the initial of the pseudonym where one surname fits, else a letter that says nothing."""
        fitting = {name[0] for (kind, key), name in self.names.items() if kind == LAST and key[0] == fold(letter)}
        if len(fitting) == 1:
            return fitting.pop()
        digest = hmac.new(self.secret, f"initial:{fold(letter)}".encode(), hashlib.sha256).digest()
        return "ABCDEFGHJKLMNPRSTW"[digest[0] % 18]


def make_book(
    mentions: Iterable[str],
    roster: Iterable[RosterEntry],
    existing: dict[Key, str],
    corpus_words: Collection[str],
    secret: bytes,
) -> PseudonymBook:
    """Give every name of the study a pseudonym; those given before stay, unless they have become real names.

    `mentions` are the people's names as spoken, `corpus_words` the folded words of the whole study: no pseudonym is one
    of them. The choice depends on `secret` alone, so that the same study gives the same names. Raises PseudonymTaken.
    """
    people = [entry for entry in roster if entry.type == "PERSON"]
    spoken = sorted({*mentions, *(name for entry in people for name in (entry.name, *entry.aliases))})
    known = KnownParts()
    known.learn(spoken)
    book = PseudonymBook({}, known, secret)
    keys = sorted({key for name in spoken for key in _keys(name, known)})
    same_as = _aliases(people, known)
    reserved = _reserved(people, known, same_as)
    taken = {fold(name) for name in reserved.values()}
    real = {key for _, key in keys}
    kept = {
        key: name
        for key, name in existing.items()
        if key not in reserved and fold(name) not in corpus_words and fold(name) not in real | taken
    }
    taken |= {fold(name) for name in kept.values()}
    for kind, key in keys:
        root = same_as.get((kind, key), (kind, key))
        if root not in book.names:
            name = reserved.get(root) or kept.get(root) or kept.get((kind, key))
            if name is None:
                name = _choose(root, known_words={*corpus_words, *real, *taken}, secret=secret)
                taken.add(fold(name))
            book.names[root] = name
        book.names[kind, key] = book.names[root]
    return book


def _keys(name: str, known: KnownParts) -> Iterator[Key]:
    for part in split_name(name, known):
        if part.kind in (FIRST, LAST):
            key = fold(part.text)
            base = key[:-1]
            yield part.kind, base if key.endswith("s") and (base in known.first or base in known.last) else key


def _aliases(people: list[RosterEntry], known: KnownParts) -> dict[Key, Key]:
    """Map each alias's parts to those of the person's name, leaving out what two people claim."""
    claims: dict[Key, set[Key]] = {}
    for entry in people:
        own = dict(reversed([*_keys(entry.name, known)]))  # the first of each part
        for alias in entry.aliases:
            for kind, key in _keys(alias, known):
                if kind in own:
                    claims.setdefault((kind, key), set()).add((kind, own[kind]))
        for key in own.items():
            claims.setdefault(key, set()).add(key)
    return {key: next(iter(roots)) for key, roots in claims.items() if len(roots) == 1}


def _reserved(people: list[RosterEntry], known: KnownParts, same_as: dict[Key, Key]) -> dict[Key, str]:
    """Read the pseudonyms that people chose. Raises PseudonymTaken where one is a real name or is chosen twice."""
    real = {key for entry in people for name in (entry.name, *entry.aliases) for _, key in _keys(name, known)}
    reserved: dict[Key, str] = {}
    for entry in people:
        chosen = [part.text for part in split_name(entry.pseudonym, known) if part.kind != KEPT]
        if not chosen:
            continue
        own = dict(reversed([*_keys(entry.name, known)]))
        wanted = zip(
            (kind for kind in (FIRST, LAST) if kind in own), (chosen[0], chosen[-1])[: len(chosen)], strict=False
        )
        for kind, name in wanted:
            key = same_as.get((kind, own[kind]), (kind, own[kind]))
            clash = fold(name) in real or name in (other for k, other in reserved.items() if k != key)
            if clash or reserved.get(key, name) != name:
                raise PseudonymTaken(
                    f"people.csv, row {entry.row}, column pseudonym: it is a real name of this study, or someone else has it. Choose another."
                )
            reserved[key] = name
    return reserved


def _choose(key: Key, known_words: Collection[str], secret: bytes) -> str:
    """Draw the pseudonym for one name, of the same kind, by the study's secret."""
    kind, name = key
    for pool in _pools(kind, name):
        free = [candidate for candidate in pool if not _words(candidate) & set(known_words)]
        if free:
            return min(
                free,
                key=lambda candidate: hmac.new(secret, f"{kind}:{name}:{candidate}".encode(), hashlib.sha256).digest(),
            )
    n = 1
    while f"name{n}" in known_words:
        n += 1
    return f"Name{n}"


def _pools(kind: str, name: str) -> Iterator[tuple[str, ...]]:
    """Offer pools from the nearest kind to the widest."""
    if kind == LAST:
        style = surnames().get(name, "english")
        yield surname_pool(style)
        yield from (surname_pool(other) for other in ("english", "welsh"))
        return
    known = first_names().get(name)
    style, gender = (known.style, known.gender) if known else ("english", "n")
    genders = (gender,) if gender in ("f", "m") else ("n", "f", "m")
    for style_ in (style, "english", "welsh"):
        yield from (first_name_pool(style_, gender_) for gender_ in genders)


def _words(name: str) -> set[str]:
    return set(fold(name).replace("-", " ").replace("'", " ").split()) | {fold(name)}


def _cased_like(original: str, replacement: str) -> str:
    """Write the replacement in capitals or small letters where the original is."""
    if original.islower():
        return replacement.lower()
    if original.isupper() and len(original) > 1:
        return replacement.upper()
    return replacement
