"""What there is to learn from: every published sentence of a participant, who said it, and how it is coded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np

from ingest.records import PARTICIPANT
from pipeline.coding.agreement.sentences import sentences_of
from pipeline.coding.answers import REJECTED
from pipeline.coding.cue_records import Places, Stretch
from pipeline.coding.learning.features import Said
from pipeline.coding.learning.learned import Marks
from pipeline.publish.gather import UNKNOWN_SPEAKER, PublishedTurn
from pipeline.publish.rows import Row
from pipeline.publish.suggestion_records import coded_by_people, in_the_open, looked_through
from pipeline.publish.tables import Gathered


class Material:
    """The sentences in published coordinates, numbered.

    `said` leaves out what was replaced, pseudonyms too: they tell whom somebody spoke of, not of what. `read` are the
    sentences of transcripts that somebody has coded; `marks` say what is known of each, by code
    that is in use.
    """

    def __init__(self, gathered: Gathered) -> None:
        self._turns = {turn.store_id: turn for one in gathered.transcripts for turn in one.turns}
        read_in = looked_through(gathered.applied, gathered.handed_in)
        self.said: list[Said] = []
        self._stretches: list[Stretch] = []
        self._transcripts: list[str] = []
        for transcript in gathered.transcripts:
            for turn in transcript.turns:
                if turn.role == PARTICIPANT:
                    self._add(transcript.id, turn)
        self.read = np.array([id_ in read_in for id_ in self._transcripts], dtype=bool)
        self._number = {stretch: n for n, stretch in enumerate(self._stretches)}
        self._places = Places(self._stretches)
        answers = in_the_open(gathered.answers, gathered.handed_in)
        coded = coded_by_people(gathered.applied, answers)
        anybody = self._by_code((one.code_id, one.stretch) for one in coded)
        unprompted = self._by_code((one.code_id, one.stretch) for one in coded if not one.accepted)
        cued = self._by_code(
            (one.code_id, Stretch(one.turn.store_id, one.start, one.end)) for one in gathered.suggested
        )
        self.marks = {
            code.id: Marks(anybody[code.id], anybody[code.id] & ~unprompted[code.id], cued[code.id])
            for code in gathered.codebook.codes
            if code.id not in gathered.retired
        }
        self._rejected = self._by_code(_rejected(answers))

    def is_open_to(self, sentence: int, code_id: str) -> bool:
        """Say whether a code is still to be suggested for a sentence: it is not coded so, or suggested, or rejected."""
        its = self.marks[code_id]
        return not (its.coded[sentence] or its.cued[sentence] or self._rejected[code_id][sentence])

    def place_of(self, sentence: int) -> dict[str, int]:
        """Return the turn of a sentence, and where it stands there in source coordinates."""
        where = self._stretches[sentence]
        start, end = self._turns[where.turn].replaced.to_source(where.start, where.end)
        return {"turn_id": where.turn, "start": start, "end": end}

    def _add(self, transcript: str, turn: PublishedTurn) -> None:
        text = turn.replaced.text
        for start, end, _ in turn.replaced.published_spans():
            text = text[:start] + " " * (end - start) + text[end:]
        person = "" if turn.speaker == UNKNOWN_SPEAKER else turn.participant or ""
        for start, end in sentences_of(turn.replaced.text):
            self.said.append(Said(text[start:end], person))
            self._stretches.append(Stretch(turn.store_id, start, end))
            self._transcripts.append(transcript)

    def _by_code(self, applied: Iterable[tuple[str, Stretch]]) -> defaultdict[str, np.ndarray]:
        """Say of each sentence whether a stretch of a code overlaps it."""
        marked: defaultdict[str, np.ndarray] = defaultdict(lambda: np.zeros(len(self.said), dtype=bool))
        for code_id, stretch in applied:
            for sentence in self._places.over(stretch):
                marked[code_id][self._number[sentence]] = True
        return marked


def _rejected(answers: Iterable[Row]) -> Iterator[tuple[str, Stretch]]:
    """Yield what somebody rejected and nobody accepted, whichever source suggested it."""
    said: dict[tuple[str, Stretch], set[object]] = {}
    for row in answers:
        where = Stretch(int(str(row["turn_id"])), int(str(row["start"])), int(str(row["end"])))
        said.setdefault((str(row["code_id"]), where), set()).add(row["answer"])
    return (about for about, given in said.items() if given == {REJECTED})
