"""The doubt list: every word that could name somebody, whether or not a detector claimed it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.review.doubt_list import CAPITAL, INITIAL, NAME, NUMBER, REASONS, UNKNOWN, doubt_list
from tests.marked import lines, mark_up, parse

SHORT = {NAME: "NAME", CAPITAL: "CAPITAL", NUMBER: "NUMBER", UNKNOWN: "UNKNOWN", INITIAL: "INITIAL"}

NAMES = """
I told [NAME Nia] and [NAME siân] about the lift.
We were waiting for [NAME Rose] by the door, and [NAME Mark] came with [NAME Haf].
[NAME Grace] was good. [NAME Faith] rang.
Will you come? Hope so.
[NAME April] came too. It was in April. It was April [NUMBER 2024].
She was staying in Devon. Then [NAME Devon] rang us.
"""

CAPITALS = """
It was near the [CAPITAL Gloomy Tower] then.
He went to [CAPITAL Ysgol y Zgrawen], and she stayed.
Then [CAPITAL Now] came in.
He says, Nobody told me, Come in.
And I said NO to him.
I did my GCSE in Maths on Monday, and the MDT met in March.
I was with the NHS in South Wales, and Mum was in Barnardo's.
My friend is Muslim, and speaks Bengali.
"""

NUMBERS = """
[NUMBER 12.30], on the [NUMBER 7th], ring [NUMBER 07700 900123].
Year [NUMBER 10] had [NUMBER £2,000] and [NUMBER 50%] in [NUMBER 2019].
At number [NUMBER 9], [NUMBER 10], [NUMBER SA1 4PT], on the [NUMBER M4].
Ring NHS 111.
"""

INITIALS = """
I told Mrs [INITIAL P] about it. [INITIAL J]. said no, and [INITIAL K]. said yes.
A plan B, a T-shirt, and A levels in A&E.
O, that. I do.
"""


@pytest.mark.parametrize("sentence", [one for table in (NAMES, CAPITALS, NUMBERS, INITIALS) for one in lines(table)])
def test_what_is_listed(sentence: str) -> None:
    """Each mark in these sentences is an entry with that reason, and nothing else is one."""
    assert _marked([parse(sentence).text]) == [sentence]


def test_initials_and_a_name_are_one_entry() -> None:
    """What belongs to one name is decided at once, but never over the end of a sentence."""
    assert _marked(["I saw J. K. Pritchard and Siân O'Brien. Nia."]) == [
        "I saw [NAME J. K. Pritchard] and [NAME Siân O'Brien]. [NAME Nia]."
    ]


def test_a_transcript_without_capitals_lists_words_that_no_list_knows() -> None:
    """Where capitals say nothing, every word that is not in a word list is looked at; fillers are words."""
    said = ["erm yeah so zgrawen rang me", "um i told nia about the bus and the tea", "wel o'n i'n iawn wedyn"]
    assert _marked(said) == [
        "erm yeah so [UNKNOWN zgrawen] rang me",
        "um i told [NAME nia] about the bus and the tea",
        "wel o'n i'n iawn wedyn",
    ]


def test_the_whole_transcript_says_whether_it_has_capitals() -> None:
    """One turn in small letters among others with capitals is no transcript without capitals."""
    assert _marked(["We were out. It was late.", "the zgrawen was there", "Yes. No."])[1] == "the zgrawen was there"


def test_what_the_study_keeps_is_not_listed() -> None:
    """A name that the team lets stand needs no decision."""
    assert doubt_list(["We went to Zgrawen House by bus."]) != [[]]
    assert doubt_list(["We went to Zgrawen House by bus."], keep=["Zgrawen House"]) == [[]]


def test_an_abbreviation_can_be_a_name_in_small_letters() -> None:
    """A benefit is PIP, and a person may be Pip."""
    assert _marked(["They stopped her PIP when Pip moved."]) == ["They stopped her PIP when [CAPITAL Pip] moved."]


PIECES = st.sampled_from([*"aŵNiJ 7.,'’-\n\t🐑é", "Nia ", "Siân ", "O'", "07700 ", "Rose", " and "])


@given(st.lists(st.lists(PIECES, max_size=25).map("".join), max_size=4))
def test_entries_stand_in_their_turn_and_never_overlap(texts: list[str]) -> None:
    """Every digit is in an entry, entries are in order, and each has one of the fixed reasons."""
    listed = doubt_list(texts)
    assert len(listed) == len(texts)
    for text, entries in zip(texts, listed, strict=True):
        at = 0
        for entry in entries:
            assert at <= entry.start < entry.end <= len(text)
            assert entry.reason in REASONS
            at = entry.end
        covered = {i for entry in entries for i in range(entry.start, entry.end)}
        assert {i for i, letter in enumerate(text) if letter.isdigit()} <= covered


def _marked(texts: list[str]) -> list[str]:
    entries = doubt_list(texts)
    return [
        mark_up(text, ((one.start, one.end, SHORT[one.reason]) for one in its))
        for text, its in zip(texts, entries, strict=True)
    ]
