"""How far a coder is."""

from __future__ import annotations

from pipeline.coding.working.events import ACCEPT, APPLY, HAND_IN, REMOVE, UNDO, Event
from pipeline.workbench.coding.progress import Progress, progress

MEGAN, OWEN = "Megan", "Owen"


def did(number: int, coder: str, action: str, transcript: str = "FC01", undoes: int = 0) -> Event:
    """Make an event with its number."""
    return Event(coder, action, "d", transcript, 1, "hash", f"{number}", undoes=undoes, id=number)


def test_codings_are_counted_as_they_stand() -> None:
    """Applied and accepted, less removed and undone; another coder's do not count."""
    events = [
        did(1, MEGAN, APPLY),
        did(2, MEGAN, ACCEPT),
        did(3, MEGAN, APPLY),
        did(4, MEGAN, UNDO, undoes=3),
        did(5, MEGAN, REMOVE),
        did(6, OWEN, APPLY),
        did(7, OWEN, HAND_IN),
    ]
    assert progress(events, {}, MEGAN, up_to=0) == {"FC01": Progress(1, False, 1)}


def test_what_is_published_already_is_not_counted_twice() -> None:
    """Events up to the last one that was merged are in the published codings, if any of it are."""
    events = [did(1, MEGAN, APPLY), did(2, MEGAN, APPLY)]
    assert progress(events, {"FC01": 1}, MEGAN, up_to=1)["FC01"].codings == 2
    assert progress(events, {}, MEGAN, up_to=1)["FC01"].codings == 2


def test_what_was_published_and_then_undone_is_not_counted() -> None:
    """An undo that came after the publishing takes one away."""
    events = [did(1, MEGAN, APPLY), did(2, MEGAN, APPLY), did(3, MEGAN, UNDO, undoes=2)]
    assert progress(events, {"FC01": 2}, MEGAN, up_to=2)["FC01"].codings == 1


def test_a_transcript_that_only_was_published_is_in_it() -> None:
    """Codings that were brought in from elsewhere count, without any event."""
    assert progress([], {"FC02": 3}, MEGAN, up_to=0) == {"FC02": Progress(3)}
