"""Decisions over finds: whose word counts in a turn, and that nothing is lost on the way back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identify.types import DOUBT
from pipeline.review.apply import PERSON_DECIDED
from pipeline.review.decisions import APART, KEEP, REPLACE, SAME, Decision
from tests.decided import after, everywhere, finds_in, here, shown, standing

SAID = "Gŵyneth 🙂 took [PERSON Nia Pritchard] to [PLACE Neath]."


def test_without_decisions_what_was_found_stands() -> None:
    """Nobody has decided it."""
    assert after(SAID) == SAID
    assert [one.decision for one in standing(SAID)] == [None, None]


class TestWhoseWordCounts:
    """The last decision, whatever it is about; then the machine."""

    def test_a_person_s_word_counts_more_than_the_machine_s(self) -> None:
        """What was found stays in the text where somebody says so."""
        assert after(SAID, everywhere(KEEP, "Neath")) == "Gŵyneth 🙂 took [PERSON Nia Pritchard] to [KEPT Neath]."

    def test_the_last_word_counts_here_and_everywhere(self) -> None:
        """What is found in week eight is replaced everywhere; an exception that is made after that stays one."""
        transcript = everywhere(KEEP, "Neath", transcript="FC01")
        mention = here(REPLACE, SAID, "Neath", "ORG")
        study = everywhere(REPLACE, "Neath", "OTHER")
        exception = here(KEEP, SAID, "Neath")

        assert "[KEPT Neath]" in after(SAID, transcript)
        assert "[ORG Neath]" in after(SAID, transcript, mention)
        assert "[OTHER Neath]" in after(SAID, transcript, mention, study)
        assert "[KEPT Neath]" in after(SAID, transcript, mention, study, exception)

    def test_a_transcript_s_decision_says_nothing_of_others(self) -> None:
        """Another transcript keeps what was found."""
        assert after(SAID, everywhere(KEEP, "Neath", transcript="FC01"), transcript="YP01") == SAID

    def test_the_later_decision_wins_where_two_overlap(self) -> None:
        """At a mention and everywhere alike."""
        first, second = here(KEEP, SAID, "Nia Pritchard"), here(REPLACE, SAID, "took Nia", "OTHER")

        assert after(SAID, first, second) == "Gŵyneth 🙂 [OTHER took Nia] Pritchard to [PLACE Neath]."
        assert "[PERSON Neath]" in after(SAID, everywhere(KEEP, "Neath"), everywhere(REPLACE, "Neath", "PERSON"))

    def test_of_words_everywhere_the_longer_ones_count(self) -> None:
        """However late the shorter ones were decided."""
        said = "We met at Neath Port Talbot, and in Neath."
        long, short = everywhere(REPLACE, "Neath Port Talbot", "ORG"), everywhere(KEEP, "Neath")

        assert after(said, long, short) == "We met at [ORG Neath Port Talbot], and in [KEPT Neath]."


class TestLongerFinds:
    """Words decided everywhere do not reach inside something longer."""

    def test_a_word_that_is_kept_stays_out_of_a_longer_find(self) -> None:
        """Rose may be a flower elsewhere; Rose Tamplin is somebody."""
        said = "A rose for [PERSON Rose Tamplin] at [PLACE Rose]."

        assert after(said, everywhere(KEEP, "Rose")) == "A rose for [PERSON Rose Tamplin] at [KEPT Rose]."

    def test_a_word_that_is_replaced_stays_out_of_what_is_replaced_whole(self) -> None:
        """The longer find says more."""
        said = "At [ORG Nia's Café] with Nia."

        assert after(said, everywhere(REPLACE, "Nia", "PERSON")) == "At [ORG Nia's Café] with [PERSON Nia]."

    def test_a_doubt_does_not_shield_a_name(self) -> None:
        """It would have stayed in the text."""
        said = "At [PLACE Nia Bach] with Nia."
        found = finds_in(said, DOUBT)
        whole = standing(said, [everywhere(REPLACE, "Nia", "PERSON")], found=found)

        assert shown(said, whole) == "At [PERSON Nia] Bach with [PERSON Nia]."

    def test_a_doubt_is_not_kept_in_part(self) -> None:
        """Somebody has to look at all of it."""
        said = "At [PLACE Nia Bach]."

        assert shown(said, standing(said, [everywhere(KEEP, "Nia")], found=finds_in(said, DOUBT))) == (
            "At [?PLACE Nia Bach]."
        )


class TestPartOfAFind:
    """Somebody keeps a part of what was found: the rest is replaced all the same."""

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("Tŷ", "At [KEPT Tŷ] [ADDRESS Gwyn, opposite the mill] 🙂."),
            ("opposite", "At [ADDRESS Tŷ Gwyn], [KEPT opposite] [ADDRESS the mill] 🙂."),
            ("the mill 🙂", "At [ADDRESS Tŷ Gwyn, opposite] [KEPT the mill 🙂]."),
        ],
    )
    def test_what_stands_beside_it_is_still_found(self, words: str, expected: str) -> None:
        """Nobody said anything of it, and no list need have it."""
        said = "At [ADDRESS Tŷ Gwyn, opposite the mill] 🙂."

        assert after(said, here(KEEP, said, words)) == expected

    def test_a_doubt_stays_a_doubt(self) -> None:
        """Somebody still has to decide it."""
        said = "At [PLACE Nia Bach]."
        rest = standing(said, [here(KEEP, said, "Bach")], found=finds_in(said, DOUBT))

        assert shown(said, rest) == "At [?PLACE Nia] [KEPT Bach]."
        assert [one.decision is None for one in rest] == [True, False]


class TestWhatBecomesOfAFind:
    """Extended, shrunk, of another type; accents and emoji before it move nothing."""

    @pytest.mark.parametrize(
        ("words", "type_", "expected"),
        [
            ("Pritchard", "PERSON", "Gŵyneth 🙂 took Nia [PERSON Pritchard] to [PLACE Neath]."),
            ("Nia Pritchard to Neath", "OTHER", "Gŵyneth 🙂 took [OTHER Nia Pritchard to Neath]."),
            ("Nia Pritchard", "ORG", "Gŵyneth 🙂 took [ORG Nia Pritchard] to [PLACE Neath]."),
            ("Gŵyneth", "PERSON", "[PERSON Gŵyneth] 🙂 took [PERSON Nia Pritchard] to [PLACE Neath]."),
        ],
    )
    def test_what_somebody_marks_stands_in_place_of_what_it_overlaps(
        self, words: str, type_: str, expected: str
    ) -> None:
        """Nothing of the find is left beside it."""
        assert after(SAID, here(REPLACE, SAID, words, type_)) == expected

    def test_what_is_confirmed_remembers_the_machine(self) -> None:
        """Its detectors, its score and its type, beside the person's decision."""
        decision = here(KEEP, SAID, "Neath")
        kept = standing(SAID, [decision])[1]

        assert kept.decision == decision
        assert kept.found == finds_in(SAID)[1]
        assert kept.identifier.type == "PLACE"
        assert kept.identifier.detectors == ("names", PERSON_DECIDED)

    def test_what_somebody_adds_was_found_by_nobody(self) -> None:
        """It is the person's alone."""
        added = standing(SAID, [here(REPLACE, SAID, "Gŵyneth", "PERSON")])[0]

        assert added.found is None
        assert added.identifier.detectors == (PERSON_DECIDED,)


class TestWhoIsMeant:
    """Two people of one name; one person of two names."""

    def test_the_narrowest_word_on_who_is_meant_counts(self) -> None:
        """By mention, then by transcript, then in the study; a first name alone says nothing of full names."""
        said = "[PERSON Sarah Rees] came with [PERSON Sarah]."
        study = everywhere(APART, "Sarah Rees", "PERSON", other="2")
        transcript = everywhere(APART, "Sarah", "PERSON", "FC01", other="3")
        mention = here(APART, said, "Sarah Rees", "PERSON", other="4")

        def senses(*decisions: Decision, transcript: str = "FC01") -> list[str]:
            return [one.sense for one in standing(said, decisions, transcript)]

        assert senses(study) == ["2", ""]
        assert senses(study, transcript) == ["2", "3"]
        assert senses(study, transcript, mention) == ["4", "3"]
        assert senses(study, everywhere(APART, "Sarah Rees", "PERSON", "FC01", other="5")) == ["5", ""]
        assert senses(study, transcript, transcript="YP01") == ["2", ""]

    def test_a_mention_may_mean_somebody_of_another_name(self) -> None:
        """The later word counts."""
        said = "[PERSON Jo] laughed."
        first = here(SAME, said, "Jo", "PERSON", other="Joanne Treharne")
        second = here(SAME, said, "Jo", "PERSON", other="Jomana Warsame")

        assert [one.as_name for one in standing(said, [first])] == ["Joanne Treharne"]
        assert [one.as_name for one in standing(said, [first, second])] == ["Jomana Warsame"]

    def test_only_people_are_told_apart(self) -> None:
        """And nobody who stays in the text."""
        said = "[PLACE Sarah] and [PERSON Sarah]."
        decisions = [everywhere(APART, "Sarah", "PERSON", "FC01", other="2"), here(KEEP, "x [PERSON Sarah].", "Sarah")]
        decisions[1] = replace(decisions[1], start=10, end=15)

        assert [one.sense for one in standing(said, decisions)] == ["", ""]


WORDS = ("Nia", "Rose", "rose", "Neath", "Nedd", "Tŷ", "Celyn", "🙂", "a", "y", "Llanelli", "Lanelli", "Gŵyneth")


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, list[Decision]]:
    """Draw a sentence in which some words are marked as found, and decisions about words of it."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=10))
    types = st.sampled_from(("", "", "PERSON", "PLACE", "ORG"))
    marked = " ".join(f"[{type_} {word}]" if (type_ := draw(types)) else word for word in words)
    decisions = []
    for _ in range(draw(st.integers(0, 6))):
        action = draw(st.sampled_from((REPLACE, KEEP)))
        chosen = " ".join(words[(at := draw(st.integers(0, len(words) - 1))) : at + draw(st.integers(1, 3))])
        type_ = draw(st.sampled_from(("PERSON", "PLACE", "OTHER")))
        where = draw(st.sampled_from(("here", "transcript", "study")))
        if where == "here":
            decisions.append(here(action, marked, chosen, type_))
        else:
            decisions.append(everywhere(action, chosen, type_, "FC01" if where == "transcript" else None))
    return marked, decisions


@given(cases())
def test_what_stands_never_overlaps_and_the_last_mention_always_stands(case: tuple[str, list[Decision]]) -> None:
    """In order; where the last decision is about a place, it is in force exactly there."""
    marked, decisions = case
    whole = standing(marked, decisions)

    assert all(one.end <= other.start for one, other in zip(whole, whole[1:], strict=False))
    if decisions and decisions[-1].turn_id:
        last = decisions[-1]
        assert (last.start, last.end, last) in [(one.start, one.end, one.decision) for one in whole]


@given(cases(), st.data())
def test_taking_a_decision_back_restores_what_was_there(case: tuple[str, list[Decision]], data: st.DataObject) -> None:
    """Whatever was decided before and after it: what stands depends on the decisions in force alone."""
    marked, decisions = case
    undone = everywhere(KEEP, data.draw(st.sampled_from(WORDS)), "PLACE")
    with_it = [*decisions, undone]

    assert standing(marked, [one for one in with_it if one != undone]) == standing(marked, decisions)
    assert standing(marked, list(reversed(with_it))) == standing(marked, with_it)
