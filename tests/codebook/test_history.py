"""A coding is followed from the version that it was made under to the codebook as it is now."""

from __future__ import annotations

import pytest

from codebook.history import CURRENT, RETIRED, TO_RECODE, UNKNOWN, Resolution, lineage, operations_after, resolve
from codebook.model import Code, Codebook, Operation, Theme


def book(now: str, *changes: str) -> Codebook:
    """Make a codebook of the codes `now` ("a b"); a change is "0.2.0 rename x > a", several ids parted by commas."""
    codes = tuple(Code(id, "", "", "", "", "", ()) for id in now.split())
    return Codebook(
        "b", "", "9.0.0", "", "", (Theme("t", "", "", "", "", codes),), changes=tuple(map(operation, changes))
    )


def operation(text: str) -> Operation:
    """Read a change as `book` has it."""
    version, kind, rest = text.split(maxsplit=2)
    before, _, after = (part.strip() for part in rest.partition(">"))
    ids = tuple(before.split(",")), tuple(after.split(",")) if after else ()
    return Operation(version, "2026-03-01", kind, *ids, "")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "now", "expected"),
    [
        ([], "a", Resolution(CURRENT, "a")),
        ([], "b", Resolution(UNKNOWN, "a")),
        (["0.2.0 rename a > b"], "b", Resolution(CURRENT, "b")),
        (["0.2.0 move a > b", "0.3.0 rename b > c"], "c", Resolution(CURRENT, "c")),
        (["0.2.0 rename a > b", "0.3.0 rename b > a"], "a", Resolution(CURRENT, "a")),
        (["0.2.0 merge a,b > b"], "b", Resolution(CURRENT, "b")),
        (["0.2.0 retire a"], "b", Resolution(RETIRED, "a")),
        (["0.2.0 rename a > b", "0.3.0 retire b,x"], "c", Resolution(RETIRED, "b")),
        (["0.2.0 split a > b,c"], "b c", Resolution(TO_RECODE, "a", ("b", "c"))),
        (["0.2.0 split a > a,c"], "a c", Resolution(TO_RECODE, "a", ("a", "c"))),
        (["0.2.0 split a > a,c", "0.3.0 rename a > d"], "c d", Resolution(TO_RECODE, "d", ("d", "c"))),
        (
            ["0.2.0 rename a > x", "0.3.0 merge x,y > y", "0.4.0 split y > b,c"],
            "b c",
            Resolution(TO_RECODE, "y", ("b", "c")),
        ),
        (["0.2.0 split a > b,c", "0.3.0 split c > d,e"], "b d e", Resolution(TO_RECODE, "a", ("b", "d", "e"))),
        (["0.2.0 split a > b,c", "0.3.0 merge b,c > b"], "b", Resolution(CURRENT, "b")),
        (["0.2.0 split a > b,c", "0.3.0 retire b"], "c", Resolution(TO_RECODE, "a", ("c",))),
        (["0.2.0 split a > b,c", "0.3.0 retire b", "0.4.0 retire c"], "x", Resolution(RETIRED, "a")),
    ],
)
def test_a_coding_made_before_follows(changes: list[str], now: str, expected: Resolution) -> None:
    """Through any number of operations, of which none loses it; a choice is left to people where there is one."""
    assert resolve("a", "0.1.0", book(now, *changes)) == expected


def test_operations_up_to_its_own_version_do_not_touch_a_coding() -> None:
    """It was made with the code as they left it."""
    history = book("a b", "0.2.0 split a > a,b")

    assert resolve("a", "0.2.0", history) == Resolution(CURRENT, "a")
    assert resolve("a", "0.1.9", history).state == TO_RECODE


def test_a_coding_of_unknown_age_counts_as_old() -> None:
    """So that it is looked at rather than taken for what it may not be."""
    assert resolve("a", "", book("a b", "0.2.0 split a > a,b")).state == TO_RECODE


def test_an_old_code_under_a_new_version_follows_too() -> None:
    """Somebody coded with a codebook printed earlier."""
    assert resolve("a", "0.2.0", book("b", "0.2.0 rename a > b")) == Resolution(CURRENT, "b")
    assert resolve("nobody", "0.2.0", book("b", "0.2.0 rename a > b")) == Resolution(UNKNOWN, "nobody")


def test_a_merged_or_split_code_has_no_id_of_its_own_any_more() -> None:
    """The code that others were merged into keeps its own."""
    changes = book("b", "0.2.0 rename x > a", "0.3.0 merge a,b > b").changes

    assert [lineage(id, changes) for id in ("x", "b", "other")] == ["", "b", "other"]


def test_operations_can_be_asked_for_by_version() -> None:
    """After one version, up to another."""
    history = book("d", "0.2.0 rename a > b", "0.10.0 rename b > c", "1.0.0 rename c > d")

    assert [one.version for one in operations_after(history, "0.2.0")] == ["0.10.0", "1.0.0"]
    assert [one.version for one in operations_after(history, "0.1.0", until="0.10.0")] == ["0.2.0", "0.10.0"]
