"""What a coder sees: their own work, and of others' what blind coding allows."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest

from pipeline.coding.answers import REJECTED
from pipeline.coding.blind import Blind
from pipeline.coding.working.events import APPLY, HAND_IN, MEMO, REJECT, REMOVE, TAKE_BACK, Event
from pipeline.coding.working.fold import Coded, Noted
from pipeline.coding.working.places import hash_of
from pipeline.workbench.coding.published import Transcript, Turn
from pipeline.workbench.coding.seen import Seen, recent_codes, see, short_name

TEXT = "I had somewhere to stay."
HASH = hash_of(TEXT)
MEGAN, OWEN, SIAN = "Megan Vaughan", "Owen Rhys", "Siân"
BLIND = Blind(blind=True)


def transcript(*codings: Coded, memos: tuple[Noted, ...] = ()) -> Transcript:
    """Make a transcript of one turn with what is published of it."""
    turn = Turn(1, "P1", "FC01", "participant", "", TEXT, HASH)
    return Transcript("FC01", "interview", "", "", {1: turn}, codings, memos=memos)


def history(*acts: tuple[str, str] | Event) -> list[Event]:
    """Number acts, each (coder, action) or an event, from 1."""
    numbers = count(1)
    events = []
    for one in acts:
        event = one if isinstance(one, Event) else Event(one[0], one[1], "d", "FC01")
        events.append(Event(**{**_fields(event), "id": next(numbers)}))
    return events


def _fields(event: Event) -> dict:
    return {name: getattr(event, name) for name in event.__slots__}


def applied(coder: str, uid: str, code: str = "exchange/tangible", hash: str = HASH) -> Event:
    """Make the event of a code on "somewhere to stay"."""
    return Event(coder, APPLY, "d", "FC01", 1, hash, uid, 6, 23, "somewhere to stay", code)


def seen(
    coder: str, events: list[Event], *, blind: Blind = BLIND, base: Transcript | None = None, **more: object
) -> Seen:
    """Look at the transcript as a coder."""
    return see(base or transcript(), events, coder=coder, labels={}, blind=blind, **more)  # type: ignore[arg-type]


def others(seen: Seen) -> list[str]:
    """List the uids of the others' codings that are seen."""
    return [one.uid for one in seen.others]


BOTH = (applied(MEGAN, "m"), applied(OWEN, "o"))


@pytest.mark.parametrize(
    ("acts", "megan_sees", "owen_sees"),
    [
        (BOTH, [], []),
        ((*BOTH, (MEGAN, HAND_IN)), [], []),
        ((*BOTH, (MEGAN, HAND_IN), (OWEN, HAND_IN)), ["o"], ["m"]),
        ((*BOTH, (MEGAN, HAND_IN), (MEGAN, TAKE_BACK), (OWEN, HAND_IN)), [], []),
    ],
)
def test_blind_coding_opens_when_both_have_handed_in(acts: tuple, megan_sees: list[str], owen_sees: list[str]) -> None:
    """Neither sees the other's codings before both have handed in; a hand-in that was taken back is none."""
    assert others(seen(MEGAN, history(*acts))) == megan_sees
    assert others(seen(OWEN, history(*acts))) == owen_sees


def test_without_blind_coding_all_is_seen() -> None:
    """Others' codings stand under their initials, or their label once they have one."""
    found = see(transcript(), history(*BOTH), coder=MEGAN, labels={OWEN: "B"}, blind=Blind())
    assert [(one.uid, one.coder) for one in found.others] == [("o", "B")]
    assert short_name(OWEN, {}) == "OR"


def test_a_third_coder_sees_nothing_before_handing_in() -> None:
    """Two who have handed in do not open a transcript to a third who has not."""
    events = history(*BOTH, applied(SIAN, "s"), (MEGAN, HAND_IN), (OWEN, HAND_IN))
    assert others(seen(SIAN, events)) == []
    assert seen(SIAN, events).hidden == 2


def test_what_was_handed_in_can_be_taken_back_until_something_was_seen() -> None:
    """Once another's codings are shown, a hand-in stays."""
    assert seen(MEGAN, history(*BOTH, (MEGAN, HAND_IN))).may_take_back
    assert not seen(MEGAN, history(*BOTH, (MEGAN, HAND_IN), (OWEN, HAND_IN))).may_take_back
    assert seen(MEGAN, history(*BOTH, (MEGAN, HAND_IN)), blind=Blind()).may_take_back


def test_what_was_merged_is_not_there_twice() -> None:
    """A coding that is published, and whose event is older than that, stands once; a later removal takes it away."""
    base = transcript(Coded("m", "A", 1, 6, 23, "exchange/tangible"))
    events = history(applied(MEGAN, "m"))
    look = {"coder": MEGAN, "labels": {MEGAN: "A"}, "blind": Blind()}
    assert [one.uid for one in see(base, events, up_to=1, **look).own.codings] == ["m"]  # type: ignore[arg-type]
    removed = history(applied(MEGAN, "m"), Event(MEGAN, REMOVE, "d", "FC01", 1, HASH, "m"))
    assert see(base, removed, up_to=1, **look).own.codings == ()  # type: ignore[arg-type]


def test_merged_codings_that_are_not_yet_published_are_still_seen() -> None:
    """While a transcript is coded blind its codings stay out of what is published; their coder sees them still."""
    closed = replace(transcript(), open=False)
    assert [one.uid for one in seen(MEGAN, history(*BOTH), base=closed, up_to=2).own.codings] == ["m"]
    assert [one.uid for one in seen(MEGAN, history(*BOTH), base=closed, up_to=2, blind=Blind()).own.codings] == ["m"]


def test_a_name_that_is_somebody_s_label_is_still_somebody_else() -> None:
    """Who signs in as "A" has not made what is published of a coder whose name the log does not know."""
    base = transcript(Coded("m", "A", 1, 6, 23, "exchange/tangible"), memos=(Noted("n", "A", "turn", "FC01/1", "Ah."),))
    found = seen("A", history(applied("A", "a", "care/acts")), base=base, blind=Blind())
    assert [one.uid for one in found.own.codings] == ["a"]
    assert [(one.uid, one.coder) for one in (*found.others, *found.other_memos)] == [("m", "A"), ("n", "A")]


def test_answers_and_memos_outlast_a_merge() -> None:
    """A suggestion that was rejected does not come back, and a memo stands once, whether published or not."""
    rejected = Event(MEGAN, REJECT, "d", "FC01", 1, HASH, "", 6, 23, "somewhere to stay", "care/acts")
    memo = Event(MEGAN, MEMO, "d", "FC01", 1, HASH, "n", memo="Ask again.", about="turn", about_id="FC01/1")
    base = transcript(memos=(Noted("n", "A", "turn", "FC01/1", "Ask again."),))
    look = {"coder": MEGAN, "labels": {MEGAN: "A"}, "blind": Blind(), "up_to": 2}
    found = see(base, history(rejected, memo), **look).own  # type: ignore[arg-type]
    assert found.answers == {(1, 6, 23, "care/acts"): REJECTED}
    assert [one.text for one in found.memos] == ["Ask again."]
    gone = Event(MEGAN, MEMO, "d", "FC01", 1, HASH, "n", memo="", about="turn", about_id="FC01/1")
    assert see(base, history(rejected, memo, gone), **look).own.memos == ()  # type: ignore[arg-type]


def test_a_changed_text_is_counted_as_waiting() -> None:
    """What was done on another text is not drawn on this one."""
    found = seen(MEGAN, history(applied(MEGAN, "m", hash="0" * 64)))
    assert (found.own.codings, found.own.waiting) == ((), 1)


def test_who_has_not_signed_in_sees_what_is_published() -> None:
    """A reader gets the published codings and nothing of the working log."""
    base = transcript(Coded("m", "A", 1, 6, 23, "exchange/tangible"))
    found = seen("", history(applied(OWEN, "o")), base=base)
    assert others(found) == ["m"]
    assert found.own.codings == ()


def test_others_read_a_memo_as_it_is_published() -> None:
    """What somebody typed may name a person: others see it once it is published, in the words that are published."""
    memo = Event(MEGAN, MEMO, "d", "FC01", 1, HASH, "n", memo="Nia said so.", about="turn", about_id="FC01/1")
    anew = Event(MEGAN, MEMO, "d", "FC01", 1, HASH, "n", memo="Nia and Siân.", about="turn", about_id="FC01/1")
    base = transcript(memos=(Noted("n", "A", "turn", "FC01/1", "Eirwen said so."),))

    def read(coder: str, acts: tuple, base: Transcript, up_to: int = 0) -> list[str]:
        found = see(base, history(*acts), coder=coder, labels={MEGAN: "A"}, blind=Blind(), up_to=up_to)
        return [one.text for one in (*found.own.memos, *found.other_memos)]

    assert read(OWEN, (memo,), transcript()) == []
    assert read(OWEN, (memo,), base, up_to=1) == ["Eirwen said so."]
    assert read(OWEN, (memo, anew), base, up_to=1) == []
    assert read(MEGAN, (memo, anew), base, up_to=1) == ["Nia and Siân."]


def test_the_codes_used_last_come_first() -> None:
    """The last five codes of a coder, each once, the latest first; those of others do not count."""
    codes = ("a", "b", "c", "d", "e", "f", "b")
    events = history(*(applied(MEGAN, code, code) for code in codes), applied(OWEN, "o", "z"))
    assert recent_codes(events, MEGAN) == ("b", "f", "e", "d", "c")
