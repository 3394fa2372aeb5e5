"""Drawing turns of what would be published, so that they can be read for what is left in them.

Every turn with at least one word may be drawn, however short. Each gets a chance, and turns are then drawn two against
two, first within a transcript's strata, then within the transcript, then among transcripts (the pivotal method of
Deville and Tillé 1998, as a tree): every chance is kept exactly, and every stratum and transcript has its share to
within one turn. The same seed draws the same turns.
"""

from __future__ import annotations

import math
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from simplemma import langdetect

from pipeline.publish.gather import PublishedTranscript, PublishedTurn

OPENING = "opening"
FOCUS_GROUP = "focus group"
MIXED = "mixed language"
REST = "rest"

_WORD = re.compile(r"\w")
_OPENING_WORDS = 300
_NEARLY = 1e-9
_WITH_DICTIONARY = ("cy", "en")
_SURE_OF_LANGUAGE = 0.5
_FEWEST_WORDS_OF_A_LANGUAGE = 4


@dataclass(frozen=True, slots=True)
class Oversampling:
    """How many times as likely as others turns are drawn; where several fit, the highest counts.

    `opening_minutes` says how long a transcript's opening is; without times it is its first 300 words.
    """

    opening: float = 2.0
    focus_group: float = 1.5
    mixed_language: float = 1.5
    opening_minutes: float = 2.0

    def factor(self, kinds: Iterable[str]) -> float:
        """Return the factor of a turn of these kinds."""
        factors = {OPENING: self.opening, FOCUS_GROUP: self.focus_group, MIXED: self.mixed_language}
        return max((factors[kind] for kind in kinds), default=1.0)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A turn that was drawn: its transcript and number, its stratum, and one over its chance of being drawn."""

    transcript_id: str
    turn: PublishedTurn
    stratum: str
    weight: float


@dataclass(frozen=True, slots=True)
class _Candidate:
    transcript_id: str
    turn: PublishedTurn
    stratum: str
    factor: float


def draw(
    transcripts: Sequence[PublishedTranscript], n: int, seed: str, oversampling: Oversampling | None = None
) -> list[Drawn]:
    """Draw `n` turns, or all where there are no more, in the order of the transcripts.

    At least one is drawn from every transcript where `n` allows.
    """
    candidates = list(_candidates(transcripts, oversampling or Oversampling()))
    sizes = [[one.factor for one in group] for _, group in groupby(candidates, key=lambda one: one.transcript_id)]
    chances = [chance for group in inclusion_chances(sizes, min(n, len(candidates))) for chance in group]
    chosen = _pivotal(candidates, chances, random.Random(seed))
    return [
        Drawn(one.transcript_id, one.turn, one.stratum, 1 / chance)
        for one, chance, taken in zip(candidates, chances, chosen, strict=True)
        if taken
    ]


def turns_in_all(transcripts: Iterable[PublishedTranscript]) -> int:
    """Count the turns that could be drawn: those with at least one word."""
    return sum(has_words(turn) for transcript in transcripts for turn in transcript.turns)


def has_words(turn: PublishedTurn) -> bool:
    """Say whether anything is said in a turn as it is published."""
    return bool(_WORD.search(turn.replaced.text))


def language_of(text: str) -> str | None:
    """Return whether a text is Welsh ("cy") or English ("en"), or None where it is too short to tell."""
    words = len(text.split())
    shares = dict(langdetect(text, lang=_WITH_DICTIONARY)) if words >= _FEWEST_WORDS_OF_A_LANGUAGE else {}
    best = max(_WITH_DICTIONARY, key=lambda name: shares.get(name, 0.0))
    return best if shares.get(best, 0.0) > _SURE_OF_LANGUAGE else None


def inclusion_chances(sizes: Sequence[Sequence[float]], n: int) -> list[list[float]]:
    """Share `n` out over turns in proportion to their sizes, by transcript; no chance is above 1.

    Transcripts that would get less than one turn get one, where `n` is at least the number of transcripts.
    """
    chances: list[list[float]] = [[0.0] * len(group) for group in sizes]
    open_ = set(range(len(sizes)))
    left = float(n)
    while open_:
        order = sorted(open_)
        shared = _in_proportion([size for i in order for size in sizes[i]], left)
        at = 0
        for i in order:
            chances[i] = shared[at : at + len(sizes[i])]
            at += len(sizes[i])
        small = [i for i in order if math.fsum(chances[i]) < 1 - _NEARLY] if n >= len(sizes) else []
        if not small:
            break
        for i in small:
            chances[i] = _in_proportion(sizes[i], 1.0)
        open_ -= {*small}
        left -= len(small)
    return chances


def _in_proportion(sizes: Sequence[float], n: float) -> list[float]:
    """Share `n` out in proportion to sizes; what would get more than 1 gets 1, and the others share the rest."""
    certain: set[int] = set()
    while True:
        rest = math.fsum(size for i, size in enumerate(sizes) if i not in certain)
        per_size = (n - len(certain)) / rest if rest else 0.0
        over = {i for i, size in enumerate(sizes) if i not in certain and size * per_size >= 1 - _NEARLY}
        if not over:
            return [1.0 if i in certain else max(0.0, size * per_size) for i, size in enumerate(sizes)]
        certain |= over


def _candidates(transcripts: Iterable[PublishedTranscript], oversampling: Oversampling) -> Iterator[_Candidate]:
    for transcript in transcripts:
        opening = _opening(transcript, oversampling.opening_minutes)
        mixed = len(_languages(transcript.language)) > 1
        for turn in transcript.turns:
            if has_words(turn):
                kinds = [OPENING] if turn.n in opening else []
                kinds += [FOCUS_GROUP] if transcript.kind == FOCUS_GROUP else []
                kinds += [MIXED] if mixed or _in_another_language(turn, transcript.language) else []
                stratum = ", ".join(kinds) or REST
                yield _Candidate(transcript.id, turn, stratum, oversampling.factor(kinds))


def _opening(transcript: PublishedTranscript, minutes: float) -> set[int]:
    """Return the numbers of the turns in a transcript's opening: by their times, or else by counting words."""
    times = [turn.start for turn in transcript.turns if turn.start is not None]
    if times:
        until = min(times) + 60 * minutes
        timed = [turn.n for turn in transcript.turns if turn.start is not None and turn.start < until]
        return {turn.n for turn in transcript.turns if turn.n <= max(timed, default=0)}
    found, words = set(), 0
    for turn in transcript.turns:
        if words < _OPENING_WORDS:
            found.add(turn.n)
        words += len(turn.replaced.text.split())
    return found


def _languages(setting: str) -> list[str]:
    return [name for name in re.split(r"[;,/ ]+", setting.lower()) if name]


def _in_another_language(turn: PublishedTurn, language: str) -> bool:
    spoken = language_of(turn.replaced.text)
    return spoken is not None and spoken not in _languages(language or "en")


def _pivotal(candidates: Sequence[_Candidate], chances: Sequence[float], chance: random.Random) -> list[bool]:
    """Draw so that every candidate is taken with its chance, and strata and transcripts keep their share."""
    left = dict(enumerate(chances))
    order = sorted(range(len(candidates)), key=lambda i: (candidates[i].transcript_id, candidates[i].stratum, i))
    in_between = []
    for _, of_transcript in groupby(order, key=lambda i: candidates[i].transcript_id):
        undecided = []
        for _, of_stratum in groupby(of_transcript, key=lambda i: candidates[i].stratum):
            undecided += _fights(list(of_stratum), left, chance)
        in_between += _fights(undecided, left, chance)
    _fights(in_between, left, chance)
    return [left[i] > 0.5 for i in range(len(candidates))]  # the last one's is 0 or 1, but for rounding


def _fights(contestants: Sequence[int], left: dict[int, float], chance: random.Random) -> list[int]:
    """Let contestants fight until at most one is neither in nor out; return it, if there is one."""
    waiting: int | None = None
    for new in contestants:
        if not _undecided(left, new):
            continue
        if waiting is None:
            waiting = new
            continue
        _fight(waiting, new, left, chance)
        waiting = next((i for i in (waiting, new) if _undecided(left, i)), None)
    return [] if waiting is None else [waiting]


def _undecided(left: Mapping[int, float], i: int) -> bool:
    return _NEARLY < left[i] < 1 - _NEARLY


def _fight(one: int, other: int, left: dict[int, float], chance: random.Random) -> None:
    """Put one of two in or out; the other carries on with what is left of their chances."""
    both = left[one] + left[other]
    if both <= 1:
        wins = chance.random() * both < left[one]
        left[one], left[other] = (both, 0.0) if wins else (0.0, both)
    else:
        wins = chance.random() * (2 - both) < 1 - left[other]
        left[one], left[other] = (1.0, both - 1) if wins else (both - 1, 1.0)
