"""What people and machines applied to what is published, in published coordinates, less what is still coded blind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlite_utils import Database

from codebook.history import resolve
from codebook.model import Codebook
from pipeline.coding.codebook_versions import codebook_versions
from pipeline.coding.memos import stored_memos
from pipeline.coding.trials import remembered_trials
from pipeline.coding.working.merge import merged_up_to
from pipeline.coding.working.seen import is_open
from pipeline.publish.codes_in_time import history_rows, resolve_codings
from pipeline.publish.gather import PublishedTranscript, codings
from pipeline.publish.releases import first_releases, team_releases
from pipeline.publish.rows import Row, carry
from pipeline.publish.saturation_rows import interview_order
from pipeline.publish.tables import Gathered
from pipeline.settings import Settings


def gather_codings(
    db: Database,
    transcripts: Sequence[PublishedTranscript],
    codebook: Codebook,
    codebook_yaml: str,
    settings: Settings,
) -> Gathered:
    """Put codings and suggestions beside the transcripts, in published coordinates, under the codes of now.

    Codings of a transcript that is coded blind stay out until enough coders have handed it in, and all who have begun.
    """
    handed_in = [(row["transcript_id"], row["label"]) for row in db.query(_HAND_INS)]
    coded, answers = list(codings(db, "codings")), list(db.query(_ANSWERS))
    begun = {(row["transcript_id"], row["coder_label"]) for row in (*coded, *answers)}
    closed = frozenset(one.id for one in transcripts if not is_open(settings.blind, one.id, handed_in, begun))
    settled = [one for one in _carried(transcripts, db.query(_SETTLEMENTS)) if one["transcript"] not in closed]
    memos = tuple(stored_memos(db))
    versions = codebook_versions(db)
    others = {str(row["code_id"]) for row in (*settled, *memos) if row["code_id"]}
    resolved = resolve_codings((one for one in coded if one["transcript_id"] not in closed), versions, codebook, others)
    known = {code.id for code in codebook.codes}
    suggested = (one for one in codings(db, "suggestions") if one["code_id"] in known)
    published = {one.id for one in transcripts} - closed
    return Gathered(
        transcripts,
        carry(transcripts, resolved.rows),
        carry(transcripts, suggested),
        resolved.codebook,
        codebook_yaml,
        retired=resolved.retired,
        unknown_codes=resolved.unknown,
        history=tuple(history_rows(versions, codebook, {code.id for code in resolved.codebook.codes})),
        trials=remembered_trials(db),
        order=interview_order(db),
        waiting=tuple(sorted({one["transcript_id"] for one in coded if one["transcript_id"] in closed})),
        handed_in={id_: frozenset(who for which, who in handed_in if which == id_) for id_ in sorted(published)},
        events_up_to=merged_up_to(db),
        answers=tuple(
            {**one, "code_id": resolve(str(one["code_id"]), "", codebook).code_id}
            for one in _carried(transcripts, answers)
        ),
        settlements=tuple(
            {**one, "code_id": resolved.ids[str(one["code_id"])]} for one in settled if one["code_id"] in resolved.ids
        ),
        memos=memos,
        closed=closed,
        releases=team_releases(db),
        first_releases=first_releases(db),
    )


def _carried(transcripts: Sequence[PublishedTranscript], rows: Iterable[dict]) -> Iterator[Row]:
    """Carry the spans of rows to published coordinates; those of turns that are not published stay out."""
    turns = {turn.store_id: (turn, one) for one in transcripts for turn in one.turns}
    for row in rows:
        if row["turn_id"] in turns:
            turn, transcript = turns[row["turn_id"]]
            start, end = turn.replaced.to_published(row["start"], row["end"])
            if start < end:
                yield {**row, "start": start, "end": end, "transcript": transcript.id, "turn": turn.n}


_HAND_INS = """SELECT h.transcript_id, k.label FROM hand_ins h JOIN coders k ON k.name = h.coder
    ORDER BY h.transcript_id, k.label"""
_ANSWERS = """SELECT t.transcript_id, a.turn_id, a.start, a."end", a.code_id, a.source, a.answer, k.label AS coder_label
    FROM suggestion_answers a JOIN turns t ON t.id = a.turn_id JOIN coders k ON k.name = a.coder
    ORDER BY a.turn_id, a.start, a."end", a.code_id, k.label"""
_SETTLEMENTS = """SELECT s.uid, s.at, s.turn_id, s.start, s."end", s.code_id, s.choice, d.label AS decided_by,
        a.label AS coder, b.label AS other,
        (SELECT group_concat(m.text_published, char(10) ORDER BY m.at, m.id) FROM memos m
         WHERE m.settlement_id = s.id) AS reason
    FROM settlements s JOIN coders d ON d.name = s.decided_by
    JOIN coders a ON a.name = s.coder JOIN coders b ON b.name = s.other ORDER BY s.turn_id, s.start, s.at, s.uid"""
