"""The doubt list of a transcript: every word that could name somebody, and that no detector need have claimed.

It is the exhaustive review list of archives (UK Data Service): names in the lists, capitals in mid-sentence, digits,
initials, and in transcripts without capitals the words in no word list. A document is reviewed when a person has
decided about each of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from pipeline.identify.kept import KeptNames
from pipeline.identify.scoring import CALENDAR, NEVER_NAMES, name_score
from pipeline.identify.titles import FORMAL_TITLES, KIN_TITLES, KIN_WORDS
from pipeline.identify.turns import turns_as_docs
from pipeline.identify.words import (
    blank_pipeline,
    is_capitalised,
    is_word,
    next_word,
    previous_word,
    starts_sentence,
    uses_capitals,
)
from pipeline.lists.harmless_capitals import names_nobody
from pipeline.lists.names import first_names, surnames
from pipeline.lists.peoples import PEOPLES
from pipeline.lists.places import AREAS
from pipeline.lists.words import is_ordinary

NAME = "a name in the lists"
CAPITAL = "a capital in mid-sentence"
NUMBER = "a number"
UNKNOWN = "a word in no word list"
INITIAL = "an initial"
REASONS = (NAME, CAPITAL, NUMBER, UNKNOWN, INITIAL)

_WITH_DIGITS = r"\w*\d\w*"
_NUMBER = re.compile(rf"[£$€+]?{_WITH_DIGITS}(?:(?:[ .,:/–-]|'|’| [-–] ){_WITH_DIGITS})*%?")
# Between two words of one name: "O'Brien", "Llety'r Onnen", "Ysgol y Graig"; after a letter also a stop: "J. K. Rees".
_LINK = re.compile(r"[ \u00a0]?(?:(?:['’-]|['’]r|y|yr|of)[ \u00a0]?)?")
_LINK_OF_A_LETTER = re.compile(rf"\.?(?:{_LINK.pattern})")
# After these, somebody's words begin with a capital of their own: "he says, Come in".
_SPEECH = frozenset(", - – —".split())
# A letter beside these is a mark, a plan or a form: "plan B", "A levels", "A&E", "T-shirt".
_LETTERED = frozenset("& plan vitamin grade option hepatitis type form section category tier band part point".split())
_AFTER_A_LETTER = frozenset("- & level levels lefel star".split())
# Words of one letter that begin sentences in English and Welsh.
_ONE_LETTER_WORDS = frozenset("A O Y".split())
_BEFORE_A_MONTH = frozenset(
    (
        "in of since until till by from to through before after during around last next this every early late mid "
        "each end about and or ym yn mis ers tan o erbyn"
    ).split()
)
_ROLES = FORMAL_TITLES | KIN_TITLES | KIN_WORDS
_SURE_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of the doubt list; `start`:`end` are offsets into the turn's source text, `reason` one of REASONS."""

    start: int
    end: int
    reason: str


def doubt_list(texts: Sequence[str], keep: Collection[str] = ()) -> list[list[Listed]]:
    """List, turn by turn, what in a transcript a person must decide about; entries of a turn never overlap.

    `texts` are the source texts of all its turns, which tell together whether it uses capitals; `keep` are names that
    the study leaves as they are. What detectors found may be in it.
    """
    nlp = blank_pipeline()
    kept = KeptNames(nlp, keep, _areas_that_are_names())
    return [_entries(doc, kept.spans(doc)) for doc in turns_as_docs(nlp, texts)]


def _entries(doc: Doc, kept: Iterable[tuple[int, int]]) -> list[Listed]:
    left_alone = list(kept)
    numbers = [Listed(m.start(), m.end(), NUMBER) for m in _NUMBER.finditer(doc.text)]
    numbers = [one for one in numbers if not any(start <= one.start and one.end <= end for start, end in left_alone)]
    passed = left_alone + [(one.start, one.end) for one in numbers]
    words = (Listed(t.idx, t.idx + len(t), reason) for t in doc if is_word(t) and (reason := _reason(t)))
    entries = _joined(doc.text, (one for one in words if not _overlaps(one, passed)))
    return sorted([*numbers, *entries], key=lambda one: one.start)


def _reason(token: Token) -> str:
    """Say why a word is on the list, or "" where it is not."""
    folded = token.norm_
    if len(token) == 1:
        return INITIAL if _is_initial(token) else ""
    if folded in CALENDAR:
        return NAME if _may_be_a_name(token) and not _is_a_month(token) else ""
    if folded in _ROLES or folded in PEOPLES or names_nobody(token.text):
        return ""
    if folded in NEVER_NAMES:
        return CAPITAL if _has_a_capital_of_its_own(token) else ""
    if _may_be_a_name(token):
        return NAME
    if not uses_capitals(token.doc):
        return "" if is_ordinary(folded) else UNKNOWN
    if is_capitalised(token) and starts_sentence(token):
        return "" if is_ordinary(folded) else UNKNOWN
    return CAPITAL if _has_a_capital_of_its_own(token) else ""


def _may_be_a_name(token: Token) -> bool:
    """Say whether a word in the lists of names can be one where it stands; ordinary surnames are left to capitals."""
    folded = token.norm_
    if folded not in first_names() and (folded not in surnames() or is_ordinary(folded)):
        return False
    return name_score(token, 1.0) >= _SURE_ENOUGH


def _is_a_month(token: Token) -> bool:
    """Tell "in April" and "April 2024" from "April came too"."""
    before, after = previous_word(token), next_word(token)
    dated = before is not None and (
        before.norm_ in _BEFORE_A_MONTH or before.norm_ in CALENDAR or before.text.isdigit()
    )
    return (
        dated or not is_capitalised(token) or (after is not None and (after.text.isdigit() or after.norm_ in CALENDAR))
    )


@cache
def _areas_that_are_names() -> frozenset[str]:
    """Return the public areas that people are called (Devon): they stay only where they are a place."""
    return AREAS & first_names().keys()


def _has_a_capital_of_its_own(token: Token) -> bool:
    """Say whether nothing else explains a capital: no beginning of a sentence or of speech, no word said loudly."""
    if not uses_capitals(token.doc) or not is_capitalised(token) or starts_sentence(token):
        return False
    before = previous_word(token)
    begins_speech = before is not None and before.text in _SPEECH
    return not (is_ordinary(token.norm_) and (begins_speech or token.text.isupper()))


def _is_initial(token: Token) -> bool:
    before, after = previous_word(token), next_word(token)
    dotted = after is not None and after.text == "."
    if not is_capitalised(token) or (token.text in _ONE_LETTER_WORDS and starts_sentence(token) and not dotted):
        return False
    if after is not None and after.norm_ in _AFTER_A_LETTER:
        return False
    return before is None or before.norm_ not in _LETTERED


def _joined(text: str, words: Iterable[Listed]) -> Iterator[Listed]:
    """Join words that stand together into one entry, for the reason of the first that is surer than a capital."""
    run: list[Listed] = []
    for word in words:
        if run and not _are_linked(text, run[-1], word):
            yield _entry(run)
            run = []
        run.append(word)
    if run:
        yield _entry(run)


def _are_linked(text: str, one: Listed, other: Listed) -> bool:
    link = _LINK_OF_A_LETTER if one.end - one.start == 1 else _LINK
    return link.fullmatch(text, one.end, other.start) is not None


def _entry(run: Sequence[Listed]) -> Listed:
    return Listed(run[0].start, run[-1].end, min((one.reason for one in run), key=REASONS.index))


def _overlaps(one: Listed, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < one.end and one.start < end for start, end in spans)
