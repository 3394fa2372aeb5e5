"""What a form may ask for, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.coding.answers import REJECTED
from pipeline.coding.working.events import (
    ACCEPT,
    APPLY,
    CHANGE,
    HAND_IN,
    MEMO,
    REDO,
    REJECT,
    REMOVE,
    TAKE_BACK,
    UNDO,
    Event,
)
from pipeline.coding.working.fold import Coded, Noted, State
from pipeline.coding.working.places import hash_of
from pipeline.workbench.coding.acts import Desk, act
from pipeline.workbench.coding.errors import CannotCode, TextChanged
from pipeline.workbench.coding.published import Suggestion, Transcript, Turn
from pipeline.workbench.coding.seen import Seen

TEXT = "Yn y tŷ 👩‍👧 I had somewhere to stay, and somewhere to eat."
HASH = hash_of(TEXT)
TURN = Turn(4, "P1", "FC01", "participant", "", TEXT, HASH)
SUGGESTED = Suggestion(4, 12, 35, "care/acts", "cue", "because of “somewhere to stay”")
MINE = Coded("mine", "Megan", 4, 18, 35, "exchange/tangible")
THEIRS = Coded("theirs", "B", 4, 18, 35, "care/acts")
EMPTY = Event("Megan", "", "d-1", "FC01", codebook_version="0.1.0")
CODES = ("exchange/tangible", "care/acts", "care/system")
WHERE = {"turn": "4", "hash": HASH}


def desk(own: State | None = None, **seen: object) -> Desk:
    """Make what acts are checked against: one turn, one coding of the coder's, one of another's, one suggestion."""
    transcript = Transcript("FC01", "interview", "", "", {4: TURN}, suggestions=(SUGGESTED,))
    state = own or State(codings=(MINE,), memos=(Noted("note", "Megan", "turn", "FC01/4", "Hm."),), answers={})
    return Desk(transcript, Seen(state, others=(THEIRS,), **seen), CODES, EMPTY)  # type: ignore[arg-type]


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_the_words_are_those_between_the_offsets_without_blanks_at_the_edges(one: int, other: int) -> None:
    """Whatever is selected, the quote is exactly the words there, and never begins or ends with a blank."""
    start, end = sorted((one, other))
    asked = {"action": APPLY, **WHERE, "start": str(start), "end": str(end), "code": "care/system"}
    if not TEXT[start:end].strip():
        with pytest.raises((CannotCode, TextChanged)):
            act(asked, desk())
        return
    event = act(asked, desk())
    assert event.quote == TEXT[event.start : event.end] == TEXT[start:end].strip()
    assert (event.text_hash, event.release, event.codebook_version) == (HASH, "d-1", "0.1.0")


def test_words_are_found_where_no_offsets_are_given() -> None:
    """A form without a script says the words; without any it means the whole turn."""
    by_words = act({"action": APPLY, **WHERE, "words": "I had somewhere", "code": "care/acts"}, desk())
    whole = act({"action": APPLY, **WHERE, "code": "care/acts"}, desk())
    assert (by_words.quote, whole.quote) == ("I had somewhere", TEXT)


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ({"hash": "0" * 64, "start": "0", "end": "2"}, "has changed since the page was loaded"),
        ({"hash": ""}, "has changed since the page was loaded"),
        ({"start": "0", "end": "2", "words": "other"}, "are not those of this turn any more"),
        ({"start": "0", "end": "999"}, "are not those of this turn any more"),
        ({"start": "5", "end": "3"}, "are not those of this turn any more"),
        ({"start": "-1", "end": "3"}, "are not those of this turn any more"),
    ],
)
def test_a_changed_text_is_refused(asked: dict[str, str], refusal: str) -> None:
    """Another hash, or other words at the place, and nothing is done."""
    with pytest.raises(TextChanged, match=refusal):
        act({"action": APPLY, **WHERE, "code": "care/acts", **asked}, desk())


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ({"action": ""}, "did not say what to do"),
        ({"action": APPLY, "turn": "5"}, "no such turn"),
        ({"action": APPLY, "turn": "four"}, "no such turn"),
        ({"action": APPLY, "code": "care"}, "no such code"),
        ({"action": APPLY, "code": "care/acts", "words": "somewhere to"}, "stand 2 times in turn 4"),
        ({"action": APPLY, "code": "care/acts", "words": "nowhere"}, "do not stand in turn 4"),
        ({"action": APPLY, "code": "exchange/tangible", "start": "18", "end": "35"}, "have this code already"),
        ({"action": CHANGE, "uid": "theirs", "code": "care/system"}, "not a coding of yours"),
        ({"action": REMOVE, "uid": "theirs"}, "not a coding of yours"),
        ({"action": MEMO, "about": "study", "memo": "x"}, "about a coding, a turn or the transcript"),
        ({"action": MEMO, "about": "turn", "memo": " "}, "has no words"),
        ({"action": MEMO, "about": "turn", "memo": "x" * 4001}, "may have 4,000 letters"),
        ({"action": MEMO, "about": "turn", "memo": "x", "memo_uid": "another's"}, "not a memo of yours"),
        ({"action": ACCEPT, "start": "12", "end": "35", "code": "care/system"}, "no such suggestion"),
        ({"action": UNDO}, "nothing to undo"),
        ({"action": REDO}, "nothing to redo"),
        ({"action": TAKE_BACK}, "have not handed in"),
    ],
)
def test_what_cannot_be_done_is_said(asked: dict[str, str], refusal: str) -> None:
    """Each refusal says what is wrong in a sentence."""
    with pytest.raises(CannotCode, match=refusal):
        act({**WHERE, **asked}, desk())


def test_a_coding_gets_another_code_or_other_words() -> None:
    """What a change leaves out stays as it was."""
    recoded = act({"action": CHANGE, **WHERE, "uid": "mine", "code": "care/acts"}, desk())
    moved = act({"action": CHANGE, **WHERE, "uid": "mine", "words": "I had somewhere to stay"}, desk())
    assert (recoded.code, recoded.quote) == ("care/acts", "somewhere to stay")
    assert (moved.code, moved.quote) == ("exchange/tangible", "I had somewhere to stay")


def test_a_suggestion_becomes_the_coders_own_or_goes() -> None:
    """Accepting makes a coding with a uid of its own on the suggestion's words; an answer is given once."""
    asked = {**WHERE, "start": "12", "end": "35", "code": "care/acts"}
    accepted, rejected = act({"action": ACCEPT, **asked}, desk()), act({"action": REJECT, **asked}, desk())
    assert (accepted.quote, accepted.source, len(accepted.uid)) == (TEXT[12:35], "cue", 32)
    assert (rejected.code, rejected.uid) == ("care/acts", "")
    answered = desk(State(answers={SUGGESTED.key: REJECTED}))
    with pytest.raises(CannotCode, match="answered it already"):
        act({"action": ACCEPT, **asked}, answered)


def test_memos_say_what_they_are_about() -> None:
    """On a coding, also another's that is seen; on a turn; on the transcript; one's own is written anew or removed."""
    on_theirs = act({"action": MEMO, "about": "coding", "uid": "theirs", "memo": "Why?\r\n\r\nSee 3. "}, desk())
    on_turn = act({"action": MEMO, "about": "turn", **WHERE, "memo": "", "memo_uid": "note"}, desk())
    on_all = act({"action": MEMO, "about": "transcript", "memo": "Long pauses."}, desk())
    assert (on_theirs.about_id, on_theirs.memo) == ("theirs", "Why?\n\nSee 3.")
    assert (on_turn.about_id, on_turn.uid, on_turn.memo) == ("FC01/4", "note", "")
    assert (on_all.about_id, on_all.turn) == ("FC01", 0)


def test_undo_and_redo_name_what_they_take_back() -> None:
    """The event that is undone or done again is the one that the coder's state names."""
    state = State(undoable=7, redoable=9)
    assert act({"action": UNDO}, desk(state)).undoes == 7
    assert act({"action": REDO}, desk(state)).undoes == 9


@pytest.mark.parametrize("action", [APPLY, CHANGE, REMOVE, MEMO, ACCEPT, REJECT, UNDO, REDO, HAND_IN])
def test_what_is_handed_in_is_closed(action: str) -> None:
    """After handing in nothing but taking back is possible."""
    closed = desk(State(handed_in=True, undoable=1))
    with pytest.raises(CannotCode, match="You have handed in FC01"):
        act({"action": action, **WHERE}, closed)


def test_taking_back_ends_with_what_was_seen() -> None:
    """A hand-in is taken back while nothing of others was shown for it, and not afterwards."""
    handed = State(handed_in=True)
    assert act({"action": TAKE_BACK}, desk(handed, may_take_back=True)).action == TAKE_BACK
    with pytest.raises(CannotCode, match="cannot be taken back"):
        act({"action": TAKE_BACK}, desk(handed))


def test_codings_on_one_span_may_be_several() -> None:
    """The same words get a second code, and the same code other words."""
    second = {"action": APPLY, **WHERE, "start": "18", "end": "35", "code": "care/system"}
    assert act(second, desk()).quote == "somewhere to stay"
    assert replace(act({**second, "start": "12", "code": "exchange/tangible"}, desk()), uid="").start == 12
