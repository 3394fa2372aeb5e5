"""What events amount to: the last thing that was done and not undone."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.coding.answers import ACCEPTED, REJECTED
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
from pipeline.coding.working.fold import Coded, Noted, fold, in_force

NOW = {1: "now", 2: "now"}


def events(*acts: Event) -> list[Event]:
    """Number events as the log does."""
    return [replace(act, id=n) for n, act in enumerate(acts, start=1)]


def act(action: str, uid: str = "", start: int = 0, end: int = 0, code: str = "", **others) -> Event:
    """Make an event on the first turn of FC01."""
    values = {"turn": 1, "text_hash": "now", "uid": uid, "start": start, "end": end, "code": code}
    return Event("HL", action, "draft-1", "FC01", **{**values, **others})


def undo(n: int) -> Event:
    """Undo an event."""
    return Event("HL", UNDO, "draft-1", "FC01", undoes=n)


def redo(n: int) -> Event:
    """Put an event in force again."""
    return Event("HL", REDO, "draft-1", "FC01", undoes=n)


def spans(state) -> list[tuple[str, int, int, str]]:
    """List the codings of a state."""
    return [(one.uid, one.start, one.end, one.code) for one in state.codings]


def test_several_codes_on_one_span():
    """Two codes on the same words are two codings."""
    state = fold((), events(act(APPLY, "a", 0, 9, "care/acts"), act(APPLY, "b", 0, 9, "care/systems")), NOW)
    assert spans(state) == [("a", 0, 9, "care/acts"), ("b", 0, 9, "care/systems")]


def test_a_coding_is_changed_and_removed():
    """The span and the code that were given last are those that it has; once removed it is gone."""
    made = act(APPLY, "a", 0, 9, "care/acts", memo="why")
    changed = act(CHANGE, "a", 2, 7, "care/systems")
    state = fold((), events(made, changed), NOW)
    assert spans(state) == [("a", 2, 7, "care/systems")]
    assert state.codings[0].memo == "why"
    assert spans(fold((), events(made, changed, act(REMOVE, "a")), NOW)) == []


def test_what_is_published_is_what_one_begins_with():
    """Codings of an earlier day are changed and removed like new ones."""
    base = [Coded("p", "HL", 2, 0, 4, "care/acts"), Coded("q", "HL", 2, 5, 8, "care/acts")]
    changed = act(CHANGE, "p", 1, 4, "care/systems", turn=2)
    assert spans(fold(base, events(changed, act(REMOVE, "q", turn=2)), NOW)) == [("p", 1, 4, "care/systems")]


def test_undo_and_redo():
    """Undo takes the last act, redo gives it back, and a new act ends redoing."""
    made = [act(APPLY, "a", 0, 9, "x"), act(APPLY, "b", 0, 9, "y")]
    assert fold((), events(*made), NOW).undoable == 2
    undone = fold((), events(*made, undo(2)), NOW)
    assert (spans(undone), undone.undoable, undone.redoable) == ([("a", 0, 9, "x")], 1, 2)
    again = fold((), events(*made, undo(2), redo(2)), NOW)
    assert (len(again.codings), again.undoable, again.redoable) == (2, 2, 0)
    other = fold((), events(*made, undo(2), act(REMOVE, "a")), NOW)
    assert (other.codings, other.redoable) == ((), 0)


def test_undoing_twice_does_nothing_more():
    """Two windows that undo the same act undo it once."""
    state = fold((), events(act(APPLY, "a", 0, 9, "x"), act(APPLY, "b", 1, 2, "y"), undo(2), undo(2)), NOW)
    assert spans(state) == [("a", 0, 9, "x")]
    assert state.redoable == 2


def test_what_is_merged_and_published_is_not_undone():
    """Undo does not reach behind what is published already; it is removed or changed instead."""
    base = [Coded("a", "HL", 1, 0, 9, "x")]
    state = fold(base, events(act(APPLY, "a", 0, 9, "x")), NOW, up_to=1)
    assert spans(state) == [("a", 0, 9, "x")]
    assert (state.undoable, state.redoable) == (0, 0)


def test_what_is_undone_after_it_was_published_is_gone():
    """On pages that were opened before the publishing an undo reaches further back, and a redo too."""
    did = events(act(APPLY, "a", 0, 9, "x"), act(CHANGE, "a", 0, 9, "y"), act(APPLY, "b", 3, 5, "z"), undo(3), undo(2))
    base = (Coded("a", "HL", 1, 0, 9, "y"), Coded("b", "HL", 1, 3, 5, "z"), Coded("c", "HL", 1, 1, 2, "z"))
    assert spans(fold(base, did, NOW, up_to=3)) == [("a", 0, 9, "x"), ("c", 1, 2, "z")]
    again = [*did, replace(redo(2), id=6)]
    assert spans(fold(base[::2], again, NOW, up_to=5)) == [("a", 0, 9, "y"), ("c", 1, 2, "z")]


def test_what_was_done_on_another_text_waits():
    """A coding on a turn whose text has changed since is not shown at the wrong words; it is counted."""
    state = fold((), events(act(APPLY, "a", 0, 9, "x", text_hash="before"), act(APPLY, "b", 0, 2, "x")), NOW)
    assert (spans(state), state.waiting) == ([("b", 0, 2, "x")], 1)


def test_answers_to_suggestions():
    """An accepted suggestion is a coding; a rejected one is none; an undone answer is no answer."""
    accepted, rejected = act(ACCEPT, "a", 0, 9, "x", source="cue"), act(REJECT, "", 10, 19, "y", source="cue")
    state = fold((), events(accepted, rejected), NOW)
    assert spans(state) == [("a", 0, 9, "x")]
    assert state.answers == {(1, 0, 9, "x"): ACCEPTED, (1, 10, 19, "y"): REJECTED}
    assert fold((), events(accepted, rejected, undo(2), undo(1)), NOW).answers == {}


def test_memos_are_written_anew_and_removed():
    """A memo is what it said last; one without words is removed."""
    first = act(MEMO, "m", memo="Pam?", about="turn")
    assert fold((), events(first), NOW).memos == (Noted("m", "HL", "turn", "", "Pam?"),)
    assert fold((), events(first, act(MEMO, "m", memo="Why?", about="turn")), NOW).memos[0].text == "Why?"
    assert fold((), events(first, act(MEMO, "m", about="turn")), NOW).memos == ()


def test_handing_in_is_not_undone_but_taken_back():
    """Undo does not take back a hand-in."""
    handed = Event("HL", HAND_IN, "draft-1", "FC01")
    assert fold((), events(act(APPLY, "a", 0, 9, "x"), handed), NOW).undoable == 1
    assert fold((), events(handed), NOW).handed_in
    assert not fold((), events(handed, Event("HL", TAKE_BACK, "draft-1", "FC01")), NOW).handed_in
    assert fold((), (), NOW, handed_in=True).handed_in


@given(st.lists(st.sampled_from(["do", "undo", "redo"]), max_size=30))
def test_undo_and_redo_are_those_of_every_editor(acts: list[str]):
    """After any sequence of acts, undos and redos, what is in force is what an editor's two stacks would hold."""
    log: list[Event] = []
    done: list[str] = []
    undone: list[str] = []
    for n, kind in enumerate(acts, start=1):
        state = fold((), log, NOW)
        if kind == "do":
            log.append(replace(act(APPLY, f"u{n}", n, n + 1, "x"), id=n))
            done.append(f"u{n}")
            undone.clear()
        elif kind == "undo" and state.undoable:
            log.append(replace(undo(state.undoable), id=n))
            undone.append(done.pop())
        elif kind == "redo" and state.redoable:
            log.append(replace(redo(state.redoable), id=n))
            done.append(undone.pop())
    assert sorted(one.uid for one in fold((), log, NOW).codings) == sorted(done)
    assert [event.uid for event in in_force(log)] == sorted(done, key=lambda uid: int(uid[1:]))
