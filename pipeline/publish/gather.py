"""Gather from the store what may be published: pseudonymised turns, with codings in published coordinates."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlite_utils import Database

from ingest.records import INTERVIEWER, PARTICIPANT
from ingest.rules import FEEDBACK, FIELDNOTES, FOCUS_GROUP, GUIDANCE, INTERVIEW
from pipeline.coordinates import ReplacedText, Replacement
from pipeline.errors import BadSettings
from pipeline.known_names import named_in
from pipeline.lifecycle.stopped import stopped_participants
from pipeline.publish.bands import bands_of_manifest, check_attributes, in_bands
from pipeline.settings import REACHES, Settings

UNKNOWN_SPEAKER = "?"
_UNNAMED = {INTERVIEWER: "INT", PARTICIPANT: "P1"}


@dataclass(frozen=True, slots=True)
class PublishedTurn:
    """A turn as it will be published; `identifiers` are the replaced ones, in the order of their replacements.

    `group` is that of its participant, "" where nobody of a group speaks.
    """

    store_id: int
    n: int
    speaker: str
    role: str
    participant: str | None
    start: float | None
    replaced: ReplacedText
    identifiers: tuple[dict, ...]
    group: str = ""
    may_quote: bool = True


@dataclass(frozen=True, slots=True)
class PublishedTranscript:
    """A transcript as it will be published; `withheld` counts turns of speakers who have not agreed to it.

    `bands` are those of the manifest's columns that are told, by column.
    """

    id: str
    group: str
    season: str
    language: str
    may_quote: bool
    turns: tuple[PublishedTurn, ...]
    participants: tuple[str, ...] = field(default=())
    item_type: str = INTERVIEW
    withheld: int = 0
    bands: tuple[tuple[str, str], ...] = ()

    @property
    def kind(self) -> str:
        """Say what sort of text it is: of talk by the number of people."""
        if self.item_type in _KINDS:
            return _KINDS[self.item_type]
        kinds = {0: "interview", 1: "interview", 2: "joint interview"}
        return kinds.get(len(self.participants), "focus group")


_KINDS = {
    FOCUS_GROUP: "focus group",
    FIELDNOTES: "field note",
    GUIDANCE: "guidance document",
    FEEDBACK: "feedback sheet",
}
_WRITTEN = {FIELDNOTES: "notes", GUIDANCE: "document"}


def gather(db: Database, settings: Settings) -> list[PublishedTranscript]:
    """Gather the transcripts that consent lets the team read, in the order of their labels. Raises BadSettings.

    Group, season and language are merged into the bands of `study.toml`.
    """
    rows = list(db.query("SELECT * FROM transcripts WHERE listed ORDER BY id"))
    if rows:
        check_attributes(rows, settings)
    allowed = [row for row in rows if "team" in _reach(row, settings) and not _holds_back(db, row, settings)]
    named = frozenset(named_in(db))
    stopped = stopped_participants(db)
    made = ((row, _transcript(db, row, settings, named, stopped)) for row in allowed)
    kept = [one for row, one in made if one.participants or not _left_without_people(db, row, stopped)]
    return in_bands(kept, settings)


def who_speaks(db: Database, row: dict, turns: Sequence[dict], named: Collection[int] = ()) -> dict[str, str]:
    """Say whose voices a transcript holds: the label of each participant who speaks, with the participant's id.

    `row` is the transcript's, `turns` are its turns in order, `named` the ids of those of people who are to be named.
    """
    labels = _labels(row, turns, named)
    voices = {one["speaker"]: one for one in db.query("SELECT * FROM voices WHERE transcript_id = ?", [row["id"]])}
    people = list(dict.fromkeys(turn["speaker"] for turn in turns if _is_somebody(turn, labels)))
    return {
        speaker: _participant(row, voices.get(speaker), labels[speaker, PARTICIPANT], alone=len(people) == 1)
        for speaker in people
    }


def _left_without_people(db: Database, row: dict, stopped: Collection[str]) -> bool:
    """Say whether nobody is left whose words a transcript could be published for, as people have withdrawn."""
    speakers = db.query("SELECT participant_id FROM voices WHERE transcript_id = ?", [row["id"]])
    ids = {row["participant_id"].casefold(), *(one["participant_id"].casefold() for one in speakers)}
    return not ids.isdisjoint(stopped)


def reach(consent_level: str, settings: Settings, terms: Mapping[str, bool] | None = None) -> tuple[str, ...]:
    """Say what somebody's consent may reach: what the level allows, less the terms that were not given.

    A manifest without levels leaves it to the terms, and one without either to the team alone.
    """
    terms = terms or {}
    allowed = settings.consent[consent_level] if consent_level else ("team",)
    if not consent_level:
        allowed += tuple(use for use in ("quote", "archive") if terms.get(use))
    if not terms.get("participate", True):
        return ()
    return tuple(use for use in allowed if terms.get(use, True))


def _reach(row: dict, settings: Settings) -> tuple[str, ...]:
    if row["consent_level"] and row["consent_level"] not in settings.consent:
        raise BadSettings(
            f"study.toml, [consent]: it lacks the level that manifest.csv gives {row['id']}. "
            "Add it there, or correct the manifest and run: llais ingest STUDY"
        )
    if row["item_type"] == GUIDANCE and not row["consent_level"]:
        return REACHES  # public already
    return reach(row["consent_level"], settings, json.loads(row["consent"]))


def _transcript(
    db: Database, row: dict, settings: Settings, named: Collection[int], stopped: Collection[str]
) -> PublishedTranscript:
    turns = list(db.query("SELECT * FROM turns WHERE transcript_id = ? ORDER BY n", [row["id"]]))
    voices = {one["speaker"]: one for one in db.query("SELECT * FROM voices WHERE transcript_id = ?", [row["id"]])}
    labels = _labels(row, turns, named)
    ids = who_speaks(db, row, turns, named)
    gone = {turn["speaker"] for turn in turns if turn["withdrawn"] == "erased"}
    reaches = {
        speaker: ()
        if speaker in gone or id_.casefold() in stopped
        else _voice_reach(row, voices.get(speaker), settings)
        for speaker, id_ in ids.items()
    }
    identifiers = _identifiers(db, row["id"])
    published = []
    for turn in turns:
        replaced = [i for i in identifiers.get(turn["id"], ()) if i["replacement"] is not None]
        speaker = turn["speaker"] if turn["role"] == PARTICIPANT and turn["speaker"] in ids else None
        if speaker is not None and "team" not in reaches[speaker]:
            continue
        voice = voices.get(turn["speaker"])
        published.append(
            PublishedTurn(
                store_id=turn["id"],
                n=turn["n"],
                speaker=labels[turn["speaker"], turn["role"]],
                role=INTERVIEWER if row["item_type"] in _WRITTEN else turn["role"],
                participant=None if speaker is None else ids[speaker],
                start=turn["start"],
                replaced=ReplacedText(
                    turn["text"], [Replacement(i["start"], i["end"], i["replacement"]) for i in replaced]
                ),
                identifiers=tuple(replaced),
                group=(voice["participant_group"] if voice and speaker is not None else row["participant_group"]),
                may_quote="quote" in (_reach(row, settings) if speaker is None else reaches[speaker]),
            )
        )
    return PublishedTranscript(
        id=row["id"],
        group=row["participant_group"],
        season=season(row["interview_date"]),
        language=row["language"],
        may_quote="quote" in _reach(row, settings),
        turns=tuple(published),
        participants=tuple(dict.fromkeys(id_ for speaker, id_ in ids.items() if "team" in reaches[speaker])),
        item_type=row["item_type"],
        withheld=len(turns) - len(published),
        bands=bands_of_manifest(row, settings),
    )


def _holds_back(db: Database, row: dict, settings: Settings) -> bool:
    """Say whether somebody who may not be published is in the table of speakers under a label that nobody has.

    Their turns cannot be told from others', so nothing of the transcript is published.
    """
    silent = db.query(
        """SELECT * FROM voices v WHERE transcript_id = ? AND NOT EXISTS
           (SELECT 1 FROM turns t WHERE t.transcript_id = v.transcript_id AND t.speaker = v.speaker)""",
        [row["id"]],
    )
    return any("team" not in _voice_reach(row, voice, settings) for voice in silent)


def _labels(row: dict, turns: Sequence[dict], named: Collection[int]) -> dict[tuple[str, str], str]:
    """Label the voices of a transcript; who wants to be named has their own label."""
    labels = speaker_labels([(turn["speaker"], turn["role"]) for turn in turns])
    if row["item_type"] in _WRITTEN:
        return dict.fromkeys(labels, _WRITTEN[row["item_type"]])
    own = {(t["speaker"], t["role"]): t["speaker"] for t in turns if t["id"] in named and t["speaker"]}
    return labels | own


def _is_somebody(turn: dict, labels: Mapping[tuple[str, str], str]) -> bool:
    label = labels[turn["speaker"], turn["role"]]
    return turn["role"] == PARTICIPANT and label != UNKNOWN_SPEAKER and label not in _WRITTEN.values()


def _participant(row: dict, voice: dict | None, label: str, alone: bool) -> str:
    """Return the participant's id: from the table of speakers, else that of the manifest where nobody else speaks."""
    if voice:
        return str(voice["participant_id"])
    return str(row["participant_id"]) if alone else f"{row['id']}-{label}"


def _voice_reach(row: dict, voice: dict | None, settings: Settings) -> tuple[str, ...]:
    """Say what one speaker's consent may reach: never more than that of the whole transcript."""
    whole = _reach(row, settings)
    if voice is None:
        return whole
    if voice["withdrawn"]:
        return ()
    terms = json.loads(voice["consent"])
    if not voice["consent_level"] and not terms:
        return whole
    own = reach(voice["consent_level"] or row["consent_level"], settings, terms)
    return tuple(use for use in whole if use in own)


def speaker_labels(speakers: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Label a transcript's voices by role, in the order in which they speak: INT, P1, P2 …; ? for nobody named.

    A file that names nobody at all is taken as one participant's words.
    """
    distinct = list(dict.fromkeys(speakers))
    if distinct == [("", PARTICIPANT)]:
        return {distinct[0]: "P1"}
    labels: dict[tuple[str, str], str] = {}
    both_unnamed = {role for speaker, role in distinct if not speaker} == {INTERVIEWER, PARTICIPANT}
    asking = answering = 0
    interviewers = sum(role == INTERVIEWER for _, role in distinct)
    for speaker, role in distinct:
        if not speaker:
            labels[speaker, role] = _UNNAMED[role] if len(distinct) == 2 and both_unnamed else UNKNOWN_SPEAKER
        elif role == INTERVIEWER:
            asking += 1
            labels[speaker, role] = "INT" if interviewers == 1 else f"INT{asking}"
        else:
            answering += 1
            labels[speaker, role] = f"P{answering}"
    return labels


def season(interview_date: str | None) -> str:
    """Say a date as a season and a year: "autumn 2025"; January and February belong to the winter before."""
    if not interview_date:
        return ""
    day = date.fromisoformat(interview_date)
    name = ("winter", "spring", "summer", "autumn")[day.month % 12 // 3]
    year = day.year - 1 if day.month < 3 else day.year
    return f"{name} {year}" if name != "winter" else f"winter {year}–{(year + 1) % 100:02}"


def _identifiers(db: Database, transcript_id: str) -> dict[int, list[dict]]:
    found: dict[int, list[dict]] = {}
    for row in db.query(
        """SELECT i.* FROM identifiers i JOIN turns t ON t.id = i.turn_id
           WHERE t.transcript_id = ? AND i.status = 'found' ORDER BY i.turn_id, i.start""",
        [transcript_id],
    ):
        found.setdefault(row["turn_id"], []).append({**row, "detectors": json.loads(row["detectors"])})
    return found


def codings(db: Database, table: str) -> Iterator[dict]:
    """Yield the codings or the suggestions of the store, in a fixed order that does not depend on when they came."""
    of_people = table == "codings"
    columns = f"c.uid, c.at, c.coder, c.codebook_version, {_MEMO}, k.label AS coder_label" if of_people else _WHY
    join = "JOIN coders k ON k.name = c.coder" if of_people else ""
    order = ", k.label" if of_people else ""
    yield from db.query(
        f"""SELECT c.id, t.transcript_id, c.turn_id, c.start, c.end, c.code_id, {columns}
            FROM {table} c JOIN turns t ON t.id = c.turn_id {join}
            ORDER BY t.transcript_id, t.n, c.start, c.end, c.code_id{order}"""
    )


_WHY = "c.cue, c.source, c.why"
# All that people noted on a coding, in the order in which they did.
_MEMO = """(SELECT group_concat(its.text_published, char(10)) FROM (SELECT m.text_published FROM memos m
    JOIN coders a ON a.name = m.author WHERE m.coding_id = c.id ORDER BY m.at, a.label, m.id) its) AS memo"""
