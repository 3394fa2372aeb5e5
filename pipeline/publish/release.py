"""Release: a numbered database of what fulfils the gate, written once and never changed."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from codebook.model import Codebook
from codebook.words import listed
from pipeline.audit.actors import label_of
from pipeline.audit.ends import end_as_text
from pipeline.audit.naming import check_names_nobody
from pipeline.audit.sign_off import SignOff
from pipeline.audit.trail import record
from pipeline.errors import NothingToRelease
from pipeline.publish.build import Built, build, metadata_name, remember, write
from pipeline.publish.coded import gather_codings
from pipeline.publish.differencing import check_not_of_few, counted_of_each, of_few, remember_people
from pipeline.publish.ethics import with_ethics
from pipeline.publish.gather import PublishedTranscript
from pipeline.publish.readiness import readiness as readiness_of
from pipeline.publish.rows import Applied, Row
from pipeline.publish.table import ETHICS, OUTSIDE, TEAM
from pipeline.publish.tables import Gathered, Stamp
from pipeline.publish.tables_read import check_tables_were_read
from pipeline.publish.versions import content_hash
from pipeline.store import writing
from pipeline.study import Study


@dataclass(frozen=True, slots=True)
class Released:
    """A release: what is in it, what each transcript left out still lacks, and how many codings have moved.

    `warning` says in one line what was released despite, "" where nothing spoke against it.
    """

    id: str
    n: int
    path: Path
    transcripts: tuple[str, ...]
    missing: dict[str, tuple[str, ...]]
    moved: int
    warning: str = ""


def release(
    db: Database,
    study: Study,
    codebook: Codebook,
    codebook_yaml: str,
    *,
    actor: str,
    audience: str = TEAM,
    despite: str = "",
) -> Released:
    """Release every transcript that lacks nothing, under the next number.

    The store notes the release first and the folder is named last: where the process dies between them,
    `finish_releases` ends the work. `despite` is the reason for one for outside that differs from an earlier one in few
    people; the trail keeps it. Raises NothingToRelease (which says what is lacking), TellsOfFew, NamesSomebody (the
    reason), LeakFound, TableDiscloses, NotPseudonymised (the study's tables have changed since they were read, too).
    """
    finish_releases(db, study)
    with writing(db):  # nothing is withdrawn, decided or signed between the gate and the release
        check_tables_were_read(db, study)
        readiness = readiness_of(db, study.settings)
        ready = [one for one in readiness.transcripts if one.id not in readiness.missing]
        if not ready:
            raise NothingToRelease(f"Nothing can be released yet. {in_words(readiness.missing)}")
        gathered = gather_codings(db, ready, codebook, codebook_yaml, study.settings)
        if audience == ETHICS:
            gathered = with_ethics(db, study, gathered, date.today(), for_release=True)
        counted = counted_of_each(gathered, study.settings) if audience == OUTSIDE else {}
        few = of_few(db, study, counted) if audience == OUTSIDE else []
        check_not_of_few(few, study.settings.min_cell_outside, despite)
        if few:
            check_names_nobody(db, study.settings, despite, "the reason")
        stamp = _stamp(db, gathered, readiness.sign_offs, audience)
        built = build(db, gathered, study.settings, audience, stamp)
        remember(db, built, audience, gathered, stamp)
        _remember_transcripts(db, built.id, ready, readiness.sign_offs)
        _remember_codings(db, built.id, gathered.applied)
        remember_people(db, built.id, counted)
        counts = {"transcripts": len(ready), "left out": len(readiness.missing), "codings moved": len(stamp.moved)}
        record(db, "released", actor=actor, about=built.id, counts=counts)
        if few:
            about = f"{built.id}, beside {listed([f'release-{one.n}' for one in few])}"
            differ = {} if few[0].members is None else {"people who differ": few[0].people}
            record(db, "released though few differ", actor=actor, about=about, purpose=despite.strip(), counts=differ)
        _write_beside(study, built, audience)
    path = finish_releases(db, study)[built.id] / study.database(audience).name
    ids = tuple(one.id for one in ready)
    warning = f"released despite this: {few[0]}" if few else ""
    if despite.strip() and not few:
        warning = "no earlier release for outside differs in few people: the reason was not needed, and was not kept"
    return Released(built.id, stamp.n, path, ids, readiness.missing, len(stamp.moved), warning)


def in_words(missing: Mapping[str, Sequence[str]], most: int = 5) -> str:
    """Say in one line what is missing where."""
    shown = [f"{id_}: {', '.join(reasons)}" for id_, reasons in list(missing.items())[:most]]
    more = f"; and {len(missing) - most} more" if len(missing) > most else ""
    return "; ".join(shown) + more + ("." if shown else "The study has no transcript that may be published.")


def finish_releases(db: Database, study: Study) -> dict[str, Path]:
    """Give releases that the store has noted their folders, and remove what was begun and never noted.

    Returns the folder of each release whose files are there.
    """
    folders: dict[str, Path] = {}
    with writing(db):  # else a release that another process is writing just now would be taken for one broken off
        sql = "SELECT id, sha256 FROM releases WHERE status = 'release'"
        known = {row["id"]: row["sha256"] for row in db.query(sql)}
        for begun in sorted(study.releases.glob(".release-*.new")) if study.releases.is_dir() else ():
            id_ = begun.name.removeprefix(".").removesuffix(".new")
            final = study.releases / id_
            if known.get(id_) == _digest(begun) and not final.exists():
                begun.rename(final)
            else:
                shutil.rmtree(begun)
    for id_ in known:
        if (study.releases / id_).is_dir():
            folders[id_] = study.releases / id_
    return folders


def _digest(folder: Path) -> str:
    databases = sorted(folder.glob("*.db"))
    return hashlib.sha256(databases[0].read_bytes()).hexdigest() if databases else ""


def _write_beside(study: Study, built: Built, audience: str) -> None:
    """Write the release's files into a folder that has not got its name yet."""
    folder = study.releases / f".{built.id}.new"
    if folder.exists():
        shutil.rmtree(folder)
    write(folder / metadata_name(audience), built.metadata.encode())
    write(folder / study.database(audience).name, built.content)
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)


def _stamp(db: Database, gathered: Gathered, sign_offs: Mapping[str, SignOff], audience: str) -> Stamp:
    n = int(db.execute("SELECT coalesce(max(n), 0) FROM releases").fetchone()[0]) + 1
    signed = [_sign_off_row(db, sign_offs[one.id]) for one in gathered.transcripts if one.id in sign_offs]
    moved = tuple(_moves(db, gathered.applied)) if audience == TEAM else ()
    return Stamp(n, date.today().isoformat(), end_as_text(db), tuple(signed), moved)


def _sign_off_row(db: Database, one: SignOff) -> Row:
    return {
        "transcript_id": one.transcript_id,
        "version": one.content_hash[:12],
        "outcome": one.outcome,
        "role": one.role,
        "signed_by": label_of(db, one.actor),
        "signed_on": one.at[:10],
        "expires": one.expires,
        "conditions": one.conditions,
    }


def _moves(db: Database, applied: Sequence[Applied]) -> Iterator[Row]:
    """Say which codings stood elsewhere, or had other words, in the release before this one that holds them."""
    before = next(
        db.query("SELECT id FROM releases WHERE status = 'release' AND audience = ? ORDER BY n DESC LIMIT 1", [TEAM]),
        None,
    )
    if before is None:
        return
    old = {row["coding_id"]: row for row in db.query(_CODINGS_OF_RELEASE, [before["id"]])}
    for one in applied:
        row = old.get(one.store_id)
        if row is None or (row["transcript_id"], row["code_id"]) != (one.transcript.id, one.code_id):
            continue
        changed = row["quote_hash"] != _quote_hash(one)
        if changed or (row["turn"], row["start"], row["end"]) != (one.turn.n, one.start, one.end):
            yield {
                "store_id": one.store_id,
                "before": before["id"],
                "start_before": row["start"],
                "end_before": row["end"],
                "words_changed": int(changed),
            }


def _remember_transcripts(
    db: Database, id_: str, ready: Sequence[PublishedTranscript], sign_offs: Mapping[str, SignOff]
) -> None:
    db.table("release_transcripts").insert_all(
        {
            "release_id": id_,
            "transcript_id": one.id,
            "content_hash": content_hash(one),
            "sign_off_id": sign_offs[one.id].id if one.id in sign_offs else None,
        }
        for one in ready
    )


def _remember_codings(db: Database, id_: str, applied: Sequence[Applied]) -> None:
    db.table("release_codings").insert_all(
        {
            "release_id": id_,
            "coding_id": one.store_id,
            "transcript_id": one.transcript.id,
            "turn": one.turn.n,
            "code_id": one.code_id,
            "start": one.start,
            "end": one.end,
            "quote_hash": _quote_hash(one),
        }
        for one in applied
    )


def _quote_hash(one: Applied) -> str:
    return hashlib.sha256(one.quote.encode()).hexdigest()


_CODINGS_OF_RELEASE = "SELECT * FROM release_codings WHERE release_id = ?"
