"""A file that is read and written back is the same file, however it is laid out."""

from __future__ import annotations

import textwrap

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from codebook.layout import like, quoted, quoted_where_needed, read_for_change, write_changed
from tests.codebook.changing import COMMENTED

DASHES_AT_THE_MARGIN = textwrap.dedent(
    """\
    references:
        "3.10": 'Rhywun 2020, ŵ'   # kept
    themes:
    - id: care
      codes:
      - id: care/meals
        definition: |
            Eating
            # no comment
            together 🙂.
    - id: food


    changes: []
    """
)


@pytest.mark.parametrize(
    "text", [COMMENTED, DASHES_AT_THE_MARGIN, COMMENTED.replace("\n", "\r\n"), "\ufeff" + COMMENTED]
)
def test_what_is_not_changed_stays_as_it_is(text: str) -> None:
    """Indents, quotation marks, comments, line ends."""
    assert write_changed(read_for_change(text), text) == text


def test_a_comment_stays_above_what_it_stood_above() -> None:
    """Also where the entry before it, which the reader ties it to, is gone."""
    root = read_for_change(COMMENTED)
    root["themes"][0]["codes"].pop()

    after = write_changed(root, COMMENTED)

    assert "\n\n  # Food is more than meals.\n  - id: food\n" in after


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_text_can_be_written(text: str) -> None:
    """Plain where it can be, and read back as it was: no, 3.10 and a date stay texts."""
    for written in (quoted(text), quoted_where_needed(text)):
        root = read_for_change("name: x\n")
        root["name"] = written
        assert yaml.safe_load(write_changed(root, "name: x\n")) == {"name": text}


@pytest.mark.parametrize("text", ["no", "3.10", "2026-03-01", "a: b", "- a", "ŵ # 🙂", "'", "null", "~"])
def test_texts_that_yaml_takes_for_something_else_are_quoted(text: str) -> None:
    """As a person would do."""
    assert type(quoted_where_needed(text)) is type(quoted(text))
    assert type(quoted_where_needed("Bara brith 🙂")) is str


def test_a_text_keeps_its_quotation_marks() -> None:
    """Single ones stay single."""
    root = read_for_change("a: 'x'\nb: \"x\"\nc: x\n")
    for key in root:
        root[key] = like(root[key], "y z")

    assert write_changed(root, "a: 'x'\nb: \"x\"\nc: x\n") == "a: 'y z'\nb: \"y z\"\nc: y z\n"
