"""Which labels are speakers, and who asks the questions."""

from __future__ import annotations

import pytest

from ingest.labels import find_label
from ingest.records import INTERVIEWER, Transcript, Turn
from ingest.speakers import assign_roles, choose_speakers, is_tag, looks_like_name


def chosen(*lines: str, lower_case: bool = False) -> frozenset[str]:
    """Choose the speakers of a file with these lines."""
    return choose_speakers((label for label in map(find_label, lines) if label), lower_case)


@pytest.mark.parametrize(
    "tag", ["INT", "I", "R", "P1", "Q", "Speaker 2", "speaker 1", "FC21", "Facilitator", "Cyf", "Holwr 2"]
)
def test_known_tags(tag: str) -> None:
    """A tag stands for a role, and needs to come only once."""
    assert is_tag(tag)
    assert chosen(f"{tag}: Yes, that was the lift.") == {tag.casefold()}


@pytest.mark.parametrize("name", ["Siân", "Elin Parry", "Tecwyn P.", "Ŵyn ap Rhys", "MAM", "Dr Siân O’Hare-Jones"])
def test_names(name: str) -> None:
    """A name is a speaker where it comes twice, and not where it comes once."""
    assert looks_like_name(name)
    assert chosen(f"{name}: Yes.", f"{name}: No.") == {name.casefold()}
    assert chosen(f"{name}: Yes.") == frozenset()


@pytest.mark.parametrize(
    "speech",
    ["she said: no", "And I thought: why", "Dear Sir: thank you", "Note: bring milk", "Yes: always", "Well: maybe",
     "One thing that I want: a lift home", "Date: today", "Annwyl Siân: diolch"],
)  # fmt: skip
def test_a_colon_in_speech_is_no_speaker(speech: str) -> None:
    """However often somebody says it."""
    assert chosen(*[speech] * 5) == frozenset()
    assert chosen(*[speech] * 5, lower_case=True) == frozenset()


def test_names_in_lower_case_count_in_captions_only() -> None:
    """Meeting software takes names as people type them; elsewhere a lower-case label is speech."""
    lines = ["siân w: yes", "siân w: no", "siân w: maybe"]
    assert chosen(*lines, lower_case=True) == {"siân w"}
    assert chosen(*lines) == frozenset()


def test_brackets_are_speakers_only_in_a_file_without_other_labels() -> None:
    """Where colons label speakers, brackets are remarks; stage directions never speak."""
    assert chosen("[Siân] Yes.", "[Siân] No.") == {"[siân]"}
    assert chosen("[Siân] Yes.", "[Siân] No.", "INT: Tea?") == {"int"}
    assert chosen("[Laughs] Yes.", "[Laughs] No.") == frozenset()


def asking(*labels: str, interviewer: str = "") -> list[str]:
    """Return the labels that are interviewers in a transcript where each speaks once."""
    transcript = Transcript(tuple(Turn(label, "Tea?") for label in labels), "txt", "labelled paragraphs")
    return [turn.speaker for turn in assign_roles(transcript, interviewer).turns if turn.role == INTERVIEWER]


@pytest.mark.parametrize(
    ("labels", "interviewer", "expected"),
    [
        (("INT", "P1"), "", ["INT"]),
        (("I", "R"), "", ["I"]),
        (("R",), "", []),
        (("Facilitator 1", "Facilitator 2", "P1"), "", ["Facilitator 1", "Facilitator 2"]),
        (("Cyf", "Cyfranogwr"), "", ["Cyf"]),
        (("Elin Parry", "Siân Ŵyn"), "", []),
        (("Elin Parry", "Siân Ŵyn"), "EP", ["Elin Parry"]),
        (("EP", "SW"), "Elin Parry", ["EP"]),
        (("EP", "SW"), "EP", ["EP"]),
        (("E.P.", "SW"), "EP", ["E.P."]),
        (("Elin", "Siân Ŵyn"), "Elin Parry", ["Elin"]),
        (("Dr Elin Parry", "Siân"), "Elin Parry", ["Dr Elin Parry"]),
        (("elin parry", "siân"), "Elin Parry", ["elin parry"]),
        (("Elin P.", "Siân W."), "Elin Parry", ["Elin P."]),
        (("Elin", "Tecwyn P."), "EP", ["Elin"]),
        (("Elin", "Eira"), "EP", []),
        (("Elin Parry", "Eira Pugh"), "EP", []),
        (("INT", "Eira"), "EP", ["INT"]),
        (("Elin Parry", "Dafydd Siôn", "Rhys"), "EP; Dafydd Siôn", ["Elin Parry", "Dafydd Siôn"]),
        (("", "P1"), "EP", []),
    ],
)
def test_who_asks_the_questions(labels: tuple[str, ...], interviewer: str, expected: list[str]) -> None:
    """The usual tags, and whom the manifest names by initials or in full; nobody where it could be two people."""
    assert asking(*labels, interviewer=interviewer) == expected
