"""Somebody who is mentioned: decisions in words, changes of some mentions, and who is at a place afterwards."""

from __future__ import annotations

from functools import partial

import pytest

from pipeline.review.bench import Outcome
from pipeline.review.decisions import (
    APART,
    DIFFERENT,
    KEEP,
    MENTION,
    PSEUDONYM,
    REPLACE,
    SAME,
    STUDY,
    TRANSCRIPT,
    Decision,
    Wish,
)
from pipeline.review.entity_changes import change_type, keep
from pipeline.review.entity_list import Entity, Mention
from pipeline.reviewing.who import at, decisions_about, in_scope, reach, seen, told, touched

HERE = Mention("FC01", 7, 2, 10, 14, "Siân", "", "Mair")
THERE = Mention("FC01", 7, 2, 30, 34, "Siân", "", "Mair")
ELSEWHERE = Mention("YP01", 9, 4, 0, 4, "Shaz", "", "Mair")
SIAN = Entity(3, "PERSON", "sian|", (HERE, THERE, ELSEWHERE))


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (Wish(KEEP, STUDY, "Neath"), "“Neath” stays as it is, everywhere in the study"),
        (Wish(REPLACE, STUDY, "Neath", type="PLACE"), "“Neath” is replaced, as place, everywhere in the study"),
        (
            Wish(REPLACE, MENTION, "Neath", "FC01", 7, 0, 5, type="PLACE", policy="placeholder"),
            "“Neath” is replaced by policy “placeholder”, as place, in one place of FC01",
        ),
        (
            Wish(REPLACE, MENTION, "Neath", "FC01", 7, 0, 5, type="PLACE", replacement="a town"),
            "“Neath” is replaced by “a town”, as place, in one place of FC01",
        ),
        (Wish(SAME, STUDY, "Jojo", other="Joanne"), "“Jojo” is “Joanne”, everywhere in the study"),
        (Wish(DIFFERENT, STUDY, "Jo", other="Joanne"), "“Jo” is not “Joanne”, everywhere in the study"),
        (Wish(APART, TRANSCRIPT, "Siân", "YP01", other="2"), "“Siân” is somebody else, in YP01"),
        (Wish(PSEUDONYM, STUDY, "Siân", replacement="Mair"), "“Siân” is called “Mair”, everywhere in the study"),
    ],
)
def test_a_decision_in_words(wish: Wish, said: str) -> None:
    """What it says, and how far it goes."""
    assert told(wish) == said


def test_a_mention_stands_amid_six_words() -> None:
    """With an ellipsis where there are more; accents and emoji count as Python counts."""
    text = "Ŷch 🙂 un, Siân."
    [one] = seen([Mention("FC01", 7, 2, 10, 14, "Siân", "", None)], {7: text})

    assert (one.left, one.right) == ("Ŷch 🙂 un, ", ".")


def test_the_ticked_mentions_alone_are_changed() -> None:
    """Of two in one turn, that which is ticked; a tick goes before a transcript."""
    wishes = in_scope(SIAN, keep, "YP01", {(7, 30)})

    assert [(one.scope, one.transcript_id, one.start) for one in wishes] == [(MENTION, "FC01", 30)]


def test_where_none_is_ticked_all_are_changed_or_those_of_a_transcript() -> None:
    """Each spelling once."""
    to_place = partial(_change_type, "PLACE")

    assert [(one.scope, one.words) for one in in_scope(SIAN, to_place, "", ())] == [(STUDY, "Siân"), (STUDY, "Shaz")]
    assert [(one.scope, one.words) for one in in_scope(SIAN, to_place, "YP01", ())] == [(TRANSCRIPT, "Shaz")]


def _change_type(type_: str, entity: Entity, transcript: str, turn: int) -> list[Wish]:
    return change_type(entity, type_, transcript, turn)


@pytest.mark.parametrize(
    ("wish", "place"),
    [
        (Wish(KEEP, MENTION, "Siân", "FC01", 7, 30, 34), (7, 30)),
        (Wish(KEEP, TRANSCRIPT, "shaz", "YP01"), (9, 0)),
        (Wish(SAME, STUDY, "Shaz", other="Sharon"), (9, 0)),
        (Wish(REPLACE, STUDY, "soup", type="PERSON"), (7, 10)),
    ],
)
def test_the_page_to_go_to_is_that_of_the_first_mention_that_was_changed(wish: Wish, place: tuple[int, int]) -> None:
    """Or of the first of all, where the words are new."""
    assert touched(SIAN, [wish]) == place
    assert at([SIAN], place) == SIAN and at([SIAN], (1, 1)) is None


def test_the_decisions_about_somebody_are_told_and_plain_ones_counted() -> None:
    """To accept a mention says nothing new; what is about other names or places is left out."""
    plain = Decision(REPLACE, MENTION, "Siân", "FC01", 7, 10, 14, type="PERSON", id=1)
    merged = Decision(SAME, STUDY, "Sharon", type="PERSON", other="Shaz", id=2)
    elsewhere = Decision(KEEP, MENTION, "Siân", "FC02", 70, 10, 14, id=3)
    chosen = Decision(PSEUDONYM, STUDY, "Sian", replacement="Mair", id=4)

    assert decisions_about(SIAN, [plain, merged, elsewhere, chosen]) == ([chosen, merged], 1)


def test_the_reach_counts_a_turn_once() -> None:
    """However many decisions changed it."""
    assert reach([Outcome(1, {"FC01": (2, 4)}), Outcome(2, {"FC01": (2,), "YP01": (4,)})]) == (3, ["FC01", "YP01"])
