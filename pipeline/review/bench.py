"""A study on the bench: everything that reviewing needs, in memory, kept in step with the store.

One process and one thread use it. What another process writes meanwhile is noticed and read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from pipeline.protect import check_pseudonymised
from pipeline.pseudonyms.replace import Replacer
from pipeline.review import decisions
from pipeline.review.apply import Standing
from pipeline.review.checking import check_wish
from pipeline.review.decisions import MENTION, TRANSCRIPT, Decision, Wish
from pipeline.review.doubt_list import Listed
from pipeline.review.entities import WhoIsMeant, who_is_meant
from pipeline.review.marks import Mark, marks_of
from pipeline.review.phrases import Phrases, forms_of, words_of
from pipeline.review.readings import FIRST_READING, SECOND_READING, note_reader
from pipeline.review.settle import (
    Material,
    Said,
    Standings,
    mentions_by_turn,
    read_material,
    replacer_of,
    stand_in,
    standings,
    texts_by_turn,
)
from pipeline.settings import Settings


@dataclass(frozen=True, slots=True)
class PageTurn:
    """A turn with its marks in order; `n` counts from 1, `start` is in seconds."""

    id: int
    n: int
    speaker: str
    role: str
    start: float | None
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class TranscriptPage:
    """A transcript as it is reviewed."""

    id: str
    turns: tuple[PageTurn, ...]

    @property
    def marks(self) -> list[Mark]:
        """List the marks of all turns."""
        return [mark for turn in self.turns for mark in turn.marks]

    @property
    def undecided(self) -> int:
        """Count the marks that nobody has decided about."""
        return sum(not mark.decided for mark in self.marks)


@dataclass(frozen=True, slots=True)
class TranscriptState:
    """How far a transcript is; `second` is None where no second reading has begun, else what is left of it."""

    id: str
    kind: str
    group: str
    turns: int
    words: int
    marks: int
    undecided: int
    readers: tuple[str, ...] = ()
    second: int | None = None
    second_reader: str = ""
    second_finished: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision did: its number, and the numbers of the turns that changed, by transcript."""

    decision_id: int
    changed: dict[str, tuple[int, ...]]


class Bench:
    """The transcripts of a study with their marks, and the decisions on them, of both readings."""

    def __init__(self, db: Database, settings: Settings) -> None:
        """Read the study from its open store. Raises NotPseudonymised."""
        self.db, self.settings = db, settings
        self._read()

    def _read(self) -> None:
        with self.db.atomic():  # all of it as of one moment, whoever else writes to the store
            self._read_store()

    def _read_store(self) -> None:
        check_pseudonymised(self.db, self.settings)
        self._version = self._store_version()
        self._material: Material = read_material(self.db, self.settings)
        self._texts = texts_by_turn(self._material)
        self._words = {id_: words_of(text) for id_, text in self._texts.items()}
        self._turn = {turn.id: (id_, turn) for id_, its in self._material.turns.items() for turn in its}
        self._with_word: dict[str, set[int]] = {}
        for id_, its in self._words.items():
            for word in its:
                self._with_word.setdefault(word.folded, set()).add(id_)
        self._listed = self._read_listed()
        self._about = {row["id"]: row for row in self.db.query(_TURNS)}
        self._transcripts = {row["id"]: row for row in self.db.query("SELECT * FROM transcripts ORDER BY id")}
        self._decisions = {
            FIRST_READING: self._material.decisions,
            SECOND_READING: list(decisions.in_force(self.db, SECOND_READING)),
        }
        self._phrases = {reading: _phrases(its) for reading, its in self._decisions.items()}
        self._mentions = {reading: mentions_by_turn(its) for reading, its in self._decisions.items()}
        self._standing: dict[int, Standings] = {
            reading: standings(self._material, its) for reading, its in self._decisions.items()
        }
        self._replacer: Replacer | None = None
        self._counts: dict[tuple[str, int], tuple[int, int]] = {}

    def _read_listed(self) -> dict[int, list[Listed]]:
        listed: dict[int, list[Listed]] = {}
        for row in self.db.query("SELECT turn_id, start, end, reason FROM listed ORDER BY turn_id, start"):
            listed.setdefault(row["turn_id"], []).append(Listed(row["start"], row["end"], row["reason"]))
        return listed

    def _store_version(self) -> int:
        """Return a number that changes when another process writes to the store."""
        return int(self.db.execute("PRAGMA data_version").fetchone()[0])

    def _keep_in_step(self) -> None:
        if self._store_version() != self._version:
            self._read()

    @property
    def replacer(self) -> Replacer:
        """Return what replaces identifiers, with the pseudonyms as they would be given now."""
        if self._replacer is None:
            self._replacer = replacer_of(self._material, self._standing[FIRST_READING], self.settings)
        return self._replacer

    @property
    def who(self) -> WhoIsMeant:
        """Return who is meant by which name."""
        return who_is_meant(self._standing[FIRST_READING], self._texts, self.replacer)

    def standing(self) -> Standings:
        """Return what stands in every turn after the decisions of the first reading."""
        self._keep_in_step()
        return self._standing[FIRST_READING]

    def texts(self) -> dict[int, str]:
        """Return the source text of every turn, by its id."""
        return self._texts

    def place_of(self, turn_id: int) -> tuple[str, int]:
        """Say in which transcript a turn stands, and its number there."""
        transcript, turn = self._turn[turn_id]
        return transcript, turn.n

    def decisions(self, reading: int = FIRST_READING) -> Sequence[Decision]:
        """List the decisions of a reading that are in force."""
        self._keep_in_step()
        return self._decisions[reading]

    def overview(self) -> list[TranscriptState]:
        """Say of every transcript of the study how far it is."""
        self._keep_in_step()
        second = {row["transcript_id"]: row for row in self.db.query("SELECT * FROM readings WHERE reading = 2")}
        readers = self._readers()
        return [self._state(id_, readers.get(id_, ()), second.get(id_)) for id_ in self._material.turns]

    def _state(self, id_: str, readers: tuple[str, ...], second: dict | None) -> TranscriptState:
        row = self._transcripts[id_]
        marks, undecided = self._count(id_, FIRST_READING)
        turns = self._material.turns[id_]
        return TranscriptState(
            id=id_,
            kind=row["item_type"],
            group=row["participant_group"],
            turns=len(turns),
            words=sum(len(self._words[turn.id]) for turn in turns),
            marks=marks,
            undecided=undecided,
            readers=readers,
            second=self._count(id_, SECOND_READING)[1] if second else None,
            second_reader=second["reader"] if second else "",
            second_finished=bool(second and second["finished_at"]),
        )

    def _readers(self) -> dict[str, tuple[str, ...]]:
        readers: dict[str, list[str]] = {}
        for one in self._decisions[FIRST_READING]:
            if one.transcript_id and one.actor not in readers.setdefault(one.transcript_id, []):
                readers[one.transcript_id].append(one.actor)
        return {id_: tuple(names) for id_, names in readers.items()}

    def _count(self, id_: str, reading: int) -> tuple[int, int]:
        """Count the marks of a transcript, and those that nobody has decided about."""
        if (id_, reading) not in self._counts:
            marks = [mark for turn in self._material.turns[id_] for mark in self._marks(turn, reading)]
            self._counts[id_, reading] = len(marks), sum(not mark.decided for mark in marks)
        return self._counts[id_, reading]

    def page(self, transcript: str, reading: int = FIRST_READING) -> TranscriptPage:
        """Return a transcript with its marks. Raises KeyError where there is none of this label."""
        self._keep_in_step()
        turns = self._material.turns[transcript]
        return TranscriptPage(transcript, tuple(self._page_turn(turn, reading) for turn in turns))

    def page_turns(self, transcript: str, numbers: Iterable[int], reading: int = FIRST_READING) -> list[PageTurn]:
        """Return some turns of a transcript, by their numbers from 1, with their marks."""
        wanted = set(numbers)
        return [self._page_turn(turn, reading) for turn in self._material.turns[transcript] if turn.n in wanted]

    def marks_up_to(self, transcript: str, decision_id: int) -> dict[int, tuple[Mark, ...]]:
        """Return the marks of the first reading, by turn, as they were decided up to a decision's number."""
        self._keep_in_step()
        its = [one for one in self._decisions[FIRST_READING] if one.id <= decision_id]
        phrases, mentions = _phrases(its), mentions_by_turn(its)
        return {
            turn.id: self._marks_of(
                turn, stand_in(self._material, turn, transcript, mentions.get(turn.id, ()), phrases)
            )
            for turn in self._material.turns[transcript]
        }

    def _page_turn(self, turn: Said, reading: int) -> PageTurn:
        row = self._about[turn.id]
        marks = self._marks(turn, reading)
        return PageTurn(turn.id, turn.n, row["speaker"], row["role"], row["start"], turn.text, marks)

    def _marks(self, turn: Said, reading: int) -> tuple[Mark, ...]:
        return self._marks_of(turn, self._standing[reading][turn.id])

    def _marks_of(self, turn: Said, standing: list[Standing]) -> tuple[Mark, ...]:
        named = self._material.named.get(turn.id, frozenset())
        try:
            return marks_of(turn, standing, self._listed.get(turn.id, ()), self.replacer, named)
        except KeyError:  # a name that the book does not know yet
            self._replacer = replacer_of(self._material, self._everything_standing(), self.settings)
            return marks_of(turn, standing, self._listed.get(turn.id, ()), self.replacer, named)

    def _everything_standing(self) -> Standings:
        """Put what stands after both readings together, for the names in it alone."""
        first, second = self._standing[FIRST_READING], self._standing[SECOND_READING]
        return {id_: [*its, *second.get(id_, ())] for id_, its in first.items()}

    def decide(self, wish: Wish, actor: str) -> Outcome:
        """Store a decision. Raises CannotDecide, NamesSomebody, NotTwoPeople."""
        self._keep_in_step()
        check_wish(wish, self.db, self.settings)
        with self.db.atomic():
            if wish.transcript_id:
                note_reader(self.db, wish.transcript_id, wish.reading, actor)
            decision = decisions.decide(self.db, wish, actor)
        self._decisions[wish.reading].append(decision)
        return self._take_in(decision)

    def decide_all(self, wishes: Sequence[Wish], actor: str) -> list[Outcome]:
        """Store several decisions that belong together, all or none. Raises CannotDecide, NamesSomebody."""
        try:
            with self.db.atomic():
                return [self.decide(wish, actor) for wish in wishes]
        except Exception:
            self._read()  # what was taken in before the one that failed is not in the store
            raise

    def undo(self, decision_id: int, actor: str) -> Outcome:
        """Take a decision out of force. Raises CannotDecide, NotTwoPeople."""
        self._keep_in_step()
        known = {one.id: one for its in self._decisions.values() for one in its}
        with self.db.atomic():
            if (its := known.get(decision_id)) and its.transcript_id:
                note_reader(self.db, its.transcript_id, its.reading, actor)
            decisions.undo(self.db, decision_id, actor)
        decision = known[decision_id]
        self._decisions[decision.reading].remove(decision)
        return self._take_in(decision)

    def undo_all(self, decision_ids: Sequence[int], actor: str) -> list[Outcome]:
        """Take several decisions out of force, the last one first, all or none. Raises CannotDecide, NotTwoPeople."""
        try:
            with self.db.atomic():
                return [self.undo(id_, actor) for id_ in sorted(decision_ids, reverse=True)]
        except Exception:
            self._read()  # what was taken back before the one that failed is in force in the store
            raise

    def undo_last(self, actor: str, transcript: str, reading: int = FIRST_READING) -> Outcome | None:
        """Take out of force what somebody decided last in a transcript, or everywhere; None where there is nothing."""
        own = (
            one
            for one in reversed(self.decisions(reading))
            if one.actor == actor and one.transcript_id in (transcript, None)
        )
        last = next(own, None)
        return self.undo(last.id, actor) if last else None

    def _take_in(self, decision: Decision) -> Outcome:
        """Bring memory in step with a decision that was just stored or undone."""
        reading = decision.reading
        if decision.scope == MENTION and decision.turn_id is not None:
            its = [one for one in self._mentions[reading].get(decision.turn_id, ()) if one.id != decision.id]
            if decision in self._decisions[reading][-1:]:
                its.append(decision)
            self._mentions[reading][decision.turn_id] = its
        else:
            self._phrases[reading] = _phrases(self._decisions[reading])
        turns = self._turns_about(decision)
        numbers: dict[str, list[int]] = {}
        for id_ in sorted(turns):
            transcript, turn = self._turn[id_]
            mentions = self._mentions[reading].get(id_, ())
            phrases = self._phrases[reading]
            self._standing[reading][id_] = stand_in(self._material, turn, transcript, mentions, phrases)
            numbers.setdefault(transcript, []).append(turn.n)
            self._counts.pop((transcript, reading), None)
        if decision.action not in (decisions.REPLACE, decisions.KEEP):
            self._replacer = None
        return Outcome(decision.id, {transcript: tuple(sorted(its)) for transcript, its in numbers.items()})

    def _turns_about(self, decision: Decision) -> set[int]:
        """Return the turns that a decision may change."""
        if decision.scope == MENTION:
            return {decision.turn_id} if decision.turn_id is not None else set()
        if decision.action in (decisions.REPLACE, decisions.KEEP):
            phrases = forms_of(decision)
        else:  # about a name: every turn that holds a part of it
            phrases = [(word.folded,) for text in (decision.words, decision.other) for word in words_of(text)]
        holding = (set.intersection(*(self._with_word.get(word, set()) for word in phrase)) for phrase in phrases)
        turns = set().union(*holding)
        if decision.scope == TRANSCRIPT:
            turns = {id_ for id_ in turns if self._turn[id_][0] == decision.transcript_id}
        return turns


def _phrases(its: Iterable[Decision]) -> Phrases:
    return Phrases(one for one in its if one.scope != MENTION)


_TURNS = "SELECT id, speaker, role, start FROM turns"
