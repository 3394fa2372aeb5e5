"""The rows of the published table of memos: those about something that is itself published."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from codebook.history import resolve
from codebook.model import Codebook
from pipeline.coding.memos import CODE, PARTICIPANT, SETTLEMENT, STUDY, TRANSCRIPT, TURN, about_id
from pipeline.publish.gather import PublishedTranscript, PublishedTurn
from pipeline.publish.rows import Applied, Row

_NOWHERE: Row = {"transcript_id": None, "turn_id": None, "coding_id": None, "code_id": None, "participant_id": None}


class MemoRows:
    """Makes the rows of memos, numbered in their order.

    `ids` gives each turn of the store its published id, `codes` are those of the published table. Of transcripts that
    are `closed`, as they are coded blind, no memo is published either.
    """

    def __init__(
        self,
        transcripts: Sequence[PublishedTranscript],
        applied: Sequence[Applied],
        codebook: Codebook,
        ids: dict[int, int],
        codes: Collection[str],
        closed: Collection[str] = (),
    ) -> None:
        opened = [one for one in transcripts if one.id not in closed]
        self._turns = {turn.store_id: (turn, one) for one in opened for turn in one.turns}
        self._transcripts = {one.id for one in opened}
        self._applied = {id_: (n, one) for n, one in enumerate(applied, start=1) for id_ in (one.store_id, *one.also)}
        spoke = {turn.participant for one in transcripts for turn in one.turns if turn.participant is not None}
        self._people = {id_.casefold(): id_ for id_ in spoke}
        self._codebook, self._ids, self._codes = codebook, ids, codes

    def __call__(self, memos: Iterable[dict]) -> Iterator[Row]:
        """Make the rows of the `stored_memos` that may be published."""
        n = 0
        for memo in memos:
            where = self._where(memo)
            if where is None or not memo["text_published"]:
                continue
            n += 1
            yield {
                "id": n,
                "uid": memo["uid"],
                "about": memo["about"],
                "about_id": about_id(memo),
                **_NOWHERE,
                **where,
                "author_id": memo["author_label"],
                "made_on": memo["at"][:10],
                "text": memo["text_published"],
            }

    def _where(self, memo: dict) -> Row | None:
        """Say where a memo belongs in the published tables; None where that is not published."""
        about = memo["about"]
        if about == STUDY:
            return {}
        if about == CODE:
            return {"code_id": self._code(memo["code_id"])}
        if about == PARTICIPANT:
            person = self._people.get(memo["participant_id"].casefold())
            return {"participant_id": person} if person else None
        if about == TRANSCRIPT:
            label = memo["transcript_id"]
            return {"transcript_id": label} if label in self._transcripts else None
        if memo["of_turn"] not in self._turns:
            return None
        turn, transcript = self._turns[memo["of_turn"]]
        place = self._place(turn, transcript)
        if about == TURN:
            return place
        if about == SETTLEMENT:
            return {**place, "code_id": self._code(memo["settlement_code"])}
        n, coding = self._applied.get(memo["coding_id"], (0, None))
        return {**place, "coding_id": n, "code_id": self._code(coding.code_id)} if coding else None

    def _place(self, turn: PublishedTurn, transcript: PublishedTranscript) -> Row:
        return {
            "transcript_id": transcript.id,
            "turn_id": self._ids[turn.store_id],
            "participant_id": turn.participant,
        }

    def _code(self, code_id: str) -> str | None:
        """Return the code as it is called now, None where the published codebook has it no more."""
        now = code_id if code_id in self._codes else resolve(code_id, "", self._codebook).code_id
        return now if now in self._codes else None
