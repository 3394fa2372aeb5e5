"""Detector: names by what stands beside them: titles, kin, "called", "my name is"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.tokens import Doc, Token

from pipeline.identify.finds import doc_detector
from pipeline.identify.titles import FORMAL_TITLES, KIN_TITLES, KIN_WORDS
from pipeline.identify.words import is_capitalised, is_word, uses_capitals
from pipeline.lists.words import is_ordinary

_OWNERS = frozenset("my our your his her their the old little our".split())
_INTRODUCERS = frozenset(["called", "named"])
_NEVER_NAMES = STOP_WORDS | frozenset("god christmas easter ok okay yeah yes no oh well right now".split())
_WRITTEN_WITH_A_STOP = frozenset("mr mrs ms dr sgt rev cllr prof".split())


def find_by_cue(doc: Doc) -> Iterator[tuple[int, int, str, float]]:
    """Find names that their neighbours announce; without capitals, only words that are no ordinary ones."""
    for token in doc:
        norm = token.norm_
        if norm in FORMAL_TITLES:
            yield from _titled(token, 0.92)
        elif norm in KIN_TITLES:
            yield from _titled(token, 0.85)
        if norm in _INTRODUCERS or (norm == "name" and _said_next(token)):
            yield from _named(_skip(token, {"is", "'s", "’", "'", "s", "was", "like"}), 0.85)
        if norm in KIN_WORDS and token.i and doc[token.i - 1].norm_ in _OWNERS:
            yield from _named(_next(token), 0.82)
        if norm in KIN_WORDS and token.i >= 3 and doc[token.i - 1].norm_ == "s" and doc[token.i - 2].text in "'’":
            yield from _owner(doc[token.i - 3])


def _titled(title: Token, score: float) -> Iterator[tuple[int, int, str, float]]:
    first = _next(title)
    if first is not None and first.text == "." and title.norm_ in _WRITTEN_WITH_A_STOP:
        first = _next(first)
    words = _name_words(first)
    if words:
        last = words[-1]
        begin = title if title.norm_ in FORMAL_TITLES or is_capitalised(title) else words[0]
        yield begin.idx, last.idx + len(last), "PERSON", score
    elif (
        first is not None
        and not uses_capitals(title.doc)
        and is_word(first)
        and len(first) > 2
        and not is_ordinary(first.norm_)
    ):
        yield title.idx, first.idx + len(first), "PERSON", 0.7


def _named(first: Token | None, score: float) -> Iterator[tuple[int, int, str, float]]:
    words = _name_words(first)
    if words:
        yield words[0].idx, words[-1].idx + len(words[-1]), "PERSON", score
    elif (
        first is not None
        and not uses_capitals(first.doc)
        and is_word(first)
        and len(first) > 2
        and not is_ordinary(first.norm_)
    ):
        yield first.idx, first.idx + len(first), "PERSON", 0.55


def _owner(token: Token) -> Iterator[tuple[int, int, str, float]]:
    if is_word(token) and is_capitalised(token) and not is_ordinary(token.norm_) and token.norm_ not in _NEVER_NAMES:
        yield token.idx, token.idx + len(token), "PERSON", 0.78


def _name_words(first: Token | None) -> list[Token]:
    """Take up to three capitalised words from `first` on, joined by nothing but spaces and hyphens."""
    words: list[Token] = []
    token = first
    while token is not None and len(words) < 3:
        if token.text == "-" and words and not token.whitespace_:
            token = _next(token)
            continue
        if not (is_word(token) and is_capitalised(token)) or token.norm_ in _NEVER_NAMES:
            break
        words.append(token)
        token = _next(token)
    return words


def _said_next(token: Token) -> bool:
    after = _next(token)
    return after is not None and after.norm_ in {"is", "was", "'", "’"}


def _skip(token: Token, norms: set[str]) -> Token | None:
    after = _next(token)
    while after is not None and after.norm_ in norms:
        after = _next(after)
    return after


def _next(token: Token) -> Token | None:
    return token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None


doc_detector("cues", find_by_cue)
