"""The pseudonyms of a study: one for every first name and surname, the same wherever the name is spoken.

A pseudonym belongs to a name, not to a mention: two people who share a surname share its pseudonym, and a bare first
name that could be either of two people stays as open as it was. Aliases in the roster share the pseudonym of their
person's first name, unless two people claim the alias. Somebody who was told apart from others of the same name has a
sense: the name that tells them from others (the first name where there is one) then has a pseudonym of its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from ingest.records import RosterEntry
from pipeline.errors import PseudonymTaken
from pipeline.folding import fold, folded_words
from pipeline.identify.spelled import SPELLED, spelled_word
from pipeline.pseudonyms.choose import Key, Wanted, choose, letter_for
from pipeline.pseudonyms.parts import FIRST, INITIAL, KEPT, LAST, KnownParts, Part, singulars, split_name

One = TypeVar("One", str, Key)

_SENSE = "#"
_LETTER = re.compile(r"(?:double[ -])?[^\W\d_]\b", re.IGNORECASE)


@dataclass(slots=True)
class PseudonymBook:
    """What stands for each name: `names` maps (part, folded name) to its replacement.

    `beside` maps a name to those of the other part that it is spoken with: a first name to surnames, and back; `roots`
    maps a name to the one that it is another form of, which may be itself; `chosen` are the names for which people
    decided on a pseudonym.
    """

    names: dict[Key, str]
    known: KnownParts
    secret: bytes = field(repr=False)
    beside: dict[Key, set[Key]] = field(default_factory=dict)
    roots: dict[Key, Key] = field(default_factory=dict)
    chosen: frozenset[Key] = frozenset()

    def to_remember(self) -> dict[Key, str]:
        """Return the pseudonym of each name that is not another's, by part and name; those chosen by decision apart.

        So a decision that is undone gives a name its own pseudonym back, and nobody is given a chosen one by chance.
        """
        own = (key for key, root in self.roots.items() if key == root)
        return {
            (f"chosen {part}" if (part, key) in self.chosen else part, key): self.names[part, key] for part, key in own
        }

    def pseudonym(self, name: str, sense: str = "") -> str:
        """Write `name`, as spoken, under its pseudonyms; titles, spaces, hyphens and the way of spelling out stay."""
        if SPELLED.fullmatch(name):
            return self._spelled(name)
        out: list[str] = []
        companion: Key | None = None
        parts = split_name(name, self.known)
        telling = _telling_part(parts) if sense else None
        for part in parts:
            if part.kind == KEPT:
                out.append(part.text)
            elif part.kind == INITIAL:
                out.append(self._initial(part.text, companion))
            else:
                companion = (part.kind, fold(part.text))
                own = (part.kind, with_sense(companion[1], sense)) if part is telling else companion
                out.append(_cased_like(part.text, self._lookup(*own)))
        return "".join(out)

    def pseudonym_of(self, mention: str, name: str, sense: str = "") -> str:
        """Write `mention` as it would stand for the person called `name`: their first name for a first name alone."""
        parts = [part for part in split_name(name, self.known) if part.kind in (FIRST, LAST)]
        spoken = [part for part in split_name(mention, self.known) if part.kind in (FIRST, LAST)]
        whole = self.pseudonym(name, sense)
        if len(spoken) != 1 or len(parts) < 2:
            return whole
        wanted = parts[-1] if spoken[0].kind == LAST else parts[0]
        telling = wanted is _telling_part(parts)
        key = with_sense(fold(wanted.text), sense if telling else "")
        return _cased_like(spoken[0].text, self._lookup(wanted.kind, key))

    def parts_of(self, name: str, sense: str = "") -> dict[str, str]:
        """Return the roots of a name's first name and surname, as far as it has them: {"first": "nia", …}."""
        parts = split_name(name, self.known)
        telling = _telling_part(parts) if sense else None
        found: dict[str, str] = {}
        for part in parts:
            if part.kind in (FIRST, LAST):
                own = with_sense("", sense) if part is telling else ""
                forms = [(part.kind, form + own) for form in singulars(fold(part.text))]
                known = next((form for form in forms if form in self.roots), forms[0])
                found.setdefault(part.kind, self.roots.get(known, known)[1])
        return found

    def _lookup(self, kind: str, key: str) -> str:
        name, _, sense = key.partition(_SENSE)
        for form in singulars(name):
            own = with_sense(form, sense)
            if (kind, own) in self.names:
                return self.names[kind, own] if form == name else _plural(self.names[kind, own])
        raise KeyError(kind)

    def _initial(self, letter: str, companion: Key | None) -> str:
        """Give the initial of the pseudonym where one name fits, else a letter that says nothing."""
        others = self.beside.get(companion, set()) if companion else set()
        candidates = others or {key for key in self.names if key[0] == LAST}
        fitting = {self.names[key][0] for key in candidates if key in self.names and key[1][0] == fold(letter)}
        return fitting.pop() if len(fitting) == 1 else letter_for(self.secret, letter)

    def _spelled(self, name: str) -> str:
        """Spell the pseudonym as the name was spelled: "N, I, A" gives "M, E, G"; else give letters."""
        key = fold(spelled_word(name))
        found = next((self.names[kind, key] for kind in (FIRST, LAST) if (kind, key) in self.names), None)
        if found is None:
            return _LETTER.sub(lambda letter: _cased_like(name, letter_for(self.secret, letter[0][-1])), name)
        letters = found if any(c.isupper() for c in name) else found.lower()
        separator = re.search(r"[\s,.-]+", name)
        return (separator[0] if separator else " ").join(c.upper() if letters[0].isupper() else c for c in letters)


@dataclass(frozen=True, slots=True)
class Merged:
    """Two names of one person; the senses are of those who are told apart from others of the same name."""

    name: str
    other: str
    sense: str = ""
    other_sense: str = ""


@dataclass(frozen=True, slots=True)
class WhoIsWho:
    """What people decided about names: who is merged, (name, sense), (name, pseudonym, sense).

    A sense is what tells somebody from others of the same name; "" where nobody has to be told apart.
    """

    merged: tuple[Merged, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    chosen: tuple[tuple[str, str, str], ...] = ()

    @property
    def names(self) -> set[str]:
        """Return every name that was decided about."""
        merged = {name for one in self.merged for name in (one.name, one.other)}
        return merged | {one[0] for one in (*self.apart, *self.chosen)}


def make_book(
    mentions: Iterable[str],
    roster: Iterable[RosterEntry],
    existing: dict[Key, str],
    corpus_words: Collection[str],
    secret: bytes,
    who: WhoIsWho | None = None,
) -> PseudonymBook:
    """Give every name of the study a pseudonym; those given before stay, unless they have become real names.

    `mentions` are the people's names as spoken, `corpus_words` the folded words of the whole study: no pseudonym is one
    of them, and no two names that stand for different people share one. The choice depends on `secret` alone, so that
    the same study gives the same names. `who` is what people decided, which goes before the roster. Raises
    PseudonymTaken.
    """
    who = who or WhoIsWho()
    people = [entry for entry in roster if entry.type == "PERSON"]
    spoken = sorted({*mentions, *(name for entry in people for name in (entry.name, *entry.aliases)), *who.names})
    spoken = [name for name in spoken if not SPELLED.fullmatch(name)]
    known = KnownParts()
    known.learn(spoken)
    keys = sorted({key for name in spoken for key in _keys(name, known)})
    same_as = _aliases(people, known) | _merged(who.merged, known)
    roots = {key: last_of(same_as, key) for key in keys}
    roots |= _as_first_names(roots, {key for key in keys if key in same_as})
    together = _spoken_together(spoken, known, roots)
    apart = {own: plain for name, sense in who.apart for plain, own in _telling_keys(name, sense, known)}
    roots |= {own: last_of(same_as, own) for own in sorted(apart)}
    together |= {own: together[plain] for own, plain in apart.items() if plain in together}
    real = {word for _, key in keys for word in (key, *folded_words(key))}  # Marie-Claire is Marie and Claire too
    decided = _decided(who.chosen, known, same_as, real)
    reserved = _reserved(people, known, same_as) | decided
    book = PseudonymBook({}, known, secret, together, roots, frozenset(decided))
    _assign(book, roots, reserved, _still_usable(existing, reserved, {*corpus_words, *real}), {*corpus_words, *real})
    return book


def _as_first_names(roots: dict[Key, Key], claimed: Collection[Key]) -> dict[Key, Key]:
    """Give a word that is both a first name and a surname in the study one root, unless the roster says whose it is.

    Who is meant by it alone is open in what was said, and stays so; and one surface keeps one pseudonym where a name
    was found with a word too many before it.
    """
    return {
        (kind, name): roots[FIRST, name]
        for kind, name in roots
        if kind == LAST and (FIRST, name) in roots and (kind, name) not in claimed
    }


def _still_usable(existing: dict[Key, str], reserved: dict[Key, str], real: set[str]) -> dict[Key, str]:
    """Keep the pseudonyms given before that are nobody's real name now and that nobody has chosen."""
    chosen = {fold(name) for name in reserved.values()}
    return {key: name for key, name in existing.items() if key not in reserved and fold(name) not in real | chosen}


def _assign(
    book: PseudonymBook, roots: dict[Key, Key], reserved: dict[Key, str], kept: dict[Key, str], real: set[str]
) -> None:
    """Give each root its pseudonym, first names before surnames, and every key that of its root."""
    taken = {fold(name) for name in (*reserved.values(), *kept.values())}
    in_use: set[str] = set()
    for key, root in roots.items():
        if root not in book.names:
            before = kept.get(root) or kept.get(key) or kept.get(_as_other_part(root))
            name = reserved.get(root) or (before if before and fold(before) not in in_use else None)
            if name is None:
                beside = book.beside.get(root, set())
                pseudonyms = tuple(sorted(book.names[other] for other in beside if other in book.names))
                wanted = Wanted(root, tuple(sorted(name for _, name in beside)), pseudonyms)
                name = choose(wanted, real | taken, book.secret)
            taken.add(fold(name))
            in_use.add(fold(name))
            book.names[root] = name
        book.names[key] = book.names[root]


def _as_other_part(key: Key) -> Key:
    """Return a first name as the surname that it may have been taken for before, and a surname as the first name."""
    return (LAST if key[0] == FIRST else FIRST), key[1]


def _spoken_together(spoken: Iterable[str], known: KnownParts, roots: dict[Key, Key]) -> dict[Key, set[Key]]:
    """Gather which first names and surnames stand together in one name, under the names themselves and their roots."""
    together: dict[Key, set[Key]] = {}
    for name in spoken:
        keys = list(_keys(name, known))
        for one in keys:
            others = {roots[other] for other in keys if other[0] != one[0]}
            for key in {one, roots[one]} if others else ():
                together.setdefault(key, set()).update(others)
    for key, root in roots.items():
        if root in together:
            together.setdefault(key, set()).update(together[root])
    return together


def _keys(name: str, known: KnownParts) -> Iterator[Key]:
    for part in split_name(name, known):
        if part.kind in (FIRST, LAST):
            key = fold(part.text)
            yield part.kind, next((base for base in singulars(key) if base in known.first or base in known.last), key)


def with_sense(key: str, sense: str) -> str:
    """Return the key of somebody's name who is told apart from others who bear it."""
    return f"{key}{_SENSE}{sense}" if sense else key


def without_sense(key: str) -> str:
    """Return the key of the name alone."""
    return key.partition(_SENSE)[0]


def _telling_part(parts: Iterable[Part]) -> Part | None:
    """Return the part that tells people of one name apart: the first name where there is one."""
    named = [part for part in parts if part.kind in (FIRST, LAST)]
    return next((part for part in named if part.kind == FIRST), named[0] if named else None)


def _telling_keys(name: str, sense: str, known: KnownParts) -> Iterator[tuple[Key, Key]]:
    """Yield the key of a name's telling part, plain and with its sense."""
    keys = list(_keys(name, known))
    for kind, key in [key for key in keys if key[0] == FIRST][:1] or keys[:1]:
        yield (kind, key), (kind, with_sense(key, sense))


def _told_apart(name: str, sense: str, known: KnownParts) -> list[Key]:
    """List the keys of a name's parts, the telling one with its sense."""
    telling = dict(_telling_keys(name, sense, known))
    return [telling.get(key, key) for key in _keys(name, known)]


def last_of(same_as: Mapping[One, One], key: One) -> One:
    """Follow who is the same as whom to its end; where it goes round in a circle, to the first in order."""
    seen = [key]
    while (after := same_as.get(seen[-1], seen[-1])) not in seen:
        seen.append(after)
    return after if after == seen[-1] else min(seen[seen.index(after) :])


def _merged(merged: Iterable[Merged], known: KnownParts) -> dict[Key, Key]:
    """Map each part of a name to the same part of the name that it was merged with."""
    same: dict[Key, Key] = {}
    for one in merged:
        into = dict(reversed(_told_apart(one.other, one.other_sense, known)))
        for kind, key in _told_apart(one.name, one.sense, known):
            if kind in into and (kind, key) != (kind, into[kind]):
                same[kind, key] = (kind, into[kind])
    return same


def _decided(
    chosen: Iterable[tuple[str, str, str]], known: KnownParts, same_as: dict[Key, Key], real: Collection[str]
) -> dict[Key, str]:
    """Read the pseudonyms that people gave by a decision, less those that have become real names since."""
    given: dict[Key, str] = {}
    for name, pseudonym, sense in chosen:
        telling = dict(_telling_keys(name, sense, known))
        for root, new in _chosen(RosterEntry(name, pseudonym=pseudonym), known, {}):
            if fold(new) in real:
                continue
            given[telling[root] if sense and root in telling else last_of(same_as, root)] = new
    return given


def _aliases(people: list[RosterEntry], known: KnownParts) -> dict[Key, Key]:
    """Map each alias's parts to those of the person's name, leaving out what two people claim."""
    claims: dict[Key, set[Key]] = {}
    for entry in people:
        own = dict(reversed([*_keys(entry.name, known)]))  # the first of each part
        for alias in entry.aliases:
            for kind, key in _keys(alias, known):
                if kind in own:
                    claims.setdefault((kind, key), set()).add((kind, own[kind]))
        for whole in own.items():
            claims.setdefault(whole, set()).add(whole)
    return {key: next(iter(roots)) for key, roots in claims.items() if len(roots) == 1}


def _reserved(people: list[RosterEntry], known: KnownParts, same_as: dict[Key, Key]) -> dict[Key, str]:
    """Read the pseudonyms that people chose. Raises PseudonymTaken where one is a real name or is chosen twice."""
    real = {key for entry in people for name in (entry.name, *entry.aliases) for _, key in _keys(name, known)}
    reserved: dict[Key, str] = {}
    for entry in people:
        for root, name in _chosen(entry, known, same_as):
            clash = fold(name) in real or name in (other for key, other in reserved.items() if key != root)
            if clash or reserved.get(root, name) != name:
                raise PseudonymTaken(
                    f"people.csv, row {entry.row}, column pseudonym: it is a real name of this study, or someone else "
                    "has it. Choose another."
                )
            reserved[root] = name
    return reserved


def _chosen(entry: RosterEntry, known: KnownParts, same_as: dict[Key, Key]) -> Iterator[tuple[Key, str]]:
    """Read which part of somebody's chosen pseudonym stands for which part of their name."""
    words = [part.text for part in split_name(entry.pseudonym, known) if part.kind != KEPT]
    own = dict(reversed([*_keys(entry.name, known)]))
    kinds = [kind for kind in (FIRST, LAST) if kind in own]
    if words:
        for kind, name in zip(kinds, (words[0], words[-1])[: len(words)], strict=False):
            yield same_as.get((kind, own[kind]), (kind, own[kind])), name


def chosen_parts(name: str, pseudonym: str, sense: str = "") -> list[tuple[Key, str]]:
    """Say which word of a pseudonym would stand for which part of somebody's name: [(("first", "nia"), "Beca")]."""
    known = KnownParts()
    known.learn([name])
    telling = dict(_telling_keys(name, sense, known))
    return [(telling.get(root, root), new) for root, new in _chosen(RosterEntry(name, pseudonym=pseudonym), known, {})]


def _plural(name: str) -> str:
    return f"{name}es" if name.endswith(("s", "x", "z", "ch", "sh")) else f"{name}s"


def _cased_like(original: str, replacement: str) -> str:
    """Write the replacement in capitals or small letters where the original is."""
    if original.islower():
        return replacement.lower()
    if original.isupper() and len(original) > 1:
        return replacement.upper()
    return replacement
