"""The gate of a release: what each transcript still lacks, by what `study.toml` asks in [gate]."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.audit.actors import same_person
from pipeline.audit.sign_off import SignOff, why_not
from pipeline.settings import Gate
from pipeline.workbench.numbers import some


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one transcript: `differences` are those between its readings that nobody has settled.

    `readers` are those who decided in it at the first reading. `sampled` says that a finished sample which was accepted
    drew from this very version.
    """

    id: str
    group: str
    version: str
    undecided: int
    readers: frozenset[str]
    second_reading: bool
    differences: int
    sampled: bool
    sign_off: SignOff | None


def missing(
    transcripts: Sequence[Standing], gate: Gate, chosen: Collection[str], today: date
) -> dict[str, tuple[str, ...]]:
    """Say what each transcript lacks for a release, in words; those that lack nothing are left out.

    `chosen` are those that have to be read by a second person.
    """
    lacking = {one.id: tuple(_lacking(one, gate, one.id in chosen, today)) for one in transcripts}
    return {id_: reasons for id_, reasons in lacking.items() if reasons}


def _lacking(one: Standing, gate: Gate, read_twice: bool, today: date) -> Iterable[str]:
    if gate.reviewed and one.undecided:
        yield f"{one.undecided} marks are undecided" if one.undecided > 1 else "1 mark is undecided"
    if read_twice and not one.second_reading:
        yield "needs a second reading"
    if one.second_reading and one.differences:
        yield f"the two readings differ in {some(one.differences, 'place')} that nobody has settled"
    if gate.sample and not one.sampled:
        yield "no accepted sample was drawn from this version"
    reason = why_not(one.sign_off, one.version, today)
    if reason:
        yield reason
    elif gate.other_signs and one.sign_off and any(same_person(one.sign_off.actor, reader) for reader in one.readers):
        yield "signed off by its own reader; somebody else has to"


def chosen_for_second_reading(transcripts: Mapping[str, str], gate: Gate, secret: bytes) -> frozenset[str]:
    """Choose which transcripts a second person reads: all of the groups that the gate names, and a drawn share of all.

    `transcripts` maps labels to groups. The draw depends on the study's secret alone, so that nobody picks.
    """
    chosen = {id_ for id_, group in transcripts.items() if group in gate.second_reading_groups}
    wanted = math.ceil(gate.second_reading_share * len(transcripts))
    drawn = sorted(transcripts, key=lambda id_: hashlib.sha256(secret + b"second reading" + id_.encode()).digest())
    for id_ in drawn:
        if len(chosen) >= wanted:
            break
        chosen.add(id_)
    return frozenset(chosen)
