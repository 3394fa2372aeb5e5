"""Were the study's tables, which say who consents to what, read as they are now?"""

from __future__ import annotations

import hashlib

from sqlite_utils import Database

from pipeline.errors import NotPseudonymised
from pipeline.store import get_meta, set_meta
from pipeline.study import Study

_READ = "tables_read"


def remember_tables(db: Database, study: Study) -> None:
    """Note which manifest, people and speakers the store was brought up to date with; in a transaction."""
    set_meta(db, _READ, _digest(study))


def check_tables_were_read(db: Database, study: Study) -> None:
    """Make sure that nobody has changed them since: a consent may be withdrawn there. Raises NotPseudonymised."""
    if get_meta(db, _READ) not in (None, _digest(study)):
        raise NotPseudonymised(
            "The manifest or the tables of people or speakers have changed since they were read, consent perhaps too. "
            "Run: llais run STUDY"
        )


def _digest(study: Study) -> str:
    digest = hashlib.sha256()
    for path in (study.manifest, study.roster, study.speakers):
        content = path.read_bytes() if path.is_file() else b""
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()
