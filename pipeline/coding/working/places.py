"""Where in the source stands what was coded on a page: through the replacements of the release that the page showed."""

from __future__ import annotations

import hashlib

from sqlite_utils import Database

from pipeline.coding.place import NotPlaced, place
from pipeline.coding.working.events import Event
from pipeline.coordinates import ReplacedText, Replacement


class NoPlace(Exception):
    """An event has no place in the source; the message says which turn, and what to do."""


class Places:
    """Finds the source of what events are about, in a store as it stands."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._labels = {row["id"].casefold(): row["id"] for row in db.query("SELECT id FROM transcripts")}
        self._turns: dict[str, dict[int, dict]] = {}

    def transcript(self, event: Event) -> str:
        """Return the label of the event's transcript as the store has it. Raises NoPlace."""
        label = self._labels.get(event.transcript.casefold())
        if label is None:
            raise NoPlace(f"{event.transcript} is no longer in the study")
        return label

    def turn(self, event: Event) -> int:
        """Return the id of the event's turn. Raises NoPlace."""
        return int(self._turn(event)["id"])

    def span(self, event: Event) -> tuple[int, int, int]:
        """Return turn id, start and end in source coordinates, end exclusive. Raises NoPlace.

        Where the turn has another text now, the words are looked for in it.
        """
        turn = self._turn(event)
        shown = ReplacedText(turn["text"], self._replacements(event))
        if hash_of(shown.text) == event.text_hash:
            return (turn["id"], *shown.to_source(event.start, event.end))
        try:
            return (turn["id"], *place(turn["text"], event.quote))
        except NotPlaced:
            raise NoPlace(
                f"turn {event.turn} of {event.transcript} has changed since it was coded, and the words are not in it "
                "once; code it again"
            ) from None

    def _turn(self, event: Event) -> dict:
        label = self.transcript(event)
        if label not in self._turns:
            rows = self._db.query("SELECT id, n, text FROM turns WHERE transcript_id = ?", [label])
            self._turns[label] = {row["n"]: row for row in rows}
        turn = self._turns[label].get(event.turn)
        if turn is None:
            raise NoPlace(f"{event.transcript} has no turn {event.turn} any more")
        return turn

    def _replacements(self, event: Event) -> list[Replacement]:
        """Return what the release replaced in the turn; nothing where it does not fit the text any more."""
        rows = self._db.query(
            """SELECT start, "end", replacement FROM release_replacements
               WHERE release_id = ? AND transcript_id = ? AND turn = ?""",
            [event.release, event.transcript, event.turn],
        )
        length = len(self._turn(event)["text"])
        found = [Replacement(row["start"], row["end"], row["replacement"]) for row in rows]
        return found if all(one.end <= length for one in found) else []


def hash_of(text: str) -> str:
    """Return the SHA-256 of a turn's text, in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
