"""From an identifier in its turn to what stands in its place, by the study's policy."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from ingest.records import RosterEntry
from pipeline.folding import fold
from pipeline.identify.finds import Identifier
from pipeline.identify.initials import INITIALS
from pipeline.identify.types import FOUND, IDENTIFIER_TYPES
from pipeline.pseudonyms.backgrounds import wider_background
from pipeline.pseudonyms.book import PseudonymBook
from pipeline.pseudonyms.generalise import age_band, vaguer_date, vaguer_organisation, vaguer_place, with_article

KEEP = "keep"
WORDED = "worded"
"""The method where somebody chose the words."""

_DETERMINER = re.compile(
    r"\b(?:the|an?|this|that|our|my|your|his|her|their|its|every|each|another|same|which|whose) $", re.IGNORECASE
)
_ARTICLE = re.compile(r"an? (?=\S)", re.IGNORECASE)
_AFTER_ARTICLES = frozenset({"AGE", "DEMOGRAPHIC", "PLACE", "ORG"})
_SENTENCE_START = re.compile(r"(?:^|[.?!…:\n][\s\"'“‘(]*)$")


@dataclass(frozen=True, slots=True)
class Special:
    """What was decided for one mention in particular: another policy, words of one's own, and who is meant."""

    policy: str = ""
    words: str = ""
    sense: str = ""
    as_name: str = ""


@dataclass(frozen=True, slots=True)
class Replacer:
    """Replaces identifiers by the study's policy.

    `phrases` are the team's own words for places and organisations; `same` maps their other names, folded, to the one
    that they go by.
    """

    book: PseudonymBook
    policy: dict[str, str]
    phrases: dict[str, str]
    same: dict[str, str] = field(default_factory=dict)

    def replace(self, identifier: Identifier, text: str, special: Special | None = None) -> tuple[str, str | None]:
        """Return the method and what stands in the identifier's place in `text`, None where it stays as it is."""
        special = special or Special()
        policy = special.policy or self.policy[identifier.type]
        if identifier.status != FOUND or policy == KEEP:
            return KEEP, None
        if special.words:
            return WORDED, special.words
        if policy == "pseudonym" and (special.as_name or special.sense):
            words = text[identifier.start : identifier.end]
            if special.as_name:
                return policy, self.book.pseudonym_of(words, special.as_name, special.sense)
            return self._named(words, special.sense)
        if identifier.detectors == (INITIALS,):
            return "placeholder", "[initials]"
        words = text[identifier.start : identifier.end]
        article = _ARTICLE.match(words) if identifier.type in _AFTER_ARTICLES else None
        start = identifier.start + (article.end() if article else 0)
        method, new = self._replaced(identifier.type, policy, words[article.end() :] if article else words, text, start)
        if article and new is not None:
            bare = re.sub(r"^an? ", "", new)
            new = article[0] + bare if bare.startswith("[") else with_article(bare)
            new = new[:1].upper() + new[1:] if article[0][0].isupper() else new
        return method, new

    def _replaced(self, type_: str, policy: str, words: str, text: str, start: int) -> tuple[str, str | None]:
        """Replace words that stand at `start` of `text`, by the policy of their type."""
        policy = policy if policy in IDENTIFIER_TYPES[type_].policies else "placeholder"
        if policy == "placeholder":
            return policy, _placeholder(type_)
        if policy == "pseudonym":
            return self._named(words)
        if policy == "band":
            band = age_band(words)
            if band is None:
                return "placeholder", _placeholder(type_)
            return policy, band.replace(" ", "-") if text[start + len(words) :][:1] == "-" else band
        phrase = self._phrase(type_, words, policy)
        if phrase is None and type_ == "DEMOGRAPHIC":
            return "placeholder", _placeholder(type_)
        return (policy, _fitted(phrase, words, text, start)) if phrase is not None else (KEEP, None)

    def _named(self, words: str, sense: str = "") -> tuple[str, str]:
        """Give a pseudonym, or a placeholder for words that hold no name of their own ("our nan", "3")."""
        new = self.book.pseudonym(words, sense)
        return ("pseudonym", new) if new != words else ("placeholder", _placeholder("PERSON"))

    def _phrase(self, type_: str, words: str, policy: str) -> str | None:
        words = self.same.get(fold(words), words)
        if fold(words) in self.phrases:
            return self.phrases[fold(words)]
        if type_ == "DEMOGRAPHIC":
            return wider_background(words)
        if type_ == "DATE":
            return vaguer_date(words, policy, _shift(self.book.secret))
        return vaguer_place(words) if type_ == "PLACE" else vaguer_organisation(words)


def team_phrases(roster: Iterable[RosterEntry]) -> dict[str, str]:
    """Read from the roster how the team wants places and organisations to be called.

    The `pseudonym` of an entry is taken as it is; without one, its `relation` says what it is ("children's home").
    """
    phrases: dict[str, str] = {}
    for entry in roster:
        if entry.type in ("PLACE", "ORG") and (entry.pseudonym or entry.relation):
            phrase = entry.pseudonym or with_article(entry.relation)
            phrases |= {fold(name): phrase for name in (entry.name, *entry.aliases)}
    return phrases


def _placeholder(type_: str) -> str:
    return f"[{IDENTIFIER_TYPES[type_].label}]"


def _fitted(phrase: str, words: str, text: str, start: int) -> str:
    """Fit a phrase into the sentence that `words` stood in: no second article, a capital where a sentence has one."""
    if _DETERMINER.search(text[:start]):
        phrase = re.sub(r"^an? ", "", phrase)
        if place := re.fullmatch(r"(city|town|village|suburb|county|country) in (?!the )(.+)", phrase):
            phrase = f"{place[2]} {place[1]}"
    if _SENTENCE_START.search(text[:start]) and not words[:1].islower():
        phrase = phrase[:1].upper() + phrase[1:]
    return phrase


def _shift(secret: bytes) -> timedelta:
    """Draw how far this study's dates are moved: between two weeks and half a year, either way."""
    digest = hmac.new(secret, b"shift", hashlib.sha256).digest()
    return timedelta(days=(14 + digest[0] % 168) * (1 if digest[1] % 2 else -1))
