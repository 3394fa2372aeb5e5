"""The schema of the encrypted store, in migrations: each in a transaction of its own, never edited once released."""

from __future__ import annotations

import secrets

from sqlite_utils import Database, Migrations

migrations = Migrations("llais-store")


@migrations()
def m001_study(db: Database) -> None:
    """Make the first schema: what was said, who could be known by it, how it was replaced and coded."""
    for statement in _M001:
        db.execute(statement)
    db.execute("INSERT INTO meta VALUES ('pseudonym_secret', ?)", [new_pseudonym_secret()])


def new_pseudonym_secret() -> str:
    """Draw the secret behind the choice of pseudonyms, which never leaves the store: 32 bytes, in hex."""
    return secrets.token_hex(32)


_M001 = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    """CREATE TABLE transcripts (
        id TEXT PRIMARY KEY, participant_id TEXT NOT NULL, participant_group TEXT NOT NULL, interview_date TEXT,
        interviewer TEXT NOT NULL, site TEXT NOT NULL, consent_level TEXT NOT NULL, language TEXT NOT NULL,
        known_names TEXT NOT NULL, extra TEXT NOT NULL, file_name TEXT NOT NULL, sha256 TEXT NOT NULL UNIQUE,
        format TEXT NOT NULL, convention TEXT NOT NULL, listed INTEGER NOT NULL DEFAULT 1) STRICT""",
    """CREATE TABLE turns (
        id INTEGER PRIMARY KEY, transcript_id TEXT NOT NULL REFERENCES transcripts(id) ON DELETE CASCADE,
        n INTEGER NOT NULL, speaker TEXT NOT NULL, role TEXT NOT NULL, start REAL, text TEXT NOT NULL,
        UNIQUE (transcript_id, n)) STRICT""",
    """CREATE TABLE roster (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL, aliases TEXT NOT NULL, relation TEXT NOT NULL,
        pseudonym TEXT NOT NULL, row INTEGER) STRICT""",
    """CREATE TABLE entities (
        id INTEGER PRIMARY KEY, type TEXT NOT NULL, part TEXT NOT NULL, key TEXT NOT NULL, replacement TEXT NOT NULL,
        UNIQUE (type, part, key)) STRICT""",
    """CREATE TABLE identifiers (
        id INTEGER PRIMARY KEY, turn_id INTEGER NOT NULL REFERENCES turns(id) ON DELETE CASCADE,
        start INTEGER NOT NULL, end INTEGER NOT NULL, type TEXT NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL,
        score REAL NOT NULL, detectors TEXT NOT NULL, method TEXT NOT NULL, replacement TEXT,
        CHECK (0 <= start AND start < end)) STRICT""",
    "CREATE INDEX identifiers_by_turn ON identifiers (turn_id, start)",
    "CREATE TABLE coders (name TEXT PRIMARY KEY, label TEXT NOT NULL UNIQUE) STRICT",
    """CREATE TABLE codings (
        id INTEGER PRIMARY KEY, turn_id INTEGER NOT NULL REFERENCES turns(id) ON DELETE CASCADE,
        start INTEGER NOT NULL, end INTEGER NOT NULL, code_id TEXT NOT NULL,
        coder TEXT NOT NULL REFERENCES coders(name),
        codebook_version TEXT NOT NULL, memo TEXT NOT NULL, memo_published TEXT,
        UNIQUE (turn_id, start, end, code_id, coder), CHECK (0 <= start AND start < end)) STRICT""",
    """CREATE TABLE suggestions (
        id INTEGER PRIMARY KEY, turn_id INTEGER NOT NULL REFERENCES turns(id) ON DELETE CASCADE,
        start INTEGER NOT NULL, end INTEGER NOT NULL, code_id TEXT NOT NULL, cue TEXT NOT NULL,
        UNIQUE (turn_id, start, end, code_id)) STRICT""",
    """CREATE TABLE releases (
        id TEXT PRIMARY KEY, audience TEXT NOT NULL, status TEXT NOT NULL, sha256 TEXT NOT NULL) STRICT""",
    """CREATE TABLE release_replacements (
        release_id TEXT NOT NULL REFERENCES releases(id) ON DELETE CASCADE, transcript_id TEXT NOT NULL,
        turn INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, replacement TEXT NOT NULL,
        PRIMARY KEY (release_id, transcript_id, turn, start)) STRICT, WITHOUT ROWID""",
)


@migrations()
def m002_reading(db: Database) -> None:
    """Keep where in its file each stretch of a turn stands, what files hold beside the speech, and who speaks."""
    for statement in _M002:
        db.execute(statement)


_M002 = (
    "ALTER TABLE transcripts ADD COLUMN wave TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE transcripts ADD COLUMN item_type TEXT NOT NULL DEFAULT 'interview'",
    "ALTER TABLE transcripts ADD COLUMN consent TEXT NOT NULL DEFAULT '{}'",
    "ALTER TABLE transcripts ADD COLUMN named INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE transcripts ADD COLUMN access_level TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE transcripts ADD COLUMN aliases TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE transcripts ADD COLUMN transcription_style TEXT NOT NULL DEFAULT ''",
    # How the file was read; "" for files that an earlier llais read, which are read again.
    "ALTER TABLE transcripts ADD COLUMN read_by TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE places (
        turn_id INTEGER NOT NULL REFERENCES turns(id) ON DELETE CASCADE, at INTEGER NOT NULL, place TEXT NOT NULL,
        offset INTEGER NOT NULL, PRIMARY KEY (turn_id, at)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE outside (
        id INTEGER PRIMARY KEY, transcript_id TEXT NOT NULL REFERENCES transcripts(id) ON DELETE CASCADE
            ON UPDATE CASCADE,
        kind TEXT NOT NULL, text TEXT NOT NULL, place TEXT NOT NULL) STRICT""",
    "CREATE INDEX outside_by_transcript ON outside (transcript_id)",
    """CREATE TABLE outside_names (
        outside_id INTEGER NOT NULL REFERENCES outside(id) ON DELETE CASCADE, text TEXT NOT NULL, type TEXT NOT NULL,
        score REAL NOT NULL, PRIMARY KEY (outside_id, text, type)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE voices (
        transcript_id TEXT NOT NULL REFERENCES transcripts(id) ON DELETE CASCADE
            ON UPDATE CASCADE,
        speaker TEXT NOT NULL, participant_id TEXT NOT NULL, participant_group TEXT NOT NULL,
        consent_level TEXT NOT NULL, consent TEXT NOT NULL, named INTEGER NOT NULL, withdrawn INTEGER NOT NULL,
        known_names TEXT NOT NULL, PRIMARY KEY (transcript_id, speaker)) STRICT, WITHOUT ROWID""",
)


@migrations()
def m003_protection(db: Database) -> None:
    """Keep what people decide about identifiers, who reads and signs off, what was released, and the trail of it."""
    for statement in _M003:
        db.execute(statement)
    # Transcripts that an earlier llais pseudonymised are looked through again: what it found was not kept apart.
    db.execute("DELETE FROM meta WHERE key = 'pseudonymised'")


_M003 = (
    # What the machine found, before anybody's decision; `identifiers` are what stands after it.
    """CREATE TABLE finds (
        id INTEGER PRIMARY KEY, turn_id INTEGER NOT NULL REFERENCES turns(id) ON DELETE CASCADE,
        start INTEGER NOT NULL, end INTEGER NOT NULL, type TEXT NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL,
        score REAL NOT NULL, detectors TEXT NOT NULL, CHECK (0 <= start AND start < end)) STRICT""",
    "CREATE INDEX finds_by_turn ON finds (turn_id, start)",
    """CREATE TABLE memo_finds (
        id INTEGER PRIMARY KEY, coding_id INTEGER NOT NULL REFERENCES codings(id) ON DELETE CASCADE,
        start INTEGER NOT NULL, end INTEGER NOT NULL, type TEXT NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL,
        score REAL NOT NULL, detectors TEXT NOT NULL, CHECK (0 <= start AND start < end)) STRICT""",
    "CREATE INDEX memo_finds_by_coding ON memo_finds (coding_id, start)",
    # What a person must look at besides: names of the lists, capitals, numbers; found by nobody.
    """CREATE TABLE listed (
        turn_id INTEGER NOT NULL REFERENCES turns(id) ON DELETE CASCADE, start INTEGER NOT NULL, end INTEGER NOT NULL,
        reason TEXT NOT NULL, PRIMARY KEY (turn_id, start)) STRICT, WITHOUT ROWID""",
    # Who acts: people of the study's team, under labels for the auditor.
    """CREATE TABLE actors (
        name TEXT PRIMARY KEY, label TEXT NOT NULL UNIQUE, role TEXT NOT NULL DEFAULT '') STRICT""",
    # A decision is never changed: it is undone by another one that names it.
    """CREATE TABLE decisions (
        id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, actor TEXT NOT NULL REFERENCES actors(name),
        reading INTEGER NOT NULL DEFAULT 1 CHECK (reading IN (1, 2)), action TEXT NOT NULL,
        scope TEXT NOT NULL CHECK (scope IN ('study', 'transcript', 'mention')),
        transcript_id TEXT REFERENCES transcripts(id) ON DELETE CASCADE ON UPDATE CASCADE,
        turn_id INTEGER REFERENCES turns(id) ON DELETE CASCADE, start INTEGER, end INTEGER,
        words TEXT NOT NULL DEFAULT '', type TEXT NOT NULL DEFAULT '', policy TEXT NOT NULL DEFAULT '',
        replacement TEXT NOT NULL DEFAULT '', other TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '',
        undoes INTEGER UNIQUE REFERENCES decisions(id) ON DELETE CASCADE,
        CHECK (scope = 'study' OR transcript_id IS NOT NULL OR undoes IS NOT NULL),
        CHECK (scope <> 'mention' OR turn_id IS NULL OR (0 <= start AND start < end))) STRICT""",
    "CREATE INDEX decisions_by_turn ON decisions (turn_id)",
    "CREATE INDEX decisions_by_transcript ON decisions (transcript_id)",
    "ALTER TABLE identifiers ADD COLUMN decision_id INTEGER",
    "ALTER TABLE identifiers ADD COLUMN entity INTEGER",
    # Numbers for people, places and organisations, which stay; `key` tells them apart.
    """CREATE TABLE entity_numbers (
        n INTEGER PRIMARY KEY, type TEXT NOT NULL, key TEXT NOT NULL, UNIQUE (type, key)) STRICT""",
    """CREATE TABLE readings (
        transcript_id TEXT NOT NULL REFERENCES transcripts(id) ON DELETE CASCADE ON UPDATE CASCADE,
        reading INTEGER NOT NULL CHECK (reading IN (1, 2)), reader TEXT NOT NULL REFERENCES actors(name),
        begun_at TEXT NOT NULL, finished_at TEXT, decisions_before INTEGER,
        PRIMARY KEY (transcript_id, reading)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE sign_offs (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL REFERENCES actors(name),
        transcript_id TEXT NOT NULL REFERENCES transcripts(id) ON DELETE CASCADE ON UPDATE CASCADE,
        content_hash TEXT NOT NULL, outcome TEXT NOT NULL, role TEXT NOT NULL, conditions TEXT NOT NULL DEFAULT '',
        expires TEXT NOT NULL DEFAULT '') STRICT""",
    "CREATE INDEX sign_offs_by_transcript ON sign_offs (transcript_id)",
    # A sample of what would be published, with what its reader saw; `planted` is JSON.
    """CREATE TABLE samples (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL REFERENCES actors(name), seed TEXT NOT NULL,
        published_id TEXT NOT NULL, turns_in_all INTEGER NOT NULL, design TEXT NOT NULL, finished_at TEXT,
        method INTEGER NOT NULL DEFAULT 0) STRICT""",
    """CREATE TABLE sample_turns (
        sample_id INTEGER NOT NULL REFERENCES samples(id) ON DELETE CASCADE, n INTEGER NOT NULL,
        transcript_id TEXT NOT NULL REFERENCES transcripts(id) ON DELETE CASCADE ON UPDATE CASCADE,
        turn INTEGER NOT NULL, stratum TEXT NOT NULL, text TEXT NOT NULL, planted TEXT NOT NULL DEFAULT '[]',
        content_hash TEXT NOT NULL, read_at TEXT, reader TEXT REFERENCES actors(name),
        PRIMARY KEY (sample_id, n)) STRICT""",
    """CREATE TABLE sample_marks (
        id INTEGER PRIMARY KEY, sample_id INTEGER NOT NULL, n INTEGER NOT NULL, start INTEGER NOT NULL,
        end INTEGER NOT NULL, kind TEXT NOT NULL, severity TEXT NOT NULL, at TEXT NOT NULL,
        actor TEXT NOT NULL REFERENCES actors(name),
        FOREIGN KEY (sample_id, n) REFERENCES sample_turns(sample_id, n) ON DELETE CASCADE,
        CHECK (0 <= start AND start < end)) STRICT""",
    # Named people were looked for by somebody who was allowed to; `record` is JSON.
    """CREATE TABLE intruder_tests (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL REFERENCES actors(name),
        record TEXT NOT NULL) STRICT""",
    """CREATE TABLE re_identifications (
        id INTEGER PRIMARY KEY, requested_by TEXT NOT NULL REFERENCES actors(name), requested_at TEXT NOT NULL,
        about TEXT NOT NULL, reason TEXT NOT NULL, legal_basis TEXT NOT NULL,
        approved_by TEXT REFERENCES actors(name), approved_at TEXT, refused INTEGER NOT NULL DEFAULT 0,
        carried_out_by TEXT REFERENCES actors(name), carried_out_at TEXT, revealed_to TEXT NOT NULL DEFAULT '',
        revealed TEXT NOT NULL DEFAULT '', returned_at TEXT, ethics_told INTEGER NOT NULL DEFAULT 0,
        CHECK (approved_by IS NULL OR approved_by <> requested_by)) STRICT""",
    """CREATE TABLE withdrawals (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL REFERENCES actors(name),
        participant_id TEXT NOT NULL, way TEXT NOT NULL, from_date TEXT NOT NULL DEFAULT '', removed TEXT NOT NULL,
        remove_files INTEGER NOT NULL DEFAULT 0, traces TEXT NOT NULL DEFAULT '{}', finished_at TEXT,
        proof TEXT NOT NULL DEFAULT '{}') STRICT""",
    # Turns of somebody who withdrew: without text, or with the published text in place of the source.
    """ALTER TABLE turns ADD COLUMN withdrawn TEXT NOT NULL DEFAULT ''
       CHECK (withdrawn IN ('', 'erased', 'unlinked'))""",
    """CREATE TABLE disposals (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL REFERENCES actors(name), what TEXT NOT NULL,
        certificate TEXT NOT NULL) STRICT""",
    "ALTER TABLE releases ADD COLUMN n INTEGER",
    "ALTER TABLE releases ADD COLUMN at TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE release_transcripts (
        release_id TEXT NOT NULL REFERENCES releases(id) ON DELETE CASCADE, transcript_id TEXT NOT NULL,
        content_hash TEXT NOT NULL, sign_off_id INTEGER,
        PRIMARY KEY (release_id, transcript_id)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE release_codings (
        release_id TEXT NOT NULL REFERENCES releases(id) ON DELETE CASCADE, coding_id INTEGER NOT NULL,
        transcript_id TEXT NOT NULL, turn INTEGER NOT NULL, code_id TEXT NOT NULL, start INTEGER NOT NULL,
        end INTEGER NOT NULL, quote_hash TEXT NOT NULL,
        PRIMARY KEY (release_id, coding_id)) STRICT, WITHOUT ROWID""",
    # Every action, each row sealed to the one before; nothing in it names anybody.
    """CREATE TABLE trail (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, about TEXT NOT NULL,
        purpose TEXT NOT NULL, counts TEXT NOT NULL, before TEXT NOT NULL, seal TEXT NOT NULL UNIQUE) STRICT""",
    """CREATE TRIGGER trail_is_never_changed BEFORE UPDATE ON trail
       BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END""",
    """CREATE TRIGGER trail_is_never_shortened BEFORE DELETE ON trail
       BEGIN SELECT RAISE(ABORT, 'the audit trail is never shortened'); END""",
)


@migrations()
def m004_coding(db: Database) -> None:
    """Keep where codings come from and what they were, memos by themselves, hand-ins, settlements, codebooks."""
    for statement in _M004:
        db.execute(statement)
    # Memos are looked through again: what was found in them belongs to them now, no longer to their codings.
    db.execute("DELETE FROM meta WHERE key = 'pseudonymised'")


# An id that stays with a coding or memo wherever it goes: into other tools, and back.
_NEW_UID = "lower(hex(randomblob(16)))"

_M004 = (
    "ALTER TABLE codings ADD COLUMN uid TEXT",
    f"UPDATE codings SET uid = {_NEW_UID}",
    "CREATE UNIQUE INDEX codings_by_uid ON codings (uid)",
    # When it was made, in UTC; "" where nobody knows.
    "ALTER TABLE codings ADD COLUMN at TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE settlements (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, at TEXT NOT NULL,
        decided_by TEXT NOT NULL REFERENCES coders(name),
        turn_id INTEGER NOT NULL REFERENCES turns(id) ON DELETE CASCADE, start INTEGER NOT NULL, end INTEGER NOT NULL,
        code_id TEXT NOT NULL, coder TEXT NOT NULL REFERENCES coders(name), other TEXT NOT NULL REFERENCES coders(name),
        choice TEXT NOT NULL CHECK (choice IN ('coder', 'other', 'both', 'neither')),
        CHECK (0 <= start AND start < end), CHECK (coder < other)) STRICT""",
    "CREATE INDEX settlements_by_turn ON settlements (turn_id)",
    """CREATE TABLE memos (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, at TEXT NOT NULL DEFAULT '',
        author TEXT NOT NULL REFERENCES coders(name),
        about TEXT NOT NULL
            CHECK (about IN ('coding', 'code', 'turn', 'transcript', 'participant', 'study', 'settlement')),
        coding_id INTEGER REFERENCES codings(id) ON DELETE CASCADE,
        turn_id INTEGER REFERENCES turns(id) ON DELETE CASCADE,
        transcript_id TEXT REFERENCES transcripts(id) ON DELETE CASCADE ON UPDATE CASCADE,
        settlement_id INTEGER REFERENCES settlements(id) ON DELETE CASCADE,
        code_id TEXT NOT NULL DEFAULT '', participant_id TEXT NOT NULL DEFAULT '',
        text TEXT NOT NULL, text_published TEXT,
        -- Of somebody who was unlinked, the published text stands in place of the memo's, and stays.
        as_published INTEGER NOT NULL DEFAULT 0) STRICT""",
    "CREATE INDEX memos_by_coding ON memos (coding_id)",
    "CREATE INDEX memos_by_turn ON memos (turn_id)",
    "CREATE INDEX memos_by_transcript ON memos (transcript_id)",
    "CREATE INDEX memos_by_settlement ON memos (settlement_id)",
    f"""INSERT INTO memos (uid, author, about, coding_id, text, text_published, as_published)
        SELECT {_NEW_UID}, c.coder, 'coding', c.id, c.memo, iif(t.withdrawn = '', c.memo_published, c.memo),
            t.withdrawn <> ''
        FROM codings c JOIN turns t ON t.id = c.turn_id WHERE c.memo <> '' ORDER BY c.id""",
    "DROP TABLE memo_finds",
    """CREATE TABLE memo_finds (
        id INTEGER PRIMARY KEY, memo_id INTEGER NOT NULL REFERENCES memos(id) ON DELETE CASCADE,
        start INTEGER NOT NULL, end INTEGER NOT NULL, type TEXT NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL,
        score REAL NOT NULL, detectors TEXT NOT NULL, CHECK (0 <= start AND start < end)) STRICT""",
    "CREATE INDEX memo_finds_by_memo ON memo_finds (memo_id, start)",
    "ALTER TABLE codings DROP COLUMN memo",
    "ALTER TABLE codings DROP COLUMN memo_published",
    # What was done to codings, each act a row that stays: applied, changed, removed; in source coordinates.
    """CREATE TABLE coding_events (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL, at TEXT NOT NULL,
        coder TEXT NOT NULL REFERENCES coders(name), action TEXT NOT NULL,
        transcript_id TEXT NOT NULL REFERENCES transcripts(id) ON DELETE CASCADE ON UPDATE CASCADE,
        turn INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, code_id TEXT NOT NULL,
        codebook_version TEXT NOT NULL, made_on TEXT NOT NULL DEFAULT '') STRICT""",
    """INSERT INTO coding_events (uid, at, coder, action, transcript_id, turn, start, end, code_id, codebook_version)
        SELECT c.uid, '', c.coder, 'applied', t.transcript_id, t.n, c.start, c.end, c.code_id, c.codebook_version
        FROM codings c JOIN turns t ON t.id = c.turn_id ORDER BY c.id""",
    "CREATE INDEX coding_events_by_uid ON coding_events (uid)",
    "CREATE INDEX coding_events_by_turn ON coding_events (transcript_id, turn)",
    # A coder says that a transcript is coded; under blind coding nobody sees it before.
    """CREATE TABLE hand_ins (
        transcript_id TEXT NOT NULL REFERENCES transcripts(id) ON DELETE CASCADE ON UPDATE CASCADE,
        coder TEXT NOT NULL REFERENCES coders(name), at TEXT NOT NULL,
        PRIMARY KEY (transcript_id, coder)) STRICT, WITHOUT ROWID""",
    # Where a suggestion comes from ('cue' or 'learned'), and why it was made, in words.
    "ALTER TABLE suggestions ADD COLUMN source TEXT NOT NULL DEFAULT 'cue'",
    "ALTER TABLE suggestions ADD COLUMN why TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE suggestion_answers (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, coder TEXT NOT NULL REFERENCES coders(name),
        turn_id INTEGER NOT NULL REFERENCES turns(id) ON DELETE CASCADE, start INTEGER NOT NULL, end INTEGER NOT NULL,
        code_id TEXT NOT NULL, source TEXT NOT NULL, answer TEXT NOT NULL CHECK (answer IN ('accepted', 'rejected')),
        UNIQUE (turn_id, start, end, code_id, coder), CHECK (0 <= start AND start < end)) STRICT""",
    # The version of the codebook that was published: what is coded on that text elsewhere is made under it.
    "ALTER TABLE releases ADD COLUMN codebook_version TEXT NOT NULL DEFAULT ''",
    # Every codebook that was ever in use, whole.
    """CREATE TABLE codebook_versions (
        id INTEGER PRIMARY KEY, version TEXT NOT NULL, at TEXT NOT NULL, sha256 TEXT NOT NULL UNIQUE,
        yaml TEXT NOT NULL) STRICT""",
)


@migrations()
def m005_differencing(db: Database) -> None:
    """Keep who is in each release for outside, so that two that differ in few people are not made."""
    db.execute(
        """CREATE TABLE release_people (
            release_id TEXT NOT NULL REFERENCES releases(id) ON DELETE CASCADE, participant_id TEXT NOT NULL,
            -- A digest of all that its tables count of them; empty once they were erased or unlinked.
            counted TEXT NOT NULL,
            PRIMARY KEY (release_id, participant_id)) STRICT, WITHOUT ROWID"""
    )
