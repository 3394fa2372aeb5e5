"""What is said of something that nobody foresaw."""

from __future__ import annotations

from pipeline.workbench.failures import where


def test_places_are_named_and_words_are_not() -> None:
    """The file and the line, without the message."""
    try:
        raise ValueError("Nia Pritchard")
    except ValueError as error:
        said = where(error)

    assert said.startswith("test_failures.py:")
    assert "Pritchard" not in said
