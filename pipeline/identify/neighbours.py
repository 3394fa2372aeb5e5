"""Detector: what stands beside a name that was found and belongs to it or is another: initials, surnames, lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Token

from pipeline.identify.finds import add_finds, finds_in
from pipeline.identify.scoring import NEVER_NAMES
from pipeline.identify.words import is_capitalised, is_word, next_word, previous_word, uses_capitals
from pipeline.lists.bodies import KEPT_BODIES
from pipeline.lists.names import first_names
from pipeline.lists.peoples import PEOPLES
from pipeline.lists.places import AREAS
from pipeline.lists.words import is_frequent, is_ordinary

_NAME = "neighbours"
_SURE = 0.5
_PART = 0.7
_LISTED = 0.6
_AND = frozenset("and & a ac or neu".split())
_NEXT_IN_LIST = frozenset(", and & a ac or neu . ! ? ;".split())

Spans = Iterator[tuple[int, int, str, float]]
Step = Callable[[Token], Token | None]


@Language.component("llais_neighbours")
def find_neighbours(doc: Doc) -> Doc:
    """Find further parts of the people's names found so far, and the other names of a list that one stands in."""
    starts = {token.idx: token.i for token in doc}
    ends = {token.idx + len(token): token.i for token in doc}
    known = [find for find in finds_in(doc) if find.type == "PERSON" and find.score >= _SURE]
    taken = {i for find in known for i in range(starts.get(find.start, 0), ends.get(find.end, -1) + 1)}
    spans: list[tuple[int, int, str, float]] = []
    for find in known:
        if find.start in starts and find.end in ends:
            first, last = doc[starts[find.start]], doc[ends[find.end]]
            spans += _initial(first, last)
            spans += _further_names(first, last, taken)
            spans += _list(last, next_word, taken)
            spans += _list(first, previous_word, taken)
    return add_finds(doc, _NAME, spans)


def _initial(first: Token, last: Token) -> Spans:
    """Take in an initial: "Nia P", and "WYNNE, N." as files have it."""
    after = next_word(last)
    if after is not None and after.text == "," and last.text.isupper() and len(last) > 1:
        letter = next_word(after)
        stop = next_word(letter) if letter is not None else None
        if letter is not None and _is_initial(letter) and stop is not None and stop.text == ".":
            yield first.idx, letter.idx + 1, "PERSON", _PART
    elif after is not None and _is_initial(after) and after.text not in "AI":
        yield first.idx, after.idx + 1, "PERSON", _PART


def _is_initial(token: Token) -> bool:
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    owned = after is not None and after.text in "'’-" and not token.whitespace_
    return len(token.text) == 1 and token.text.isupper() and not owned


def _further_names(first: Token, last: Token, taken: set[int]) -> Spans:
    """Take in a surname that no list knows, and an unknown first name."""
    after = next_word(last)
    if after is not None and after.i not in taken and last.whitespace_ and _belongs(after):
        yield first.idx, after.idx + len(after), "PERSON", _PART
    before = previous_word(first)
    if before is not None and before.i not in taken and before.whitespace_ and _is_unknown_capital(before):
        yield before.idx, last.idx + len(last), "PERSON", _PART


def _belongs(token: Token) -> bool:
    if uses_capitals(token.doc):
        return _is_unknown_capital(token)
    return is_word(token) and len(token) > 2 and not is_ordinary(token.norm_) and not _is_public(token)


def _is_unknown_capital(token: Token) -> bool:
    return (
        is_word(token)
        and is_capitalised(token)
        and len(token) > 1
        and not is_ordinary(token.norm_)
        and not _is_public(token)
    )


def _list(name: Token, step: Step, taken: set[int]) -> Spans:
    """Follow "Jodie, Dafs and Rose" from a name that was found, in the direction of `step`."""
    link = step(name)
    while link is not None and (link.text == "," or link.norm_ in _AND):
        other = step(link)
        if other is None or other.i in taken or not _may_be_listed(other):
            return
        beyond = step(other)
        if link.text == "," and (beyond is None or beyond.text not in _NEXT_IN_LIST):
            return
        taken.add(other.i)
        yield other.idx, other.idx + len(other), "PERSON", _LISTED
        link = beyond


def _may_be_listed(token: Token) -> bool:
    if not is_word(token) or len(token) < 2 or token.norm_ in NEVER_NAMES or _is_public(token):
        return False
    given = token.norm_ in first_names()
    if uses_capitals(token.doc):
        return is_capitalised(token) and (given or not is_ordinary(token.norm_))
    return given and not is_frequent(token.norm_)


def _is_public(token: Token) -> bool:
    return token.norm_ in PEOPLES or token.norm_ in KEPT_BODIES or token.norm_ in AREAS
