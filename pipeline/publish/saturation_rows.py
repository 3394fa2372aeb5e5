"""What each coded interview added to those before it, as rows: positions, and no dates."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sqlite_utils import Database

from codebook.model import Codebook
from ingest.records import PARTICIPANT
from pipeline.coding.saturation import Interview, what_each_added
from pipeline.publish.counts import codes_that_meet
from pipeline.publish.gather import PublishedTranscript
from pipeline.publish.rows import Applied, Row
from pipeline.publish.suggestion_records import looked_through


def interview_order(db: Database) -> tuple[str, ...]:
    """List the store's transcripts by date, then label; those without a date come last."""
    rows = db.query("SELECT id FROM transcripts ORDER BY coalesce(interview_date, '') = '', interview_date, id")
    return tuple(row["id"] for row in rows)


def saturation_rows(
    transcripts: Iterable[PublishedTranscript],
    applied: Sequence[Applied],
    codebook: Codebook,
    handed_in: Mapping[str, Collection[str]],
    order: Sequence[str],
) -> Iterator[Row]:
    """Make a row for each transcript that somebody has coded and in which participants speak, in `order`.

    One that nobody has coded yet would look as if nothing new came of it, so it is left out.
    """
    looked = looked_through(applied, handed_in)
    spoken = {one.id for one in transcripts if any(turn.role == PARTICIPANT for turn in one.turns)}
    by_transcript: dict[str, list[Applied]] = {id_: [] for id_ in order if id_ in looked & spoken}
    for one in applied:
        if one.turn.role == PARTICIPANT and one.transcript.id in by_transcript:
            by_transcript[one.transcript.id].append(one)
    names = {code.id: code.name for code in codebook.codes}
    interviews = (
        Interview(id_, frozenset(one.code_id for one in its), frozenset(codes_that_meet(its)))
        for id_, its in by_transcript.items()
    )
    for added in what_each_added(interviews):
        yield {
            "position": added.position,
            "transcript_id": added.id,
            "new_codes": len(added.new_codes),
            "new_pairs": added.new_pairs,
            "codes_so_far": added.codes_so_far,
            "pairs_so_far": added.pairs_so_far,
            "names": "; ".join(names[code_id] for code_id in added.new_codes),
        }
