"""Detector: capitalised words in mid-sentence that no list knows: names by their capital alone."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipeline.folding import fold
from pipeline.identify.finds import doc_detector
from pipeline.identify.scoring import NEVER_NAMES
from pipeline.identify.words import (
    is_capitalised,
    is_word,
    next_word,
    previous_word,
    starts_sentence,
    uses_capitals,
)
from pipeline.lists.bodies import KEPT_BODIES
from pipeline.lists.names import first_names
from pipeline.lists.peoples import PEOPLES
from pipeline.lists.places import AREAS
from pipeline.lists.words import is_ordinary

_UNKNOWN = 0.55
_RUN = 0.55
_KNOWN_WORDS = frozenset(word for name in (*AREAS, *KEPT_BODIES) for word in fold(name).split())
_BEFORE_A_PLACE = frozenset("in from near at around outside through towards toward via i yn yng ym o".split())
_BEFORE_A_BODY = frozenset("from at with off".split())
_LINKS = frozenset("y yr r of the ' ’ -".split())
_LINKS_OF_WORDS = frozenset("and & a".split())  # "Pathways and Futures" is one name, "Mair and Gwil" are two
# After these, somebody's words begin with a capital of their own: "he says, Nobody told me".
_SPEECH = frozenset(", - – —".split())


def find_capitals(doc: Doc) -> Iterator[tuple[int, int, str, float]]:
    """Find words that only a name explains: unknown ones, and ordinary ones in a run or where a body is named."""
    if not uses_capitals(doc):
        return
    token = doc[0] if len(doc) else None
    while token is not None:
        last = token
        if is_capitalised(token) and is_word(token) and not starts_sentence(token):
            last = _end_of_run(token)
            yield from _run(token, last) if last.i > token.i else _single(token)
        token = doc[last.i + 1] if last.i + 1 < len(doc) else None


def _single(token: Token) -> Iterator[tuple[int, int, str, float]]:
    before = previous_word(token)
    introduced = before.norm_ if before is not None else ""
    if _is_unknown(token):
        after = next_word(token)
        owns = after is not None and after.text in "'’" and not after.whitespace_
        type_ = "PLACE" if introduced in _BEFORE_A_PLACE and not owns else "PERSON"
        yield token.idx, token.idx + len(token), type_, _UNKNOWN
    elif _could_name(token) and introduced not in _SPEECH:
        if introduced == "the" and before is not None:
            before = previous_word(before)
            introduced = before.norm_ if before is not None else ""
        if introduced in _BEFORE_A_BODY:
            yield token.idx, token.idx + len(token), "ORG", _RUN


def _run(first: Token, last: Token) -> Iterator[tuple[int, int, str, float]]:
    """Take capitalised words in a row ("Sparkle Bay", "Llety'r Onnen") for one name, whatever the words mean."""
    words = [token for token in first.doc[first.i : last.i + 1] if is_capitalised(token) and is_word(token)]
    if all(_is_unknown(word) for word in words):
        yield first.idx, last.idx + len(last), "PERSON", _UNKNOWN
    elif all(_could_name(word) or _is_unknown(word) for word in words):
        yield first.idx, last.idx + len(last), "ORG", _RUN
    else:
        for word in words:
            if _is_unknown(word):
                yield word.idx, word.idx + len(word), "PERSON", _UNKNOWN


def _end_of_run(first: Token) -> Token:
    """Return the last capitalised word that belongs to the same name, over "y", "of", "'r" and hyphens."""
    last, links = first, 0
    joined = False
    token = next_word(first)
    while token is not None and links < 3 and "\n" not in token.text:
        if is_word(token) and is_capitalised(token):
            if joined and not (_is_plain(last) and _is_plain(token)):
                break
            last, links, joined = token, 0, False
        elif token.norm_ in _LINKS | _LINKS_OF_WORDS:
            joined = joined or token.norm_ in _LINKS_OF_WORDS
            links += 1
        else:
            break
        token = next_word(token)
    return last


def _is_plain(token: Token) -> bool:
    return is_ordinary(token.norm_) and token.norm_ not in first_names()


def _is_unknown(token: Token) -> bool:
    letters = token.text
    return (
        len(letters) > 1
        and letters[1:].islower()  # "GCSEs" and "WK" are abbreviations
        and not is_ordinary(token.norm_)
        and token.norm_ not in _KNOWN_WORDS | PEOPLES
    )


def _could_name(token: Token) -> bool:
    return (
        len(token) > 2
        and token.text[1:].islower()
        and token.norm_ not in NEVER_NAMES
        and token.norm_ not in _KNOWN_WORDS | PEOPLES
    )


doc_detector("capitals", find_capitals)
