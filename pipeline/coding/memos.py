"""What a memo may be about, and how that is written: as text, and as columns of the store's table `memos`.

| kind | as text | which |
| --- | --- | --- |
| coding, settlement | `coding:3f9c…` | its uid |
| code | `code:care/acts` | its id in the codebook |
| turn | `turn:FC02/12` | the transcript's label and the turn's number, from 1 |
| transcript | `transcript:FC02` | its label |
| participant | `participant:FC02` | their id in the manifest or the table of speakers |
| study | `study` | all of it |
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database

from pipeline.errors import PipelineError

CODING, CODE, TURN, TRANSCRIPT = "coding", "code", "turn", "transcript"
PARTICIPANT, STUDY, SETTLEMENT = "participant", "study", "settlement"
KINDS = (STUDY, PARTICIPANT, TRANSCRIPT, TURN, CODING, CODE, SETTLEMENT)

# A memo on a coding or a settlement hangs on the turn that these stand in.
WITH_TURNS = """SELECT m.*, c.uid AS coding_uid, s.uid AS settlement_uid, s.code_id AS settlement_code,
        t.id AS of_turn, t.n AS of_n, t.transcript_id AS of_transcript
    FROM memos m LEFT JOIN codings c ON c.id = m.coding_id LEFT JOIN settlements s ON s.id = m.settlement_id
    LEFT JOIN turns t ON t.id = coalesce(m.turn_id, c.turn_id, s.turn_id)"""


class NothingToNote(PipelineError):
    """A memo has no words, or is about a kind of thing that has no memos."""

    code = "LL-P087"


class NoSuchTarget(PipelineError):
    """A memo is about something that the study does not have."""

    code = "LL-P088"


def parse_about(written: str) -> tuple[str, str]:
    """Read what a memo is about from text such as "turn:FC02/12": (kind, which). Raises NothingToNote."""
    kind, _, which = written.strip().partition(":")
    kind = kind.strip().lower()
    if kind not in KINDS or bool(which.strip()) == (kind == STUDY):
        raise NothingToNote(
            "Say what the memo is about: study, participant:ID, transcript:LABEL, turn:LABEL/NUMBER, coding:UID, "
            "code:ID or settlement:UID."
        )
    return kind, which.strip()


def parse_filter(written: str) -> tuple[str, str]:
    """Read about what memos are wanted: (kind, which), each "" where it does not matter. Raises NothingToNote."""
    if not written.strip() or written.strip().lower() in KINDS:
        return written.strip().lower(), ""
    return parse_about(written)


def stored_memos(db: Database, kind: str = "", which: str = "") -> Iterator[dict]:
    """Yield the store's memos in a fixed order, all or those about one thing, each with the turn that it hangs on.

    Besides its columns a memo has `of_turn`, `of_n`, `of_transcript`, `coding_uid`, `settlement_uid` and
    `settlement_code`, None where it hangs on none, and its author's `author_label`.
    """
    for row in db.query(
        f"""SELECT m.*, k.label AS author_label FROM ({WITH_TURNS}) m JOIN coders k ON k.name = m.author
            ORDER BY coalesce(m.of_transcript, m.transcript_id, ''), m.of_n, m.participant_id, m.code_id, m.at,
            k.label, m.id"""
    ):
        if (not kind or row["about"] == kind) and (not which or about_id(row).casefold() == which.casefold()):
            yield row


def about_id(memo: dict) -> str:
    """Write which thing of its kind a memo of `stored_memos` is about, as `target_of` reads it."""
    written = {
        CODING: memo["coding_uid"],
        SETTLEMENT: memo["settlement_uid"],
        TURN: f"{memo['of_transcript']}/{memo['of_n']}",
        TRANSCRIPT: memo["transcript_id"],
        PARTICIPANT: memo["participant_id"],
        CODE: memo["code_id"],
    }
    return str(written.get(memo["about"]) or "")
