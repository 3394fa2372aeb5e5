"""Words as they are compared."""

from __future__ import annotations

import pytest

from pipeline.workbench.finding.folding import folded_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ŵyn bach!", ("wyn", "bach")),
        ("w\u0302yn", ("wyn",)),
        ("didn't, ❤️ 24 awr", ("didn", "t", "24", "awr")),
        ("… — ?", ()),
    ],
)
def test_accents_capitals_and_signs_are_set_aside(text: str, words: tuple[str, ...]) -> None:
    """What is left of a text are its bare words."""
    assert folded_words(text) == words
