"""Gather what is known of every transcript that could be released, and what it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from pipeline.audit.result import sample_result
from pipeline.audit.sample import samples
from pipeline.audit.sign_off import SignOff, latest, sign_offs
from pipeline.publish.gather import PublishedTranscript
from pipeline.publish.release_gate import Standing, chosen_for_second_reading, missing
from pipeline.publish.versions import content_hash, current_transcripts
from pipeline.review.bench import Bench
from pipeline.review.readings import FIRST_READING, deciders_by_transcript, readers_of
from pipeline.review.second import unsettled
from pipeline.settings import Settings
from pipeline.store import get_meta


@dataclass(frozen=True, slots=True)
class Readiness:
    """The transcripts that could be released, what each still lacks, and the sign-offs that hold.

    `chosen` are those that a second person has to read.
    """

    transcripts: tuple[PublishedTranscript, ...]
    missing: dict[str, tuple[str, ...]]
    sign_offs: Mapping[str, SignOff]
    chosen: frozenset[str]


def readiness(db: Database, settings: Settings, bench: Bench | None = None) -> Readiness:
    """Say what each transcript still lacks for a release. Raises NotPseudonymised."""
    with db.atomic():
        transcripts = current_transcripts(db, settings)
        bench = bench or Bench(db, settings)
        states = {state.id: state for state in bench.overview()}
        versions = {one.id: content_hash(one) for one in transcripts}
        accepted = accepted_by_sample(db, settings) if settings.gate.sample else frozenset()
        signed = latest(sign_offs(db))
        everywhere = deciders_by_transcript(db)
        standings = [
            Standing(
                id=one.id,
                group=one.group,
                version=versions[one.id],
                undecided=states[one.id].undecided,
                readers=frozenset(readers_of(db, one.id, FIRST_READING)) | everywhere.get(one.id, frozenset()),
                second_reading=states[one.id].second_finished,
                differences=len(unsettled(bench, db, one.id)) if states[one.id].second_finished else 0,
                sampled=one.id in accepted,
                sign_off=signed.get(one.id),
            )
            for one in transcripts
        ]
    chosen = required_second_readings(db, settings, {one.id: one.group for one in transcripts})
    lacking = missing(standings, settings.gate, chosen, date.today())
    return Readiness(tuple(transcripts), lacking, signed, chosen)


def accepted_by_sample(db: Database, settings: Settings) -> frozenset[str]:
    """Return the transcripts from which an accepted sample was drawn, and which have not changed since."""
    finished = [one.id for one in samples(db) if one.finished_at]
    results = (sample_result(db, settings, id_) for id_ in finished)
    return frozenset(id_ for result in results if result.accepted for id_ in result.unchanged)


def required_second_readings(db: Database, settings: Settings, groups: Mapping[str, str]) -> frozenset[str]:
    """Return which transcripts a second person has to read; `groups` gives each transcript's group."""
    secret = bytes.fromhex(get_meta(db, "pseudonym_secret") or "")
    return chosen_for_second_reading(groups, settings.gate, secret)
