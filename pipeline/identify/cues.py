"""Detector: names by what stands beside them: titles, kin, "called", "my name is"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipeline.identify.finds import doc_detector
from pipeline.identify.scoring import NEVER_NAMES
from pipeline.identify.titles import FORMAL_TITLES, KIN_TITLES, KIN_WORDS
from pipeline.identify.words import is_capitalised, is_word, next_word, previous_word, starts_sentence, uses_capitals
from pipeline.lists.names import surnames
from pipeline.lists.words import is_ordinary

_OWNERS = frozenset("my our your his her their the old little".split())
_INTRODUCERS = frozenset(["called", "named"])
_WRITTEN_WITH_A_STOP = frozenset("mr mrs ms dr sgt rev cllr prof".split())
# These name somebody whatever follows; after the others an ordinary word must at least be a known surname.
_ALWAYS_TITLES = frozenset("mr mrs ms".split())
_ALSO_WORDS = frozenset("miss lady sir judge nurse doctor sister father".split())
_PERSONS_DEEDS = frozenset(
    "said says asked asks told tells rang rings goes came comes went thought wanted wants knew reckons laughed".split()
)

Spans = Iterator[tuple[int, int, str, float]]


def find_by_cue(doc: Doc) -> Spans:
    """Find names that their neighbours announce; without capitals, only words that are no ordinary ones."""
    for token in doc:
        norm = token.norm_
        if norm in FORMAL_TITLES:
            yield from _titled(token, 0.92)
        elif norm in KIN_TITLES:
            yield from _titled(token, 0.85)
        if norm in _INTRODUCERS or (norm == "name" and _said_next(token)):
            yield from _named(_skip(token, {"is", "'s", "’", "'", "s", "was", "like"}), 0.85)
        if norm in KIN_WORDS and _is_owned(token):
            yield from _named(next_word(token), 0.82)
        if norm in KIN_WORDS and token.i >= 3 and doc[token.i - 1].norm_ == "s" and doc[token.i - 2].text in "'’":
            yield from _owner(doc[token.i - 3])
        if is_capitalised(token) and starts_sentence(token):
            yield from _first_in_sentence(token)


def _titled(title: Token, score: float) -> Spans:
    first = next_word(title)
    if first is not None and first.text == "." and title.norm_ in _WRITTEN_WITH_A_STOP:
        first = next_word(first)
    words = _name_words(first)
    if words:
        last = words[-1]
        begin = title if title.norm_ in FORMAL_TITLES or is_capitalised(title) else words[0]
        yield begin.idx, last.idx + len(last), "PERSON", score
    elif first is not None and _is_small_name(first, title.norm_):
        yield title.idx, first.idx + len(first), "PERSON", 0.7


def _is_small_name(word: Token, title: str) -> bool:
    """Say whether a word without a capital is the name that a title announces."""
    if not is_word(word) or len(word) < 3 or word.norm_ in NEVER_NAMES or is_capitalised(word):
        return False
    if title in _ALWAYS_TITLES:
        return True
    if uses_capitals(word.doc):
        return False
    if not is_ordinary(word.norm_):
        return True
    return title in FORMAL_TITLES - _ALSO_WORDS and word.norm_ in surnames()


def _named(first: Token | None, score: float) -> Spans:
    words = _name_words(first)
    if words:
        yield words[0].idx, words[-1].idx + len(words[-1]), "PERSON", score
    elif first is not None and not uses_capitals(first.doc) and _is_unknown(first):
        yield first.idx, first.idx + len(first), "PERSON", 0.55


def _owner(token: Token) -> Spans:
    if _is_unknown(token) and is_capitalised(token) and token.norm_ not in NEVER_NAMES:
        yield token.idx, token.idx + len(token), "PERSON", 0.78


def _first_in_sentence(token: Token) -> Spans:
    """Take an unknown first word for a name by what follows: "Shirin, her name is", "Robbo's my brother"."""
    if not _is_unknown(token) or token.text.isupper():
        return
    after = next_word(token)
    second = next_word(after) if after is not None else None
    third = next_word(second) if second is not None else None
    if after is None or second is None:
        return
    deed = after.norm_ in _PERSONS_DEEDS
    whose = after.text == "," and second.norm_ in _OWNERS and third is not None and third.norm_ in KIN_WORDS | {"name"}
    kin = after.text in "'’" and second.norm_ == "s" and third is not None and third.norm_ in _OWNERS
    if deed or whose or kin:
        yield token.idx, token.idx + len(token), "PERSON", 0.6


def _name_words(first: Token | None) -> list[Token]:
    """Take up to three capitalised words from `first` on, joined by nothing but spaces and hyphens."""
    words: list[Token] = []
    token = first
    while token is not None and len(words) < 3:
        if token.text == "-" and words and not token.whitespace_:
            token = next_word(token)
            continue
        if not (is_word(token) and is_capitalised(token)) or token.norm_ in NEVER_NAMES:
            break
        words.append(token)
        token = next_word(token)
    return words


def _is_unknown(token: Token) -> bool:
    return is_word(token) and len(token) > 2 and not is_ordinary(token.norm_)


def _is_owned(token: Token) -> bool:
    before = previous_word(token)
    return before is not None and before.norm_ in _OWNERS


def _said_next(token: Token) -> bool:
    after = next_word(token)
    return after is not None and after.norm_ in {"is", "was", "'", "’"}


def _skip(token: Token, norms: set[str]) -> Token | None:
    after = next_word(token)
    while after is not None and after.norm_ in norms:
        after = next_word(after)
    return after


doc_detector("cues", find_by_cue)
