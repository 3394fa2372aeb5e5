"""Everything original that the store knows, as the leak gate looks for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath

from sqlite_utils import Database

from ingest.speakers import is_tag
from pipeline.folding import fold, folded_words
from pipeline.identify.roster import NOT_NAMES
from pipeline.identify.titles import FORMAL_TITLES, KIN_TITLES
from pipeline.identify.types import SURE
from pipeline.known_names import known_names, named_in
from pipeline.lists.bodies import KEPT_BODIES
from pipeline.lists.places import AREAS
from pipeline.lists.words import is_ordinary
from pipeline.pseudonyms.replace import KEEP
from pipeline.settings import Settings

FEWEST_DIGITS = 6  # fewer digits stand in many places that have nothing to do with the number
_SHORTEST_IN_BYTES = 6
# "Thirteen" or "the eldest" says nothing away from where it was said.
_ONLY_BY_POSITION = frozenset({"AGE", "DEMOGRAPHIC", "OCCUPATION", "CONDITION", "FAMILY", "OTHER"})
_ONLY_IF_TELLING = frozenset({"PERSON", "DATE", "FILE", "CODER"})  # "focus group.docx" names nobody
_BETWEEN_DIGITS = re.compile(r"\d(?:[\d\s()./,‐‑–-]*\d)?")
_BETWEEN_DIGITS_IN_BYTES = re.compile(rb"\d(?:[\d\s()./,-]*\d)?")
# Fingerprints and ids that a machine drew: some of them hold any six digits by chance.
_DRAWN = re.compile(r"(?<![^\W_])(?=\d*[a-f])(?:[\da-f]{32}|[\da-f]{64})(?![^\W_])", re.ASCII)
_DRAWN_IN_BYTES = re.compile(rb"(?=\d{0,31}[a-f])[\da-f]{32,}")  # cells touch each other there
_NOT_TELLING = NOT_NAMES | FORMAL_TITLES | KIN_TITLES | {"coder"}
_CONTRACTED = re.compile(r"\b\w+n['’]t\b", re.IGNORECASE)  # "don't" holds nobody called Don
_BEFORE_NT = frozenset(
    "don can won shan isn aren wasn weren didn doesn hasn haven hadn couldn shouldn wouldn mustn needn ain".split()
)
_PUBLIC = frozenset(tuple(folded_words(name)) for name in (*AREAS, *KEPT_BODIES))


@dataclass(frozen=True, slots=True)
class Originals:
    """What must not be published.

    `phrases` are runs of folded words, indexed by the first; `numbers` long runs of digits; `mentions` whole mentions
    as they were written. `ordinary` are words of names that are ordinary words too (Rose, Mark): they are checked by
    position, never searched for.
    """

    phrases: dict[str, tuple[tuple[str, ...], ...]]
    numbers: frozenset[str]
    mentions: frozenset[str]
    ordinary: frozenset[str]

    def in_text(self, text: str) -> bool:
        """Say whether any of it stands in `text`, at word boundaries, whatever its case and accents."""
        words = folded_words(_CONTRACTED.sub(" ", text))
        for i, word in enumerate(words):
            if any(tuple(words[i : i + len(phrase)]) == phrase for phrase in self.phrases.get(word, ())):
                return True
        return self._holds_number(text)

    def in_terms(self, terms: Iterable[str]) -> int:
        """Count those of a word index's terms that are telling words of their own.

        An index keeps "don't" as don and t: whether a Don is left is for the cells to say.
        """
        terms = (term for term in terms if term not in _BEFORE_NT)
        return sum((fold(term),) in self.phrases.get(fold(term), ()) or self._holds_number(term) for term in terms)

    def in_bytes(self, raw: bytes) -> bool:
        """Say whether a whole mention or a long number stands in raw bytes, as written, in small or in capital letters.

        Short single words are left to the cells and the word indexes: an index stores the ends of words apart, so that
        "Tom" would be found where somebody said "custom".
        """
        long = [mention for mention in self.mentions if not mention.isalpha() or len(mention) >= _SHORTEST_IN_BYTES]
        forms = {form for mention in long for form in (mention, mention.lower(), mention.upper())}
        found = _BETWEEN_DIGITS_IN_BYTES.findall(_DRAWN_IN_BYTES.sub(b" ", raw))
        runs = {run.decode() for run in found if len(run) >= FEWEST_DIGITS}
        return any(self._holds_number(run) for run in runs) or any(_stands_in(form.encode(), raw) for form in forms)

    def not_in(self, public: Iterable[str]) -> Originals:
        """Leave out the mentions that stand in texts which are public anyway."""
        texts = tuple(text.lower() for text in public)
        return replace(self, mentions=frozenset(m for m in self.mentions if not any(m.lower() in t for t in texts)))

    def _holds_number(self, text: str) -> bool:
        return any(number in run for run in _digit_runs(text) for number in self.numbers)


def originals_of(mentions: Iterable[tuple[str, str]]) -> Originals:
    """Make the search for (text, type) mentions. Public names and words that say nothing alone are left out."""
    phrases: set[tuple[str, ...]] = set()
    numbers, whole, ordinary = set[str](), set[str](), set[str]()
    for text, type_ in mentions:
        words = tuple(folded_words(text))
        digits = _national(text) if type_ == "PHONE" else re.sub(r"\D", "", text)
        if not words or type_ in _ONLY_BY_POSITION or words in _PUBLIC:
            continue
        if len(digits) >= FEWEST_DIGITS:
            numbers.add(digits)
        telling = [word for word in words if not _says_nothing(word)]
        if type_ == "PERSON":  # "WK21 Nia Pritchard", as properties of files have it: the label stays public
            telling = [word for word in telling if not is_tag(word.upper())]
        if telling or (len(words) > 1 and type_ not in _ONLY_IF_TELLING):
            phrases.add(words)
            whole.add(text)
        if type_ == "PERSON":
            phrases |= {(word,) for word in telling if (word,) not in _PUBLIC}
            ordinary |= {word for word in words if is_ordinary(word) and word not in _NOT_TELLING and len(word) > 2}
    index: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted(phrases):
        index[phrase[0]] = (*index.get(phrase[0], ()), phrase)
    return Originals(index, frozenset(numbers), frozenset(whole), frozenset(ordinary))


def known_originals(db: Database, settings: Settings) -> Iterator[tuple[str, str]]:
    """Gather from the store every sure mention that was replaced, every known name, and the names of the files.

    A name that is hardly sure is replaced where it is likely; elsewhere it may be a word, and is left as a doubt. Who
    wants to be named is named in their own words; elsewhere their name is replaced where it stands, not searched for.
    """
    named = {word for words in named_in(db).values() for word in words}
    labels = _labels(db)
    for text, type_ in _known_originals(db, settings):
        if type_ == "PERSON" and named.issuperset(folded_words(text)):
            continue
        if text.strip().casefold() not in labels:  # "WK22", said in an interview, is public all the same
            yield text, type_


def _labels(db: Database) -> frozenset[str]:
    """Return the labels of transcripts and participants, casefolded, but for any that could be somebody's name."""
    rows = db.query(
        """SELECT id FROM transcripts UNION SELECT participant_id FROM transcripts
           UNION SELECT participant_id FROM voices"""
    )
    return frozenset(row["id"].casefold() for row in rows if is_tag(row["id"].upper()))


def _known_originals(db: Database, settings: Settings) -> Iterator[tuple[str, str]]:
    replaced = db.query(
        """SELECT DISTINCT substr(t.text, i.start + 1, i.end - i.start) AS text, i.type
           FROM identifiers i JOIN turns t ON t.id = i.turn_id WHERE i.replacement IS NOT NULL AND i.score >= ?""",
        [SURE],
    )
    yield from ((row["text"], row["type"]) for row in replaced)
    beside = db.query("SELECT DISTINCT text, type FROM outside_names WHERE score >= ? ORDER BY text, type", [SURE])
    yield from ((row["text"], row["type"]) for row in beside)
    for entry in known_names(db):
        if settings.policy[entry.type] != KEEP:
            yield from ((name, entry.type) for name in (entry.name, *entry.aliases))
    for row in db.query("SELECT id, participant_id, file_name FROM transcripts"):
        stem = PurePath(row["file_name"]).stem
        labels = {*folded_words(row["id"]), *folded_words(row["participant_id"])}
        if any(word not in labels and not is_tag(word.upper()) for word in folded_words(stem)):
            yield stem, "FILE"
    # A first name alone may be a pseudonym that was drawn for somebody else.
    yield from ((row["name"], "CODER") for row in db.query("SELECT name FROM coders") if " " in row["name"].strip())


def _says_nothing(word: str) -> bool:
    return len(word) < 2 or word.isdigit() or word in _NOT_TELLING or is_ordinary(word)


def _national(phone: str) -> str:
    """Return a phone number's digits as they stand in all its forms: without +44, without the zero before it."""
    return re.sub(r"\D", "", phone).removeprefix("00").removeprefix("44").lstrip("0")


def _digit_runs(text: str) -> list[str]:
    runs = (re.sub(r"\D", "", run) for run in _BETWEEN_DIGITS.findall(_DRAWN.sub(" ", text)))
    return [run for run in runs if len(run) >= FEWEST_DIGITS]


def _stands_in(form: bytes, raw: bytes) -> bool:
    """Look for `form` where no letter or digit touches it."""
    at = raw.find(form)
    while at >= 0:
        before, after = raw[at - 1 : at], raw[at + len(form) : at + len(form) + 1]
        if not _is_letter(before) and not _is_letter(after):
            return True
        at = raw.find(form, at + 1)
    return False


def _is_letter(byte: bytes) -> bool:
    return byte.isalnum() or byte >= b"\x80"
