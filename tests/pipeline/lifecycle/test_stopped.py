"""Who has stopped, and from which day on."""

from __future__ import annotations

from datetime import date

from pipeline.lifecycle.stopped import STOP, has_unfinished, stopped_participants
from pipeline.lifecycle.withdraw import ERASE, withdraw
from pipeline.study import Study
from tests import studies


def test_stopping_holds_from_its_day_on(study: Study) -> None:
    """Before the day nobody has stopped, from it on they have; who was erased is another matter."""
    with studies.opened(study) as db:
        withdraw(db, study, "FC03", STOP, "Ffion", since=date(2031, 5, 1))
        withdraw(db, study, "FC04", ERASE, "Ffion")
        assert stopped_participants(db, date(2031, 4, 30)) == frozenset()
        assert stopped_participants(db, date(2031, 5, 1)) == {"fc03"}
        assert not has_unfinished(db)
        db.execute("UPDATE withdrawals SET finished_at = NULL WHERE way = 'erase'")
        assert has_unfinished(db)
