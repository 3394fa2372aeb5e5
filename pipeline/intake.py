"""Files in: from the study folder into the store, each file in one transaction."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from ingest.errors import FileNotListed, IngestError, MissingFile, UnreadableFile, safe_label
from ingest.files import digest_of, files_in, read_content
from ingest.manifest import read_manifest
from ingest.outside import counted
from ingest.records import ManifestRow, RosterEntry, SpeakerRow, Transcript
from ingest.roster import read_roster
from ingest.rules import Rules
from ingest.speaker_table import read_speakers
from ingest.speakers import assign_roles
from pipeline.audit.actors import find_actor
from pipeline.audit.trail import record
from pipeline.coding.reread import CodingsWithoutPlace
from pipeline.lifecycle.readmission import forget_withdrawn_names, holds_withdrawn, without_withdrawn
from pipeline.reading_ahead import ReadingAhead
from pipeline.recognise import StoredFile, comparable_name, recognise, transcript_labels
from pipeline.study import Study
from pipeline.transcripts import describe, relabel, store_transcript, store_voices

READ, KNOWN, CHANGED, REPLACED, FAILED = "read", "known", "changed", "replaced", "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; `label` says which without naming anybody.

    `undecided` counts the decisions about mentions that have no place in the new file, and are to be made again.
    """

    label: str
    status: str
    message: str
    turns: int = 0
    words: int = 0
    undecided: int = 0

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
    actor: str = "",
) -> list[Outcome]:
    """Read `files`, or all in the study's `transcripts` folder, into the store, with manifest and roster.

    A file seen before is known by its content, and a changed one is replaced only with `replace_changed`. What cannot
    be read is reported and the rest goes on. Each file that is taken in leaves a row in the trail, by `actor` (see
    `find_actor`). Raises BadManifest, BadRoster, MissingFile (no manifest).
    """
    rows = read_manifest(study.manifest, consent_levels=study.settings.consent)
    roster = read_roster(study.roster) if study.roster.exists() else []
    voices = (
        read_speakers(study.speakers, rows, consent_levels=study.settings.consent) if study.speakers.exists() else []
    )
    paths = list(files) or _transcript_files(study)
    digests = _digests(rows, paths)
    rows, voices, withdrawn = without_withdrawn(db, rows, voices, digests)
    outcomes = [Outcome(label, FAILED, message) for label, message in withdrawn.values()]
    paths = [path for path in paths if comparable_name(path.name) not in withdrawn]
    with db.atomic():
        _store_roster(db, roster)
        known = recognise(rows, stored_files(db), digests)
        labels = _settle(db, rows, known)
        store_voices(db, labels, voices)
    for outcome in outcomes:
        progress(outcome)
    rules = study.settings.rules
    who = find_actor(actor)

    def beside(outcome: Outcome) -> None:
        """Store what belongs in the transaction of a transcript: never one without its speakers' consent."""
        store_voices(db, labels, voices)
        counts = {"turns": outcome.turns, "words": outcome.words}
        counts |= {"decisions left behind": outcome.undecided} if outcome.undecided else {}
        record(db, f"transcript {outcome.status}", actor=who, about=outcome.label, counts=counts)

    with ReadingAhead(_to_read(db, rows, paths, digests, rules)) as ahead:
        for outcome in _outcomes(db, rows, paths, labels, rules, replace_changed, ahead, beside):
            outcomes.append(outcome)
            progress(outcome)
    outcomes += _silent(db, labels, voices, progress)
    for message in forget_withdrawn_names(db):
        outcomes.append(Outcome("people.csv", FAILED, message))
        progress(outcomes[-1])
    for outcome in (*_no_longer_listed(db, labels), *(() if files else _not_at_hand(rows, paths, labels, known))):
        outcomes.append(outcome)
        progress(outcome)
    return outcomes


def stored_files(db: Database) -> list[StoredFile]:
    """List the files that the store has read, by label."""
    rows = db.query("SELECT id, participant_id, file_name, sha256 FROM transcripts ORDER BY id")
    return [StoredFile(row["id"], row["participant_id"], row["file_name"], row["sha256"]) for row in rows]


def _digests(rows: Sequence[ManifestRow], paths: Sequence[Path]) -> dict[str, str]:
    """Digest the listed files at hand; those that cannot be read are reported when their turn comes."""
    listed = {comparable_name(row.file) for row in rows}
    digests: dict[str, str] = {}
    for path in paths:
        name = comparable_name(path.name)
        if name in listed and name not in digests:
            with suppress(IngestError):
                digests[name] = digest_of(read_content(path))
    return digests


def _settle(db: Database, rows: Sequence[ManifestRow], known: Mapping[str, StoredFile]) -> dict[str, str]:
    """Bring what the store says of the files it knows up to date with the manifest; return every row's label.

    Of a stored transcript that no row stands for, nothing is published from here on.
    """
    stored = stored_files(db)
    labels = transcript_labels(rows, {**known, **_only_ones(rows, known, stored)}, [file.label for file in stored])
    moves = {known[file].label: labels[file] for file in known if known[file].label != labels[file]}
    relabel(db, moves)
    db.execute(
        """UPDATE transcripts SET listed = 0 WHERE id IN
           (SELECT transcript_id FROM turns WHERE withdrawn <> 'unlinked')"""
    )
    for row in rows:
        if row.file in known:
            describe(db, labels[row.file], row)
    return labels


def _only_ones(
    rows: Sequence[ManifestRow], known: Mapping[str, StoredFile], stored: Sequence[StoredFile]
) -> dict[str, StoredFile]:
    """Pair a participant's only row with their only stored file: another name and other content, the same interview."""
    times_listed = Counter(row.participant_id.casefold() for row in rows)
    times_stored = Counter(file.participant_id.casefold() for file in stored)
    claimed = {file.label for file in known.values()}
    unclaimed = {file.participant_id.casefold(): file for file in stored if file.label not in claimed}
    pairs: dict[str, StoredFile] = {}
    for row in rows:
        participant = row.participant_id.casefold()
        if times_listed[participant] == times_stored[participant] == 1 and participant in unclaimed:
            pairs.setdefault(row.file, unclaimed[participant])
    return {file: pair for file, pair in pairs.items() if file not in known}


def _outcomes(
    db: Database,
    rows: Sequence[ManifestRow],
    paths: Sequence[Path],
    labels: Mapping[str, str],
    rules: Rules,
    replace_changed: bool,
    ahead: ReadingAhead,
    beside: Callable[[Outcome], None],
) -> Iterator[Outcome]:
    listed = {comparable_name(row.file): row for row in rows}
    seen: set[str] = set()
    for position, path in enumerate(paths, start=1):
        name = comparable_name(path.name)
        row = listed.get(name)
        label = labels[row.file] if row else safe_label(path, (position, len(paths)))
        try:
            if path.is_dir():
                advice = "it is a folder; move the transcripts in it one folder up"
                raise UnreadableFile(label, kind="a file", advice=advice)
            if row is None:
                raise FileNotListed(label)
            if name in seen:
                raise UnreadableFile(label, kind="a transcript", advice="another file has this name; keep one of them")
            seen.add(name)
            yield _take_in(db, path, row, label, row.rules(rules), replace_changed, ahead, beside)
        except IngestError as error:
            yield Outcome(label, FAILED, str(error.in_file(label)))


def _to_read(
    db: Database, rows: Sequence[ManifestRow], paths: Sequence[Path], digests: Mapping[str, str], rules: Rules
) -> list[tuple[Path, Rules]]:
    """List the files that the store has not read yet, or not by the rules that hold now."""
    listed = {comparable_name(row.file): row for row in rows}
    stored = {(row["sha256"], row["read_by"]) for row in db.query("SELECT sha256, read_by FROM transcripts")}
    jobs = []
    for path in paths:
        name = comparable_name(path.name)
        if name in digests:
            its = listed[name].rules(rules)
            if (digests[name], its.signature) not in stored:
                jobs.append((path, its))
    return jobs


def _silent(
    db: Database, labels: Mapping[str, str], voices: Sequence[SpeakerRow], progress: Callable[[Outcome], None]
) -> list[Outcome]:
    """Say which rows of the table of speakers name nobody who speaks: their consent would count for nothing."""
    with db.atomic():
        silent = store_voices(db, labels, voices)
    outcomes = []
    for label, row in silent:
        problem = "nobody of this label speaks in the file; write it as llais read shows it"
        outcomes.append(Outcome(label, FAILED, f"{label}: speakers table, row {row}: {problem}"))
        progress(outcomes[-1])
    return outcomes


def _take_in(
    db: Database,
    path: Path,
    row: ManifestRow,
    label: str,
    rules: Rules,
    replace_changed: bool,
    ahead: ReadingAhead,
    beside: Callable[[Outcome], None],
) -> Outcome:
    content = read_content(path)
    digest = digest_of(content)
    stored = next(iter(db.query("SELECT sha256, listed, read_by FROM transcripts WHERE id = ?", [label])), None)
    same = stored is not None and stored["sha256"] == digest
    if stored and same and stored["read_by"] == rules.signature:
        return Outcome(label, KNOWN, f"{label}: in the store already")
    if stored and holds_withdrawn(db, label):
        problem = "in the store already; somebody in it has withdrawn, so it is not read again: take the file out"
        return Outcome(label, KNOWN, f"{label}: {problem}")
    twin = next(iter(db.query("SELECT id FROM transcripts WHERE sha256 = ?", [digest])), None)
    if twin and not same:
        advice = "take one of the two rows out of manifest.csv"
        return Outcome(label, FAILED, f"{label}: the same content as {twin['id']}; {advice}")
    if stored and not same and not replace_changed:
        changed = "the file has changed since it was read" if stored["listed"] else "not the file that was read before"
        return Outcome(label, CHANGED, f"{label}: {changed}; take the new one in with --replace")
    transcript = assign_roles(ahead.read(path, content, rules), row.interviewer)
    try:
        with db.atomic():
            left_behind = store_transcript(db, label, row, transcript, digest, rules.signature)
            outcome = _taken_in(label, REPLACED if stored else READ, transcript, left_behind)
            beside(outcome)
    except CodingsWithoutPlace as lost:
        problem = f"not replaced; its codings in turns {lost}, or memos on them, have no place in the new file"
        return Outcome(label, FAILED, f"{label}: {problem}")
    return outcome


def _taken_in(label: str, status: str, transcript: Transcript, left_behind: int) -> Outcome:
    turns, words = len(transcript.turns), transcript.words
    beside = ", ".join(f"{n} × {kind}" for kind, n in counted(transcript.outside).items())
    said = f"{turns} turn{'' if turns == 1 else 's'}, {words} word{'' if words == 1 else 's'}"
    message = f"{label}: {said}, {transcript.convention}"
    message += f"; beside the speech: {beside}" if beside else ""
    message += f"; decisions to make again: {left_behind}" if left_behind else ""
    return Outcome(label, status, message, turns, words, left_behind)


def _store_roster(db: Database, roster: Sequence[RosterEntry]) -> None:
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
    return sorted(files_in(study.transcripts), key=lambda path: (comparable_name(path.name), path.name))


def _not_at_hand(
    rows: Sequence[ManifestRow], paths: Sequence[Path], labels: Mapping[str, str], known: Mapping[str, StoredFile]
) -> Iterator[Outcome]:
    there = {comparable_name(path.name) for path in paths}
    for row in rows:
        label = labels[row.file]
        if comparable_name(row.file) in there:
            continue
        if row.file in known:
            yield Outcome(label, KNOWN, f"{label}: in the store already; its file has gone from the transcripts folder")
        else:
            yield Outcome(label, FAILED, str(MissingFile(f"{label} (manifest.csv, row {row.row})")))


def _no_longer_listed(db: Database, labels: Mapping[str, str]) -> Iterator[Outcome]:
    """Say which transcripts of the store the manifest no longer lists: nothing of them is published."""
    listed = set(labels.values())
    for row in db.query("SELECT id FROM transcripts WHERE NOT listed ORDER BY id"):
        if row["id"] not in listed:
            message = f"{row['id']}: in the store, but not in manifest.csv any more; nothing of it is published"
            yield Outcome(row["id"], FAILED, message)
