"""A small invented study, as it is published: written as text, so that a test's reader sees what was said."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from codebook.load import default_codebook
from pipeline.publish.metadata import database_name
from pipeline.publish.schema import TABLES
from pipeline.publish.stand_ins import index_what_was_said
from pipeline.publish.table import ETHICS, TEAM

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
YP01: My key worker, [Gŵyneth]. She didn't write anything down, she just listened, and she asked me what I wanted. ❤️
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
WK01: If she did not meet the threshold, I could do very little but be kind. Bydd yn garedig, mae'n cyfrif. Tŵr, dŵr.

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
    "the school": ("ORG", "quasi", "generalise"),
}
LABELS = {"foster_carer": "Foster carers", "young_person": "Young people", "worker": "Workers"}

SampleMaker = Callable[..., Path]
Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture
def make_sample(tmp_path: Path) -> SampleMaker:
    """Return what writes the sample study as a published database into the test's folder."""

    def make(*, status: str = "draft", audience: str = TEAM, coded: str = CODED, said: str = SAID) -> Path:
        return write_sample(tmp_path / f"{database_name(audience)}.db", status, audience, coded, said)

    return make


def write_sample(path: Path, status: str = "draft", audience: str = TEAM, coded: str = CODED, said: str = SAID) -> Path:
    """Write the sample study to `path`: a published database with every table that the audience may have."""
    rows = _sample_rows(status, audience, coded, said)
    whole = sqlite3.connect(":memory:")
    for table in TABLES:
        whole.execute(table.create_sql())
        for row in rows[table.name]:
            names = ", ".join(f'"{name}"' for name in row)
            marks = ", ".join("?" * len(row))
            whole.execute(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', [*row.values()])
    for statement in _COUNTS:
        whole.execute(statement)
    for table in TABLES:
        if audience not in table.audiences:
            whole.execute(f'DROP TABLE "{table.name}"')
            continue
        for statement in (*table.index_sql(), *table.search_sql()):
            whole.execute(statement)
    index_what_was_said(whole)
    whole.commit()
    whole.execute("VACUUM INTO ?", [str(path)])
    whole.close()
    return path


def _sample_rows(status: str, audience: str, coded: str, said: str) -> Rows:
    rows: Rows = {table.name: [] for table in TABLES}
    _add_codebook(rows)
    for block in said.strip().split("\n\n") if said.strip() else []:
        _add_transcript(rows, block)
    _add_codings(rows, coded)
    id_, day = ("release-2", "2026-03-31") if status == "release" else ("d-3f9c2a", "")
    study = {"id": id_, "title": "Keeping Safe: interviews", "status": status, "audience": audience, "released_on": day}
    counts = {"people": len(rows["participants"]), "transcripts": len(rows["transcripts"])}
    counts |= {
        "words": sum(row["words"] for row in rows["turns"]),
        "replaced": len(rows["replacements"]),
        "min_cell": 1,
    }
    description = "What foster carers, young people and workers said about care."
    version = default_codebook().version
    rows["attributes"] += [{"id": "season", "label": "Season", "position": 1}]
    rows["attributes"] += [{"id": "kind", "label": "Kind", "position": 2}]
    if status == "release":
        rows["releases"].append({"n": 2, "released_on": day, "transcripts": 6, "codings": len(rows["codings"])})
    rows["study"].append(
        {**study, "description": description, "codebook_version": version, **counts, "marker": "plain"}
    )
    if audience == ETHICS:
        from tests.pipeline.sample_ethics import ethics_rows  # the report takes its time to be imported

        rows |= ethics_rows(rows["transcripts"])
    return rows


def _add_codebook(rows: Rows) -> None:
    book = default_codebook()
    rows["codebook"].append(
        {"version": book.version, "title": book.title, "status": book.status, "yaml": "id: invented"}
    )
    theme_columns = ("id", "name", "name_cy", "tag", "colour", "definition")
    code_columns = ("id", "theme_id", "name", "tag", "definition", "include_when", "exclude_when")
    for table, entries, columns in (("themes", book.themes, theme_columns), ("codes", book.codes, code_columns)):
        for position, entry in enumerate(entries):
            rows[table].append({**{name: getattr(entry, name) for name in columns}, "position": position})


def _add_transcript(rows: Rows, block: str) -> None:
    heading, *lines = block.split("\n")
    transcript, group = heading.split()
    voices = list(dict.fromkeys(line.split(": ")[0] for line in lines))
    people = [voice for voice in voices if voice != "INT"]
    labels = {voice: f"P{people.index(voice) + 1}" if voice in people else "INT" for voice in voices}
    _add_people(rows, group, people)
    counts = {"people": len(people), "turns": len(lines), "words": sum(len(line.split()) - 1 for line in lines)}
    kind = "interview" if len(people) == 1 else "focus group"
    when = {"kind": kind, "season": "autumn 2025", "language": "en"}
    rows["transcripts"].append({"id": transcript, "group_id": group, **when, **counts, "may_quote": 1})
    for voice in voices:
        who = {"role": "participant", "participant_id": voice} if voice in people else {"role": "interviewer"}
        rows["speakers"].append(
            {"id": f"{transcript}/{labels[voice]}", "transcript_id": transcript, "label": labels[voice], **who}
        )
    for n, line in enumerate(lines, start=1):
        voice, text = line.split(": ", 1)
        who = (
            {"role": "participant", "participant_id": voice, "group_id": group}
            if voice in people
            else {"role": "interviewer"}
        )
        speaker = f"{transcript}/{labels[voice]}"
        _add_turn(rows, {"transcript_id": transcript, "n": n, "speaker_id": speaker, **who}, text)


def _add_people(rows: Rows, group: str, people: list[str]) -> None:
    known = {row["id"] for row in rows["participants"]}
    new = [{"id": one, "group_id": group} for one in people if one not in known]
    rows["participants"] += new
    if group not in {row["id"] for row in rows["groups"]}:
        rows["groups"].append({"id": group, "label": LABELS[group], "people": 0})
    next(row for row in rows["groups"] if row["id"] == group)["people"] += len(new)


def _add_turn(rows: Rows, turn: dict[str, Any], text: str) -> None:
    id = len(rows["turns"]) + 1
    while "[" in text:
        start, end = text.index("["), text.index("]") - 1
        text = text.replace("[", "", 1).replace("]", "", 1)
        type, kind, method = KINDS.get(text[start:end], ("PERSON", "direct", "pseudonym"))
        where = {"transcript_id": turn["transcript_id"], "turn_id": id, "start": start, "end": end}
        what = {"type": type, "kind": kind, "method": method, "rules": "roster", "score": 1.0}
        rows["replacements"].append({"id": len(rows["replacements"]) + 1, **where, **what})
    spoken: dict[str, Any] = {"may_quote": int(turn["role"] == "participant")}
    spoken |= {"start_time": f"00:{turn['n']:02}:05", "text": text, "words": len(text.split())}
    rows["turns"].append({"id": id, **turn, **spoken})


def _add_codings(rows: Rows, coded: str) -> None:
    themes = {row["id"]: row["theme_id"] for row in rows["codes"]}
    for id, line in enumerate(coded.strip().splitlines(), start=1):
        coder, code, quote = line.split(" | ")
        turn = next(row for row in rows["turns"] if quote in row["text"])
        start = turn["text"].index(quote)
        of_turn = {name: turn.get(name) for name in ("transcript_id", "participant_id", "group_id", "may_quote")}
        where = {**of_turn, "turn_id": turn["id"]}
        what = {"theme_id": themes[code], "code_id": code, "start": start, "end": start + len(quote), "quote": quote}
        memo = "Compare with FC02" if id == 2 else ""
        how = {"coder_id": coder, "memo": memo, "codebook_version": "0.1.0", "uid": f"{id:032x}"}
        rows["codings"].append({"id": id, **where, **what, **how})
        if id == 1:
            rows["suggestions"].append({"id": 1, "cue": "a bed made up", "source": "cue", **where, **what})
    rows["coders"] = [{"id": coder} for coder in sorted({row["coder_id"] for row in rows["codings"]})]


_COUNTS = (
    """INSERT INTO theme_by_group SELECT theme_id, group_id, count(DISTINCT participant_id),
         count(DISTINCT turn_id || '.' || start || '.' || "end" || code_id) FROM codings GROUP BY 1, 2""",
    """INSERT INTO code_counts SELECT code_id, theme_id, count(DISTINCT participant_id),
         count(DISTINCT turn_id || '.' || start || '.' || "end"), count(DISTINCT transcript_id)
         FROM codings GROUP BY 1""",
    """INSERT INTO code_by_code SELECT one.code_id, other.code_id, count(DISTINCT one.participant_id), count(*)
         FROM codings one JOIN codings other ON other.turn_id = one.turn_id AND other.code_id > one.code_id
         AND other.start < one."end" AND one.start < other."end" GROUP BY 1, 2""",
    """INSERT INTO replaced_kinds SELECT transcript_id, type, kind, method, count(*) FROM replacements
         GROUP BY 1, 2, 3, 4""",
    """INSERT INTO coded_by SELECT transcript_id, coder_id, count(*), 1 FROM codings GROUP BY 1, 2""",
    """INSERT INTO transcript_attributes SELECT id, 'season', season FROM transcripts UNION ALL SELECT id,
         'kind', kind FROM transcripts""",
    """INSERT INTO attribute_values SELECT attribute_id, value, row_number() OVER (PARTITION BY
         attribute_id ORDER BY value), (SELECT count(DISTINCT speakers.participant_id) FROM speakers JOIN
         transcript_attributes AS its USING (transcript_id) WHERE its.attribute_id = told.attribute_id AND
         its.value = told.value) FROM transcript_attributes AS told GROUP BY 1, 2""",
    """INSERT INTO coded_people SELECT code_id, theme_id, participant_id, group_id, transcript_id,
         count(DISTINCT turn_id || '.' || start || '.' || "end") FROM codings WHERE participant_id IS NOT
         NULL GROUP BY code_id, participant_id, transcript_id""",
    """INSERT INTO code_by_group SELECT code_id, theme_id, group_id, count(DISTINCT participant_id),
         sum(passages) FROM coded_people GROUP BY code_id, group_id""",
    """INSERT INTO theme_by_attribute SELECT theme_id, attribute_id, value, count(DISTINCT participant_id),
         sum(passages) FROM coded_people JOIN transcript_attributes USING (transcript_id) GROUP BY 1, 2, 3""",
    """INSERT INTO code_by_attribute SELECT code_id, theme_id, attribute_id, value, count(DISTINCT
         participant_id), sum(passages) FROM coded_people JOIN transcript_attributes USING (transcript_id)
         GROUP BY 1, 3, 4""",
)
