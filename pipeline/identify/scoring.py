"""How surely a word that is known to be somebody's name is that name where it stands."""

from __future__ import annotations

from spacy.lang.en.stop_words import STOP_WORDS
from spacy.tokens import Token

from pipeline.identify.titles import FORMAL_TITLES, KIN_TITLES, KIN_WORDS
from pipeline.identify.words import (
    is_capitalised,
    next_word,
    previous_word,
    starts_sentence,
    uses_capitals,
)
from pipeline.lists.words import is_frequent, is_ordinary

CALENDAR = frozenset(
    (
        "january february march april may june july august september october november december monday tuesday "
        "wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays "
        "christmas easter llun mercher iau gwener sadwrn sul nadolig dolig pasg ionawr chwefror mawrth ebrill mai "
        "mehefin gorffennaf awst medi hydref tachwedd rhagfyr fawrth fai fehefin orffennaf fedi dachwedd ragfyr"
    ).split()
)
NEVER_NAMES = (
    STOP_WORDS
    | CALENDAR
    | FORMAL_TITLES
    | KIN_TITLES
    | KIN_WORDS
    | frozenset("god lord year yes yeah no okay ok um er oh well right now".split())
    | frozenset("english welsh teams zoom president chair chairman".split())
)
"""Words that a capital makes no name."""

_LIKELY = 0.6
_UNLIKELY = 0.3

# After the beginning of a sentence these make the word a verb or a noun: "Rose up in me", "Joy to have you".
_AFTER_NO_NAME = frozenset(
    (
        "up to of down out about off over for into the a an my your his her their our me you it him them us i he "
        "she we they this that these those any some all so not enough there here"
    ).split()
)
# After these, without capitals, the word is a noun or an adjective: "a rose", "to be frank", "the best", "so grim".
_BEFORE_NO_NAME = frozenset(
    (
        "a an the my your his her their our its this these those some any no every each another such much more most "
        "very so too quite real really pure be being been of other one two three four five six he she it they who "
        "which you we i"
    ).split()
)
_POINTING = frozenset(
    "this that our".split()
)  # these come before nouns, and in story-telling before names: "this Penny rang me"
_DESCRIBED = frozenset("a an the my your his her their our any no some".split())
_IS = frozenset("it that he she who what name there here this".split())


def name_score(token: Token, base: float) -> float:
    """Score a word that is known to be a name of the study, 0 to `base`, by how it is written where it stands.

    A word that is no ordinary word counts in any case. One that is (Rose, Mark) counts by its capital, at the
    beginning of a sentence by what follows, and in a transcript without capitals by what stands around it.
    """
    if not is_ordinary(token.norm_):
        return base
    if not is_capitalised(token):
        return 0.0 if uses_capitals(token.doc) else min(base, _score_in_small_letters(token))
    if not starts_sentence(token):
        return base - 0.05
    after = next_word(token)
    return min(base, _UNLIKELY if after is not None and after.norm_ in _AFTER_NO_NAME else _LIKELY)


def _score_in_small_letters(token: Token) -> float:
    """Score an ordinary word by its neighbours; a very frequent one (will, may) never counts by them."""
    before, after = previous_word(token), next_word(token)
    if is_frequent(token.norm_) or (after is not None and after.norm_ == "of"):
        return _UNLIKELY
    if before is None or before.norm_ in _POINTING:
        return _LIKELY
    return _UNLIKELY if before.norm_ in _BEFORE_NO_NAME or _is_described(before) else _LIKELY


def _is_described(before: Token) -> bool:
    """Tell "a real pearl" and "a bird's nest" from "the lad Robin" and "it's Nest"."""
    earlier = previous_word(before)
    if earlier is None:
        return False
    if earlier.text in "'’" and before.norm_ == "s":
        owner = previous_word(earlier)
        return owner is not None and owner.norm_ not in _IS
    return earlier.norm_ in _DESCRIBED and before.norm_ not in KIN_WORDS and is_ordinary(before.norm_)
