"""Erasing: labels that say nothing, and everything that hangs on a turn."""

from __future__ import annotations

from pipeline.lifecycle.erase import erase, free_labels, sizes, tables_of_turns
from pipeline.lifecycle.names import words_alone
from pipeline.lifecycle.parts import parts_of
from pipeline.study import Study
from tests import studies
from tests.withdrawing import CODE, CODER


def test_a_free_label_is_nobody_elses(study: Study) -> None:
    """Where somebody else in the group is called P1 in the file, an erased speaker becomes P2."""
    with studies.opened(study) as db:
        (part,) = parts_of(db, "WK03")
        assert free_labels(db, part) == {"Carys": "P1"}
        db.execute("UPDATE turns SET speaker = 'p1' WHERE speaker = 'Dewi'")
        assert free_labels(db, part) == {"Carys": "P2"}


def test_nothing_hangs_on_an_erased_turn(study: Study) -> None:
    """Of an emptied turn no table keeps anything, whatever tables there are; the counts say what went."""
    with studies.opened(study) as db:
        parts = parts_of(db, "WK03")
        before = sizes(db)
        counts = erase(db, parts, words_alone(db, parts))
        tables = tables_of_turns(db)
        assert {"identifiers", "finds", "codings", "suggestions", "decisions", "places"} <= set(tables)
        for table in tables:
            held = {row["turn_id"] for row in db.query(f"SELECT turn_id FROM {table}")}
            assert held.isdisjoint(parts[0].turns), table
        assert counts.pop("turns emptied") == 2
        assert counts == before.less(sizes(db))
        assert counts["codings"] == 1


def test_what_earlier_publications_and_samples_kept_of_an_erased_turn_goes(study: Study) -> None:
    """Replacements of earlier publications and turns of a sample go with the turn; those of others' turns stay."""
    with studies.opened(study) as db:
        db.table("actors").insert({"name": "Mair", "label": "R9"})
        sample = {"id": 1, "at": "", "actor": "Mair", "seed": "1", "published_id": "r1", "turns_in_all": 9}
        db.table("samples").insert({**sample, "design": "{}"})
        for n, turn in enumerate((2, 3), start=1):
            drawn = {"sample_id": 1, "n": n, "transcript_id": "FG01", "turn": turn, "stratum": "", "text": "x"}
            db.table("sample_turns").insert({**drawn, "content_hash": ""})
        parts = parts_of(db, "WK03")
        erase(db, parts, words_alone(db, parts))
        assert [row["turn"] for row in db.query("SELECT turn FROM sample_turns")] == [3]
        kept = {row["turn"] for row in db.query("SELECT turn FROM release_replacements WHERE transcript_id = 'FG01'")}
        assert kept == {3}


def test_what_was_done_to_codings_of_their_turns_goes_and_what_others_handed_in_stays(study: Study) -> None:
    """Acts keep where somebody's words were coded: they go with the words, also where the turn is only emptied."""
    with studies.opened(study) as db:
        for n in (2, 3):
            act = {"uid": f"u{n}", "at": "", "coder": CODER, "action": "applied", "transcript_id": "FG01", "turn": n}
            db.table("coding_events").insert({**act, "start": 0, "end": 4, "code_id": CODE, "codebook_version": "1"})
        db.table("hand_ins").insert({"transcript_id": "FG01", "coder": CODER, "at": ""})
        parts = parts_of(db, "WK03")
        erase(db, parts, words_alone(db, parts))
        assert [row["uid"] for row in db.query("SELECT uid FROM coding_events")] == ["u3"]
        assert db.table("hand_ins").count == 1
