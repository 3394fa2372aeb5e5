"""Transcripts in the store: written, described by their manifest row, replaced with their codings kept."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping

from sqlite_utils import Database

from ingest.records import PARTICIPANT, ManifestRow, SpeakerRow, Transcript, Turn
from ingest.rules import GUIDANCE
from ingest.speakers import assign_roles
from pipeline.coding.place import NotPlaced
from pipeline.coding.reread import Moved, put_back, take_off
from pipeline.settings import Settings


def store_transcript(
    db: Database, label: str, row: ManifestRow, transcript: Transcript, digest: str, read_by: str = ""
) -> int:
    """Write a transcript in place of its earlier version, whose codings, memos and decisions are carried over.

    `read_by` says by which rules it was read. Call it in a transaction, and `store_voices` after it. Returns how many
    decisions about mentions have no place in the new version: they are gone, to be made again. Raises
    CodingsWithoutPlace.
    """
    before = _turns(db, label)
    coded = take_off(db, label)
    decided = [
        *db.query(
            """SELECT d.id, d.start, d.end, t.n FROM decisions d JOIN turns t ON t.id = d.turn_id
               WHERE t.transcript_id = ? AND d.undoes IS NULL ORDER BY d.id""",
            [label],
        )
    ]
    source = {
        "file_name": row.file,
        "sha256": digest,
        "format": transcript.format,
        "convention": transcript.convention,
        "read_by": read_by,
    }
    db.execute("UPDATE decisions SET turn_id = NULL WHERE transcript_id = ?", [label])  # or they would go with the turn
    db.execute("DELETE FROM turns WHERE transcript_id = ?", [label])
    db.execute("DELETE FROM outside WHERE transcript_id = ?", [label])
    # The row itself stays: readings, sign-offs, samples and decisions about the whole transcript hang on it.
    db.table("transcripts").upsert({"id": label, **_manifest_columns(row), **source, "listed": 1}, pk="id")
    db.table("turns").insert_all(
        {"transcript_id": label, "n": n, "speaker": t.speaker, "role": t.role, "start": t.start, "text": t.text}
        for n, t in enumerate(transcript.turns, start=1)
    )
    db.table("outside").insert_all(
        {"transcript_id": label, "kind": one.kind, "text": one.text, "place": one.place} for one in transcript.outside
    )
    after = _turns(db, label)
    db.table("places").insert_all(
        {"turn_id": stored["id"], "at": anchor.at, "place": anchor.place, "offset": anchor.offset}
        for stored, turn in zip(after, transcript.turns, strict=True)
        for anchor in {anchor.at: anchor for anchor in turn.anchors}.values()
    )
    moved = Moved(before, after)
    put_back(db, coded, moved)
    return _carry_decisions(db, decided, moved)


def _turns(db: Database, label: str) -> list[dict]:
    return [*db.query("SELECT id, n, text FROM turns WHERE transcript_id = ? ORDER BY n", [label])]


def _carry_decisions(db: Database, decided: list[dict], moved: Moved) -> int:
    """Move decisions about mentions to their places in the new turns; return how many have none, and are deleted."""
    gone = 0
    for decision in decided:
        try:
            turn, start, end = moved.place(decision["n"], decision["start"], decision["end"])
        except NotPlaced:
            gone += 1
            db.execute("DELETE FROM decisions WHERE id = ?", [decision["id"]])  # with what undoes it
            continue
        where = {"turn": turn["id"], "start": start, "end": end, "id": decision["id"]}
        db.execute(
            "UPDATE decisions SET turn_id = :turn, start = :start, end = :end WHERE id = :id OR undoes = :id", where
        )
        db.execute("UPDATE decisions SET words = ? WHERE id = ?", [turn["text"][start:end], decision["id"]])
    return gone


def describe(db: Database, label: str, row: ManifestRow) -> None:
    """Bring what the store says of a transcript up to date with its manifest row, its speakers' roles included."""
    asked = next(db.query("SELECT interviewer FROM transcripts WHERE id = ?", [label]))["interviewer"]
    db.table("transcripts").update(label, {**_manifest_columns(row), "file_name": row.file, "listed": 1})
    if asked != row.interviewer:
        _assign_roles_again(db, label, row.interviewer)


def _assign_roles_again(db: Database, label: str, interviewer: str) -> None:
    turns = [*db.query("SELECT id, speaker FROM turns WHERE transcript_id = ? ORDER BY n", [label])]
    voices = Transcript(tuple(Turn(turn["speaker"], "") for turn in turns), format="", convention="")
    for turn, voice in zip(turns, assign_roles(voices, interviewer).turns, strict=True):
        db.execute("UPDATE turns SET role = ? WHERE id = ?", [voice.role, turn["id"]])


def store_voices(db: Database, labels: Mapping[str, str], rows: Iterable[SpeakerRow]) -> list[tuple[str, int]]:
    """Write who speaks in which file, in place of what was known; `labels` gives each file its transcript's label.

    A label is known whatever its case and blanks. Who is in the table takes part, whatever they ask. Returns (label,
    row) of those who speak nowhere in their file: while one of them may not be published, nothing of it is.
    """
    spoken: dict[tuple[str, str], list[str]] = {}
    for turn in db.query("SELECT DISTINCT transcript_id, speaker FROM turns ORDER BY transcript_id, speaker"):
        spoken.setdefault((turn["transcript_id"], comparable_label(turn["speaker"])), []).append(turn["speaker"])
    stored = {transcript for transcript, _ in spoken}
    db.execute(
        """DELETE FROM voices WHERE NOT EXISTS (SELECT 1 FROM turns t WHERE t.transcript_id = voices.transcript_id
           AND t.speaker = voices.speaker AND t.withdrawn = 'unlinked')"""
    )
    silent = []
    for row in rows:
        transcript = labels[row.file]
        if transcript not in stored:
            continue
        written = spoken.get((transcript, comparable_label(row.speaker)), [])
        if not written:
            silent.append((transcript, row.row))
        for speaker in written or [row.speaker]:
            db.table("voices").insert(_voice(transcript, speaker, row))
            db.execute(
                "UPDATE turns SET role = ? WHERE transcript_id = ? AND speaker = ?", [PARTICIPANT, transcript, speaker]
            )
    return silent


def comparable_label(speaker: str) -> str:
    """Return a speaker's label without differences of case, of blanks or of Unicode form."""
    return " ".join(unicodedata.normalize("NFC", speaker).casefold().split())


def _voice(transcript: str, speaker: str, row: SpeakerRow) -> dict[str, str | int]:
    return {
        "transcript_id": transcript,
        "speaker": speaker,
        "participant_id": row.participant_id,
        "participant_group": row.group,
        "consent_level": row.consent_level,
        "consent": json.dumps(row.consent, sort_keys=True),
        "named": int(row.named),
        "withdrawn": int(row.withdrawn),
        "known_names": json.dumps(row.known_names, ensure_ascii=False),
    }


def relabel(db: Database, moves: Mapping[str, str]) -> None:
    """Give transcripts other labels, {old: new}, in a transaction; two may take each other's."""
    if not moves:
        return
    db.execute("PRAGMA defer_foreign_keys = ON")
    away = {old: f"\t{n}" for n, old in enumerate(moves)}
    steps = [*away.items(), *((away[old], new) for old, new in moves.items())]
    for old, new in steps:
        db.execute("UPDATE turns SET transcript_id = ? WHERE transcript_id = ?", [new, old])
        db.execute("UPDATE transcripts SET id = ? WHERE id = ?", [new, old])


def _manifest_columns(row: ManifestRow) -> dict[str, str | int | None]:
    return {
        "participant_id": row.participant_id,
        "participant_group": row.group,
        "interview_date": row.interview_date.isoformat() if row.interview_date else None,
        "interviewer": row.interviewer,
        "site": row.site,
        "consent_level": row.consent_level,
        "language": row.language,
        "known_names": json.dumps(row.known_names, ensure_ascii=False),
        "extra": json.dumps(row.extra, ensure_ascii=False, sort_keys=True),
        "wave": row.wave,
        "item_type": row.item_type,
        "consent": json.dumps(row.consent, sort_keys=True),
        "named": int(row.named),
        "access_level": row.access_level,
        "aliases": json.dumps(row.aliases, ensure_ascii=False),
        "transcription_style": row.transcription_style,
    }


def public_documents(db: Database, settings: Settings) -> frozenset[str]:
    """Return the guidance and policy documents, which are public and stay as they are unless the study wants more."""
    if settings.guidance:
        return frozenset()
    return frozenset(row["id"] for row in db.query("SELECT id FROM transcripts WHERE item_type = ?", [GUIDANCE]))
