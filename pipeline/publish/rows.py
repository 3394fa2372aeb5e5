"""The rows of the published tables, made from what was gathered. Nothing here has seen an original."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from codebook.model import Codebook
from ingest.records import GROUPS, INTERVIEWER
from pipeline.coding.reasons import why_shown
from pipeline.publish.gather import PublishedTranscript, PublishedTurn
from pipeline.publish.labels import GROUP_LABELS, UNCHECKED
from pipeline.publish.versions import content_hash

Row = dict[str, object]

_OF_CODINGS = ("uid", "at", "coder_label", "memo", "codebook_version", "code_as_made", "older_definition", "to_recode")
_OF_SUGGESTIONS = ("cue", "source", "why")


@dataclass(frozen=True, slots=True)
class Applied:
    """A code applied to a stretch of a published turn, by a person or by a machine.

    `store_id` is the coding's number in the store; `also` are those of codings that became one with it, as their codes
    were merged.
    """

    turn: PublishedTurn
    transcript: PublishedTranscript
    code_id: str
    start: int
    end: int
    details: tuple[tuple[str, object], ...]
    store_id: int = 0
    also: tuple[int, ...] = ()

    @property
    def quote(self) -> str:
        """Give the words that it is applied to."""
        return self.turn.replaced.text[self.start : self.end]

    @property
    def why(self) -> str:
        """Say why a machine suggests it, as it may be published; "" for what a person applied."""
        details = dict(self.details)
        return why_shown(str(details.get("why", "")), str(details.get("source", "")), self.quote)

    @property
    def group(self) -> str | None:
        """Give the group of the participant who says it, None where it is an interviewer."""
        return group_of(self.turn, self.transcript)


def carry(transcripts: Sequence[PublishedTranscript], stored: Iterable[dict]) -> list[Applied]:
    """Carry codings from source to published coordinates; one whose every word is gone is left out."""
    turns = {turn.store_id: (turn, transcript) for transcript in transcripts for turn in transcript.turns}
    carried = []
    for row in stored:
        if row["turn_id"] not in turns:
            continue
        turn, transcript = turns[row["turn_id"]]
        start, end = turn.replaced.to_published(row["start"], row["end"])
        details = tuple((k, row[k]) for k in (*_OF_CODINGS, *_OF_SUGGESTIONS) if k in row)
        if start < end:
            carried.append(
                Applied(turn, transcript, row["code_id"], start, end, details, row.get("id", 0), row.get("also", ()))
            )
    return carried


def group_rows(transcripts: Sequence[PublishedTranscript]) -> Iterator[Row]:
    """Make a row for each group that took part."""
    people: dict[str, set[str]] = {}
    for participant, group in _groups(transcripts).items():
        people.setdefault(group, set()).add(participant)
    for group in sorted(people, key=lambda g: (GROUPS.index(g) if g in GROUPS else len(GROUPS), g)):
        yield {
            "id": group,
            "label": GROUP_LABELS.get(group, group.replace("_", " ").capitalize()),
            "people": len(people[group]),
        }


def participant_rows(transcripts: Sequence[PublishedTranscript]) -> Iterator[Row]:
    """Make a row for each person."""
    for participant, group in sorted(_groups(transcripts).items()):
        yield {"id": participant, "group_id": group}


def _groups(transcripts: Sequence[PublishedTranscript]) -> dict[str, str]:
    """Return the group of each person."""
    return {
        turn.participant: turn.group or transcript.group
        for transcript in transcripts
        for turn in transcript.turns
        if turn.participant is not None
    }


def transcript_rows(transcripts: Sequence[PublishedTranscript]) -> Iterator[Row]:
    """Make a row for each interview and focus group."""
    for transcript in transcripts:
        yield {
            "id": transcript.id,
            "group_id": transcript.group or None,
            "kind": transcript.kind,
            "season": transcript.season,
            "language": transcript.language,
            "people": len(transcript.participants),
            "turns": len(transcript.turns),
            "words": sum(_words(turn) for turn in transcript.turns),
            "withheld": transcript.withheld,
            "may_quote": int(transcript.may_quote),
            "version": content_hash(transcript)[:12],
        }


def speaker_rows(transcripts: Sequence[PublishedTranscript]) -> Iterator[Row]:
    """Make a row for each voice of each transcript."""
    for transcript in transcripts:
        for label, turn in {turn.speaker: turn for turn in transcript.turns}.items():
            yield {
                "id": f"{transcript.id}/{label}",
                "transcript_id": transcript.id,
                "label": label,
                "role": turn.role,
                "participant_id": turn.participant,
            }


def turn_rows(transcripts: Sequence[PublishedTranscript], ids: dict[int, int]) -> Iterator[Row]:
    """Make a row for each turn; `ids` gives each turn of the store its published id."""
    for transcript in transcripts:
        for turn in transcript.turns:
            yield {
                "id": ids[turn.store_id],
                "transcript_id": transcript.id,
                "n": turn.n,
                "speaker_id": f"{transcript.id}/{turn.speaker}",
                "role": turn.role,
                "participant_id": turn.participant,
                "group_id": group_of(turn, transcript),
                "may_quote": may_quote(turn),
                "start_time": clock(turn.start),
                "text": turn.replaced.text,
                "words": _words(turn),
            }


def may_quote(turn: PublishedTurn) -> int:
    """Return 1 where a participant speaks in a turn whose consent allows quotation, else 0."""
    return int(turn.may_quote and turn.role != INTERVIEWER)


def group_of(turn: PublishedTurn, transcript: PublishedTranscript) -> str | None:
    """Return the group of the participant who speaks in a turn, None where it is an interviewer."""
    return None if turn.role == INTERVIEWER else turn.group or transcript.group or None


def replacement_rows(transcripts: Sequence[PublishedTranscript], ids: dict[int, int]) -> Iterator[Row]:
    """Make a row for each replacement: where it stands, what kind of thing it replaces, by which rule."""
    n = 0
    for transcript in transcripts:
        for turn in transcript.turns:
            for (start, end, _), identifier in zip(turn.replaced.published_spans(), turn.identifiers, strict=True):
                n += 1
                yield {
                    "id": n,
                    "transcript_id": transcript.id,
                    "turn_id": ids[turn.store_id],
                    "start": start,
                    "end": end,
                    "type": identifier["type"],
                    "kind": identifier["kind"],
                    "method": identifier["method"],
                    "rules": ", ".join(identifier["detectors"]),
                    "score": identifier["score"],
                }


def codebook_rows(codebook: Codebook, yaml: str, retired: Collection[str] = ()) -> dict[str, list[Row]]:
    """Make the rows of the codebook, its themes and its codes, `retired` ones among them."""
    themes: list[Row] = [
        {
            "id": theme.id,
            "name": theme.name,
            "name_cy": theme.name_cy if theme.name_cy_checked or not theme.name_cy else f"{theme.name_cy}{UNCHECKED}",
            "tag": theme.tag,
            "colour": theme.colour,
            "definition": theme.definition,
            "position": n,
            "retired": int(bool(theme.codes) and all(code.id in retired for code in theme.codes)),
        }
        for n, theme in enumerate(codebook.themes, start=1)
    ]
    codes: list[Row] = [
        {
            "id": code.id,
            "theme_id": code.theme_id,
            "name": code.name,
            "tag": code.tag,
            "definition": code.definition,
            "include_when": code.include_when,
            "exclude_when": code.exclude_when,
            "position": n,
            "retired": int(code.id in retired),
        }
        for n, code in enumerate(codebook.codes, start=1)
    ]
    whole: Row = {"version": codebook.version, "title": codebook.title, "status": codebook.status, "yaml": yaml}
    return {"codebook": [whole], "themes": themes, "codes": codes}


def applied_rows(applied: Sequence[Applied], ids: dict[int, int]) -> Iterator[Row]:
    """Make a row for each coding or suggestion."""
    for n, one in enumerate(applied, start=1):
        details = dict(one.details)
        row: Row = {
            "id": n,
            "transcript_id": one.transcript.id,
            "turn_id": ids[one.turn.store_id],
            "participant_id": one.turn.participant,
            "group_id": one.group,
            "theme_id": one.code_id.split("/")[0],
            "code_id": one.code_id,
            "start": one.start,
            "end": one.end,
            "quote": one.quote,
            "may_quote": may_quote(one.turn),
        }
        if "cue" in details:
            yield row | {"cue": details["cue"], "source": details["source"], "why": one.why}
        else:
            yield row | {
                "coder_id": details["coder_label"],
                "memo": details["memo"] or "",
                "codebook_version": details["codebook_version"],
                **{key: details[key] for key in ("code_as_made", "older_definition", "to_recode")},
                "made_on": str(details["at"])[:10],
                "uid": details["uid"],
            }


def clock(seconds: float | None) -> str | None:
    """Write seconds as hours, minutes and seconds: 00:04:10."""
    if seconds is None:
        return None
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def _words(turn: PublishedTurn) -> int:
    return len(turn.replaced.text.split())
