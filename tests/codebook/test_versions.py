"""Versions are compared and raised as semantic versioning says."""

from __future__ import annotations

import pytest

from codebook.versions import Bump, is_version, raised, version_key


def test_versions_have_an_order() -> None:
    """Numbers count as numbers, a version that is no final one comes before it, and no version before all."""
    ascending = ["", "0.1.0", "0.2.0-draft", "0.2.0-draft.2", "0.2.0-draft.10", "0.2.0", "0.10.0", "1.0.0"]

    assert sorted(sorted(ascending), key=version_key) == ascending


@pytest.mark.parametrize("text", ["1", "1.0", "01.0.0", "1.0.0.0", "one", "1.0.0-", "1.0.0 "])
def test_other_texts_are_no_versions(text: str) -> None:
    """Three numbers are asked for."""
    assert not is_version(text)


@pytest.mark.parametrize(
    ("version", "bump", "next_one"),
    [
        ("0.1.4", "major", "0.2.0"),
        ("1.1.4", "major", "2.0.0"),
        ("1.1.4", "minor", "1.2.0"),
        ("1.1.4-draft", "patch", "1.1.5"),
        ("1.1.4", None, "1.1.4"),
    ],
)
def test_a_version_is_raised_by_what_changed(version: str, bump: Bump | None, next_one: str) -> None:
    """Below 1.0.0 the second number says it."""
    assert raised(version, bump) == next_one
