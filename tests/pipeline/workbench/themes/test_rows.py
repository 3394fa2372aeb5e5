"""What the rows of a theme say of themselves."""

from __future__ import annotations

from pipeline.workbench.themes.about import Counted
from pipeline.workbench.themes.rows import count_rows, said_to_be_part


def test_rows_that_are_not_all_say_so() -> None:
    """Every row of a part says of how many it is one; of the whole none does."""
    rows: list[dict[str, object]] = [{"quote": "she asked me what I wanted"}]
    (part,) = said_to_be_part(rows, 12_000)
    assert part["left_out"] == "the first 1 of 12000 passages; ask more narrowly for the others"
    assert said_to_be_part(rows, 1) == rows


def test_hidden_numbers_are_empty() -> None:
    """Where there are only numbers, a hidden one is nothing, not none."""
    counted = [
        ("Group", [Counted("worker", "Workers", None, 30, None)]),
        ("Season", [Counted("", "autumn 2025", 12, 20, 15)]),
    ]
    workers, autumn = count_rows(counted)
    assert workers == {"by": "Group", "value": "Workers", "people": None, "people_in_all": 30, "passages": None}
    assert autumn == {"by": "Season", "value": "autumn 2025", "people": 12, "people_in_all": 20, "passages": 15}
