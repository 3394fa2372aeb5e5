"""Keep what was withdrawn out of the store: its files are not read in again, its names not remembered again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlite_utils import Database

from ingest.records import ManifestRow, SpeakerRow
from pipeline.folding import folded_words
from pipeline.lifecycle.traces import Traces, digester_of
from pipeline.recognise import comparable_name

Refused = dict[str, tuple[str, str]]
"""A label and a line for each file that is not read, by its comparable name."""


def without_withdrawn(
    db: Database, rows: Sequence[ManifestRow], voices: Sequence[SpeakerRow], digests: Mapping[str, str]
) -> tuple[list[ManifestRow], list[SpeakerRow], Refused]:
    """Leave out of the tables whoever was erased or unlinked, known by their id or by the content of their file.

    The row of a file in which others speak stays. `digests` are SHA-256 by comparable file name.
    """
    gone = list(db.query("SELECT participant_id, traces FROM withdrawals WHERE way <> 'stop' ORDER BY id"))
    if not gone:
        return list(rows), list(voices), {}
    with db.atomic():
        digester = digester_of(db)
    people = {row["participant_id"].casefold(): row["participant_id"] for row in gone}
    files = {digest: row["participant_id"] for row in gone for digest in Traces.from_json(row["traces"]).files}
    shared = {
        row["participant_id"].casefold()
        for row in db.query(
            """SELECT participant_id FROM transcripts s WHERE EXISTS
               (SELECT 1 FROM turns t WHERE t.transcript_id = s.id AND t.withdrawn = '') """
        )
    }
    refused: Refused = {}
    for row in rows:
        name, id_ = comparable_name(row.file), row.participant_id.casefold()
        participant = people.get(id_) if id_ not in shared else None
        if name in digests:
            participant = participant or files.get(digester.of(digests[name]))
        if participant:
            line = f"{participant} has withdrawn: take its file and its row (manifest, row {row.row}) out of the study"
            refused[name] = (participant, line)
    kept = [row for row in rows if comparable_name(row.file) not in refused]
    heard = [
        voice
        for voice in voices
        if voice.participant_id.casefold() not in people and comparable_name(voice.file) not in refused
    ]
    return kept, heard, refused


def holds_withdrawn(db: Database, label: str) -> bool:
    """Say whether turns of a transcript were erased or unlinked, which its file would bring back."""
    return any(db.query("SELECT 1 FROM turns WHERE transcript_id = ? AND withdrawn <> '' LIMIT 1", [label]))


def forget_withdrawn_names(db: Database) -> list[str]:
    """Take names out of the store again that the tables of the study still hold and that nobody says any more.

    Returns a line for each row of people.csv that should go.
    """
    from pipeline.lifecycle.names import drop_known_names, telling_words  # they read what intake has stored

    rows = db.query("SELECT traces FROM withdrawals WHERE way <> 'stop'")
    names = frozenset(name for row in rows for name in Traces.from_json(row["traces"]).names)
    if not names:
        return []
    heard: set[str] | None = None

    def is_gone(name: str) -> bool:
        nonlocal heard
        words = telling_words(name)
        if not words or not names.issuperset(map(digest, words)):
            return False
        if heard is None:
            texts = db.query("SELECT text FROM turns WHERE withdrawn = ''")
            heard = {word for row in texts for word in folded_words(row["text"])}
        return heard.isdisjoint(words)

    with db.atomic():
        digest = digester_of(db).of
        again = drop_known_names(db, is_gone)
    return [f"people.csv, row {row}: a name of somebody who has withdrawn; take the row out" for row in again]
