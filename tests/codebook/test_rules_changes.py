"""The record of changes is checked with the rest of the codebook, each problem by its line."""

from __future__ import annotations

import textwrap

import pytest

from codebook.errors import CodebookInvalid
from codebook.load import parse_codebook
from codebook.model import Operation


def with_changes(text: str, *changes: str, version: str = "0.9.0") -> str:
    """Return the codebook with a record of changes; a change is "0.2.0 rename from: a, to: b", or plain fields."""
    lines = [
        f'  - {{version: "{change.split()[0]}", date: 2026-03-01, kind: {change.split()[1]}, '
        f'{change.split(maxsplit=2)[2]}, reason: "so it was agreed"}}\n'
        for change in changes
    ]
    return text.replace('version: "0.1.0"', f'version: "{version}"') + "changes:\n" + "".join(lines)


def problems(text: str) -> list[str]:
    """Return the problems of a codebook, without their lines."""
    with pytest.raises(CodebookInvalid) as caught:
        parse_codebook(text)
    return [str(problem).partition(", ")[2] for problem in caught.value.problems]


def test_a_record_is_read(small_text: str) -> None:
    """One id or several, and who decided where it is said."""
    text = small_text + textwrap.dedent(
        """\
        changes:
          - version: "0.1.0"
            date: 2026-03-01
            by: AB
            kind: merge
            from: [care/cawl, care/meals]
            to: care/meals
            reason: "one  is part of the other ŵ"
        """
    )

    assert parse_codebook(text).changes == (
        Operation(
            "0.1.0",
            "2026-03-01",
            "merge",
            ("care/cawl", "care/meals"),
            ("care/meals",),
            "one is part of the other ŵ",
            "AB",
        ),
    )


@pytest.mark.parametrize(
    "changes",
    [
        ["0.2.0 rename from: care/cars, to: care/lifts"],
        ["0.2.0 rename from: care/lifts, to: care/x", "0.3.0 rename from: care/x, to: care/lifts"],
        ["0.2.0 merge from: [care/a, care/b], to: care/meals", "0.2.0 retire from: care/old"],
        ["0.2.0 split from: care/trips, to: [care/lifts, care/walks]", "0.3.0 retire from: care/walks"],
        ["0.2.0 split from: care/lifts, to: [care/lifts, care/meals]"],
        ["0.2.0 move from: food/meals, to: care/meals"],
    ],
)
def test_what_happens_in_a_study_may_be_recorded(small_text: str, changes: list[str]) -> None:
    """Every kind, several of one version, a code renamed back, a code that stays beside its parts."""
    assert len(parse_codebook(with_changes(small_text, *changes)).changes) == len(changes)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        (["0.2.0 swap from: care/a, to: care/lifts"], "kind: write rename, merge, split, retire or move"),
        (["0.2.0 rename from: [care/a, care/b], to: care/lifts"], "from: write one id under from, and another"),
        (["0.2.0 rename from: care/lifts, to: care/lifts"], "from: write one id under from, and another"),
        (["0.2.0 split from: care/a, to: care/lifts"], "from: write one id under from, and at least two under to"),
        (["0.2.0 retire from: care/a, to: care/lifts"], "from: write the ids under from, and leave to out"),
        (["0.2.0 merge from: care/a, to: [care/meals, care/lifts]"], "from: write the merged ids under from"),
        (["0.2.0 merge from: [care/a, care/a], to: care/lifts"], "from: write the merged ids under from"),
        (["2 retire from: care/a"], "version: write three numbers"),
        (["0.3.0 retire from: care/a", "0.2.0 retire from: care/b"], "version: put the changes in the order"),
        (["1.0.0 retire from: care/a"], "version: raise the version of the codebook to at least this one"),
        (["0.2.0 rename from: Lifts, to: care/lifts"], "from: write each id as the theme's, a slash, and a name"),
        (["0.2.0 retire from: care/lifts"], "from: “care/lifts” is still a code; remove the code, or correct this"),
        (["0.2.0 rename from: care/a, to: care/b"], "to: no code is called “care/b” now; correct this, or record"),
        (
            ["0.2.0 retire from: care/lifts", "0.3.0 rename from: care/cars, to: care/lifts"],
            "to: “care/lifts” was given up on line 34; choose an id that was never used",
        ),
        (["0.2.0 retire from: care/a", "0.3.0 merge from: care/a, to: care/lifts"], "from: “care/a” was given up on"),
    ],
)
def test_what_codings_could_not_follow_is_a_problem(small_text: str, changes: list[str], problem: str) -> None:
    """Each is told with the change that it is about."""
    told = problems(with_changes(small_text, *changes))

    assert len(told) == 1
    assert told[0].startswith(f"change {len(changes)}, {problem}")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("date: 2026-03-01", "date: spring", "change 1, date: write year, month and day, such as 2026-03-01"),
        (', reason: "so it was agreed"', "", "change 1, reason: missing; write some text"),
        ("from: care/a", "from: []", "change 1, from: write a code's id, or a list of ids"),
        ("kind: retire", "kind: retire, who: me", "change 1, who: remove it or correct its spelling"),
    ],
)
def test_a_change_has_its_fields(small_text: str, old: str, new: str, problem: str) -> None:
    """Those that are needed, and no other."""
    (told,) = problems(with_changes(small_text, "0.2.0 retire from: care/a").replace(old, new))

    assert told.startswith(problem)
