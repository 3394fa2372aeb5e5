"""Words of the published text that one participant alone uses and hardly anybody else does: by them one is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from simplemma import is_known, lemmatize
from wordfreq import zipf_frequency

from pipeline.folding import fold
from pipeline.identify.words import is_cased
from pipeline.lists.words import is_ordinary, is_welsh
from pipeline.publish.gather import PublishedTranscript, PublishedTurn

NAME, NUMBER, UNKNOWN, RARE = "may be a name", "number", "in no word list", "rare word"
REASONS = (NAME, NUMBER, UNKNOWN, RARE)
"""Why a word is listed, the most telling first."""

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:/]\d+)*")
_BEFORE_SENTENCE = re.compile(r"(?:^|[.?!…:\"“”‘(–—])\s*$")
_BETWEEN_PARTS = re.compile(r"[\s-]")
_RARE = 2.8  # Zipf's scale: less than once in a million words
_SHORTEST = 4  # letters


@dataclass(frozen=True, slots=True)
class RareWord:
    """A word or several in a row, as published, with why it is listed and the turns where its one user says it."""

    words: str
    why: str
    participant: str
    turns: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """A turn of a participant, with the words in it that stand for nothing else; `cased` where capitals are used."""

    participant: str
    transcript: str
    turn: PublishedTurn
    words: tuple[re.Match[str], ...]
    cased: bool


def rare_words(transcripts: Sequence[PublishedTranscript]) -> tuple[RareWord, ...]:
    """List the telling words that one participant alone says: likely names and numbers first, then by their rarity.

    What stands in the place of something replaced is left out.
    """
    said = list(_said(transcripts))
    users: dict[str, set[str]] = {}
    for one in said:
        for word in one.words:
            users.setdefault(_key(word[0]), set()).add(one.participant)
    found: dict[tuple[str, str, str], tuple[str, dict[tuple[str, int], None]]] = {}
    for one in said:
        own = [word for word in one.words if len(users[_key(word[0])]) == 1]
        for words, why in _in_a_row(one, own):
            _, turns = found.setdefault((one.participant, why, _key(words)), (words, {}))
            turns.setdefault((one.transcript, one.turn.n))
    listed = [RareWord(words, why, who, tuple(turns)) for (who, why, _), (words, turns) in found.items()]
    return tuple(sorted(listed, key=lambda w: (REASONS.index(w.why), _frequency(w.words), w.participant, w.words)))


def _said(transcripts: Sequence[PublishedTranscript]) -> Iterator[_Said]:
    for one in transcripts:
        cased = is_cased([turn.replaced.text for turn in one.turns])
        for turn in one.turns:
            if turn.participant is not None:
                yield _Said(turn.participant, one.id, turn, tuple(_own_words(turn)), cased)


def _own_words(turn: PublishedTurn) -> Iterator[re.Match[str]]:
    replaced = [(start, end) for start, end, _ in turn.replaced.published_spans()]
    for word in _TOKEN.finditer(turn.replaced.text):
        if not any(start < word.end() and word.start() < end for start, end in replaced):
            yield word


def _in_a_row(said: _Said, words: Sequence[re.Match[str]]) -> Iterator[tuple[str, str]]:
    """Yield the telling ones of `words` with why they are, those with one blank between them as one."""
    text = said.turn.replaced.text
    start = end = -1
    reason = ""
    for word in words:
        why = _why(word[0], said.cased and not _BEFORE_SENTENCE.search(text[: word.start()]))
        if why and why == reason and text[end : word.start()] == " ":
            end = word.end()
        else:
            if reason:
                yield text[start:end], reason
            (start, end), reason = word.span(), why
    if reason:
        yield text[start:end], reason


def _key(words: str) -> str:
    """Give all forms of a word one key, also of several with blanks between them."""
    return " ".join(fold(lemmatize(word, lang="en")) for word in words.split())


def _why(word: str, capital_tells: bool) -> str:
    """Say why a word is telling, "" where it is not."""
    if word[0].isdigit():
        return NUMBER if sum(c.isdigit() for c in word) > 1 else ""
    if len(word) < _SHORTEST or "'" in word or "’" in word or is_welsh(fold(word)):
        return ""
    if capital_tells and word[0].isupper() and not is_ordinary(word):
        return NAME
    if _frequency(word) >= _RARE:
        return ""
    return RARE if is_ordinary(word) or is_known(word, "en") else UNKNOWN


def _frequency(words: str) -> float:
    """Give the frequency of the commonest form of a word, on Zipf's scale; of several words that of the rarest."""
    forms = [(word, lemmatize(word, lang="en")) for word in _BETWEEN_PARTS.split(words)]
    return min(max(zipf_frequency(form, "en") for form in both) for both in forms)
