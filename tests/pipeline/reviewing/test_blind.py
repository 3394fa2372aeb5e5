"""Who reads a transcript a second time does not see what the first reading says, until that is handed in."""

from __future__ import annotations

import pytest

from pipeline.review.readings import begin_second, finish_second
from pipeline.reviewing.blind import check_not_blind, still_reading
from pipeline.reviewing.errors import StillReading
from tests.pipeline.reviewing.conftest import Workbench


def test_until_a_reading_is_handed_in_its_reader_is_blind_to_the_first(workbench: Workbench) -> None:
    """In that transcript, and in what shows all transcripts; by whichever spelling of their name."""
    begin_second(workbench.db, "FC01", "Siân Bevan")

    for transcripts in ((), ("FC01",)):
        with pytest.raises(StillReading, match="You are reading FC01 a second time"):
            check_not_blind(workbench.db, "sian bevan", transcripts)
    check_not_blind(workbench.db, "Siân Bevan", ("FC02",))
    check_not_blind(workbench.db, "Megan Vaughan")

    finish_second(workbench.db, "FC01", "Siân Bevan")
    assert still_reading(workbench.db, "Siân Bevan") == []
    check_not_blind(workbench.db, "Siân Bevan", ("FC01",))
