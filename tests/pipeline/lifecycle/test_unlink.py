"""Unlinking, whatever the replacements and the codings: every coding keeps its words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from pipeline.coordinates import ReplacedText, Replacement
from pipeline.lifecycle.names import Alone
from pipeline.lifecycle.parts import parts_of
from pipeline.lifecycle.unlink import unlink
from pipeline.migrations import migrations
from tests.memos import note

WORDS = "mae 'r tŷ bach twt lifts meetings Nia Gŵyneth a phone 🎉 somewhere to stay, Pwllbryn. food"
NOBODY = Alone(frozenset(), frozenset())


@st.composite
def turns(draw: st.DrawFn) -> tuple[str, list[Replacement], list[tuple[int, int]]]:
    """Draw a text, replacements in it that do not overlap, and stretches that are coded."""
    text = " ".join(draw(st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=12)))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    replacements = [
        Replacement(start, end, draw(st.sampled_from(["", "Meg", "a town in South Wales", "[phone number]", "Llŷr"])))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    place = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(lambda span: span[0] < span[1])
    return text, replacements, draw(st.lists(place, max_size=6))


@contextmanager
def a_store(text: str, replacements: list[Replacement], codings: list[tuple[int, int]]) -> Iterator[Database]:
    """Make a store of one interview of one turn, two coders taking turns."""
    db = Database(memory=True)
    migrations.apply(db)
    db.execute("PRAGMA foreign_keys = ON")
    columns = dict.fromkeys(("interviewer", "site", "language", "convention"), "")
    row = {"id": "FC01", "participant_id": "FC01", "participant_group": "foster_carer", "consent_level": "full"}
    row |= {"known_names": "[]", "extra": "{}", "file_name": "FC01.txt", "sha256": "0", "format": "txt", **columns}
    db.table("transcripts").insert(row)
    turn = {"id": 7, "transcript_id": "FC01", "n": 1, "speaker": "Nia", "role": "participant", "text": text}
    db.table("turns").insert(turn)
    for one in replacements:
        identifier = {"turn_id": 7, "start": one.start, "end": one.end, "type": "PERSON", "kind": "direct"}
        identifier |= {"status": "found", "score": 1.0, "detectors": "[]", "method": "pseudonym"}
        db.table("identifiers").insert({**identifier, "replacement": one.text})
    db.table("coders").insert_all([{"name": "A", "label": "C1"}, {"name": "B", "label": "C2"}])
    for n, (start, end) in enumerate(codings):
        coding = {"turn_id": 7, "start": start, "end": end, "code_id": "care/acts", "coder": "AB"[n % 2]}
        if db.table("codings").count_where("(start, end, coder) = (:start, :end, :coder)", coding) == 0:
            stored = db.table("codings").insert({**coding, "codebook_version": "1"})
            note(db, f"Nia {n}", "A", "coding", coding_id=stored.last_pk, text_published=f"Meg {n}")
    yield db
    db.close()


@given(turns())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_codings_keep_their_words(drawn: tuple[str, list[Replacement], list[tuple[int, int]]]) -> None:
    """A coding stands on exactly the words published for it; only one without any is gone, and no memo is lost."""
    text, replacements, spans = drawn
    replaced = ReplacedText(text, replacements)
    with a_store(text, replacements, spans) as db:
        sql = "SELECT c.*, m.text, m.text_published FROM codings c JOIN memos m ON m.coding_id = c.id ORDER BY m.id"
        before = list(db.query(sql))
        wanted: dict[tuple[str, int, int], set[str]] = {}
        for row in before:
            start, end = replaced.to_published(row["start"], row["end"])
            if start < end:
                wanted.setdefault((row["coder"], start, end), set()).add(row["text_published"])
        unlink(db, parts_of(db, "FC01"), NOBODY)
        stored = next(db.query("SELECT text, speaker, withdrawn FROM turns"))
        assert stored == {"text": replaced.text, "speaker": "P1", "withdrawn": "unlinked"}
        after: dict[tuple[str, int, int], set[str]] = {}
        for row in db.query(sql):
            after.setdefault((row["coder"], row["start"], row["end"]), set()).add(row["text"])
            assert row["text_published"] == row["text"]
        assert after == wanted
        assert db.table("codings").count == len(wanted)
        assert db.table("identifiers").count == 0


def test_nothing_of_the_tables_stays_but_the_label() -> None:
    """Of the manifest's row the label, the group, the consent and the month stay; the person does not."""
    with a_store("Nia in Pwllbryn", [], []) as db:
        told = {"known_names": '["Nia Pritchard"]', "interviewer": "Sara", "site": "Neath", "extra": '{"tel": "1"}'}
        db.table("transcripts").update("FC01", {**told, "interview_date": "2025-11-04"})
        db.table("outside").insert({"transcript_id": "FC01", "kind": "header", "text": "Nia", "place": ""})
        unlink(db, parts_of(db, "FC01"), NOBODY)
        row = next(db.query("SELECT * FROM transcripts"))
        assert {key: row[key] for key in (*told, "file_name", "interview_date", "consent_level")} == {
            "known_names": "[]",
            "interviewer": "",
            "site": "",
            "extra": "{}",
            "file_name": "",
            "interview_date": "2025-11-01",
            "consent_level": "full",
        }
        assert row["sha256"].startswith("withdrawn ")
        assert db.table("outside").count == 0


@given(turns())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_all_that_was_done_to_codings_stands_on_published_words(
    drawn: tuple[str, list[Replacement], list[tuple[int, int]]],
) -> None:
    """Acts, answers and settlements move with their words; an act on a longer text than it is now stays within it."""
    text, replacements, spans = drawn
    replaced = ReplacedText(text, replacements)
    with a_store(text, replacements, []) as db:
        for n, (start, end) in enumerate(spans):
            span = {"start": start, "end": end, "code_id": f"care/c{n}"}
            act = {"uid": f"u{n}", "at": "", "coder": "A", "action": "applied", "transcript_id": "FC01", "turn": 1}
            db.table("coding_events").insert({**span, **act, "codebook_version": "1"})
            answer = {"at": "", "coder": "A", "turn_id": 7, "source": "cue", "answer": "rejected"}
            db.table("suggestion_answers").insert({**span, **answer})
            settled = {"uid": f"s{n}", "at": "", "decided_by": "A", "turn_id": 7, "coder": "A", "other": "B"}
            db.table("settlements").insert({**span, **settled, "choice": "both"})
        beyond = {"start": len(text), "end": len(text) + 9, "code_id": "care/beyond", "codebook_version": "1"}
        act = {"uid": "u", "at": "", "coder": "A", "action": "applied", "transcript_id": "FC01", "turn": 1}
        db.table("coding_events").insert({**beyond, **act})
        unlink(db, parts_of(db, "FC01"), NOBODY)
        wanted = {f"care/c{n}": replaced.to_published(*span) for n, span in enumerate(spans)}
        left = {code: span for code, span in wanted.items() if span[0] < span[1]}
        found = {
            table: {row["code_id"]: (row["start"], row["end"]) for row in db.query(f"SELECT * FROM {table}")}
            for table in ("coding_events", "suggestion_answers", "settlements")
        }
        assert found["suggestion_answers"] == found["settlements"] == left
        end = len(replaced.text)
        assert found["coding_events"] == wanted | {"care/beyond": (end, end)}
