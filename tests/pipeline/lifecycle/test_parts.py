"""Whose words are whose."""

from __future__ import annotations

from pipeline.lifecycle.parts import parts_of
from pipeline.study import Study
from tests import studies


def test_an_interview_is_one_persons_and_a_group_is_not(study: Study) -> None:
    """Of an interview all turns go, the interviewer's too; of a group those of one label; case does not matter."""
    with studies.opened(study) as db:
        (interview,) = parts_of(db, "fc03")
        assert (interview.participant, interview.transcript, interview.whole) == ("FC03", "FC03", True)
        assert len(interview.turns) == 4
        (group,) = parts_of(db, "WK03")
        assert (group.transcript, group.whole, group.speakers) == ("FG01", False, {"Carys"})
        assert len(group.turns) == 2


def test_without_a_table_of_speakers_people_go_by_their_published_ids(study: Study) -> None:
    """Where no table says who speaks in a group, its people are FG01-P1, FG01-P2 …"""
    with studies.opened(study) as db:
        db.execute("DELETE FROM voices")
        (part,) = parts_of(db, "FG01-P2")
        assert part.speakers == {"Dewi"}


def test_somebody_may_have_several_interviews(study: Study) -> None:
    """Everything of a participant is found: a second interview, and what they said in a group."""
    with studies.opened(study) as db:
        db.execute("UPDATE transcripts SET participant_id = 'FC03' WHERE id = 'FC04'")
        db.execute("UPDATE voices SET participant_id = 'FC03' WHERE speaker = 'Dewi'")
        assert [(part.transcript, part.whole) for part in parts_of(db, "FC03")] == [
            ("FC03", True),
            ("FC04", True),
            ("FG01", False),
        ]
