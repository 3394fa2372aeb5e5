"""What somebody who knows a participant could recognise: a file of facts, tried on the published text.

The file is YAML. It may hold real names: nothing of it is printed, stored or repeated in an error, only the numbers of
its facts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml
from simplemma import lemmatize
from wordfreq import zipf_frequency

from pipeline.audit.attributes import Person
from pipeline.errors import PipelineError
from pipeline.folding import folded_words
from pipeline.numerals import CARDINALS
from pipeline.publish.gather import PublishedTranscript
from pipeline.settings import Settings

EXAMPLE = """\
person: person A                  # who it is stays out of the file
relation: former carer            # relative, former carer, colleague, friend …
attributes:                       # of those that study.toml lists; any may be left out
  group: young_person
facts:                            # one a line; all of its words have to come near each other in what somebody said
  - left school at Easter
  - any: [brother in the army, brother is a soldier]     # several ways of saying the same
  - any: [two dogs, spaniels]
  - moved four times
"""

_FILE = "The file of knowledge"
_KEYS = ("person", "relation", "attributes", "facts")
_SMALL_WORD = 6.0  # Zipf's scale: more than once in a thousand words
_AROUND = 10  # words that may stand between those of a fact
_MOST_TOGETHER = 4


class BadKnowledge(PipelineError):
    """A file of what an intruder knows cannot be used."""

    code = "LL-P041"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What somebody knows: attributes, and facts as ways of saying each, as sets of words to look for."""

    attributes: dict[str, str]
    facts: tuple[tuple[frozenset[str], ...], ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """Pieces of knowledge that fit one participant alone; `turns` are where the facts among them stand."""

    pieces: tuple[str, ...]
    participant: str
    turns: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a file of knowledge comes to: `untold` are facts that no participant tells, `fitting` whom the rest fits.

    `alone` are the smallest sets of pieces that leave one participant.
    """

    facts: int
    participants: int
    untold: tuple[str, ...]
    fitting: int
    alone: tuple[Fit, ...]


def read_knowledge(path: Path, settings: Settings) -> Knowledge:
    """Read a file of knowledge. Raises BadKnowledge, which never repeats what stands in it."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise BadKnowledge(f"{_FILE} cannot be opened. Check its name and who may read it.") from None
    except UnicodeDecodeError:
        raise BadKnowledge(f"{_FILE} is not in UTF-8. Save it again with that encoding.") from None
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        raise BadKnowledge(
            f"{_FILE}, line {line}: this is not YAML. Compare it with the example in the guide."
        ) from None
    if not isinstance(raw, dict) or not set(map(str, raw)) <= set(_KEYS):
        raise BadKnowledge(f"{_FILE}: give {', '.join(_KEYS)} and nothing else.")
    facts = raw.get("facts") or []
    if not isinstance(facts, list) or not facts:
        raise BadKnowledge(f"{_FILE}: give facts as a list, a line each.")
    return Knowledge(_attributes(raw.get("attributes") or {}, settings), tuple(_facts(facts)))


def _attributes(raw: Any, settings: Settings) -> dict[str, str]:
    if not isinstance(raw, dict) or not set(map(str, raw)) <= set(settings.attributes):
        raise BadKnowledge(f"{_FILE}: attributes can be {', '.join(settings.attributes)}.")
    return {str(name): settings.band(str(name), str(value)) for name, value in raw.items()}


def _facts(raw: Sequence[Any]) -> list[tuple[frozenset[str], ...]]:
    facts = []
    for n, fact in enumerate(raw, start=1):
        given = fact["any"] if isinstance(fact, dict) and set(fact) == {"any"} else fact
        ways = given if isinstance(given, list) else [given]
        words = [_telling(str(way)) for way in ways if not isinstance(way, dict | list)]
        if len(words) < len(ways) or not words or not all(words):
            raise BadKnowledge(f"{_FILE}, fact {n}: give some words, or any: [some words, other words].")
        facts.append(tuple(words))
    return facts


def narrow(
    knowledge: Knowledge, transcripts: Sequence[PublishedTranscript], people: Sequence[Person], settings: Settings
) -> Narrowing:
    """Try what somebody knows on the published text of every participant, and on their attributes."""
    told = _told(knowledge, transcripts)
    everybody = frozenset(person.label for person in people)
    pieces: dict[str, frozenset[str]] = {}
    for name, value in knowledge.attributes.items():
        n = settings.attributes.index(name)
        pieces[name] = frozenset(p.label for p in people if value in p.values[n].split("; "))
    for name, places in told.items():
        pieces[name] = frozenset(places) & everybody
    untold = tuple(name for name, fitting in pieces.items() if not fitting)
    pieces = {name: fitting for name, fitting in pieces.items() if fitting}
    fitting = everybody.intersection(*pieces.values()) if pieces else everybody
    alone = _alone(pieces, told) if len(fitting) < 2 and pieces else ()
    return Narrowing(len(knowledge.facts), len(everybody), untold, len(fitting), alone)


def _told(
    knowledge: Knowledge, transcripts: Sequence[PublishedTranscript]
) -> dict[str, dict[str, list[tuple[str, int]]]]:
    """Find for each fact ("fact 1") who tells it, and in which turns."""
    told: dict[str, dict[str, list[tuple[str, int]]]] = {}
    turns = [(one.id, turn, _comparable(turn.replaced.text)) for one in transcripts for turn in one.turns]
    for n, ways in enumerate(knowledge.facts, start=1):
        its = told.setdefault(f"fact {n}", {})
        for transcript, turn, words in turns:
            if turn.participant and any(_near_each_other(way, words) for way in ways):
                its.setdefault(turn.participant, []).append((transcript, turn.n))
    return told


def _alone(
    pieces: Mapping[str, frozenset[str]], told: Mapping[str, Mapping[str, list[tuple[str, int]]]]
) -> tuple[Fit, ...]:
    found: list[Fit] = []
    for size in range(1, min(len(pieces), _MOST_TOGETHER) + 1):
        for names in combinations(pieces, size):
            fitting = frozenset.intersection(*(pieces[name] for name in names))
            smaller = any(set(fit.pieces) <= set(names) for fit in found)
            if len(fitting) == 1 and not smaller:
                (participant,) = fitting
                turns = {turn for name in names for turn in told.get(name, {}).get(participant, ())}
                found.append(Fit(names, participant, tuple(sorted(turns))))
    return tuple(found)


def _comparable(text: str) -> list[str]:
    return [str(CARDINALS.get(word, lemmatize(word, lang=("en", "cy")))) for word in folded_words(text)]


def _telling(fact: str) -> frozenset[str]:
    """Keep the words that a fact is told by; where it has none but small words, these."""
    words = folded_words(fact)
    telling = [word for word in words if word in CARDINALS or zipf_frequency(word, "en") < _SMALL_WORD]
    return frozenset(_comparable(" ".join(telling or words)))


def _near_each_other(wanted: frozenset[str], words: Sequence[str]) -> bool:
    """Say whether all wanted words come within a few words of each other."""
    places = [n for n, word in enumerate(words) if word in wanted]
    reach = len(wanted) + _AROUND
    return any({words[n] for n in places if start <= n < start + reach} >= wanted for start in places)
