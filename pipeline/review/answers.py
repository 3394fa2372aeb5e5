"""The language in which a reviewer answers in a Word comment: yes, no, a name, everywhere, same as …, = …

It is read as people write it: any case, several things in one answer, with or without commas. What cannot be read is
never guessed: the nearest word is offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from pipeline.errors import PipelineError
from pipeline.folding import fold
from pipeline.identify.types import IDENTIFIER_TYPES
from pipeline.review.decisions import KEEP, MENTION, PSEUDONYM, REPLACE, SAME, STUDY, TRANSCRIPT, Wish

HOW = "Answer yes, no, or what it is (name, place, age …); add everywhere, same as …, or = and other words."

# What else each type is called, beside its label; each phrase once.
_ALSO_CALLED = {
    "PERSON": "person, a person, first name, surname, full name, nickname, initials, initial, someone, somebody, enw",
    "PLACE": "town, village, city, street, area, estate, lle",
    "ORG": "organization, body, school, college, home, team, council, court, hospital, club, church, charity, ysgol",
    "ADDRESS": "cyfeiriad",
    "POSTCODE": "post code",
    "PHONE": "phone, telephone, telephone number, mobile, mobile number",
    "EMAIL": "email, e-mail, email address",
    "URL": "website, web site, link",
    "HANDLE": "user name, handle, online name",
    "NHS": "",
    "NINO": "national insurance, ni number",
    "VEHICLE": "registration, car reg, reg, number plate",
    "CASE_REF": "case ref, case number, reference, reference number",
    "DATE": "day, month, year, birthday, date of birth, dyddiad",
    "AGE": "oed",
    "DEMOGRAPHIC": "nationality, ethnicity, religion, language, sexuality",
    "OCCUPATION": "job, role, work, swydd",
    "CONDITION": "condition, health, illness, diagnosis, disability",
    "FAMILY": "family",
    "OTHER": "something else, other detail",
}
_YES = "y, yes, yep, yeah, replace, replace it, change, change it, right, correct, agreed, ok, okay, ie, ydy, iawn"
_NO = "n, no, nope, keep, keep it, leave, leave it, stay, stays, harmless, nobody, na, nage"
_SCOPES = {
    STUDY: "everywhere, all, always, in all, in the study, whole study, in this study, every time, ym mhobman",
    TRANSCRIPT: "in this transcript, this transcript, in this interview, this interview, whole transcript",
    MENTION: "here, here only, only here, just here, this one, this once, this one only, only this one, yma yn unig",
}
_SAYING_NOTHING = frozenset(
    "it it's its it’s is this that that's that’s a an the please and thanks thank you to".split()
)

_SAME = re.compile(r"(?:is |it's |it’s |the )?same (?:person |place |one )?as\s+(?P<words>.+)", re.IGNORECASE)
_INSTEAD = re.compile(
    r"(?:=|becomes?\b|replace (?:it )?(?:with|by)\b|call (?:it|her|him|them)\b)\s*(?P<words>.+)", re.I
)
_CLAUSE = re.compile(r"(?:\"[^\"]*\"|“[^”]*”|[^,;\n\"“]|[\"“])+")
_QUOTES = "\"“”'‘’"
_WORD = re.compile(r"[^\s.!?()/:]+")


class AnswerNotUnderstood(PipelineError):
    """A reviewer's answer cannot be read, says two things at once, or not enough."""

    code = "LL-P055"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reviewer says about a stretch of text; what is "" was not said.

    `verdict` is replace or keep; `same` is another name of whoever is meant, `instead` what is to stand there.
    """

    verdict: str = ""
    type: str = ""
    scope: str = ""
    same: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """The stretch that an answer is about, in source coordinates; `type` is what it is taken for, "" where unknown."""

    transcript_id: str
    turn_id: int
    start: int
    end: int
    words: str
    type: str = ""
    reading: int = 1


def read_answer(text: str) -> Answer | None:
    """Read an answer, or return None where nothing was answered. Raises AnswerNotUnderstood, quoting nothing of it."""
    answer = Answer()
    for clause in _CLAUSE.findall(text):
        answer = _take_clause(answer, clause.strip())
    if answer == Answer():
        return None
    if answer.verdict == KEEP and (answer.type or answer.same or answer.instead):
        raise AnswerNotUnderstood("It says no and what to put there. Say one of them.")
    if not answer.verdict and (answer.type or answer.same or answer.instead):
        answer = replace(answer, verdict=REPLACE)
    if not answer.verdict:
        raise AnswerNotUnderstood("It says where, but not yes, no, or what it is.")
    return answer


def wishes_of(answer: Answer, about: About) -> list[Wish]:
    """Turn an answer into decisions, in the order in which they are made. Raises AnswerNotUnderstood.

    Without a scope an answer is about this mention alone; that two names are one person's is true of the whole study.
    """
    type_ = answer.type or about.type
    if answer.verdict == REPLACE and not type_:
        raise AnswerNotUnderstood("Say what it is: a name, a place, an age …")
    scope = answer.scope or MENTION
    named = answer.instead and type_ in ("PERSON", "PLACE", "ORG") and scope == STUDY
    words = "" if named else answer.instead
    if answer.verdict == KEEP:
        return [_wish(about, KEEP, scope)]
    wishes = [_wish(about, REPLACE, scope, type=type_, replacement=words)]
    if answer.same:
        wishes.append(_wish(about, SAME, answer.scope or STUDY, type=type_, other=answer.same))
    if named:
        wishes.append(_wish(about, PSEUDONYM, STUDY, type=type_, replacement=answer.instead))
    return wishes


def _wish(about: About, action: str, scope: str, *, type: str = "", replacement: str = "", other: str = "") -> Wish:
    wish = Wish(action, scope, about.words, type=type, replacement=replacement, other=other, reading=about.reading)
    if scope == STUDY:
        return wish
    wish = replace(wish, transcript_id=about.transcript_id)
    if scope == TRANSCRIPT:
        return wish
    return replace(wish, turn_id=about.turn_id, start=about.start, end=about.end)


def _take_clause(answer: Answer, clause: str) -> Answer:
    for pattern, what in ((_SAME, "same"), (_INSTEAD, "instead")):
        if found := pattern.fullmatch(clause):
            words, scope = _without_scope(found["words"])
            if scope:
                answer = _take(answer, "scope", scope)
            return _take(answer, what, words.strip().strip(_QUOTES).strip())
        if found := re.search(rf"\s(?={pattern.pattern}$)", clause, re.IGNORECASE):
            answer = _take_clause(answer, clause[: found.start()])
            return _take_clause(answer, clause[found.end() :])
    return _take_words(answer, clause)


def _take_words(answer: Answer, clause: str) -> Answer:
    """Read a clause as known phrases one after the other, the longest first."""
    words = [fold(word) for word in _WORD.findall(clause)]
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            meaning = _MEANINGS.get(" ".join(words[at : at + length]))
            if meaning:
                answer = _take(answer, *meaning)
                at += length
                break
        else:
            if words[at] not in _SAYING_NOTHING:
                raise AnswerNotUnderstood(_nearest(" ".join(words), words[at]))
            at += 1
    return answer


def _take(answer: Answer, what: str, value: str) -> Answer:
    if getattr(answer, what) not in ("", value):
        raise AnswerNotUnderstood("It says two different things. Say one of them.")
    return replace(answer, **{what: value})


def _without_scope(words: str) -> tuple[str, str]:
    """Take "everywhere" off the end of what was meant as somebody's name."""
    for phrase, (what, value) in _MEANINGS.items():
        if what == "scope" and (found := re.search(rf"[\s.]+{re.escape(phrase)}[\s.]*$", words, re.IGNORECASE)):
            return words[: found.start()], value
    return words, ""


def _nearest(*said: str) -> str:
    for words in said:
        near = process.extractOne(words, _OFFERED, scorer=fuzz.ratio, score_cutoff=70)
        if near:
            return f"It is not understood. Did you mean “{near[0]}”?"
    return f"It is not understood. {HOW}"


def _phrases(listed: str) -> Iterator[str]:
    return (fold(phrase.strip()) for phrase in listed.split(",") if phrase.strip())


def _meanings() -> Iterable[tuple[str, tuple[str, str]]]:
    for name, kind in IDENTIFIER_TYPES.items():
        for phrase in (name, name.replace("_", " "), kind.label):
            yield fold(phrase), ("type", name)
        yield from ((phrase, ("type", name)) for phrase in _phrases(_ALSO_CALLED[name]))
    yield from ((phrase, ("verdict", REPLACE)) for phrase in _phrases(_YES))
    yield from ((phrase, ("verdict", KEEP)) for phrase in _phrases(_NO))
    for scope, listed in _SCOPES.items():
        yield from ((phrase, ("scope", scope)) for phrase in _phrases(listed))


_MEANINGS: dict[str, tuple[str, str]] = dict(_meanings())
_OFFERED = [phrase for phrase in _MEANINGS if len(phrase) > 1]
_LONGEST = max(len(phrase.split()) for phrase in _MEANINGS)
