"""What suggestions are worth, as rows: each code's phrases and what was learned of it, beside what people coded."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from codebook.model import Codebook
from ingest.records import PARTICIPANT
from pipeline.coding.agreement.sentences import sentences_of
from pipeline.coding.answers import ACCEPTED, REJECTED
from pipeline.coding.cue_records import CUE, Answered, Coded, CueRecord, Places, Stretch, Suggested, cue_records
from pipeline.coding.learning.trial import LEARNED, Trial
from pipeline.coding.reasons import phrases_in
from pipeline.publish.gather import PublishedTranscript
from pipeline.publish.rows import Applied, Row


def looked_through(applied: Iterable[Applied], handed_in: Mapping[str, Collection[str]]) -> frozenset[str]:
    """Return the transcripts that somebody has coded: that have codings, or that a coder has handed in."""
    return frozenset({one.transcript.id for one in applied} | {id_ for id_, who in handed_in.items() if who})


def in_the_open(answers: Iterable[Row], handed_in: Mapping[str, Collection[str]]) -> list[Row]:
    """Leave out answers in transcripts that are coded blind, so that none shows through; `handed_in` has the others."""
    return [row for row in answers if row["transcript"] in handed_in]


def sentences_in(transcripts: Iterable[PublishedTranscript]) -> Iterator[Stretch]:
    """Yield the sentences that participants said, in published coordinates; their turns are those of the store."""
    for transcript in transcripts:
        for turn in transcript.turns:
            if turn.role == PARTICIPANT:
                yield from (Stretch(turn.store_id, *span) for span in sentences_of(turn.replaced.text))


def coded_by_people(applied: Iterable[Applied], answers: Iterable[Row]) -> list[Coded]:
    """Say of each coding whether it was made by accepting a suggestion: its coder accepted one that it overlaps."""
    accepted: dict[tuple[object, object], list[Stretch]] = {}
    for row in answers:
        if row["answer"] == ACCEPTED:
            accepted.setdefault((row["code_id"], row["coder_label"]), []).append(_stretch(row))
    places = {key: Places(stretches) for key, stretches in accepted.items()}
    coded = []
    for one in applied:
        where = Stretch(one.turn.store_id, one.start, one.end)
        its = places.get((one.code_id, dict(one.details)["coder_label"]))
        coded.append(Coded(where, one.code_id, bool(its and its.over(where))))
    return coded


def suggestion_records(
    transcripts: Sequence[PublishedTranscript],
    applied: Sequence[Applied],
    suggested: Iterable[Applied],
    answers: Iterable[Row],
    trials: Iterable[Trial],
    codebook: Codebook,
    handed_in: Mapping[str, Collection[str]],
) -> list[CueRecord]:
    """Make the records of every code: of all its phrases, of each phrase, and of what was learned.

    `answers` are rows with spans in published coordinates, turns as in the store; `handed_in` has an entry for every
    transcript that is not coded blind. Of what was learned, the numbers are
    those of the trial: on sentences of people whom it had not learned from.
    """
    looked = looked_through(applied, handed_in)
    answers = in_the_open(answers, handed_in)
    codes = {code.id: code for code in codebook.codes}
    by_phrases = [
        Suggested(
            Stretch(one.turn.store_id, one.start, one.end),
            one.code_id,
            phrases_in(str(details.get("why", "")), str(details["cue"]), codes[one.code_id]),
        )
        for one, details in ((one, dict(one.details)) for one in suggested)
        if details.get("source", CUE) == CUE and one.code_id in codes
    ]
    records = cue_records(
        {code.id: tuple(dict.fromkeys(code.indicators)) for code in codebook.codes},
        by_phrases,
        coded_by_people(applied, answers),
        sentences_in(one for one in transcripts if one.id in looked),
        [Answered(_stretch(row), str(row["code_id"]), str(row["source"]), str(row["answer"])) for row in answers],
    )
    records += [_record_of(trial, answers) for trial in trials if trial.code_id in codes]
    place = {code_id: n for n, code_id in enumerate(codes)}
    return sorted(records, key=lambda record: place[record.code_id])


def record_rows(records: Iterable[CueRecord]) -> Iterator[Row]:
    """Make a row for each record."""
    for n, record in enumerate(records, start=1):
        yield {
            "id": n,
            "code_id": record.code_id,
            "cue": record.cue,
            "source": record.source,
            "suggested": record.suggested,
            "right": record.right,
            "right_by_acceptance": record.right_by_acceptance,
            "coded": record.coded,
            "hit": record.hit,
            "precision": _rounded(record.precision),
            "recall": _rounded(record.recall),
            "accepted": record.accepted,
            "rejected": record.rejected,
            "note": record.note,
        }


def _record_of(trial: Trial, answers: Iterable[Row]) -> CueRecord:
    its = [row["answer"] for row in answers if row["source"] == LEARNED and row["code_id"] == trial.code_id]
    return CueRecord(
        code_id=trial.code_id,
        cue="",
        source=LEARNED,
        suggested=trial.suggested,
        right=trial.right,
        right_by_acceptance=0,
        coded=trial.coded,
        hit=trial.right,
        accepted=its.count(ACCEPTED),
        rejected=its.count(REJECTED),
        remark=f"{'on' if trial.on else 'off'}: {trial.why}",
    )


def _stretch(row: Row) -> Stretch:
    return Stretch(int(str(row["turn_id"])), int(str(row["start"])), int(str(row["end"])))


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 2)
