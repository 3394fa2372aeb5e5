"""A name that is replaced in one place is left standing in no other."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.identify.pipeline import Request, identify
from pipeline.identify.propagate import PROPAGATED
from pipeline.identify.types import FOUND, SURE
from pipeline.publish.originals import originals_of
from tests.marked import lines

SAID = """
They call him Chezzy up there.
Chezzy. That's what I said.
and chezzy, small, went home 🙂
I told Nia Pritchard, and nia told me.
Nias? The Pritchards were in the Pritchards' van.
We had a Jack Russell, and Jack fed it.
Dydd Gŵyl Dewi, and Dewi Cadwgan sang Calon Lân.
She lived in Ebbw Vale. Ebbw was home. Up in Ebbw, mind.
Two from Sparkle Bay, a sparkle bay of a day.
Llety'r Onnen, at Llety'r Onnen, llety'r onnen.
My son Devon drives in Devon. Devon's mine.
Mr Chester went to Chester, and Chester met chester.
Oksana Shevchuk rang. Shevchuk, that is, oksana.
It was Ŷr Wyddfa and Siân, sian, SIÂN and Sian's.
I'm not arguing, Dil. Dilan. dil said so.
"""


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(lines(SAID)), min_size=1, max_size=10), st.booleans())
def test_a_sure_name_that_is_replaced_once_is_replaced_always(turns: list[str], on_roster: bool) -> None:
    """The leak gate, which looks for every sure original, finds none between the identifiers."""
    roster = (("PERSON", ("Dilan Karim", "Dewi Cadwgan")),) if on_roster else ()
    found = identify({"T01": turns}, Request(roster=roster))["T01"]
    mentions, left = [], []
    for turn, identifiers in zip(turns, found, strict=True):
        sure = [one for one in identifiers if one.status == FOUND]
        mentions += [
            (turn[one.start : one.end], one.type) for one in sure if one.type in PROPAGATED and one.score >= SURE
        ]
        for one in reversed(sure):
            turn = f"{turn[: one.start]}•{turn[one.end :]}"
        left.append(turn)
    originals = originals_of(mentions)

    assert [turn for turn in left if originals.in_text(turn)] == []


def test_a_name_cut_short_in_one_place_is_found_at_the_beginning_of_another(
    find_in: Callable[..., list[str]],
) -> None:
    """Looking again goes on until no name is new."""
    turns = ["I'm not arguing, Dil.", "Dil. That's him.", "Dilan Karim, he's called."]

    assert find_in(turns, [("PERSON", ["Dilan Karim"])]) == [
        "I'm not arguing, [PERSON Dil].",
        "[PERSON Dil]. That's him.",
        "[PERSON Dilan Karim], he's called.",
    ]


def test_a_public_name_is_kept_only_while_it_gives_nobody_away(find_in: Callable[..., list[str]]) -> None:
    """A breed of dog is that, until there is somebody called Jack."""
    assert find_in(["We had a Jack Russell."]) == ["We had a Jack Russell."]
    assert find_in(["We had a Jack Russell.", "I told Jack."]) == [
        "We had a [PERSON Jack Russell].",
        "I told [PERSON Jack].",
    ]
