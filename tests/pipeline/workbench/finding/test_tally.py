"""Hits counted, people first."""

from __future__ import annotations

from array import array

from pipeline.workbench.finding.tally import Tally, tally_all, tally_groups, tally_transcripts
from pipeline.workbench.finding.voices import Voice, Voices
from pipeline.workbench.finding.within import Within

VOICES = Voices(
    (
        Voice("FC01", "interviewer", "", "foster_carer"),
        Voice("FC01", "participant", "FC01", "foster_carer"),
        Voice("FC01b", "participant", "FC01", "foster_carer"),
        Voice("FG01", "participant", "WK01", "worker"),
        Voice("FG01", "participant", "WK02", "worker"),
    ),
    array("I"),
)
HITS = {0: 2, 1: 3, 2: 4, 3: 1}


def test_a_person_in_two_interviews_is_one_person() -> None:
    """People are counted once, and interviewers are none of them."""
    assert tally_all(HITS, VOICES, Within()) == Tally(10, 2, frozenset({"FC01", "WK01"}), 3)
    assert tally_all(HITS, VOICES, Within()).by_people == 8


def test_each_group_is_counted_whichever_is_looked_at() -> None:
    """The counts of the other groups stay in sight, those of the other roles do not."""
    looked_at = Within(group="worker", role="participant")
    assert tally_groups(HITS, VOICES, looked_at) == {
        "foster_carer": Tally(7, 0, frozenset({"FC01"}), 2),
        "worker": Tally(1, 0, frozenset({"WK01"}), 1),
    }


def test_each_transcript_is_counted_most_first() -> None:
    """The same for transcripts, in the group that is looked at."""
    assert tally_transcripts(HITS, VOICES, Within(transcript="FG01")) == [("FC01", 5), ("FC01b", 4), ("FG01", 1)]
    assert tally_transcripts(HITS, VOICES, Within(group="worker")) == [("FG01", 1)]
