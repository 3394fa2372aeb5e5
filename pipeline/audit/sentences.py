"""The result of a sample in sentences, for people who sign."""

from __future__ import annotations

import math

from pipeline.audit.bounds import HYPERGEOMETRIC
from pipeline.audit.result import Finding, SampleResult
from pipeline.identify.types import DIRECT

_WHAT = {DIRECT: "name, number or other direct identifier"}
_INDIRECT = "place, age, date or other indirect identifier"


def sentences(result: SampleResult) -> list[str]:
    """Say a result in plain sentences, the most important first; no words of a transcript are in it."""
    said = [_verdict(result), *(_found(result, finding) for finding in (result.direct, result.quasi))]
    said += [_caught(finding) for finding in (result.direct, result.quasi)]
    said.append(_by_transcript(result))
    said.append(_design(result))
    if result.nuisances:
        marks = "1 mark was" if result.nuisances == 1 else f"{result.nuisances} marks were"
        said.append(f"{marks} of things that tell nobody anything; they are not counted as leaks.")
    if result.read_by_reviewer:
        said.append(
            f"{_listed(result.read_by_reviewer)}: read by the person who had reviewed "
            f"{_them(result.read_by_reviewer)}, not by a second person."
        )
    if result.gone:
        said.append(f"{_turns(result.gone)} of the sample belonged to transcripts that have left the study since.")
    if result.changed:
        said.append(
            f"{_listed(result.changed)}: changed since the sample was drawn. It says nothing of "
            f"{_them(result.changed)} as they are now; a new sample would."
        )
    return said


def _verdict(result: SampleResult) -> str:
    return "Accepted." if result.accepted else " ".join(["Not accepted.", *result.reasons])


def _found(result: SampleResult, finding: Finding) -> str:
    what = _WHAT.get(finding.kind, _INDIRECT)
    who = "by a second person" if not result.read_by_reviewer else "again"
    counted = f"no {what} was found" if not finding.turns else f"{finding.turns} still held a {what}"
    return f"In {_turns(result.turns)} read {who}, {counted}: {_at_most(finding)}."


def _at_most(finding: Finding) -> str:
    """Say a bound as "fewer than 1 turn in N", N rounded down so that it is never said too well."""
    upper, confidence = finding.bound.upper, f"with {100 * finding.bound.confidence:g} % confidence"
    if upper >= 1:
        return f"{confidence} nothing can be said of the others"
    if upper == 0:
        return f"{confidence} none is left in any turn"
    one_in = 1 / upper
    size = 10 ** max(0, math.floor(math.log10(one_in)) - 1)
    n = (math.ceil(one_in / size) - 1) * size
    if n < 2:
        return f"{confidence} fewer than {math.floor(100 * upper) + 1} turns in 100 hold one"
    return f"{confidence} fewer than 1 turn in {n} still holds one"


def _caught(finding: Finding) -> str:
    kind = "direct" if finding.kind == DIRECT else "indirect"
    if finding.seeds is None or finding.catch_rate is None:
        return (
            f"How many {kind} identifiers the reader misses was not measured, as none was planted: "
            "the figure takes the reader to have seen everything."
        )
    low, high = finding.catch_rate
    return (
        f"Of {finding.seeds.planted} invented {kind} identifiers that were planted, the reader caught "
        f"{finding.seeds.caught} ({100 * low:.0f} to {100 * high:.0f} %, {100 * finding.bound.confidence:g} % "
        "interval); the figure allows for what a reader like that misses."
    )


def _by_transcript(result: SampleResult) -> str:
    if not result.transcripts_with_leak:
        return f"None of {result.transcripts} transcripts had anything left in the turns that were read."
    ends = "has something left in it" if result.transcripts_with_leak == 1 else "have something left in them"
    return f"{result.transcripts_with_leak} of {result.transcripts} transcripts {ends}."


def _design(result: SampleResult) -> str:
    direct, quasi = result.direct, result.quasi
    method = "hypergeometric" if direct.bound.method == HYPERGEOMETRIC else "Clopper–Pearson"
    tell = f"{direct.bound.n_effective}"
    if quasi.bound.n_effective != direct.bound.n_effective:
        tell += f" (of indirect identifiers: {quasi.bound.n_effective})"
    return (
        f"{result.turns} of {result.turns_in_all} turns with words were read. Some were likelier to be drawn than "
        f"others: wherever leaks stand, they tell as much as {tell} drawn at random, {math.floor(result.kish)} on "
        f"average. {_together(direct, quasi)} The bounds are one-sided {method} ones."
    )


def _together(*findings: Finding) -> str:
    """Say how far leaks keep together in transcripts."""
    measured = [finding.bound.design_effect for finding in findings if finding.icc is not None]
    if measured:
        return f"Leaks keep together in transcripts with a design effect of {max(measured):.2f}, which is allowed for."
    assumed = findings[0].bound.design_effect
    taken = f"a design effect of {assumed:.2f} was assumed" if assumed > 1 else "nothing was allowed for it"
    return f"How far leaks keep together in transcripts cannot be told where nothing was found; {taken}."


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names)


def _them(names: tuple[str, ...]) -> str:
    return "it" if len(names) == 1 else "them"


def _turns(n: int) -> str:
    return "1 turn" if n == 1 else f"{n} turns"
