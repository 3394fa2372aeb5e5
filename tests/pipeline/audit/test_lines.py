"""Files to which lines are added and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit.lines import append_line, read_lines

LINES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), min_size=1).filter(str.strip)


@given(st.lists(LINES, max_size=6))
def test_what_is_added_is_read_in_order(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    """Whatever the letters: accents, emoji, other line ends."""
    path = tmp_path_factory.mktemp("lines") / "llinellau.jsonl"
    for line in lines:
        append_line(path, line)

    assert read_lines(path) == lines


def test_a_torn_line_spoils_no_other(tmp_path: Path) -> None:
    """What a crash left of a line stays a line of its own."""
    path = tmp_path / "lines"
    append_line(path, "dŵr")
    with path.open("a", encoding="utf-8") as file:
        file.write('{"half')
    append_line(path, "te 🙂")

    assert read_lines(path) == ["dŵr", '{"half', "te 🙂"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    """Whatever the folder allows."""
    append_line(tmp_path / "lines", "one")

    assert (tmp_path / "lines").stat().st_mode & 0o077 == 0
