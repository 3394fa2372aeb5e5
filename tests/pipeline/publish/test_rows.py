"""Codings, suggestions and replacements stand where their words stand, whatever was replaced around them."""

from __future__ import annotations

import json
import sqlite3

from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from codebook.load import default_codebook
from pipeline.migrations import migrations
from pipeline.publish.codes_in_time import resolve_codings
from pipeline.publish.gather import codings, gather
from pipeline.publish.rows import Row, applied_rows, carry, clock, codebook_rows, replacement_rows, turn_rows
from pipeline.settings import Settings
from tests.demonstrated import demo_key, demo_study

WORDS = st.text(alphabet="ab ŵŷâ🙂❤'.,\n", min_size=1, max_size=60)
REPLACEMENTS = st.text(alphabet="XŴ🙂 []", min_size=1, max_size=12)
BOOK = default_codebook()
CODE = "care/acts"


@st.composite
def turns_of_a_transcript(draw: st.DrawFn) -> list[dict]:
    """Draw turns, each with stretches that are replaced and stretches that are coded, in source coordinates."""
    turns = []
    for text in draw(st.lists(WORDS, min_size=1, max_size=4)):
        cuts = draw(st.lists(st.integers(0, len(text)), unique=True, max_size=6).map(sorted))
        replaced = [(a, b, draw(REPLACEMENTS)) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
        edges = (
            st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted).filter(lambda e: e[0] < e[1])
        )
        turns.append({"text": text, "replaced": replaced, "coded": draw(st.lists(edges, max_size=4, unique_by=tuple))})
    return turns


def stored(turns: list[dict]) -> Database:
    """Put drawn turns into a store of the real schema, in memory."""
    db = Database(memory=True)
    migrations.apply(db)
    names = ("participant_id", "participant_group", "interviewer", "site", "consent_level", "language", "known_names")
    cells = dict.fromkeys((*names, "extra", "file_name", "sha256", "format", "convention"), "")
    db.table("transcripts").insert(
        {"id": "FC01", **cells, "participant_id": "FC01", "participant_group": "foster_carer"}
    )
    db.table("coders").insert({"name": "Ŵyn", "label": "A"})
    for n, turn in enumerate(turns, start=1):
        said = {"transcript_id": "FC01", "n": n, "speaker": "P", "role": "participant", "text": turn["text"]}
        db.table("turns").insert({"id": n, **said})
        for start, end, new in turn["replaced"]:
            what = {"type": "PERSON", "kind": "direct", "status": "found", "score": 1.0, "method": "pseudonym"}
            where = {"turn_id": n, "start": start, "end": end}
            db.table("identifiers").insert({**where, **what, "detectors": json.dumps(["roster"]), "replacement": new})
        for start, end in turn["coded"]:
            where = {"turn_id": n, "start": start, "end": end, "code_id": CODE}
            db.table("codings").insert({**where, "coder": "Ŵyn", "codebook_version": "0.1.0"})
            db.table("suggestions").insert({**where, "cue": "bara brith"})
    return db


def published(turns: list[dict]) -> tuple[list[Row], list[Row], list[Row], list[Row]]:
    """Return the rows of turns, codings, suggestions and replacements of drawn turns."""
    db = stored(turns)
    transcripts = gather(db, Settings())
    ids = {turn.store_id: turn.store_id for transcript in transcripts for turn in transcript.turns}
    coded = resolve_codings(codings(db, "codings"), (), BOOK).rows
    applied = [list(applied_rows(carry(transcripts, its), ids)) for its in (coded, codings(db, "suggestions"))]
    db.close()
    return list(turn_rows(transcripts, ids)), *applied, list(replacement_rows(transcripts, ids))


@given(turns_of_a_transcript())
def test_offsets_give_the_published_words(turns: list[dict]) -> None:
    """The quote of a coding or a suggestion is what stands at its offsets in the published turn."""
    said, coded, suggested, _ = published(turns)
    texts = {row["id"]: row["text"] for row in said}

    assert len(coded) == len(suggested) == sum(len(turn["coded"]) for turn in turns)
    for row in (*coded, *suggested):
        assert row["quote"] == texts[row["turn_id"]][row["start"] : row["end"]]
        assert row["quote"]


@given(turns_of_a_transcript())
def test_replaced_spans_give_what_was_put_there(turns: list[dict]) -> None:
    """A row of `replacements` says exactly where the new words stand."""
    said, _, _, replaced = published(turns)
    texts = {row["id"]: row["text"] for row in said}
    expected = [(n, new) for n, turn in enumerate(turns, start=1) for _, _, new in turn["replaced"]]

    assert [(row["turn_id"], texts[row["turn_id"]][row["start"] : row["end"]]) for row in replaced] == expected


@given(turns_of_a_transcript())
def test_a_coding_keeps_its_words_and_never_shows_part_of_a_replacement(turns: list[dict]) -> None:
    """Outside replacements the words are those that were said; a replacement is in the quote whole, or not at all."""
    _, coded, _, _ = published(turns)
    in_order = [(turn, a, b) for turn in turns for a, b in sorted(turn["coded"])]

    for row, (turn, start, end) in zip(coded, in_order, strict=True):
        pieces, at = [], start
        for a, b, new in turn["replaced"]:
            if a < end and start < b:
                pieces += [turn["text"][at:a], new]
                at = b
        assert row["quote"] == "".join([*pieces, turn["text"][at:end]])


def test_every_offset_of_the_demo_study_gives_its_quote() -> None:
    """Asked in SQL, as a reader of the database would, of every coding and every suggestion."""
    connection = sqlite3.connect(demo_study().database())
    for table, least in (("codings", 250), ("suggestions", 50)):
        right, everything = connection.execute(
            f"""SELECT sum(substr(t.text, c.start + 1, c.end - c.start) = c.quote AND c.quote <> ''), count(*)
                FROM {table} c JOIN turns t ON t.id = c.turn_id"""
        ).fetchone()
        assert right == everything > least
    connection.close()


def test_every_replacement_of_the_demo_study_stands_where_it_says() -> None:
    """What the store put in somebody's place is what the published text has there."""
    from pipeline.passphrase import find_passphrase
    from pipeline.store import open_store

    study = demo_study()
    with open_store(study.store, find_passphrase(demo_key())) as db:
        put = db.execute(
            """SELECT transcript_id, turn, replacement FROM release_replacements WHERE release_id = 'release-1'
               ORDER BY transcript_id, turn, start"""
        ).fetchall()
    connection = sqlite3.connect(study.database(release=1))
    stands = connection.execute(
        """SELECT r.transcript_id, t.n, substr(t.text, r.start + 1, r.end - r.start)
           FROM replacements r JOIN turns t ON t.id = r.turn_id ORDER BY r.transcript_id, t.n, r.start"""
    ).fetchall()
    connection.close()

    assert [tuple(row) for row in put] == stands
    assert len(stands) > 400


def test_the_interviewer_belongs_to_no_group() -> None:
    """What interviewers say is never counted among a group's words."""
    connection = sqlite3.connect(demo_study().database())
    asked = connection.execute(
        "SELECT DISTINCT group_id, participant_id FROM turns WHERE role = 'interviewer'"
    ).fetchall()
    connection.close()

    assert asked == [(None, None)]


def test_a_welsh_name_that_nobody_has_checked_says_so() -> None:
    """A translation is not passed off as a speaker's."""
    book = default_codebook()
    rows = codebook_rows(book, "yaml")["themes"]
    unchecked = [theme.id for theme in book.themes if theme.name_cy and not theme.name_cy_checked]

    assert unchecked
    assert unchecked == [row["id"] for row in rows if str(row["name_cy"]).endswith(" (unchecked)")]


def test_times_are_written_as_a_clock_shows_them() -> None:
    """Hours, minutes and whole seconds; nothing where the file gives no times."""
    assert [clock(seconds) for seconds in (None, 0.0, 250.9, 3661)] == [None, "00:00:00", "00:04:10", "01:01:01"]
