"""The rows of the tables for ethics reviewers, made from what was gathered: people under labels, and nobody's words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from pipeline.audit.result import SampleResult
from pipeline.audit.sentences import sentences
from pipeline.audit.sign_off import SignOff, latest, why_not
from pipeline.audit.trail import Entry
from pipeline.folding import folded_words
from pipeline.publish.gather import PublishedTranscript
from pipeline.publish.rows import Row
from pipeline.publish.versions import content_hash

if TYPE_CHECKING:  # the report reads what was published, so that publishing cannot begin with the report
    from pipeline.audit.report.facts import Facts, Item
    from pipeline.audit.report.report import Answered, Report

WITHDRAWN = "(withdrawn)"
"""What stands in the place of the label of somebody who withdrew."""
_SHOWN = 12
_OF_LOG = (
    "turn",
    "type",
    "kind",
    "action",
    "rule",
    "detected_by",
    "score",
    "decided_by",
    "decided_at",
    "scope",
    "reviewed_by",
    "second_read_by",
    "signed_off_by",
)


def report_rows(report: Report) -> dict[str, list[Row]]:
    """Make the rows of what the report says: first, of the Five Safes, to each point, and what shows it."""
    first = {name: getattr(report, name) for name in ("stamp", "summary", "extent", "figure", "trail_end", "trail_at")}
    whole = {"told_on": report.on.isoformat(), "draft": int(report.draft), "bound": "\n".join(report.bound)}
    safes = enumerate(report.five_safes, start=1)
    return {
        "protection": [{**whole, **first}],
        "five_safes": [{"name": name, "said": said, "position": n} for n, (name, said) in safes],
        "checklist": [
            {
                "id": one.n,
                "title": one.title,
                "state": one.answer.state.value,
                "said": "\n".join(one.answer.sentences),
                "to_do": one.answer.to_do,
            }
            for one in report.points
        ],
        "checklist_evidence": [
            {"id": n, **row} for n, row in enumerate((r for one in report.points for r in _evidence(one)), start=1)
        ],
    }


def _evidence(point: Answered) -> Iterator[Row]:
    for table in point.answer.tables:
        for line, (about, *cells) in enumerate(table.rows, start=1):
            for column, cell in zip(table.columns[1:], cells, strict=True):
                where = {"point_id": point.n, "caption": table.caption, "line": line, "about": about}
                yield {**where, "column": column, "said": cell}
    for line, said in enumerate(point.answer.lines, start=1):
        yield {"point_id": point.n, "caption": "", "line": line, "about": "", "column": "", "said": said}


def state_rows(facts: Facts) -> Iterator[Row]:
    """Make a row for each file of the study: how far it is."""
    for one in facts.items:
        yield {
            "id": one.id,
            "state": _state(one, facts),
            "lacks": "; ".join(one.lacks),
            "consent": one.consent,
            "version": one.version,
            "marks": one.marks,
            "undecided": one.undecided,
            "readers": one.readers,
            "second_reading": "done" if one.second_done else "not done" if one.second_needed else "not asked",
            "sampled": int(one.sampled),
            "signed_off": int(one.sign_off is not None and not one.sign_off.why_not),
        }


def _state(one: Item, facts: Facts) -> str:
    if one.published and facts.release and one.version == one.in_release:
        return facts.release.id.replace("-", " ")
    if not one.published:
        return "held back"
    return "lacking" if one.lacks else "ready"


def approval_rows(
    all_: Sequence[SignOff], transcripts: Sequence[PublishedTranscript], labels: Mapping[str, str], today: date
) -> Iterator[Row]:
    """Make a row for each sign-off of a transcript that is published; `labels` are people's, by name."""
    versions, last = {one.id: content_hash(one) for one in transcripts}, latest(all_)
    for one in all_:
        if one.transcript_id not in versions:
            continue
        is_last = last[one.transcript_id] == one
        state = why_not(one, versions[one.transcript_id], today) or "holds" if is_last else "a later one followed"
        yield {
            "id": one.id,
            "transcript_id": one.transcript_id,
            "version": one.content_hash[:_SHOWN],
            "outcome": one.outcome,
            "role": one.role,
            "signed_by": labels[one.actor],
            "signed_on": one.at[:10],
            "expires": one.expires,
            "conditions": one.conditions,
            "latest": int(is_last),
            "state": state,
        }


def sample_rows(results: Iterable[SampleResult]) -> Iterator[Row]:
    """Make a row for each finished sample."""
    for one in results:
        planted = [finding.seeds for finding in (one.direct, one.quasi) if finding.seeds]
        yield {
            "id": one.sample_id,
            "drawn_on": one.drawn_at[:10],
            "finished_on": one.finished_at[:10],
            "readers": ", ".join(one.readers),
            "turns": one.turns,
            "turns_in_all": one.turns_in_all,
            "transcripts": one.transcripts,
            "direct_turns": one.direct.turns,
            "direct_upper": one.direct.bound.upper,
            "quasi_turns": one.quasi.turns,
            "quasi_upper": one.quasi.bound.upper,
            "confidence": one.direct.bound.confidence,
            "seeds_planted": sum(seeds.planted for seeds in planted),
            "seeds_caught": sum(seeds.caught for seeds in planted),
            "accepted": int(one.accepted),
            "reasons": "\n".join(one.reasons),
            "changed": ", ".join(one.changed),
            "said": "\n".join(sentences(one)),
        }


def kind_rows(transcripts: Sequence[PublishedTranscript]) -> Iterator[Row]:
    """Count what was replaced in each transcript by type, kind and method."""
    for transcript in transcripts:
        identifiers = (one for turn in transcript.turns for one in turn.identifiers)
        counted = Counter((one["type"], one["kind"], one["method"]) for one in identifiers)
        for (type_, kind, method), times in sorted(counted.items()):
            what = {"type": type_, "kind": kind, "method": method}
            yield {"transcript_id": transcript.id, **what, "times": times}


def log_rows(log: Iterable[Mapping[str, Any]], transcripts: Sequence[PublishedTranscript]) -> Iterator[Row]:
    """Make the rows of the auditor's log of those turns that are published.

    What stands there now, where, and why somebody decided so, in their own words, stays in the log that is asked for.
    """
    published = {(one.id, turn.n) for one in transcripts for turn in one.turns}
    for row in log:
        if (row["transcript"], row["turn"]) in published:
            yield {
                "id": row["log_id"],
                "transcript_id": row["transcript"],
                **{name: row[name] for name in _OF_LOG},
                **{name: None if row[name] == "" else row[name] for name in ("entity", "occurrence")},
                "has_reason": int(bool(row["reason"])),
            }


def trail_rows(trail: Iterable[Entry], roles: Mapping[str, str]) -> Iterator[Row]:
    """Make the rows of the audit trail."""
    for one in trail:
        counts = "; ".join(f"{name} {n}" for name, n in one.counts.items())
        who = {"id": one.id, "at": one.at, "actor": one.actor, "role": roles.get(one.actor, "")}
        what = {"action": one.action, "about": one.about, "purpose": one.purpose, "counts": counts}
        yield {**who, **what, "before": one.before, "seal": one.seal}


def without_labels(tables: Mapping[str, Sequence[Row]], labels: Sequence[str]) -> dict[str, list[Row]]:
    """Take the labels of people who withdrew out of every text; a file that has such a label is not told of at all."""
    spelled = [r"\W+".join(map(re.escape, folded_words(label))) for label in labels]
    if not spelled:
        return {name: list(rows) for name, rows in tables.items()}
    label = re.compile(rf"\b(?:{'|'.join(spelled)})\b", re.IGNORECASE)
    kept = {**tables, "transcript_states": [r for r in tables["transcript_states"] if not label.search(str(r["id"]))]}
    return {
        name: [
            {column: label.sub(WITHDRAWN, cell) if isinstance(cell, str) else cell for column, cell in row.items()}
            for row in rows
        ]
        for name, rows in kept.items()
    }
