"""What changed is told as a person would want to hear it."""

from __future__ import annotations

from codebook.load import parse_codebook
from codebook.operations import merge, rename, retire, split
from codebook.tell import tell
from tests.codebook.changing import COMMENTED, WHY


def told(old: str, new: str) -> list[str]:
    """Return what is told of two codebooks, line by line."""
    return tell(parse_codebook(old), parse_codebook(new))


def test_nothing_is_told_of_nothing() -> None:
    """The same codebook has no changes."""
    assert told(COMMENTED, COMMENTED) == ["No changes."]


def test_recorded_operations_come_first_with_their_reasons() -> None:
    """A merge is told as a merge, and what follows from it is not told again."""
    changed = merge(COMMENTED, ["care/lifts"], "care/phone", WHY).text

    assert told(COMMENTED, changed) == [
        "From version 0.1.0 to 0.2.0",
        "",
        "What became of codes",
        "  care/lifts and care/phone were merged into care/phone: hard to tell apart, says Siân ŵ 👩‍👧 "
        "(0.2.0, 2026-03-01)",
        "",
        "Code care/meals (Shared meals)",
        "  “use it when” changed: “… one on the way [(CAR-LIF) → (CAR-PHO)]”",
        "",
        "Code care/phone (A phone)",
        "  phrases now with dropped me off; waited in the car",
    ]


def test_several_steps_are_told_one_by_one() -> None:
    """Also from a version in the middle."""
    second = rename(COMMENTED, "care/lifts", "care/drives", WHY).text
    third = split(second, "care/drives", ["care/drives", "care/walks"], WHY).text
    fourth = retire(third, ["care/walks"], WHY).text

    assert [line.split(":")[0] for line in told(COMMENTED, fourth)[3:6]] == [
        "  care/drives was split into care/drives and care/walks",
        "  care/walks was retired",
        "  care/lifts was renamed care/drives",
    ]
    assert [line.split(":")[0] for line in told(third, fourth)] == [
        "From version 0.3.0 to 0.4.0",
        "",
        "What became of codes",
        "  care/walks was retired",
    ]


def test_what_is_not_recorded_is_told_with_what_it_means_for_codings() -> None:
    """A person can still mend it."""
    by_hand = COMMENTED.replace("care/lifts", "care/drives").replace("bara brith", "bara brith 🙂")

    assert told(COMMENTED, by_hand) == [
        "From version 0.1.0 to 0.1.0",
        "",
        "Gone or called otherwise",
        "  code care/lifts renamed care/drives",
        "  This is not recorded: codings made with care/lifts do not follow. Use the commands",
        "  rename, merge, split, retire and move of llais codebook, or write it under changes yourself.",
        "",
        "Code food/oven (The oven)",
        "  phrases without bara brith, now with bara brith 🙂",
        "",
        "These changes call for version 0.2.0; the new file says 0.1.0.",
    ]
