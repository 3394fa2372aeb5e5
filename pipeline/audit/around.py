"""What stands before and after the turns of a sample, as published, so that they can be understood."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from pipeline.publish.gather import PublishedTurn
from pipeline.publish.versions import content_hash, current_transcripts
from pipeline.settings import Settings


@dataclass(frozen=True, slots=True)
class Around:
    """The turns before and after a turn, and its own speaker; None and "" where there is none or it has changed."""

    before: PublishedTurn | None = None
    after: PublishedTurn | None = None
    speaker: str = ""


def around(db: Database, settings: Settings, sample_id: int) -> dict[int, Around]:
    """Return what stands around each turn of a sample, by its number; nothing where the transcript has changed since.

    Raises NotPseudonymised.
    """
    transcripts = {one.id: one for one in current_transcripts(db, settings)}
    hashes = {id_: content_hash(one) for id_, one in transcripts.items()}
    places = {id_: {turn.n: i for i, turn in enumerate(one.turns)} for id_, one in transcripts.items()}
    found = {}
    for row in db.query(
        "SELECT n, transcript_id, turn, content_hash FROM sample_turns WHERE sample_id = ?", [sample_id]
    ):
        id_ = row["transcript_id"]
        if hashes.get(id_) != row["content_hash"]:
            found[row["n"]] = Around()
            continue
        turns, i = transcripts[id_].turns, places[id_][row["turn"]]
        found[row["n"]] = Around(
            before=turns[i - 1] if i else None,
            after=turns[i + 1] if i + 1 < len(turns) else None,
            speaker=turns[i].speaker,
        )
    return found
