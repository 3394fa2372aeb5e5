"""Agreement as sentences: what was found first, then the estimate, then the figure."""

from __future__ import annotations

from pipeline.review.comparison import Agreement
from pipeline.reviewing.agreed import agreement_in_words


def test_what_both_found_comes_before_the_figures() -> None:
    """In words up to nine, with the estimate and its interval, and kappa at the end."""
    one = Agreement(52, 40, 38, 37, 0.8125, 41.08, 0.08, 0.53)

    assert list(agreement_in_words(one)) == [
        "Both replaced 37 identifiers; the first reader three more, the second one more.",
        "By Chapman’s estimate about 0.1 were missed by both; with 95 % confidence at most 0.5.",
        "Cohen’s kappa is 0.81, over 52 stretches of text.",
    ]


def test_where_all_was_said_the_same_kappa_says_nothing() -> None:
    """Nothing is divided by nothing."""
    one = Agreement(1, 1, 1, 1, None, 1.0, 0.0, 39.0)

    said = list(agreement_in_words(one))
    assert said[0] == "Both replaced one identifier; the first reader no more, the second no more."
    assert said[1] == "By Chapman’s estimate none was missed by both; with 95 % confidence at most 39."
    assert said[2].startswith("Cohen’s kappa says nothing here")
