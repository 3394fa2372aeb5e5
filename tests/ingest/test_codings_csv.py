"""Codings that someone keeps in a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.codings_csv import read_code_list, read_codings
from ingest.errors import BadCodings
from ingest.records import CodingRow

HEADER = "transcript,turn,start,end,quote,code,coder,memo\n"


def written(folder: Path, text: str) -> Path:
    """Write codings."""
    path = folder / "codings.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_coding_has_offsets_or_a_quote(tmp_path: Path) -> None:
    """Either says which stretch of the turn is meant."""
    rows = 'FC21,3,0,12,,care/acts,EP,\nFC21,4,,,"a lift, and tea in Tŷ Gwyn 😀",care/acts,EP,kind\n'
    assert read_codings(written(tmp_path, HEADER + rows)) == [
        CodingRow(2, "FC21", 3, "care/acts", "EP", start=0, end=12),
        CodingRow(3, "FC21", 4, "care/acts", "EP", quote="a lift, and tea in Tŷ Gwyn 😀", memo="kind"),
    ]


def test_columns_may_be_fewer(tmp_path: Path) -> None:
    """Without offsets the quote is enough, and the other way round."""
    assert read_codings(written(tmp_path, "transcript,turn,quote,code,coder\nFC21,1,a lift,care/acts,EP\n"))
    assert read_codings(written(tmp_path, "transcript,turn,start,end,code,coder\nFC21,1,0,4,care/acts,EP\n"))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (",1,,,lift,care/acts,EP", ", row 2, column transcript: empty; fill it in"),
        ("FC21,1,,,lift,,EP", ", row 2, column code: empty; fill it in"),
        ("FC21,1,,,lift,care/acts,", ", row 2, column coder: empty; fill it in"),
        ("FC21,0,,,lift,care/acts,EP", ", row 2, column turn: not a whole number from 1; correct it"),
        ("FC21,Siân,,,lift,care/acts,EP", ", row 2, column turn: not a whole number from 1; correct it"),
        ("FC21,1,-1,4,,care/acts,EP", ", row 2, column start: not a whole number from 0; correct it"),
        ("FC21,1,²,4,,care/acts,EP", ", row 2, column start: not a whole number from 0; correct it"),
        (
            "FC21,1,4,4,,care/acts,EP",
            ", row 2, column end: not after start; the end is the first character that is no longer coded",
        ),
        ("FC21,1,4,,lift,care/acts,EP", ", row 2: only one of start and end; fill in both, or a quote instead"),
        ("FC21,1,,,,care/acts,EP", ", row 2: neither a quote nor start and end; fill in one of the two"),
    ],
)
def test_every_problem_says_where_and_what_to_do(tmp_path: Path, row: str, expected: str) -> None:
    """A problem names the row and the column, and quotes nothing."""
    with pytest.raises(BadCodings) as bad:
        read_codings(written(tmp_path, HEADER + row + "\n"))
    assert bad.value.problems == [f"codings.csv{expected}"]


def test_a_table_without_any_place_is_refused(tmp_path: Path) -> None:
    """Only one of the offsets is no place."""
    with pytest.raises(BadCodings, match="missing column quote, or both start and end"):
        read_codings(written(tmp_path, "transcript,turn,start,code,coder\n"))


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    """Every row is reported, with its number in the spreadsheet."""
    with pytest.raises(BadCodings) as bad:
        read_codings(written(tmp_path, HEADER + "FC21,1,,,,care/acts,EP\n\nFC21,x,,,lift,care/acts,EP\n"))
    assert [line.split(":")[0] for line in bad.value.problems] == [
        "codings.csv, row 2",
        "codings.csv, row 4, column turn",
    ]


def test_an_export_of_ours_is_read_with_what_it_says(tmp_path: Path) -> None:
    """Places in the text of a release, the coding's id and its day."""
    header = "release,uid,transcript,turn,published_start,published_end,quote,code,coder,made_on,memo,status\n"
    row = "release-1,0a1b,FC21,3,0,12,,care/acts,A,2025-11-20,,release 1\n"

    assert read_codings(written(tmp_path, header + row)) == [
        CodingRow(
            2,
            "FC21",
            3,
            "care/acts",
            "A",
            published_start=0,
            published_end=12,
            release="release-1",
            uid="0a1b",
            made_on="2025-11-20",
        )
    ]


def test_published_places_need_their_release(tmp_path: Path) -> None:
    """Every draft has its own."""
    header = "transcript,turn,published_start,published_end,code,coder\n"
    with pytest.raises(BadCodings) as bad:
        read_codings(written(tmp_path, f"{header}FC21,3,0,12,care/acts,A\n"))
    assert bad.value.problems == [
        "codings.csv, row 2, column release: empty; name the draft or release that published_start counts in"
    ]


def test_whoever_brings_the_table_may_say_whose_it_is(tmp_path: Path) -> None:
    """Then it needs no column of coders."""
    path = written(tmp_path, "transcript,turn,quote,code\nFC21,1,a lift,care/acts\n")

    assert [row.coder for row in read_codings(path, coder_needed=False)] == [""]
    with pytest.raises(BadCodings, match="missing column coder"):
        read_codings(path)


def test_a_list_of_codes_has_theirs_and_ours(tmp_path: Path) -> None:
    """Where ours is empty, codings are left out; a code of theirs comes once."""
    path = written(tmp_path, "theirs,ours\nNodes\\Kindness,care/acts\nTo do,\n")
    assert read_code_list(path) == [(2, "Nodes\\Kindness", "care/acts"), (3, "To do", "")]

    with pytest.raises(BadCodings) as bad:
        read_code_list(written(tmp_path, "theirs,ours\nTo do,\nTo do,care/acts\n,care/acts\n"))
    assert bad.value.problems == [
        "codings.csv, row 3, column theirs: there already; keep one row for each code",
        "codings.csv, row 4, column theirs: empty; fill it in",
    ]
