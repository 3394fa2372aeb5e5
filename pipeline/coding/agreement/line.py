"""All texts laid out on one line, turn after turn, so that codings are compared as stretches of numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ingest.records import INTERVIEWER
from pipeline.coding.agreement.records import CHARACTER, SENTENCE, TRANSCRIPTS, TURN, TURNS, Basis, Coding, Text
from pipeline.errors import PipelineError

Array = np.ndarray

ENOUGH_TRANSCRIPTS = 10
"""Fewer make a poor sample to resample; then turns are."""


class NothingToCompare(PipelineError):
    """Fewer than two coders worked on the same text."""

    code = "LL-P077"


@dataclass(frozen=True, slots=True)
class Line:
    """Texts and codings as arrays. A text is a number, and so is a transcript, a coder, a code.

    A text begins at `text_start`, one empty place after the end of the one before, so that nothing reaches over.
    Codings are in the order of their start. `present` says for each transcript which coders worked on it.
    """

    coders: tuple[str, ...]
    codes: tuple[str, ...]
    transcripts: tuple[str, ...]
    text_start: Array
    text_length: Array
    text_transcript: Array
    sentence_start: Array
    sentence_end: Array
    sentence_text: Array
    coder: Array
    code: Array
    text: Array
    start: Array
    end: Array
    present: Array
    basis: Basis

    @property
    def length(self) -> int:
        """Return how long the line is."""
        return int(self.text_start[-1] + self.text_length[-1] + 1) if len(self.text_start) else 0


@dataclass(frozen=True, slots=True)
class Axis:
    """The units of the line, numbered, and the codings as stretches of them; `size` is more than any unit's number.

    `cluster` numbers what is resampled, transcripts or turns: for each coding the one that it stands in. `units` counts
    those of each cluster, and `transcript` says to which transcript it belongs.
    """

    size: int
    start: Array
    end: Array
    coder: Array
    code: Array
    cluster: Array
    units: Array
    transcript: Array

    def only(self, these: Array) -> Axis:
        """Return the axis with these codings only."""
        start, end, coder, code = self.start[these], self.end[these], self.coder[these], self.code[these]
        return replace(self, start=start, end=end, coder=coder, code=code, cluster=self.cluster[these])


def lay_out(
    texts: Iterable[Text],
    codings: Sequence[Coding],
    hand_ins: Mapping[str, Collection[str]] | None = None,
    coders: Collection[str] = (),
) -> Line:
    """Lay out what participants say and what `coders` (all where none are named) applied to it.

    A coder worked on a transcript who coded anything in it, or handed it in (`hand_ins`: transcript to coders).
    """
    hand_ins = hand_ins or {}
    if coders:
        codings = [one for one in codings if one.coder in coders]
        hand_ins = {transcript: set(who) & set(coders) for transcript, who in hand_ins.items()}
    every = sorted(texts, key=lambda text: text.transcript)
    spoken = [text for text in every if text.role != INTERVIEWER and text.length]
    transcripts = tuple(dict.fromkeys(text.transcript for text in every))
    names = tuple(sorted({one.coder for one in codings}.union(*hand_ins.values())))
    codes = tuple(sorted({one.code for one in codings}))
    present = _present(transcripts, names, codings, hand_ins)

    lengths = np.array([text.length for text in spoken], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(lengths + 1)[:-1]]).astype(np.int64) if len(spoken) else lengths
    transcript_number = {name: n for n, name in enumerate(transcripts)}
    text_transcript = np.array([transcript_number[text.transcript] for text in spoken], dtype=np.int64)
    number = {(text.transcript, text.turn): n for n, text in enumerate(spoken)}
    coder_number = {name: n for n, name in enumerate(names)}
    code_number = {name: n for n, name in enumerate(codes)}
    of_text = np.array([number.get((one.transcript, one.turn), -1) for one in codings], dtype=np.int64)
    coder = np.array([coder_number[one.coder] for one in codings], dtype=np.int64)
    code = np.array([code_number[one.code] for one in codings], dtype=np.int64)
    start = np.array([one.start for one in codings], dtype=np.int64)
    end = np.array([one.end for one in codings], dtype=np.int64)

    heard = of_text >= 0
    several = present.sum(axis=1) > 1
    kept = heard.copy()
    kept[heard] = several[text_transcript[of_text[heard]]]
    how_many = present.sum(axis=1)
    basis = Basis(
        coders=names,
        shared=int(several.sum()),
        single=int((how_many == 1).sum()),
        untouched=int((how_many == 0).sum()),
        compared=int(kept.sum()),
        alone=int(heard.sum() - kept.sum()),
        asked=int(len(codings) - heard.sum()),
    )
    rank = np.flatnonzero(kept)
    rank = rank[np.argsort(starts[of_text[rank]] + start[rank], kind="stable")]
    of_text = of_text[rank]
    in_text = np.repeat(np.arange(len(spoken)), [len(text.sentences) for text in spoken])
    sentences = np.array([edge for text in spoken for span in text.sentences for edge in span], dtype=np.int64)
    return Line(
        coders=names,
        codes=codes,
        transcripts=transcripts,
        text_start=starts,
        text_length=lengths,
        text_transcript=text_transcript,
        sentence_start=starts[in_text] + sentences[::2],
        sentence_end=starts[in_text] + sentences[1::2],
        sentence_text=in_text,
        coder=coder[rank],
        code=code[rank],
        text=of_text,
        start=starts[of_text] + start[rank],
        end=starts[of_text] + np.minimum(end[rank], lengths[of_text]),
        present=present,
        basis=basis,
    )


def axis_of(line: Line, unit: str, clusters: str) -> Axis:
    """Number the units of a line, and say which of them each coding touches: one character of a sentence is enough."""
    if unit == CHARACTER:
        size, start, end = line.length, line.start, line.end
        units = line.text_length
    elif unit == SENTENCE:
        start = np.searchsorted(line.sentence_end, line.start, side="right")
        end = np.searchsorted(line.sentence_start, line.end, side="left")
        size = len(line.sentence_start) + 1
        units = np.bincount(line.sentence_text, minlength=len(line.text_start))
    elif unit == TURN:
        size, start, end = len(line.text_start) + 1, line.text, line.text + 1
        units = np.ones(len(line.text_start), dtype=np.int64)
    else:
        raise ValueError(unit)
    by_turn = clusters == TURNS
    of_text = np.arange(len(line.text_start)) if by_turn else line.text_transcript
    count = len(line.text_start) if by_turn else len(line.transcripts)
    touching = start < end
    return Axis(
        size=size,
        start=start[touching],
        end=end[touching],
        coder=line.coder[touching],
        code=line.code[touching],
        cluster=of_text[line.text[touching]],
        units=np.bincount(of_text, weights=units, minlength=count),
        transcript=line.text_transcript if by_turn else np.arange(count),
    )


def clusters_for(line: Line, chosen: Array) -> str:
    """Say what is resampled for some coders, by their numbers: transcripts, or turns where those are too few."""
    shared = (line.present[:, chosen].sum(axis=1) > 1).sum()
    return TRANSCRIPTS if shared >= ENOUGH_TRANSCRIPTS else TURNS


def numbers_of(line: Line, coders: Sequence[str]) -> Array:
    """Return the numbers of some coders, of all where none are named. Raises NothingToCompare."""
    chosen = np.array([n for n, name in enumerate(line.coders) if not coders or name in coders], dtype=np.int64)
    if len(chosen) < 2 or not (line.present[:, chosen].sum(axis=1) > 1).any():
        raise NothingToCompare(
            "No transcript was coded by two of these coders, so there is nothing to compare. Have somebody code one of "
            "the transcripts a second time; llais codings STUDY import and the coding page take it in."
        )
    return chosen


def _present(
    transcripts: Sequence[str], names: Sequence[str], codings: Iterable[Coding], hand_ins: Mapping[str, Collection[str]]
) -> Array:
    row = {name: n for n, name in enumerate(transcripts)}
    column = {name: n for n, name in enumerate(names)}
    worked = {(one.transcript, one.coder) for one in codings}
    worked.update((transcript, coder) for transcript, coders in hand_ins.items() for coder in coders)
    present = np.zeros((len(transcripts), len(names)), dtype=bool)
    for transcript, coder in worked:
        if transcript in row:
            present[row[transcript], column[coder]] = True
    return present
