"""What somebody who holds the passphrase could do to the trail, to see that it is found out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlite_utils import Database

from pipeline.audit.trail import BEGINNING, COLUMNS, seal_of


@contextmanager
def without_triggers(db: Database) -> Iterator[None]:
    """Take the trail's triggers away, and put them back as they were."""
    triggers = list(db.query("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'trail'"))
    assert len(triggers) == 2
    for trigger in triggers:
        db.execute(f"DROP TRIGGER {trigger['name']}")
    yield
    for trigger in triggers:
        db.execute(trigger["sql"])


def write_anew(db: Database) -> None:
    """Seal every row again, from the first to the last, so that the trail holds together whatever was changed."""
    before = BEGINNING
    for row in list(db.query("SELECT * FROM trail ORDER BY id")):
        changed = {**row, "before": before}
        before = seal_of(changed, COLUMNS)
        db.execute("UPDATE trail SET before = ?, seal = ? WHERE id = ?", [changed["before"], before, row["id"]])
