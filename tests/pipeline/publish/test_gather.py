"""What may be published: which transcripts, under which labels, at which times of year."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from ingest.records import INTERVIEWER, PARTICIPANT
from pipeline import steps
from pipeline.errors import BadSettings
from pipeline.publish.gather import PublishedTranscript, gather, reach, season, speaker_labels
from pipeline.settings import Settings
from pipeline.study import Study

Maker = Callable[..., Study]
Opener = Callable[[Study], Database]


def gathered(study: Study, opened: Opener) -> dict[str, PublishedTranscript]:
    """Read a study in, pseudonymise it, and return what may be published by transcript."""
    db = opened(study)
    steps.read_in(db, study, (), False, lambda _: None)
    steps.protect(db, study, lambda _: None)
    return {transcript.id: transcript for transcript in gather(db, study.settings)}


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2025-03-01", "spring 2025"),
        ("2025-06-30", "summer 2025"),
        ("2025-11-30", "autumn 2025"),
        ("2025-12-01", "winter 2025–26"),
        ("2026-01-31", "winter 2025–26"),
        ("2026-02-28", "winter 2025–26"),
        ("2099-12-31", "winter 2099–00"),
        (None, ""),
    ],
)
def test_a_date_becomes_its_season(day: str | None, said: str) -> None:
    """Winter belongs to the year in which it begins."""
    assert season(day) == said


def test_voices_are_labelled_by_role_in_the_order_in_which_they_speak() -> None:
    """Labels say the role and nothing else."""
    spoken = [
        ("Beth", INTERVIEWER),
        ("Mair", PARTICIPANT),
        ("", PARTICIPANT),
        ("Ŵyn", PARTICIPANT),
        ("Mair", PARTICIPANT),
    ]

    assert list(speaker_labels(spoken).values()) == ["INT", "P1", "?", "P2"]


def test_several_interviewers_are_numbered() -> None:
    """Two people who ask are told apart."""
    labels = speaker_labels([("Beth", INTERVIEWER), ("Hari", INTERVIEWER), ("Mair", PARTICIPANT)])

    assert list(labels.values()) == ["INT1", "INT2", "P1"]


def test_a_file_that_names_nobody_is_one_participants_words() -> None:
    """A fieldnote or a letter belongs to whoever the manifest names."""
    assert speaker_labels([("", PARTICIPANT), ("", PARTICIPANT)]) == {("", PARTICIPANT): "P1"}


@pytest.mark.parametrize(
    ("said", "kind", "people"),
    [
        ("INT: Shall we begin?\nINT: Nobody came.", "interview", ()),
        ("INT: Shall we begin?\nP1: Let's.", "interview", ("FC01",)),
        ("INT: Shall we begin?\nP1: Let's.\nP2: Iawn.", "joint interview", ("FC01-P1", "FC01-P2")),
        ("INT: Yes?\nP1: Yes.\nP2: Ie.\nP3: 🙂 Hmm.", "focus group", ("FC01-P1", "FC01-P2", "FC01-P3")),
    ],
)
def test_the_kind_of_talk_follows_from_how_many_took_part(
    said: str, kind: str, people: tuple[str, ...], tmp_path: Path, make_study: Maker, opened: Opener
) -> None:
    """One person is the participant of the manifest, several are numbered."""
    transcript = gathered(make_study(tmp_path, {"FC01": said}), opened)["FC01"]

    assert transcript.kind == kind
    assert transcript.participants == people


def test_consent_decides_what_is_gathered(tmp_path: Path, make_study: Maker, opened: Opener) -> None:
    """`none` stays out; `no_quotes` and `team_only` are read by the team and never quoted."""
    said = "INT: Who helped?\nP1: My neighbour. She drove him to football."
    levels = {"FC01": "full", "FC02": "none", "YP01": "no_quotes", "WK01": "team_only"}
    listed = {participant: {"consent_level": level} for participant, level in levels.items()}
    told = {participant: f"{said} {n} times." for n, participant in enumerate(levels)}

    transcripts = gathered(make_study(tmp_path, told, listed=listed), opened)

    assert {id_: one.may_quote for id_, one in transcripts.items()} == {"FC01": True, "YP01": False, "WK01": False}


def test_a_transcript_that_is_no_longer_listed_stays_out(tmp_path: Path, make_study: Maker, opened: Opener) -> None:
    """Taking a row out of the manifest takes the transcript out of what is published."""
    said = {"FC01": "INT: And?\nP1: We had cawl.", "FC02": "INT: And?\nP1: We had bara brith."}
    study = make_study(tmp_path, said)
    assert set(gathered(study, opened)) == {"FC01", "FC02"}
    lines = study.manifest.read_text(encoding="utf-8").splitlines()
    study.manifest.write_text("\n".join(line for line in lines if not line.startswith("FC02")), encoding="utf-8")

    assert set(gathered(study, opened)) == {"FC01"}


def test_a_consent_level_that_the_settings_lost_is_named_with_its_transcript(
    tmp_path: Path, make_study: Maker, opened: Opener
) -> None:
    """Nothing is published on a guess at what somebody agreed to."""
    study = make_study(tmp_path, {"FC01": "INT: And?\nP1: We had cawl."})
    db = opened(study)
    steps.read_in(db, study, (), False, lambda _: None)

    with pytest.raises(BadSettings, match=r"\[consent\].*FC01"):
        gather(db, Settings(consent={"all": ("team",)}))


def test_without_a_consent_level_the_team_alone_reads() -> None:
    """A manifest without the column promises nobody more."""
    assert reach("", Settings()) == ("team",)
