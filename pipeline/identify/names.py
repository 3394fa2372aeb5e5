"""Detector: first names and surnames that the lists know."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipeline.identify.finds import doc_detector
from pipeline.identify.scoring import CALENDAR
from pipeline.identify.words import is_capitalised, is_word, starts_sentence, uses_capitals
from pipeline.lists.names import first_names, surnames
from pipeline.lists.words import is_ordinary

_NOT_NAMES_HERE = CALENDAR | frozenset("english welsh teams zoom".split())


def find_by_list(doc: Doc) -> Iterator[tuple[int, int, str, float]]:
    """Find listed first names with the surname that follows, and listed surnames in mid-sentence."""
    i = 0
    while i < len(doc):
        token = doc[i]
        score = _first_name_score(token)
        if score:
            last = _surname_after(token)
            end = (last or token).i
            final = doc[end]
            yield token.idx, final.idx + len(final), "PERSON", max(score, 0.85) if last else score
            i = end
        elif _is_lone_surname(token):
            yield token.idx, token.idx + len(token), "PERSON", 0.6
        i += 1


def _first_name_score(token: Token) -> float:
    if not is_word(token) or len(token) < 2 or token.norm_ in _NOT_NAMES_HERE or token.norm_ not in first_names():
        return 0.0
    if is_ordinary(token.norm_):
        if not is_capitalised(token):
            return 0.0
        if _surname_after(token):
            return 0.6 if starts_sentence(token) else 0.8
        return 0.35 if starts_sentence(token) else 0.65
    if is_capitalised(token):
        return 0.82
    return 0.35 if uses_capitals(token.doc) else 0.6


def _surname_after(token: Token) -> Token | None:
    """Return the word after a first name where it reads as a surname."""
    doc, i = token.doc, token.i + 1
    if i >= len(doc) or not token.whitespace_:
        return None
    after = doc[i]
    if not is_word(after) or len(after) < 2 or after.norm_ in _NOT_NAMES_HERE:
        return None
    if is_capitalised(after) and is_capitalised(token):
        return after if after.norm_ in surnames() or not is_ordinary(after.norm_) else None
    if not uses_capitals(doc) and after.norm_ in surnames() and not is_ordinary(after.norm_):
        return after
    return None


def _is_lone_surname(token: Token) -> bool:
    return (
        is_word(token)
        and len(token) > 2
        and is_capitalised(token)
        and not starts_sentence(token)
        and token.norm_ in surnames()
        and token.norm_ not in _NOT_NAMES_HERE
        and not is_ordinary(token.norm_)
    )


doc_detector("names", find_by_list)
