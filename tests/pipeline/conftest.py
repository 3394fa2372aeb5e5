"""A small invented study, as it is published: written as text, so that a test's reader sees what was said."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from codebook.load import default_codebook
from pipeline.publish.schema import TEAM, tables_for

SAID = """
FC01 foster_carer
INT: Thank you for having me. Can we begin with how a placement starts?
FC01: The phone goes on a Friday and you have an hour. There was a bed made up, and a pan of cawl on the stove.
INT: What did the social worker tell you?
FC01: Not a lot. She had five social workers that year, so nobody could tell me what she liked for her tea. 🙂
FC01: My sister in [a town in South Wales] fostered too, and she said just listen to them, cariad. Dyna'r cyfan.

FC02 foster_carer
INT: What would have helped at the time?
FC02: Someone who rang back. You'd ring the duty line and they'd say the case was closed, and that was that.
FC02: [Dilwen] was the one who knew him. She drove him to football every Saturday, in all weathers.

YP01 young_person
INT: Who listened to you, would you say?
YP01: My key worker, [Gŵyneth]. She didn't write anything down, she just listened, and then she asked me what I wanted. ❤️
INT: And did anything change?
YP01: I got to stay at the same school. That was the main thing. Ŷch a fi, the taxi rides before that! Two hours a day.
YP01: I had somewhere to stay and somebody who noticed when I was late home.

YP02 young_person
INT: What do people get wrong?
YP02: They had a meeting about me and I wasn't in the room. Then they read it out to me like it was the news.
YP02: There were lots of lifts from people I didn't know. The form never asks why you need a lift in the first place.

WK01 worker
INT: How is a decision made?
WK01: We sit round a table with [the school], the nurse and the police, and each of us has a piece of the puzzle.
WK01: The threshold is the thing. If she did not meet the threshold, I could do very little but be kind. Bydd yn garedig, mae'n cyfrif.

FG01 worker
INT: What does good practice look like here?
WK02: Time. Nothing beats time, and time is what we do not have. Tŷ agored, that's what we used to run.
WK03: I'd say a small team who know each other. We used to have a drop-in with toast and a kettle.
INT: And the guidance?
WK02: It talks about boys as an afterthought. The ones we miss are the quiet lads.
"""

CODED = """
A | care/acts | a bed made up, and a pan of cawl
A | care/relationships | She had five social workers that year
B | care/system | She had five social workers that year, so nobody could tell me
A | care/system | the case was closed
B | care/system | the case was closed
B | care/acts | She drove him to football every Saturday
A | voice/trusted-adult | She didn't write anything down, she just listened
B | voice/trusted-adult | She didn't write anything down, she just listened
A | voice/heard | she asked me what I wanted
A | exchange/tangible | somewhere to stay
B | care/unmet-needs | somewhere to stay
A | exchange/unacknowledged | The form never asks why
A | practice/multi-agency | We sit round a table
A | care/system | she did not meet the threshold
B | grooming-framing/missed-cases | The ones we miss are the quiet lads
"""

KINDS = {
    "a town in South Wales": ("PLACE", "quasi", "generalise"),
    "the school": ("ORGANISATION", "quasi", "generalise"),
}
LABELS = {"foster_carer": "Foster carers", "young_person": "Young people", "worker": "Workers"}

SampleMaker = Callable[..., Path]


@pytest.fixture
def make_sample(tmp_path: Path) -> SampleMaker:
    """Return what writes the sample study as a published database into the test's folder."""

    def make(*, status: str = "draft", audience: str = TEAM, coded: str = CODED, said: str = SAID) -> Path:
        return write_sample(tmp_path / "llais.db", status, audience, coded, said)

    return make


def write_sample(path: Path, status: str = "draft", audience: str = TEAM, coded: str = CODED, said: str = SAID) -> Path:
    """Write the sample study to `path`: a published database with every table that the audience may have."""
    rows: dict[str, list[dict[str, object]]] = {table.name: [] for table in tables_for(TEAM)}
    _add_codebook(rows)
    _add_speech(rows, said)
    _add_codings(rows, coded)
    rows["study"].append(_study(rows, status, audience))
    connection = sqlite3.connect(path)
    tables = tables_for(audience)
    for table in tables:
        connection.execute(table.create_sql())
        for row in rows[table.name]:
            names = ", ".join(f'"{name}"' for name in row)
            connection.execute(f'INSERT INTO "{table.name}" ({names}) VALUES ({", ".join("?" * len(row))})', [*row.values()])
    if audience == TEAM:
        for statement in _COUNTS:
            connection.execute(statement)
    for table in tables:
        for statement in (*table.index_sql(), *table.search_sql()):
            connection.execute(statement)
    connection.commit()
    connection.close()
    return path


def _study(rows: dict[str, list[dict[str, object]]], status: str, audience: str) -> dict[str, object]:
    return {
        "id": "d-3f9c2a",
        "title": "Keeping Safe: interviews",
        "description": "What foster carers, young people and workers said about care.",
        "status": status,
        "audience": audience,
        "codebook_version": default_codebook().version,
        "people": len(rows["participants"]),
        "transcripts": len(rows["transcripts"]),
        "words": sum(len(str(row["text"]).split()) for row in rows["turns"]),
        "replaced": len(rows["replacements"]),
        "min_cell": 1,
        "marker": "plain",
    }


def _add_codebook(rows: dict[str, list[dict[str, object]]]) -> None:
    book = default_codebook()
    rows["codebook"].append({"version": book.version, "title": book.title, "status": book.status, "yaml": f"id: {book.id}\n"})
    for position, theme in enumerate(book.themes):
        kept = {name: getattr(theme, name) for name in ("id", "name", "name_cy", "tag", "colour", "definition")}
        rows["themes"].append({**kept, "position": position})
    for position, code in enumerate(book.codes):
        kept = {name: getattr(code, name) for name in ("id", "theme_id", "name", "tag", "definition", "include_when", "exclude_when")}
        rows["codes"].append({**kept, "position": position})


def _add_speech(rows: dict[str, list[dict[str, object]]], said: str) -> None:
    groups: dict[str, set[str]] = {}
    for block in said.strip().split("\n\n") if said.strip() else []:
        heading, *lines = block.split("\n")
        transcript, group = heading.split()
        voices = list(dict.fromkeys(line.split(": ")[0] for line in lines))
        people = [voice for voice in voices if voice != "INT"]
        groups.setdefault(group, set()).update(people)
        rows["transcripts"].append(
            {"id": transcript, "group_id": group, "kind": "interview" if len(people) == 1 else "focus group",
             "season": "autumn 2025", "language": "en", "people": len(people), "turns": len(lines),
             "words": sum(len(line.split()) - 1 for line in lines), "may_quote": 1}
        )  # fmt: skip
        for voice in voices:
            label = "INT" if voice == "INT" else f"P{people.index(voice) + 1}"
            rows["speakers"].append(
                {"id": f"{transcript}:{label}", "transcript_id": transcript, "label": label,
                 "role": "interviewer" if voice == "INT" else "participant", "participant_id": None if voice == "INT" else voice}
            )  # fmt: skip
        for n, line in enumerate(lines, start=1):
            voice, text = line.split(": ", 1)
            _add_turn(rows, transcript, n, voice, group, f"{transcript}:{'INT' if voice == 'INT' else f'P{people.index(voice) + 1}'}", text)
    rows["groups"] = [{"id": id, "label": LABELS[id], "people": len(people)} for id, people in sorted(groups.items())]
    rows["participants"] = [{"id": one, "group_id": id} for id, people in sorted(groups.items()) for one in sorted(people)]


def _add_turn(rows: dict[str, list[dict[str, object]]], transcript: str, n: int, voice: str, group: str, speaker: str, text: str) -> None:
    turn = len(rows["turns"]) + 1
    while "[" in text:
        start, end = text.index("["), text.index("]") - 1
        text = text.replace("[", "", 1).replace("]", "", 1)
        type, kind, method = KINDS.get(text[start:end], ("PERSON", "direct", "pseudonym"))
        rows["replacements"].append(
            {"id": len(rows["replacements"]) + 1, "transcript_id": transcript, "turn_id": turn, "start": start, "end": end,
             "type": type, "kind": kind, "method": method, "rules": "roster", "score": 1.0}
        )  # fmt: skip
    is_interviewer = voice == "INT"
    rows["turns"].append(
        {"id": turn, "transcript_id": transcript, "n": n, "speaker_id": speaker, "role": "interviewer" if is_interviewer else "participant",
         "participant_id": None if is_interviewer else voice, "group_id": None if is_interviewer else group,
         "start_time": f"00:{n:02}:05", "text": text, "words": len(text.split())}
    )  # fmt: skip


def _add_codings(rows: dict[str, list[dict[str, object]]], coded: str) -> None:
    themes = {row["id"]: row["theme_id"] for row in rows["codes"]}
    for id, line in enumerate(coded.strip().splitlines(), start=1):
        coder, code, quote = line.split(" | ")
        turn = next(row for row in rows["turns"] if quote in str(row["text"]))
        start = str(turn["text"]).index(quote)
        rows["codings"].append(
            {"id": id, "turn_id": turn["id"], "theme_id": themes[code], "code_id": code, "coder_id": coder, "start": start,
             "end": start + len(quote), "quote": quote, "memo": "Compare with FC02" if id == 2 else "", "codebook_version": "0.1.0",
             **{name: turn[name] for name in ("transcript_id", "participant_id", "group_id")}}
        )  # fmt: skip
    rows["coders"] = [{"id": coder} for coder in sorted({str(row["coder_id"]) for row in rows["codings"]})]
    if rows["codings"]:
        first = rows["codings"][0]
        kept = ("transcript_id", "turn_id", "participant_id", "group_id", "theme_id", "code_id", "start", "end", "quote")
        rows["suggestions"].append({"id": 1, "cue": "a bed made up", **{name: first[name] for name in kept}})


_COUNTS = (
    """INSERT INTO theme_by_group SELECT theme_id, group_id, count(DISTINCT participant_id),
         count(DISTINCT turn_id || '.' || start || '.' || "end" || code_id) FROM codings GROUP BY 1, 2""",
    """INSERT INTO code_counts SELECT code_id, theme_id, count(DISTINCT participant_id),
         count(DISTINCT turn_id || '.' || start || '.' || "end"), count(DISTINCT transcript_id) FROM codings GROUP BY 1""",
    """INSERT INTO code_by_code SELECT one.code_id, other.code_id, count(DISTINCT one.participant_id), count(*)
         FROM codings one JOIN codings other ON other.turn_id = one.turn_id AND other.code_id > one.code_id
         AND other.start < one."end" AND one.start < other."end" GROUP BY 1, 2""",
)
