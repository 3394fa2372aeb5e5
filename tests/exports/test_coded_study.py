"""Reading what was coded from the published database."""

from __future__ import annotations

from exports.coded_study import Turn, read_coded_study, transcript_ids
from tests.exports.by_hand import CODED, Written, database

READ = read_coded_study(database())


def test_turns_know_who_speaks_and_what_was_replaced() -> None:
    """Labels, participants, the right to quote, and the spans that stand in for what was said."""
    (second,) = [turn for turn in READ.transcripts[0].turns if turn.n == 2]

    assert second == Turn(
        n=2,
        speaker="P1",
        participant="FC01",
        text="Menna Pryce came on Fridays, and Menna rang for a lift. 🙂 She never forgot.",
        may_quote=True,
        replaced=((0, 11), (33, 38)),
        memos=(),
    )
    assert [turn.participant for turn in READ.transcripts[1].turns] == ["", "FG01-P1", "FG01-P2", "FG01-P1"]
    assert [one.participants for one in READ.transcripts] == [("FC01",), ("FG01-P1", "FG01-P2")]


def test_codings_stand_in_the_order_of_the_text() -> None:
    """Whatever their order in the table; each with its own memos."""
    shuffled = read_coded_study(database(Written(codings=CODED[::-1])))

    assert [one.uid for t in shuffled.transcripts for one in t.codings] == [
        one.uid for t in READ.transcripts for one in t.codings
    ]
    assert {one.uid: [memo.text for memo in one.memos] for t in READ.transcripts for one in t.codings} == {
        one.uid: list(one.memos) for one in CODED
    }


def test_memos_are_with_what_they_are_about() -> None:
    """On the study what is on nothing else."""
    assert [memo.text for memo in READ.memos] == ["Read the guidance again."]
    assert {code: [m.text for m in its] for code, its in READ.code_memos.items()} == {
        "care/acts": ["Does a lift count?"]
    }
    assert [(one.id, one.group, [m.text for m in one.memos]) for one in READ.participants] == [
        ("FC01", "Foster carers", ["Speaks Welsh at home."]),
        ("FG01-P1", "Workers", []),
        ("FG01-P2", "Workers", []),
    ]


def test_transcripts_are_listed_by_label() -> None:
    """As they are asked for."""
    assert transcript_ids(database()) == ["FC01", "FG01"]


def test_a_retired_code_stands_with_its_theme() -> None:
    """Its codings are still there; it is told apart from those that may be applied."""
    db = database()
    known = {"tag": "CAR-OLD", "name": "Old care", "definition": "What we called care.", "retired": 1, "position": 99}
    db.table("codes").insert({"id": "care/old", "theme_id": "care", "include_when": "", "exclude_when": "", **known})
    gone = {"tag": "OLD", "name": "Old theme", "definition": "Gone.", "colour": "#767676", "retired": 1}
    db.table("themes").insert({"id": "old", "name_cy": "", "position": 99, **gone})
    read = read_coded_study(db)

    assert read.retired == {"care/old", "old"}
    assert read.codebook.theme_of(read.codebook.code("care/old")).codes[-1].name == "Old care"
    assert read.codebook.themes[-1].name == "Old theme"
    assert read.codebook.codes[0] == READ.codebook.codes[0]
    assert not READ.retired
