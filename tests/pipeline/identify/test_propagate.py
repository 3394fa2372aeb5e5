"""Names found with confidence anywhere are looked for everywhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.identify.finds import finds_in
from pipeline.identify.propagate import propagation
from pipeline.identify.words import set_cased
from tests.marked import lines, mark_up, parse

NAMES = {
    ("PERSON", "Mrs Rose Tamplin"): 0.9,
    ("PERSON", "Eleri Prosser"): 0.9,
    ("PERSON", "Robbo"): 0.9,
    ("PLACE", "Port Talbot"): 0.9,
    ("ORG", "Harbour Team"): 0.9,
}

AGAIN = """
[PERSON Rose] was there, and [PERSON Tamplin] too. 🙂
I'm not arguing, [PERSON El]. I'm saying.
With the [PERSON Prossers], up the top.
[PERSON Robbo]. Big fella.
A flat down [PLACE Port], some cousin's.
The [ORG Harbour Team] came to [PLACE Port Talbot].
A rose in the [ORG harbour team]'s garden.
He said, Any port in a storm. Port of call.
[PERSON robbo] in small letters too
"""


@pytest.mark.parametrize("line", lines(AGAIN))
def test_a_name_is_found_again_in_parts_and_cut_short(line: str) -> None:
    """Surnames, plurals, beginnings of first names and heads of places are found; words are not."""
    nlp, propagate = propagation(NAMES)
    doc = propagate(set_cased(nlp.make_doc(parse(line).text), cased=True))
    sure = {(find.start, find.end, find.type) for find in finds_in(doc) if find.score >= 0.5}
    whole = [
        one for one in sure if not any(other != one and other[0] <= one[0] and one[1] <= other[1] for other in sure)
    ]

    assert mark_up(doc.text, whole) == line


def test_a_name_found_in_one_turn_is_found_in_all(find_in: Callable[..., list[str]]) -> None:
    """Alone at the beginning of a sentence it would be any word."""
    turns = ["Chezzy. That's what I said.", "They call him Chezzy up there.", "And chezzy, small. 🙂"]

    assert find_in(turns) == [
        "[PERSON Chezzy]. That's what I said.",
        "They call him [PERSON Chezzy] up there.",
        "And [PERSON chezzy], small. 🙂",
    ]


def test_a_name_that_is_hardly_sure_is_left_to_the_evidence() -> None:
    """It is found again, but not so that nothing could speak against it."""
    nlp, propagate = propagation({("PERSON", "Nesta"): 0.9, ("PLACE", "Streetwise"): 0.4})
    doc = propagate(nlp.make_doc("Nesta is Streetwise."))

    assert [(doc.text[f.start : f.end], f.score >= 0.7) for f in finds_in(doc)] == [
        ("Nesta", True),
        ("Streetwise", False),
    ]
