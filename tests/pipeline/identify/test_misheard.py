"""Names as a recogniser writes them: other letters, other words, the same sound."""

from __future__ import annotations

import pytest

from pipeline.identify.finds import finds_in
from pipeline.identify.misheard import MisheardDetector, sound_of
from pipeline.identify.words import blank_pipeline
from tests.marked import lines, mark_up, parse

ROSTER = [
    ("PERSON", ["Kwabena Mensah"]),
    ("PERSON", ["Joy Fenwick"]),
    ("PLACE", ["Amlwch"]),
    ("PERSON", ["Dilan Karim"]),
]

LINES = """
and then it was [PERSON quab enna] who stuck
mrs [PERSON fennick] on the cheque
he said [PERSON dylan] so we said dilan karim
it was a nice day and we had our tea
"""


@pytest.mark.parametrize("line", lines(LINES))
def test_a_name_is_known_by_its_sound(line: str) -> None:
    """The name itself, as the roster has it, is left to the roster."""
    nlp = blank_pipeline()
    text = parse(line).text
    doc = MisheardDetector(nlp, ROSTER)(nlp.make_doc(text))

    assert mark_up(text, [(f.start, f.end, f.type) for f in finds_in(doc)]) == line


def test_a_sound_that_a_person_and_a_place_share_is_always_taken_for_the_same() -> None:
    """In whatever order names are read: the same study is published the same, byte for byte."""
    nlp = blank_pipeline()
    both = [("PLACE", ["Penarth"]), ("PERSON", ["Pennarth"])]
    types = [
        {find.type for find in finds_in(MisheardDetector(nlp, order)(nlp.make_doc("pen erth")))}
        for order in (both, both[::-1])
    ]

    assert types == [{"PERSON"}, {"PERSON"}]


@pytest.mark.parametrize(("name", "heard"), [("Kwabena", "quab enna"), ("Ebele", "abby lay"), ("Ffion", "fee on")])
def test_what_sounds_alike_is_written_alike(name: str, heard: str) -> None:
    """Vowels aside, and how English spells the consonants."""
    assert sound_of(name) == sound_of(heard)
