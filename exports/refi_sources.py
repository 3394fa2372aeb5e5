"""A transcript as a source of a REFI-QDA project: its selections with their codings, notes and attributes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from exports.coded_study import Coding, Transcript
from exports.guids import StudyGuids, coding_guid, selection_guid
from exports.qdc import entry_guid
from exports.refi_xml import Element, add, add_description, add_note_refs, as_time, joined
from exports.transcript_text import TranscriptText

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Source:
    """A transcript with its text, and how positions in it are counted."""

    transcript: Transcript
    text: TranscriptText
    units: Callable[[int], int]

    @property
    def lone_participant(self) -> str:
        """Return who the whole transcript is of, "" where several people speak, or nobody does."""
        people = self.transcript.participants
        return people[0] if len(people) == 1 else ""

    @property
    def selected_turns(self) -> list[int]:
        """List the turns that have a selection of their own: those of one of several speakers, and those with memos."""
        several = len(self.transcript.participants) > 1
        return [
            turn.n for turn in self.transcript.turns if turn.text and (turn.memos or (several and turn.participant))
        ]


def source_path(source_guid: str) -> str:
    """Say under which path in the archive the text of a source stands."""
    return f"sources/{source_guid}.txt"


def add_source(
    parent: Element, source: Source, guids: StudyGuids, codebook_id: str, attributes: Mapping[str, str]
) -> None:
    """Add a transcript. `attributes` are what is known of it, by name."""
    transcript, guid = source.transcript, guids.source(source.transcript.id)
    element = add(
        parent,
        "TextSource",
        guid=guid,
        name=transcript.id,
        plainTextPath=f"internal://{source_path(guid).split('/')[1]}",
    )
    add_description(element, joined(transcript.memos))
    for coding in transcript.codings:
        _add_coding(element, source, coding, guids, codebook_id)
    memos = {turn.n: turn.memos for turn in transcript.turns}
    for n in source.selected_turns:
        placed = source.text.turn(n)
        turn = _add_selection(element, source, guids.turn(transcript.id, n), (placed.start, placed.end))
        add_description(turn, joined(memos[n]))
        add_note_refs(turn, memos[n])
    add_note_refs(element, transcript.memos)
    add_values(element, attributes, guids)


def add_values(element: Element, attributes: Mapping[str, str], guids: StudyGuids) -> None:
    """Add what is known of a transcript or a participant."""
    for name, value in attributes.items():
        known = add(element, "VariableValue")
        add(known, "VariableRef", targetGUID=guids.variable(name))
        add(known, "TextValue", value)


def _add_coding(element: Element, source: Source, coding: Coding, guids: StudyGuids, codebook_id: str) -> None:
    span = source.text.in_text(coding.turn, coding.start, coding.end)
    made = {"creatingUser": guids.coder(coding.coder), "creationDateTime": as_time(coding.made_on)}
    selection = _add_selection(element, source, selection_guid(coding.uid), span, made)
    add_description(selection, coding.memo)
    applied = add(selection, "Coding", guid=coding_guid(coding.uid), **made)
    add(applied, "CodeRef", targetGUID=entry_guid(codebook_id, coding.code_id))
    add_note_refs(applied, coding.memos)


def _add_selection(
    element: Element, source: Source, guid: str, span: tuple[int, int], made: Mapping[str, str] | None = None
) -> Element:
    start, end = span
    return add(
        element,
        "PlainTextSelection",
        guid=guid,
        name=source.text.text[start : min(end, start + LONGEST_NAME)],
        startPosition=str(source.units(start)),
        endPosition=str(source.units(end)),
        **(made or {}),
    )
