"""How far coders are, told without a word of what they coded."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.coding.working.events import APPLY, HAND_IN, TAKE_BACK, UNDO, Event
from pipeline.coding.working.log import WorkingLog
from pipeline.coding.working.progress import Progress, forget_password, progress_of
from pipeline.coding.working.sign_in import is_known, sign_in
from pipeline.errors import NoSuchThing


def test_acts_that_stand_are_counted_for_each_coder_and_transcript(tmp_path: Path) -> None:
    """What was undone does not count, and a hand-in that was taken back is none."""
    path = tmp_path / "coding.db"
    with WorkingLog(path) as log:
        first = log.append(Event("Siân", APPLY, "draft-1", "FC01", 1, uid="a"))
        log.append(Event("Siân", APPLY, "draft-1", "FC01", 1, uid="b"))
        log.append(Event("Siân", UNDO, "draft-1", "FC01", undoes=first.id))
        log.append(Event("HL", HAND_IN, "draft-1", "FC01"))
        log.append(Event("HL", HAND_IN, "draft-1", "YP01"))
        log.append(Event("HL", TAKE_BACK, "draft-1", "YP01"))
    assert progress_of(path) == [
        Progress("HL", "FC01", 0, True),
        Progress("HL", "YP01", 0, False),
        Progress("Siân", "FC01", 1, False),
    ]


def test_nobody_has_coded_yet(tmp_path: Path) -> None:
    """Where there is no working database there is no progress, and none is made by asking."""
    assert progress_of(tmp_path / "coding.db") == []
    assert not (tmp_path / "coding.db").exists()


def test_a_password_is_forgotten_under_the_name_as_it_is_typed(tmp_path: Path) -> None:
    """Blanks and accents may be typed otherwise; a name that nobody has is said."""
    path = tmp_path / "coding.db"
    with WorkingLog(path) as log:
        sign_in(log, "Siân Parry", "bara brith a the")
        forget_password(path, " Sia\u0302n  Parry")
        assert not is_known(log, "Siân Parry")
    with pytest.raises(NoSuchThing):
        forget_password(path, "Siân Parry")
    with pytest.raises(NoSuchThing):
        forget_password(tmp_path / "none.db", "HL")
