"""The demo's review: invented readers, who know the demo's gold, decide, read a second time, sample and sign.

They stand for people, and say so in their names. Nothing of this is ever done to a study of one's own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import resources

from sqlite_utils import Database

from pipeline.audit.intruder import look_for_people
from pipeline.audit.intruder_record import Claim, begin, claim, close
from pipeline.audit.sample import COMBINING, PARTICIPANT, draw_sample, finish, mark, mark_read, planted_in, turns_of
from pipeline.audit.sign_off import sign_off
from pipeline.identify.types import DIRECT
from pipeline.publish.readiness import required_second_readings
from pipeline.publish.versions import current_transcripts
from pipeline.review.bench import Bench, PageTurn
from pipeline.review.decisions import KEEP, MENTION, REPLACE, Wish
from pipeline.review.entity_changes import merge, tell_apart
from pipeline.review.entity_list import entities_of
from pipeline.review.questions import ONE_OR_TWO, questions
from pipeline.review.readings import FIRST_READING, SECOND_READING, begin_second, finish_second
from pipeline.review.second import unsettled
from pipeline.settings import Settings

FIRST = "First reader of the demo"
SECOND = "Second reader of the demo"
SAMPLER = "Sample reader of the demo"
ETHICS = "Ethics reviewer of the demo"
TESTER = "Intruder of the demo"

TURNS_TO_SAMPLE = 520
_OVERLOOKED_IN_A_SECOND_READING = 31  # every so many-th identifier
_OVERLOOKED_IN_A_SAMPLE = 23


@dataclass(frozen=True, slots=True)
class Gold:
    """An identifier as the demo's sources mark it: `n` counts turns from 1, `entity` says who is meant."""

    n: int
    start: int
    end: int
    words: str
    type: str
    entity: str


def read_gold(transcript: str) -> list[Gold]:
    """Read what the demo's sources mark in one transcript."""
    text = (resources.files("demo") / "gold" / f"{transcript}.json").read_text(encoding="utf-8")
    return [
        Gold(one["turn"] + 1, one["start"], one["end"], one["text"], one["type"], one["entity"] or "")
        for one in json.loads(text)["identifiers"]
    ]


def review_demo(db: Database, settings: Settings, say: Callable[[str], None]) -> None:
    """Decide every mark, read a second time what the gate asks for, settle what differs, sample, and sign off."""
    bench = Bench(db, settings)
    gold = {state.id: read_gold(state.id) for state in bench.overview()}
    _answer_questions(bench, [one for its in gold.values() for one in its])
    for id_, its in gold.items():
        _decide(bench, id_, its, FIRST, FIRST_READING)
    say(f"  {len(bench.decisions())} decisions of a first reader on {len(gold)} transcripts")
    groups = {one.id: one.group for one in current_transcripts(db, settings)}
    twice = sorted(required_second_readings(db, settings, groups))
    for id_ in twice:
        begin_second(db, id_, SECOND)
        seen = [one for n, one in enumerate(gold[id_], start=1) if n % _OVERLOOKED_IN_A_SECOND_READING]
        _decide(bench, id_, seen, SECOND, SECOND_READING)
        finish_second(db, id_, SECOND)
    differing = sum(len(unsettled(bench, db, id_)) for id_ in twice)
    for id_ in twice:
        _settle(bench, id_)
    say(f"  {len(twice)} transcripts read a second time; {differing} differences, each settled")
    sample = draw_sample(db, settings, TURNS_TO_SAMPLE, SAMPLER)
    _read_sample(db, sample)
    say(f"  a sample of {TURNS_TO_SAMPLE} turns drawn and read, with invented identifiers planted in it")
    _try_as_an_intruder(db, settings, list(gold))
    say("  an intruder test allowed, tried and closed")
    sign_off(db, settings, list(gold), actor=ETHICS, role="ethics reviewer")
    say(f"  {len(gold)} transcripts signed off")


def _decide(bench: Bench, transcript: str, gold: Iterable[Gold], actor: str, reading: int) -> None:
    """Replace what the gold has, and keep everything else that is marked."""
    turns = {turn.n: turn for turn in bench.page(transcript, reading).turns}
    wishes = [_wish(REPLACE, transcript, turns[one.n], one.start, one.end, one.type, reading) for one in gold]
    bench.decide_all(wishes, actor)
    left = [
        _wish(KEEP, transcript, turn, mark.start, mark.end, "", reading)
        for turn in bench.page(transcript, reading).turns
        for mark in turn.marks
        if not mark.decided
    ]
    bench.decide_all(left, actor)


def _wish(action: str, transcript: str, turn: PageTurn, start: int, end: int, type_: str, reading: int) -> Wish:
    words = turn.text[start:end]
    return Wish(action, MENTION, words, transcript, turn.id, start, end, type=type_, reading=reading)


def _settle(bench: Bench, transcript: str) -> None:
    """Settle each difference as the first reading has it."""
    turns = {turn.id: turn for turn in bench.page(transcript).turns}
    wishes = [
        _wish(
            REPLACE if one.first_replaces else KEEP,
            transcript,
            turns[one.turn_id],
            one.first.start if one.first else one.start,
            one.first.end if one.first else one.end,
            one.first.type if one.first and one.first_replaces else "",
            FIRST_READING,
        )
        for one in unsettled(bench, bench.db, transcript)
    ]
    bench.decide_all(wishes, FIRST)


def _answer_questions(bench: Bench, gold: Iterable[Gold]) -> None:
    """Say of names that may be one person's whether they are, as the gold has it."""
    meant: dict[str, set[str]] = {}
    for one in gold:
        meant.setdefault(one.words, set()).add(one.entity)
    for question in questions(bench, entities_of(bench)):
        if question.kind == ONE_OR_TWO:
            for choice in question.choices:
                same = bool(meant.get(question.about.name, set()) & meant.get(choice.name, set()))
                wishes = (
                    merge(question.about, choice, bench.decisions()) if same else tell_apart(question.about, choice)
                )
                bench.decide_all(wishes, FIRST)


def _try_as_an_intruder(db: Database, settings: Settings, transcripts: list[str]) -> None:
    """Look at the text as an intruder would, by machine and as somebody who makes one claim, which is wrong."""
    look_for_people(db, settings, ETHICS)
    relation = "none; an invented journalist"
    number = begin(db, settings, tester=TESTER, relation=relation, material=transcripts, actor=ETHICS)
    claim(db, number, Claim(transcripts[0], 2, "place", "low"), TESTER)
    sources = "a search engine, a map"
    close(db, settings, number, right=(), hours=2, sources=sources, remedy="none needed", actor=ETHICS)


def _read_sample(db: Database, sample: int) -> None:
    """Read a sample as somebody would who overlooks a few things: what was planted is all that there is to find."""
    planted = planted_in(db, sample)
    n = 0
    with db.atomic():
        for turn in list(turns_of(db, sample)):
            for seed in planted[turn.n]:
                n += 1
                if n % _OVERLOOKED_IN_A_SAMPLE:
                    severity = PARTICIPANT if seed.kind == DIRECT else COMBINING
                    mark(db, sample, turn.n, seed.start, seed.end, seed.kind, severity, SAMPLER)
            mark_read(db, sample, turn.n, SAMPLER)
        finish(db, sample, SAMPLER)
