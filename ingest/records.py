"""The records that reading gives: turns, transcripts, manifest rows, people and coding rows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from ingest.places import Anchor
from ingest.rules import INTERVIEW, Rules

INTERVIEWER = "interviewer"
PARTICIPANT = "participant"

GROUPS = ("foster_carer", "young_person", "worker")


@dataclass(frozen=True, slots=True)
class Turn:
    """One uninterrupted stretch of speech by one speaker.

    `speaker` is the label as the file writes it, "" where it names nobody. `text` is NFC-normalised, its paragraphs
    joined by a newline; offsets into it are the study's source coordinates. `start` is in seconds, or None. `anchors`
    lead from the text back to the file.
    """

    speaker: str
    text: str
    start: float | None = None
    role: str = PARTICIPANT
    anchors: tuple[Anchor, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Outside:
    """Something in a file that is no speech: its kind (see `ingest.outside`), its text and where it stands."""

    kind: str
    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Transcript:
    """One interview, focus group or document as turns, with how its file was read and what in it is no speech."""

    turns: tuple[Turn, ...]
    format: str
    convention: str
    outside: tuple[Outside, ...] = ()

    @property
    def words(self) -> int:
        """Count the words spoken."""
        return sum(len(turn.text.split()) for turn in self.turns)


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """One row of the manifest; `row` is its number as a spreadsheet shows it (the header is row 1).

    `item_type` is one of `ingest.rules.MATERIALS`. `consent` holds the terms that the manifest has columns for, such as
    "quote" and "archive", and whether each is given; `named` says that the participant wants to be named. `aliases`
    pairs other names with the known name that they stand for. `layout`, `speakers` and `changes` say how the file is
    to be read.
    """

    row: int
    file: str
    participant_id: str
    group: str
    interview_date: date | None = None
    interviewer: str = ""
    site: str = ""
    consent_level: str = ""
    language: str = ""
    known_names: tuple[str, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)
    wave: str = ""
    item_type: str = INTERVIEW
    consent: dict[str, bool] = field(default_factory=dict)
    named: bool = False
    access_level: str = ""
    aliases: tuple[tuple[str, str], ...] = ()
    transcription_style: str = ""
    layout: str = ""
    speakers: tuple[str, ...] = ()
    changes: str = ""

    def rules(self, default: Rules) -> Rules:
        """Return how the file is to be read: what this row says, otherwise `default`."""
        return replace(
            default,
            changes=self.changes or default.changes,
            layout=self.layout or default.layout,
            speakers=self.speakers or default.speakers,
            material=self.item_type,
        )


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """One voice of a file in which several people speak, or one person of a feedback sheet: a row of `speakers.csv`.

    `group` and `consent_level` are those of the file where the table does not say. `consent` and `named` are as in the
    manifest. `withdrawn` says that this person has withdrawn, `withdrawn_on` when, if that is known.
    """

    row: int
    file: str
    speaker: str
    participant_id: str
    group: str
    consent_level: str = ""
    consent: dict[str, bool] = field(default_factory=dict)
    named: bool = False
    withdrawn: bool = False
    withdrawn_on: date | None = None
    known_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """A person, place or organisation known in advance: one row of `people.csv`, or a name from the manifest."""

    name: str
    type: str = "PERSON"
    aliases: tuple[str, ...] = ()
    relation: str = ""
    pseudonym: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True)
class CodingRow:
    """A code on a stretch of a turn, as a CSV row gives it.

    The stretch is given by `start` and `end` (source coordinates, end exclusive), by `published_start` and
    `published_end` (characters of the turn as `release` published it), or by its `quote`; turns count from 1. `uid`,
    `made_on` (a day or a time) and `codebook_version` are those of an export.
    """

    row: int
    transcript: str
    turn: int
    code: str
    coder: str
    start: int | None = None
    end: int | None = None
    quote: str = ""
    memo: str = ""
    published_start: int | None = None
    published_end: int | None = None
    release: str = ""
    uid: str = ""
    made_on: str = ""
    codebook_version: str = ""
