"""Details of lives that the published text tells: turns and quotes in which several kinds of them come together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pipeline.audit.details import MOVES, Detail, Profile, Told, details_of, profiles, telling_turns
from pipeline.publish.rows import Applied
from pipeline.publish.versions import current_transcripts
from pipeline.study import Study
from tests import studies
from tests.spoken import spoken

AGE, JOB, PLACE = "age", "occupation", "place"


def quoted(text: str, codings: str, details: dict[int, list[str]], may_quote: bool = True) -> tuple[Profile, ...]:
    """Look at codings of whole turns ("1 3"), with kinds of details by turn, each a letter of the turn in order."""
    whole = spoken("YP01", text)
    turns = {turn.n: turn for turn in whole.turns}
    its = {
        turn.store_id: tuple(Detail(kind, at, at + 1) for at, kind in enumerate(details.get(n, ())))
        for n, turn in turns.items()
    }
    applied = [
        Applied(
            replace(turns[int(n)], may_quote=may_quote), whole, "care/acts", 0, len(turns[int(n)].replaced.text), ()
        )
        for n in codings.split()
    ]
    return profiles(applied, its)


THREE_TURNS = "YP01: I was small.\nYP01: Mam cooked.\nYP01: By the sea. Ŷ 🙂"


def test_a_profile_over_three_quotes_is_found_by_linking_them() -> None:
    """No quote tells more than one thing; the pseudonym under all three puts them together."""
    (profile,) = quoted(THREE_TURNS, "1 2 3", {1: [AGE], 2: [JOB], 3: [PLACE]})

    assert profile.by_linking
    assert profile == Profile(
        "YP01",
        (AGE, JOB, PLACE),
        (Told("YP01", 1, (AGE,)), Told("YP01", 2, (JOB,)), Told("YP01", 3, (PLACE,))),
    )


def test_a_single_quote_that_tells_three_kinds_needs_no_linking() -> None:
    """It is to be looked at by itself."""
    (profile,) = quoted(THREE_TURNS, "1", {1: [AGE, JOB, PLACE]})

    assert not profile.by_linking


def test_the_same_kind_in_many_quotes_is_no_profile() -> None:
    """Three ages are one kind of detail."""
    assert quoted(THREE_TURNS, "1 2 3", {1: [AGE], 2: [AGE], 3: [AGE, PLACE]}) == ()


def test_what_may_not_be_quoted_makes_no_profile() -> None:
    """Only what leaves can be linked."""
    assert quoted(THREE_TURNS, "1 2 3", {1: [AGE], 2: [JOB], 3: [PLACE]}, may_quote=False) == ()


def test_a_detail_outside_the_coded_words_does_not_count() -> None:
    """A quote tells what stands in it."""
    whole = spoken("YP01", "YP01: I was small, and Mam cooked.")
    turn = whole.turns[0]
    coded = [Applied(turn, whole, "care/acts", 0, 5, ())]

    assert profiles(coded, {turn.store_id: (Detail(AGE, 2, 4), Detail(JOB, 6, 8), Detail(PLACE, 9, 12))}) == ()


def test_details_that_are_kept_or_vague_are_found_where_they_stand(
    tmp_path: Path, make_study: Callable[..., Study]
) -> None:
    """An age band, a town of a region and four moves come together in one turn; a placeholder tells nothing."""
    text = "INT: Ble?\nYP01: I was fourteen, in Aberystwyth, and I moved four times. My number is 07700 900123."
    study = make_study(tmp_path, {"YP01": text})
    with studies.opened(study) as db:
        studies.run_main_job(db, study)
        transcripts = current_transcripts(db, study.settings)
        details = details_of(db, transcripts)
    turn = transcripts[0].turns[1]
    words = {one.kind: turn.replaced.text[one.start : one.end] for one in details[turn.store_id]}

    assert set(words) == {AGE, PLACE, MOVES}
    assert "Wales" in words[PLACE]
    assert words[MOVES] == "moved four times"
    assert telling_turns(transcripts, details) == (Told("YP01", 2, (AGE, MOVES, PLACE)),)
