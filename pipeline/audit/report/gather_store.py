"""What the store says for the report: its transcripts, who is mentioned, the trail, quotes, withdrawals."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from exports.published import open_published
from ingest.rules import GUIDANCE
from pipeline.audit.access import OPENED
from pipeline.audit.details import details_of, profiles
from pipeline.audit.draw import language_of
from pipeline.audit.report.facts import (
    Beside,
    Compared,
    Item,
    LastRelease,
    People,
    Quotes,
    SignedOff,
    Trail,
    Withdrawn,
)
from pipeline.audit.sign_off import SignOff, why_not
from pipeline.audit.trail import BEGINNING, Entry, entries
from pipeline.audit.verify import Verified
from pipeline.folding import fold
from pipeline.identify.types import IDENTIFIER_TYPES
from pipeline.lifecycle.due import Due
from pipeline.lifecycle.withdraw import withdrawals
from pipeline.publish.gather import PublishedTranscript, codings
from pipeline.publish.originals import Originals
from pipeline.publish.readiness import Readiness
from pipeline.publish.rows import carry
from pipeline.publish.table import TEAM
from pipeline.publish.versions import content_hash
from pipeline.review.bench import Bench
from pipeline.review.entity_list import Entity, entities_of
from pipeline.review.questions import questions

MADE = "report"
"""The action of making a report, and the command: what it leaves in the trail is no part of the report itself."""
WELSH = "cy"
LONG_QUOTE = 60
"""From this many words on a quotation is a story."""
_SHOWN = 12


def labels_of(db: Database) -> dict[str, str]:
    """Return the label of everybody who acts, by name."""
    return {row["name"]: row["label"] for row in db.query("SELECT name, label FROM actors ORDER BY label")}


def last_release(db: Database) -> LastRelease | None:
    """Return the team's last release."""
    rows = db.query(
        "SELECT id, n, at FROM releases WHERE status = 'release' AND audience = ? ORDER BY n DESC LIMIT 1", [TEAM]
    )
    return next((LastRelease(row["id"], row["n"], row["at"]) for row in rows), None)


def items_of(
    db: Database, bench: Bench, ready: Readiness, sampled: frozenset[str], release: LastRelease | None, on: date
) -> tuple[Item, ...]:
    """List the study's transcripts with how far each is."""
    versions = {one.id: content_hash(one) for one in ready.transcripts}
    states = {one.id: one for one in bench.overview()}
    released = {
        row["transcript_id"]: row["content_hash"]
        for row in db.query(
            "SELECT transcript_id, content_hash FROM release_transcripts WHERE release_id = ?",
            [release.id if release else ""],
        )
    }
    labels, since = labels_of(db), _decided_since(db, ready.sign_offs)
    items = []
    for row in db.query("SELECT * FROM transcripts ORDER BY id"):
        id_, state = row["id"], states[row["id"]]
        signed = ready.sign_offs.get(id_)
        items.append(
            Item(
                id=id_,
                format=row["format"],
                digest=row["sha256"][:_SHOWN],
                consent=_consent(row),
                listed=bool(row["listed"]),
                turns=state.turns,
                words=state.words,
                marks=state.marks,
                undecided=state.undecided,
                readers=len(state.readers),
                second_needed=id_ in ready.chosen,
                second_done=state.second_finished,
                sampled=id_ in sampled,
                version=versions.get(id_, "")[:_SHOWN],
                in_release=released.get(id_, "")[:_SHOWN],
                lacks=ready.missing.get(id_, ()),
                sign_off=_signed(signed, versions.get(id_, ""), labels, since[id_], on) if signed else None,
            )
        )
    return tuple(items)


def _consent(row: Mapping[str, str]) -> str:
    """Say on what consent a file rests: a level, single terms, or that it is public."""
    if row["consent_level"]:
        return row["consent_level"]
    if json.loads(row["consent"]):
        return "single terms"
    return "public document" if row["item_type"] == GUIDANCE else ""


def _signed(one: SignOff, version: str, labels: Mapping[str, str], since: int, on: date) -> SignedOff:
    return SignedOff(
        at=one.at,
        by=labels[one.actor],
        role=one.role,
        outcome=one.outcome,
        version=one.content_hash[:_SHOWN],
        conditions=one.conditions,
        expires=one.expires,
        why_not=why_not(one, version, on),
        decisions_since=since,
    )


def _decided_since(db: Database, signed: Mapping[str, SignOff]) -> dict[str, int]:
    """Count, for each transcript with a sign-off, what was decided after it: about the transcript or all the study.

    The trail tells the order, to which the clock's seconds are too coarse.
    """
    about = {
        row["id"]: row["transcript_id"] for row in db.query("SELECT id, transcript_id FROM decisions WHERE reading = 1")
    }
    decided = [
        (row["id"], about[number])
        for row in db.query("SELECT id, about FROM trail WHERE about LIKE 'decision %' ORDER BY id")
        if (number := int(row["about"].split()[1])) in about
    ]
    counts = {}
    for id_, one in signed.items():
        signing = [f"{id_} version {one.content_hash[:_SHOWN]}", "signed off: %"]
        last = next(db.query("SELECT max(id) AS id FROM trail WHERE about = ? AND action LIKE ?", signing))["id"] or 0
        counts[id_] = sum(row > last and transcript in (None, id_) for row, transcript in decided)
    return counts


def people_of_study(bench: Bench, originals: Originals) -> People:
    """Count who is mentioned, and look whether everybody has one pseudonym of their own, which is nobody's name."""
    entities = entities_of(bench)
    people = [one for one in entities if one.type == "PERSON"]
    whole = Counter(name for one in people if (name := _pseudonym(one)))
    drawn = {mention.stands_there for one in people for mention in one.mentions if mention.stands_there}
    placeholder = f"[{IDENTIFIER_TYPES['PERSON'].label}]"
    return People(
        entities=Counter(one.type for one in entities),
        mentions=Counter(one.type for one in entities for _ in one.mentions),
        replaced=sum(any(mention.stands_there for mention in one.mentions) for one in people),
        two_pseudonyms=sum(_has_two(one) for one in people),
        shared_pseudonyms=sum(n for name, n in whole.items() if n > 1 and name != placeholder),
        real_names=sum(originals.in_text(name) for name in drawn),
        questions=len(questions(bench, entities)),
    )


def _pseudonym(one: Entity) -> str:
    """Return what stands for a person's full name, "" where they are never called by it."""
    names = [mention for mention in one.mentions if len(mention.words.split()) > 1 and mention.stands_there]
    return fold(names[0].stands_there or "") if names and "|" in one.key else ""


def _has_two(one: Entity) -> bool:
    """Say whether one spelling of a person's name is replaced in two ways."""
    ways: dict[str, set[str]] = {}
    for mention in one.mentions:
        if mention.stands_there:
            ways.setdefault(fold(mention.words), set()).add(fold(mention.stands_there))
    return any(len(its) > 1 for its in ways.values())


def replaced_by_type(transcripts: Sequence[PublishedTranscript]) -> dict[str, int]:
    """Count what is replaced in the published text, by type."""
    turns = (turn for one in transcripts for turn in one.turns)
    return dict(Counter(identifier["type"] for turn in turns for identifier in turn.identifiers))


def kept_by_type(db: Database) -> dict[str, int]:
    """Count what people decided to keep as it is, by type; "" where it is of none."""
    rows = db.query(
        """SELECT type, count(*) AS n FROM identifiers
           WHERE decision_id IS NOT NULL AND replacement IS NULL GROUP BY type ORDER BY type"""
    )
    return {row["type"]: row["n"] for row in rows}


def welsh_turns(transcripts: Sequence[PublishedTranscript]) -> dict[str, int]:
    """Count the turns in Welsh of each transcript that has some, or is said to be in Welsh."""
    counts = {one.id: sum(language_of(turn.replaced.text) == WELSH for turn in one.turns) for one in transcripts}
    return {one.id: counts[one.id] for one in transcripts if counts[one.id] or WELSH in one.language.lower()}


def compare_with_log(transcripts: Sequence[PublishedTranscript], database: Path | None) -> Compared | None:
    """Hold the published text against the log, both ways; None where nothing is published.

    A stretch is the same where transcript, turn, place and the words that stand there are.
    """
    if database is None:
        return None
    with open_published(database) as db:
        published_id = next(db.query("SELECT id FROM study"))["id"]
        versions = {row["id"]: row["version"] for row in db.query("SELECT id, version FROM transcripts")}
        in_text = [
            (row["transcript_id"], row["n"], row["start"], row["end"], row["words"])
            for row in db.query(
                """SELECT t.transcript_id, t.n, r.start, r.end, substr(t.text, r.start + 1, r.end - r.start) AS words
                   FROM replacements r JOIN turns t ON t.id = r.turn_id"""
            )
        ]
    same = {one.id for one in transcripts if versions.get(one.id) == content_hash(one)[:_SHOWN]}
    in_log = [
        (one.id, turn.n, start, end, replacement.text)
        for one in transcripts
        if one.id in same
        for turn in one.turns
        for start, end, replacement in turn.replaced.published_spans()
    ]
    in_text = [row for row in in_text if row[0] in same]
    return Compared(
        published_id=published_id,
        transcripts=len(same),
        changed=tuple(sorted(set(versions) - same)),
        in_text=len(in_text),
        in_log=len(in_log),
        not_in_log=len(set(in_text) - set(in_log)),
        not_in_text=len(set(in_log) - set(in_text)),
    )


def beside_the_speech(db: Database) -> Beside:
    """Count what files hold beside the speech, which is never published, and the names that were found there."""
    kinds = {row["kind"]: row["n"] for row in db.query("SELECT kind, count(*) AS n FROM outside GROUP BY kind")}
    return Beside(kinds, db.table("outside_names").count)


def quotes_of(db: Database, transcripts: Sequence[PublishedTranscript]) -> Quotes:
    """Say in numbers what could be quoted outside the team: coded passages of people whose consent allows it."""
    applied = carry(transcripts, codings(db, "codings"))
    said = {(one.transcript.id, one.turn.n, one.start, one.end): one for one in applied if one.turn.participant}
    quotable = [one for one in said.values() if one.turn.may_quote]
    lengths = [len(one.quote.split()) for one in quotable]
    return Quotes(
        quotable=len(quotable),
        not_quotable=len(said) - len(quotable),
        longest=max(lengths, default=0),
        long=sum(n > LONG_QUOTE for n in lengths),
        longest_wanted=LONG_QUOTE,
        profiles=tuple(one.participant for one in profiles(applied, details_of(db, transcripts))),
    )


def trail_of(db: Database, verified: Verified) -> Trail:
    """Sum up the trail as it was before this report, and any made just before, so that they do not tell of themselves.

    Openings of the store for a report are left out only at the end, where nothing else was done since.
    """
    rows = list(entries(db))
    while rows and _is_of_a_report(rows[-1]):
        rows.pop()
    last = rows[-1] if rows else None
    return Trail(
        rows=len(rows),
        last_at=last.at if last else "",
        end=f"{last.id}:{last.seal}" if last else f"0:{BEGINNING}",
        by_action=tuple(Counter(one.action for one in rows).most_common()),
        actors=len({one.actor for one in rows}),
        problems=verified.problems,
        notes=verified.notes,
    )


def last_of(db: Database, action: str) -> Entry | None:
    """Return the trail's last row of an action."""
    return next((one for one in reversed(list(entries(db))) if one.action == action), None)


def _is_of_a_report(entry: Entry) -> bool:
    return entry.action == MADE or (entry.action == OPENED and entry.about == f"audit {MADE}")


def withdrawn_from(db: Database, due: Due) -> tuple[Withdrawn, ...]:
    """List who withdrew, and in how many files they still are that should not have them."""
    left = Counter(one.found.participant for one in due.files.still_there if not one.allowed)
    return tuple(
        Withdrawn(one.participant, one.way, one.at[:10], one.finished, left[one.participant]) for one in withdrawals(db)
    )
