"""Codings made elsewhere are placed or reported, row by row; none is guessed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from codebook.load import default_codebook
from codebook.model import Codebook
from ingest.codings_csv import read_codings
from pipeline.coding.bring_in import Brought, bring_in
from pipeline.intake import ingest

SAID = {
    "FC01": "INT: How did it go?\n"
    "FC01: She didn’t eat at first 🙂 and then Gŵyneth made cawl. And then, dyna ni, and then she slept.\n"
    "INT: And the school?\n"
    "FC01: The taxi came at eight.",
    "YP01": "INT: Who listened?\nYP01: My key worker did.",
}
CARE = "care/acts"


@pytest.fixture(scope="module")
def book() -> Codebook:
    """Load the codebook that comes with llais."""
    return default_codebook()


@pytest.fixture
def db(make_study: Callable, opened: Callable, tmp_path: Path) -> Database:
    """Open a store that holds two interviews."""
    study = make_study(tmp_path / "study", SAID)
    store = opened(study)
    ingest(store, study)
    return store


@pytest.fixture
def bring(db: Database, book: Codebook, tmp_path: Path) -> Callable[[str], Brought]:
    """Return what brings in codings that are written as a CSV."""

    def bring(text: str) -> Brought:
        file = tmp_path / "codings.csv"
        file.write_text(text, encoding="utf-8")
        return bring_in(db, read_codings(file), book)

    return bring


def told(result: Brought) -> tuple:
    """Say how many codings were taken, were known already, and what the problems were."""
    return result.taken, result.known, result.problems


def coded(db: Database) -> list[str]:
    """List what is coded, as said, with coder and code."""
    rows = db.query(
        """SELECT substr(t.text, c.start + 1, c.end - c.start) AS words, c.code_id, c.coder
           FROM codings c JOIN turns t ON t.id = c.turn_id ORDER BY t.transcript_id, t.n, c.start, c.coder"""
    )
    return [f"{row['coder']} {row['code_id']}: {row['words']}" for row in rows]


def test_a_coding_is_placed_by_offsets(db: Database, bring: Callable[[str], Brought]) -> None:
    """Offsets count characters, an emoji being one, the end not included."""
    said = SAID["FC01"].split("FC01: ")[1]
    start = said.index("Gŵyneth")

    result = bring(f"transcript,turn,code,coder,start,end\nFC01,2,{CARE},Marged,{start},{start + 17}\n")

    assert told(result) == (1, 0, ())
    assert coded(db) == [f"Marged {CARE}: Gŵyneth made cawl"]


def test_a_coding_is_placed_by_its_quote(db: Database, bring: Callable[[str], Brought]) -> None:
    """Straight and curly marks, emoji and accents; transcripts, codes and tags in any case."""
    result = bring(
        "transcript,turn,code,coder,quote\n"
        f"fc01,2,{CARE.upper()},Marged,She didn't eat at first 🙂\n"
        f"FC01,2,{CARE},Elin,Gŵyneth made cawl\n"
    )

    assert told(result) == (2, 0, ())
    assert coded(db) == [f"Marged {CARE}: She didn’t eat at first 🙂", f"Elin {CARE}: Gŵyneth made cawl"]


def test_offsets_and_a_quote_have_to_agree(db: Database, bring: Callable[[str], Brought]) -> None:
    """A row that contradicts itself is reported; curly marks are no contradiction."""
    result = bring(
        "transcript,turn,code,coder,start,end,quote\n"
        f"FC01,2,{CARE},Marged,0,14,She didn't eat\n"
        f"FC01,2,{CARE},Marged,0,14,Gŵyneth made cawl\n"
        f"FC01,2,{CARE},Marged,90,900,\n"
    )

    assert coded(db) == [f"Marged {CARE}: She didn’t eat"]
    assert result.problems == (
        "codings.csv, row 3: the quote is not what stands at start and end in turn 2 of FC01; "
        "mend one, or leave one out",
        "codings.csv, row 4: start and end lie outside turn 2 of FC01, which has 92 characters",
    )


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (f"FC01,2,{CARE},Marged,pancakes", "the quote is not in turn 2 of FC01"),
        (f"FC01,2,{CARE},Marged,and then", "the quote stands 2 times in turn 2 of FC01; give start and end"),
        (
            f"FC01,1,{CARE},Marged,Gŵyneth made cawl",
            "the quote is not in turn 1 of FC01; it stands in turn 2 (turns count from 1)",
        ),
        (f"FC01,9,{CARE},Marged,cawl", "FC01 has no turn 9; its turns are 1 to 4"),
        (
            f"FC07,1,{CARE},Marged,cawl",
            "there is no such transcript in this study; use the participant's label, such as FC01",
        ),
    ],
)
def test_what_has_no_place_is_reported_with_its_row(
    db: Database, bring: Callable[[str], Brought], row: str, problem: str
) -> None:
    """The report says where to look and repeats nothing that was said."""
    result = bring(f"transcript,turn,code,coder,quote\n{row}\nYP01,2,{CARE},Marged,My key worker\n")

    assert told(result) == (1, 0, (f"codings.csv, row 2: {problem}",))
    assert coded(db) == [f"Marged {CARE}: My key worker"]


def test_an_unknown_code_is_reported_with_the_nearest(bring: Callable[[str], Brought]) -> None:
    """A slip of the pen is easily mended."""
    (problem,) = bring("transcript,turn,code,coder,quote\nFC01,2,care/actts,Marged,cawl\n").problems

    assert problem.startswith("codings.csv, row 2: the codebook has no such code; the nearest are care/acts")


def test_a_name_that_two_codes_share_is_reported_with_both(db: Database, book: Codebook, tmp_path: Path) -> None:
    """It names something: only not which, and the ids say so."""
    theme, *others = book.themes
    twins = replace(book, themes=(replace(theme, codes=tuple(replace(one, name="Te") for one in theme.codes)), *others))
    file = tmp_path / "codings.csv"
    file.write_text("transcript,turn,code,coder,quote\nFC01,2,te,Marged,cawl\n", encoding="utf-8")
    (problem,) = bring_in(db, read_codings(file), twins).problems

    named = ", ".join(sorted(code.id for code in theme.codes))
    assert str(problem) == f"codings.csv, row 2: more than one code is called so; write the id of one: {named}"


def test_bringing_in_twice_changes_nothing(db: Database, bring: Callable[[str], Brought]) -> None:
    """The same coding by the same coder is known already; by another coder it is another."""
    rows = f"transcript,turn,code,coder,quote,memo\nFC01,2,{CARE},Marged,cawl,gweler YP01 🙂\n"
    assert told(bring(rows)) == (1, 0, ())
    before = [*db.query("SELECT * FROM codings")], [*db.query("SELECT * FROM coders")]

    assert told(bring(rows)) == (0, 1, ())
    assert ([*db.query("SELECT * FROM codings")], [*db.query("SELECT * FROM coders")]) == before
    assert told(bring(rows.replace("Marged", "Elin"))) == (1, 0, ())


def test_coders_are_published_under_letters(db: Database, bring: Callable[[str], Brought]) -> None:
    """A, B … Z, then A2; whoever has one keeps it."""
    coders = [f"Coder {n:02}" for n in range(28)]
    bring(f"transcript,turn,code,coder,quote\nFC01,2,{CARE},Marged,cawl\n")
    bring("transcript,turn,code,coder,quote\n" + "".join(f"FC01,2,{CARE},{coder},cawl\n" for coder in coders))

    labels = {row["name"]: row["label"] for row in db.query("SELECT * FROM coders")}
    assert [labels[name] for name in ("Marged", "Coder 00", "Coder 24", "Coder 25", "Coder 27")] == [
        "A",
        "B",
        "Z",
        "A2",
        "C2",
    ]


def test_a_new_memo_on_a_known_coding_is_taken(db: Database, bring: Callable[[str], Brought]) -> None:
    """Importing a table again adds what the coder noted since; an empty memo takes nothing away."""
    row = f"FC01,2,{CARE},Marged,0,4"
    bring(f"transcript,turn,code,coder,start,end,memo\n{row},first thoughts\n")

    again = bring(f"transcript,turn,code,coder,start,end,memo\n{row},second thoughts 🙂\n")
    empty = bring(f"transcript,turn,code,coder,start,end,memo\n{row},\n")

    assert (told(again), again.memos) == ((0, 1, ()), 1)
    assert (told(empty), empty.memos) == ((0, 1, ()), 0)
    assert [memo["text"] for memo in db.query("SELECT text FROM memos ORDER BY id")] == [
        "first thoughts",
        "second thoughts 🙂",
    ]


def test_published_places_come_back_to_what_was_said(db: Database, bring: Callable[[str], Brought]) -> None:
    """In the text of the release that the row names, under the coder's label, with the id that the coding has."""
    publish(db)
    first = "transcript,turn,code,coder,quote\n" + f"FC01,2,{CARE},Marged,made cawl\n"
    bring(first)
    (uid,) = (row["uid"] for row in db.query("SELECT uid FROM codings"))
    text = SAID["FC01"].split("FC01: ")[1].split("\n")[0].replace("Gŵyneth", "Al")
    start, end = text.index("made"), text.index("Al")

    header = "release,uid,transcript,turn,published_start,published_end,code,coder,made_on\n"
    result = bring(
        f"{header}release-1,{uid},FC01,2,{start},{start + 9},{CARE},A,2025-11-20\n"
        f"release-1,,FC01,2,{end},{end + 2},care/moves,A,2025-11-20\n"
    )

    assert told(result) == (1, 1, ())
    assert coded(db) == ["Marged care/moves: Gŵyneth", f"Marged {CARE}: made cawl"]
    assert [row["at"] for row in db.query("SELECT at FROM codings ORDER BY id")] == ["", "2025-11-20"]


def test_a_coding_that_was_changed_in_the_table_is_changed(db: Database, bring: Callable[[str], Brought]) -> None:
    """By its id, by the same coder."""
    bring(f"transcript,turn,code,coder,quote\nFC01,2,{CARE},Marged,cawl\n")
    (uid,) = (row["uid"] for row in db.query("SELECT uid FROM codings"))

    result = bring(f"uid,transcript,turn,code,coder,quote\n{uid},FC01,2,care/moves,Marged,made cawl\n")

    assert (told(result), result.changed) == ((0, 0, ()), 1)
    assert coded(db) == ["Marged care/moves: made cawl"]


def test_a_quote_may_be_in_its_published_words(db: Database, bring: Callable[[str], Brought]) -> None:
    """People quote what they read on the pages."""
    publish(db)

    result = bring(f"transcript,turn,code,coder,quote\nFC01,2,{CARE},Marged,Al made cawl\n")

    assert (told(result), result.by_quote) == ((1, 0, ()), 1)
    assert coded(db) == [f"Marged {CARE}: Gŵyneth made cawl"]


def test_a_release_that_nobody_knows_is_told(bring: Callable[[str], Brought]) -> None:
    """Its places cannot be known."""
    header = "release,transcript,turn,published_start,published_end,code,coder\n"

    (problem,) = bring(f"{header}release-7,FC01,2,0,4,{CARE},A\n").problems
    assert problem == (
        "codings.csv, row 2: this study has no such draft or release; give a quote alone, or start and end"
    )


def test_one_mistake_on_every_row_is_one_line(bring: Callable[[str], Brought]) -> None:
    """Nobody reads five hundred."""
    rows = "".join(f"FC09,{n},{CARE},Marged,cawl\n" for n in range(1, 5))

    result = bring(f"transcript,turn,code,coder,quote\n{rows}")
    assert result.not_taken == 4
    assert result.problems == (
        "codings.csv, rows 2, 3, 4 and 5: there is no such transcript in this study; use the participant's label, "
        "such as FC01",
    )


def publish(db: Database) -> None:
    """Note a release in which Gŵyneth is called Al."""
    start = SAID["FC01"].split("FC01: ")[1].index("Gŵyneth")
    db.table("releases").insert({"id": "release-1", "audience": "team", "status": "release", "sha256": ""})
    span = {"start": start, "end": start + 7, "replacement": "Al"}
    db.table("release_replacements").insert({"release_id": "release-1", "transcript_id": "FC01", "turn": 2, **span})
