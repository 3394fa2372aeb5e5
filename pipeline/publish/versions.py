"""Which version of a transcript is meant: a digest of all of it that would be read."""

from __future__ import annotations

import hashlib
import json

from sqlite_utils import Database

from pipeline.protect import check_pseudonymised
from pipeline.publish.gather import PublishedTranscript, gather
from pipeline.review.settle import settle
from pipeline.settings import Settings


def current_transcripts(db: Database, settings: Settings) -> list[PublishedTranscript]:
    """Return the transcripts as they would be published now. Raises NotPseudonymised, BadSettings."""
    check_pseudonymised(db, settings)
    with db.atomic():
        settle(db, settings)
        return gather(db, settings)


def content_hash(transcript: PublishedTranscript) -> str:
    """Digest what a reader of the transcript sees: its labels, its turns and what was replaced in them."""
    turns = [
        (
            turn.n,
            turn.speaker,
            turn.role,
            turn.participant,
            turn.group,
            turn.start,
            turn.may_quote,
            turn.replaced.text,
            [(start, end) for start, end, _ in turn.replaced.published_spans()],
        )
        for turn in transcript.turns
    ]
    whole = [transcript.id, transcript.group, transcript.season, transcript.language, transcript.kind, turns]
    if transcript.bands:
        whole.append(transcript.bands)
    return hashlib.sha256(json.dumps(whole, ensure_ascii=False).encode()).hexdigest()
