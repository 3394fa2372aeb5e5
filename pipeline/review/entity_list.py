"""The people, places and organisations of a study, each with its number, its names and what stands for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.errors import NoSuchThing
from pipeline.folding import fold
from pipeline.review.apply import Standing
from pipeline.review.bench import Bench
from pipeline.review.entities import NAMED
from pipeline.review.settle import number_entities, replacement_of


@dataclass(frozen=True, slots=True)
class Mention:
    """Where an entity is mentioned: `start` and `end` in the turn's source text, `n` the turn's number from 1."""

    transcript: str
    turn_id: int
    n: int
    start: int
    end: int
    words: str
    sense: str
    stands_there: str | None


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that is mentioned; `number` stays the same, `key` is what it is known by."""

    number: int
    type: str
    key: str
    mentions: tuple[Mention, ...]

    @property
    def names(self) -> tuple[tuple[str, int], ...]:
        """List its names as spoken, each spelling once, with how often; the fullest first."""
        times = Counter(fold(one.words) for one in self.mentions)
        spelled = {fold(one.words): one.words for one in reversed(self.mentions)}
        order = sorted(times, key=lambda folded: (-len(folded.split()), -times[folded], folded))
        return tuple((spelled[folded], times[folded]) for folded in order)

    @property
    def name(self) -> str:
        """Return the fullest of its names."""
        return self.names[0][0]

    @property
    def sense(self) -> str:
        """Return what tells it from others of the same name, "" where nothing has to."""
        return next((one.sense for one in self.mentions if one.sense), "")

    @property
    def transcripts(self) -> tuple[str, ...]:
        """List the transcripts that mention it."""
        return tuple(dict.fromkeys(one.transcript for one in self.mentions))

    @property
    def stands_there(self) -> tuple[str, ...]:
        """List what stands for it, what comes most often first; nothing where it stays."""
        times = Counter(one.stands_there for one in self.mentions if one.stands_there is not None)
        return tuple(words for words, _ in times.most_common())


def entities_of(bench: Bench) -> list[Entity]:
    """List everybody and everything that is mentioned by name, by type and then by how often."""
    keys = {}
    mentions: dict[tuple[str, str], list[Mention]] = {}
    who, texts = bench.who, bench.texts()
    for turn_id, its in bench.standing().items():
        for one in its:
            key = who.key(one, texts[turn_id])
            if key is not None:
                keys[turn_id, one.start] = key
                mentions.setdefault(key, []).append(_mention(bench, turn_id, one, texts[turn_id]))
    with bench.db.atomic():
        numbers = number_entities(bench.db, keys)
    number_of = {key: numbers[place] for place, key in keys.items()}
    found = [Entity(number_of[key], key[0], key[1], tuple(its)) for key, its in mentions.items()]
    return sorted(found, key=lambda one: (NAMED.index(one.type), -len(one.mentions), one.number))


def _mention(bench: Bench, turn_id: int, one: Standing, text: str) -> Mention:
    transcript, n = bench.place_of(turn_id)
    words = text[one.start : one.end]
    new = replacement_of(one, text, bench.replacer)[1]
    return Mention(transcript, turn_id, n, one.start, one.end, words, one.sense, new)


def find_entity(entities: Sequence[Entity], asked: str) -> Entity:
    """Return the entity of a number ("E12", "12") or of a name that only one bears. Raises NoSuchThing."""
    number = asked.strip().removeprefix("E").removeprefix("e")
    if number.isdigit():
        found = [one for one in entities if one.number == int(number)]
    else:
        found = [one for one in entities if any(fold(name) == fold(asked.strip()) for name, _ in one.names)]
    if len(found) == 1:
        return found[0]
    if found:
        numbers = ", ".join(f"E{one.number}" for one in found)
        raise NoSuchThing(f"Several bear this name: {numbers}. Give the number; llais entities STUDY list shows them.")
    raise NoSuchThing("Nobody and nothing in the study has this number or name. llais entities STUDY list shows them.")


def in_scope(entity: Entity, transcript: str = "", turn: int = 0) -> Iterable[Mention]:
    """Return the mentions of an entity in one transcript, or in one turn of it."""
    return (
        one
        for one in entity.mentions
        if (not transcript or one.transcript == transcript) and (not turn or one.n == turn)
    )
