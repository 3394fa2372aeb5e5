"""The rows of the published tables of agreement, from what is about to be published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from pipeline.coding.agreement.compare import Comparison
from pipeline.coding.agreement.disagreements import Settlement, Span, disagreements
from pipeline.coding.agreement.line import Line, NothingToCompare, lay_out
from pipeline.coding.agreement.measures import ALPHA, COHEN, FLEISS, PERCENT
from pipeline.coding.agreement.records import (
    ALL_CODES,
    CHARACTER,
    CODE,
    COUNTED,
    NOT_COUNTED,
    SCOPES,
    SENTENCE,
    TURN,
    Coding,
    Figure,
    Text,
    theme_of,
)
from pipeline.coding.agreement.sentences import sentences_of
from pipeline.publish.gather import PublishedTranscript
from pipeline.publish.rows import Applied, Row, may_quote

HandIns = Mapping[str, Collection[str]]
"""Transcript to the coders who handed it in."""

_DIGITS = 4
_FEW_CODERS = 5
"""Up to so many coders, pairs of them have figures of their own; with more, only all together."""


def coded_by_rows(applied: Iterable[Applied], hand_ins: HandIns) -> Iterator[Row]:
    """Make a row for each transcript and coder who worked on it."""
    made = Counter((one.transcript.id, _coder(one)) for one in applied)
    handed_in = {(transcript, coder) for transcript, coders in hand_ins.items() for coder in coders}
    for transcript, coder in sorted({*made, *handed_in}):
        yield {
            "transcript_id": transcript,
            "coder_id": coder,
            "codings": made[transcript, coder],
            "handed_in": int((transcript, coder) in handed_in),
        }


def agreement_rows(
    transcripts: Sequence[PublishedTranscript], applied: Sequence[Applied], hand_ins: HandIns
) -> Iterator[Row]:
    """Make a row for each figure of agreement that a methods section gives; none where nobody coded a text twice."""
    texts = [
        Text(one.id, turn.n, len(turn.replaced.text), sentences_of(turn.replaced.text), turn.role)
        for one in transcripts
        for turn in one.turns
    ]
    for n, figure in enumerate(published_figures(lay_out(texts, codings_of(applied), hand_ins)), start=1):
        of_code, of_theme = figure.scope == CODE, figure.scope != ALL_CODES
        yield {
            "id": n,
            "unit": figure.unit,
            "scope": figure.scope,
            "theme_id": theme_of(figure.scope_id) if of_theme else None,
            "code_id": figure.scope_id if of_code else None,
            "coders": figure.coders,
            "uncoded": figure.uncoded,
            "measure": figure.measure,
            "value": _rounded(figure.value),
            "low": _rounded(figure.low),
            "high": _rounded(figure.high),
            "n": figure.n,
            "prevalence": _rounded(figure.prevalence),
            "resampled": figure.resampled,
            "note": figure.note,
        }


def published_figures(line: Line) -> Iterator[Figure]:
    """Yield the figures that are published.

    All coders together have percent, kappa and alpha by sentence, alpha by turn and by character, and the unitizing
    alphas; where there are three to five coders, each two have kappa and alpha by sentence too.
    """
    comparison = Comparison(line)
    try:
        yield from _of_all(comparison)
    except NothingToCompare:
        return
    if 2 < len(line.coders) <= _FEW_CODERS:
        for pair in combinations(line.coders, 2):
            yield from _of_pair(comparison, pair)


def disagreement_rows(
    applied: Sequence[Applied], ids: Mapping[int, int], hand_ins: HandIns, settlements: Iterable[Settlement]
) -> Iterator[Row]:
    """Make a row for each disagreement, with what was decided on it; `ids` gives turns of the store published ids.

    A settlement of codings that have been changed since settles nothing.
    """
    turns = {(one.transcript.id, one.turn.n): one.turn for one in applied}
    quoted = {(one.transcript.id, one.turn.n, _coder(one), one.code_id, one.start, one.end) for one in applied}
    settled = {one.key: one for one in settlements}
    for n, one in enumerate(disagreements(codings_of(applied), hand_ins), start=1):
        turn, decision = turns[one.transcript, one.turn], settled.get(one.key)

        def quote(coder: str, span: Span | None) -> str:
            # Words of several codings are in no cell that the leak gate has seen: the turn has them.
            known = span is not None and (one.transcript, one.turn, coder, one.code, *span) in quoted  # noqa: B023
            return turn.replaced.text[slice(*span)] if span and known else ""  # noqa: B023

        start, end = one.span or (None, None)
        other_start, other_end = one.other_span or (None, None)
        yield {
            "id": n,
            "transcript_id": one.transcript,
            "turn_id": ids[turn.store_id],
            "code_id": one.code,
            "kind": one.kind,
            "coder_id": one.coder,
            "other_coder_id": one.other,
            "start": start,
            "end": end,
            "other_start": other_start,
            "other_end": other_end,
            "quote": quote(one.coder, one.span),
            "other_quote": quote(one.other, one.other_span),
            "may_quote": may_quote(turn),
            "instead": ", ".join(one.instead),
            "choice": decision.right if decision else None,
            "decided_by": decision.decided_by if decision else None,
            "decided_on": decision.decided_on if decision else None,
            "reason": decision.reason if decision else None,
        }


def codings_of(applied: Iterable[Applied]) -> list[Coding]:
    """Return codings as they are compared, in published coordinates."""
    return [Coding(_coder(one), one.code_id, one.transcript.id, one.turn.n, one.start, one.end) for one in applied]


def _of_all(comparison: Comparison) -> Iterator[Figure]:
    kappas = (COHEN,) if len(comparison.line.coders) == 2 else (FLEISS,)
    for scope in SCOPES:
        yield from comparison.ratings(SENTENCE, scope, COUNTED, (PERCENT, *kappas, ALPHA))
        yield from comparison.ratings(TURN, scope, COUNTED, (ALPHA,))
        yield from comparison.ratings(CHARACTER, scope, COUNTED, (ALPHA,))
        # Where all is coded by somebody, who left it uncoded can only disagree: of "any code" the share says it all.
        only = (PERCENT,) if scope == ALL_CODES else (PERCENT, ALPHA)
        yield from comparison.ratings(SENTENCE, scope, NOT_COUNTED, only)
        yield from comparison.unitizing(scope)


def _of_pair(comparison: Comparison, pair: Sequence[str]) -> Iterator[Figure]:
    try:
        for scope in SCOPES:
            yield from comparison.ratings(SENTENCE, scope, COUNTED, (COHEN, ALPHA), pair)
    except NothingToCompare:
        return


def _coder(one: Applied) -> str:
    return str(dict(one.details)["coder_label"])


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)
