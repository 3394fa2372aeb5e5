"""How far two readings agreed, as sentences that say what the figures rest on."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.review.comparison import Agreement
from pipeline.workbench.numbers import in_words, some


def agreement_in_words(one: Agreement) -> Iterator[str]:
    """Say what both readers found, what both may have missed, how far they agreed, and what this takes for granted."""
    first, second = one.first - one.both, one.second - one.both
    both = f"Both replaced {some(one.both, 'identifier')}"
    yield f"{both}; the first reader {in_words(first)} more, the second {in_words(second)} more."
    missed = _few(one.missed)
    about = "none was" if missed == "0" else f"about {missed} {'was' if missed == '1' else 'were'}"
    yield f"By Chapman’s estimate {about} missed by both{_at_most(one.missed_high)}."
    if one.kappa is None:
        yield "Cohen’s kappa says nothing here, as both said the same of everything they were asked about."
    else:
        yield f"Cohen’s kappa is {one.kappa:.2f}, over {some(one.stretches, 'stretch', 'stretches')} of text."


ASSUMES = (
    "The estimate takes it that what one reader finds does not depend on what the other finds. Both read the same "
    "text, with the same words marked by the machine, and overlook the same kind of thing: so it is the least that "
    "was missed. What was settled afterwards does not count as agreement."
)


def _at_most(high: float | None) -> str:
    if high is None:
        return ", and nothing can be said of how many at most: the two have nothing in common"
    return f"; with 95 % confidence at most {_few(high)}"


def _few(number: float) -> str:
    """Write an estimate: one digit after the point where there is something there."""
    return f"{number:.1f}".removesuffix(".0")
