"""What became of files of codings is told in few lines."""

from __future__ import annotations

from pipeline.coding.brought import Brought, Problem, lines_of


def test_problems_of_one_kind_share_a_line() -> None:
    """A table with one mistake on every row has one line for it."""
    problems = [Problem("codings.csv", f"row {n}", "no such code") for n in (2, 5, 9)]
    many = [Problem("codings.csv", f"row {n}", "empty") for n in range(2, 14)]

    assert lines_of([*problems, Problem("codings.csv", "row 3", "no such turn")]) == (
        "codings.csv, rows 2, 5 and 9: no such code",
        "codings.csv, row 3: no such turn",
    )
    assert lines_of(many) == ("codings.csv, rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 13: empty",)


def test_two_files_add_up() -> None:
    """Numbers are summed; a note that both have is told once."""
    one = Brought(taken=2, missing={"A": 1}, versions={"": 1}, notes=("LF",), problems=("a",))
    other = Brought(taken=3, known=1, missing={"A": 2, "B": 1}, versions={"release-1": 1}, notes=("LF",))

    assert one + other == Brought(
        taken=5,
        known=1,
        problems=("a",),
        missing={"A": 3, "B": 1},
        versions={"": 1, "release-1": 1},
        notes=("LF",),
    )
