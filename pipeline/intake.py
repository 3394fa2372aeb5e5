"""Files in: from the study folder into the store, each file in one transaction."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from ingest.errors import FileNotListed, IngestError, MissingFile, safe_label
from ingest.files import read_content
from ingest.manifest import read_manifest
from ingest.readers import read_bytes
from ingest.records import ManifestRow, RosterEntry, Transcript
from ingest.roster import read_roster
from ingest.speakers import assign_roles
from pipeline.coding.place import NotPlaced, place
from pipeline.study import Study

READ, KNOWN, CHANGED, REPLACED, FAILED = "read", "known", "changed", "replaced", "failed"

# What file systems and word processors leave beside the files that people put there.
_LEFT_BY_PROGRAMS = ("~$", ".", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; `label` says which without naming anybody."""

    label: str
    status: str
    message: str
    turns: int = 0
    words: int = 0

    @property
    def needs_attention(self) -> bool:
        """Say whether a person has to do something."""
        return self.status in (CHANGED, FAILED)


def ingest(
    db: Database,
    study: Study,
    files: Sequence[Path] = (),
    *,
    replace_changed: bool = False,
    progress: Callable[[Outcome], None] = lambda _: None,
) -> list[Outcome]:
    """Read `files`, or all in the study's `transcripts` folder, into the store, with manifest and roster.

    A file seen before is known by its content, and a changed one is replaced only with `replace_changed`. What cannot be
    read is reported and the rest goes on. Raises BadManifest, BadRoster.
    """
    rows = read_manifest(study.manifest, consent_levels=study.settings.consent)
    roster = read_roster(study.roster) if study.roster.exists() else []
    _store_roster(db, roster)
    labels = transcript_labels(rows)
    listed = {_comparable(row.file): row for row in rows}
    paths = list(files) or _transcript_files(study)
    outcomes = []
    for position, path in enumerate(paths, start=1):
        row = listed.get(_comparable(path.name))
        label = labels[row.file] if row else safe_label(path, (position, len(paths)))
        try:
            if row is None:
                raise FileNotListed(label)
            outcome = _take_in(db, path, row, label, replace_changed)
        except IngestError as error:
            outcome = Outcome(label, FAILED, str(error.in_file(label)))
        outcomes.append(outcome)
        progress(outcome)
    for outcome in (*_no_longer_listed(db, labels), *(() if files else _not_found(rows, labels, paths))):
        outcomes.append(outcome)
        progress(outcome)
    return outcomes


def transcript_labels(rows: Sequence[ManifestRow]) -> dict[str, str]:
    """Give each file of the manifest its transcript's label: the participant's, numbered from the second file on."""
    labels, seen = {}, dict[str, int]()
    for row in rows:
        seen[row.participant_id] = seen.get(row.participant_id, 0) + 1
        n = seen[row.participant_id]
        labels[row.file] = row.participant_id if n == 1 else f"{row.participant_id}-{n}"
    return labels


def _take_in(db: Database, path: Path, row: ManifestRow, label: str, replace_changed: bool) -> Outcome:
    content = read_content(path)
    digest = hashlib.sha256(content).hexdigest()
    stored = next(iter(db.query("SELECT id, sha256, file_name FROM transcripts WHERE id = ?", [label])), None)
    twin = next(iter(db.query("SELECT id FROM transcripts WHERE sha256 = ? AND id <> ?", [digest, label])), None)
    if twin:
        return Outcome(
            label, FAILED, f"{label}: the same content as {twin['id']}; take one of the two rows out of manifest.csv"
        )
    if stored and stored["sha256"] == digest:
        with db.atomic():
            _describe(db, label, row)
        return Outcome(label, KNOWN, f"{label}: in the store already")
    if stored and not replace_changed:
        return Outcome(
            label, CHANGED, f"{label}: the file has changed since it was read; take the new one in with --replace"
        )
    transcript = assign_roles(read_bytes(path.name, content), row.interviewer)
    words = f"{len(transcript.turns)} turns, {transcript.words} words, {transcript.convention}"
    try:
        with db.atomic():
            _store(db, label, row, transcript, digest)
    except _CodingsWithoutPlace as lost:
        return Outcome(
            label, FAILED, f"{label}: not replaced; its codings in turns {lost} have no place in the new file"
        )
    status = REPLACED if stored else READ
    return Outcome(label, status, f"{label}: {words}", len(transcript.turns), transcript.words)


class _CodingsWithoutPlace(Exception):
    """A new version of a file lacks words that were coded."""


def _store(db: Database, label: str, row: ManifestRow, transcript: Transcript, digest: str) -> None:
    """Write a transcript, carrying over the codings of its earlier version. Raises _CodingsWithoutPlace."""
    codings = list(_codings_of(db, label))
    db.execute("DELETE FROM transcripts WHERE id = ?", [label])
    source = {"file_name": row.file, "sha256": digest, "format": transcript.format, "convention": transcript.convention}
    db.table("transcripts").insert({"id": label, **_manifest_columns(row), **source})
    db.table("turns").insert_all(
        {"transcript_id": label, "n": n, "speaker": t.speaker, "role": t.role, "start": t.start, "text": t.text}
        for n, t in enumerate(transcript.turns, start=1)
    )
    turns = {turn["n"]: turn for turn in db.query("SELECT id, n, text FROM turns WHERE transcript_id = ?", [label])}
    lost = set()
    for coding in codings:
        try:
            start, end = place(turns[coding["n"]]["text"], coding["quote"])
        except (KeyError, NotPlaced):
            lost.add(coding["n"])
            continue
        kept = {key: coding[key] for key in ("code_id", "coder", "codebook_version", "memo")}
        db.table("codings").insert({"turn_id": turns[coding["n"]]["id"], "start": start, "end": end, **kept})
    if lost:
        raise _CodingsWithoutPlace(", ".join(str(n) for n in sorted(lost)))


def _codings_of(db: Database, label: str) -> Iterator[dict]:
    yield from db.query(
        """SELECT t.n, substr(t.text, c.start + 1, c.end - c.start) AS quote, c.code_id, c.coder, c.codebook_version, c.memo
           FROM codings c JOIN turns t ON t.id = c.turn_id WHERE t.transcript_id = ?""",
        [label],
    )


def _describe(db: Database, label: str, row: ManifestRow) -> None:
    db.table("transcripts").update(label, {**_manifest_columns(row), "file_name": row.file})


def _manifest_columns(row: ManifestRow) -> dict[str, str | None]:
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
    }


def _store_roster(db: Database, roster: Sequence[RosterEntry]) -> None:
    with db.atomic():
        db.execute("DELETE FROM roster")
        db.table("roster").insert_all(
            {
                "name": entry.name,
                "type": entry.type,
                "aliases": json.dumps(entry.aliases, ensure_ascii=False),
                "relation": entry.relation,
                "pseudonym": entry.pseudonym,
                "row": entry.row,
            }
            for entry in roster
        )


def stored_roster(db: Database) -> list[RosterEntry]:
    """Read the roster back from the store."""
    return [
        RosterEntry(
            name=row["name"],
            type=row["type"],
            aliases=tuple(json.loads(row["aliases"])),
            relation=row["relation"],
            pseudonym=row["pseudonym"],
            row=row["row"],
        )
        for row in db.query("SELECT * FROM roster ORDER BY id")
    ]


def _transcript_files(study: Study) -> list[Path]:
    if not study.transcripts.is_dir():
        return []
    found = (path for path in study.transcripts.iterdir() if not path.name.startswith(_LEFT_BY_PROGRAMS))
    return sorted(found, key=lambda path: _comparable(path.name))


def _not_found(rows: Sequence[ManifestRow], labels: dict[str, str], paths: Sequence[Path]) -> Iterator[Outcome]:
    there = {_comparable(path.name) for path in paths}
    for row in rows:
        if _comparable(row.file) not in there:
            error = MissingFile(f"{labels[row.file]} (manifest.csv, row {row.row})")
            yield Outcome(labels[row.file], FAILED, str(error))


def _no_longer_listed(db: Database, labels: dict[str, str]) -> Iterator[Outcome]:
    """Note which transcripts of the store the manifest no longer lists: nothing of them is published."""
    listed = set(labels.values())
    with db.atomic():
        for row in list(db.query("SELECT id FROM transcripts ORDER BY id")):
            db.execute("UPDATE transcripts SET listed = ? WHERE id = ?", [int(row["id"] in listed), row["id"]])
            if row["id"] not in listed:
                message = f"{row['id']}: in the store, but not in manifest.csv any more; nothing of it is published"
                yield Outcome(row["id"], FAILED, message)


def _comparable(name: str) -> str:
    return unicodedata.normalize("NFC", Path(name).name).casefold()
