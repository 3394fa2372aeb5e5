"""What an automatic intruder found, in plain sentences that say what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from pipeline.audit.attributes import Alone
from pipeline.audit.details import Profile
from pipeline.audit.intruder import Findings
from pipeline.audit.knowledge import Fit, Narrowing
from pipeline.audit.rare_words import REASONS, RareWord

_MOST_LINES = 12


def as_text(findings: Findings, most: int = _MOST_LINES) -> str:
    """Write the findings as sentences, at most so many of a kind."""
    parts = (
        _section(
            "Alone in their attributes",
            [_alone(one) for one in findings.alone],
            len(findings.alone),
            "See llais audit STUDY disclosure for what to merge.",
            most,
        ),
        _section(
            "Words that one participant alone says, and few people anywhere",
            list(_words(findings.words)),
            len(findings.words),
            "A name among them was missed: add it in llais review STUDY. A hobby, a brand or a number that is known "
            "of somebody: replace it there as a detail.",
            most,
        ),
        _section(
            "Turns that tell three kinds of details or more",
            [f"{one.transcript}, turn {one.turn}: {_listed(one.kinds)}" for one in findings.turns],
            len(findings.turns),
            "Make the rarest of them vaguer in llais review STUDY.",
            most,
        ),
        _section(
            "Participants whose quotes together tell three kinds of details or more",
            [_profile(one) for one in findings.profiles],
            len(findings.profiles),
            "Quote fewer of these passages, or not all under one pseudonym.",
            most,
        ),
    )
    lines = [line for part in parts for line in part]
    if findings.narrowing is not None:
        lines = [*_narrowing(findings.narrowing), *lines]
    return "\n".join([f"Looked at {findings.participants} participants as they would be published now.", *lines])


def as_values(findings: Findings) -> dict[str, Any]:
    """Give the findings as JSON takes them, whole."""
    narrowing = findings.narrowing
    values: dict[str, Any] = {
        "participants": findings.participants,
        "attributes": list(findings.attributes),
        "alone": [{"participant": one.label, "by": [list(by) for by in one.by]} for one in findings.alone],
        "rare_words": [
            {"words": one.words, "why": one.why, "participant": one.participant, "turns": _places(one.turns)}
            for one in findings.words
        ],
        "telling_turns": [
            {"transcript": one.transcript, "turn": one.turn, "kinds": list(one.kinds)} for one in findings.turns
        ],
        "profiles": [
            {
                "participant": one.participant,
                "kinds": list(one.kinds),
                "only_by_linking": one.by_linking,
                "quotes": [{"transcript": q.transcript, "turn": q.turn, "kinds": list(q.kinds)} for q in one.quotes],
            }
            for one in findings.profiles
        ],
    }
    if narrowing is not None:
        values["knowledge"] = {
            "facts": narrowing.facts,
            "told_by_nobody": list(narrowing.untold),
            "participants_that_fit": narrowing.fitting,
            "alone": [
                {"pieces": list(fit.pieces), "participant": fit.participant, "turns": _places(fit.turns)}
                for fit in narrowing.alone
            ],
        }
    return values


def _section(title: str, lines: Sequence[str], found: int, next_step: str, most: int) -> list[str]:
    if not lines:
        return ["", f"{title}: none."]
    more = [f"  … and {len(lines) - most} lines more; --json gives all of them"] if len(lines) > most else []
    return ["", f"{title}: {found}", *(f"  {line}" for line in lines[:most]), *more, f"  → {next_step}"]


def _alone(one: Alone) -> str:
    ways = (" and ".join(f"{name} ({one.values[name] or 'not given'})" for name in by) for by in one.by)
    return f"{one.label}: nobody else has {'; or '.join(ways)}"


def _words(words: Sequence[RareWord]) -> Iterator[str]:
    """Write a line for each participant and reason, likely names first."""
    for (why, participant), its in groupby(sorted(words, key=_by_reason), key=lambda one: (one.why, one.participant)):
        yield f"{participant}, {why}: " + ", ".join(f"“{one.words}” ({_turns(one.turns, participant)})" for one in its)


def _by_reason(one: RareWord) -> tuple[int, str]:
    return REASONS.index(one.why), one.participant


def _profile(one: Profile) -> str:
    how = "told only by several quotes together" if one.by_linking else "one quote tells three by itself"
    quotes = [f"{_turns([(q.transcript, q.turn)], one.participant)} ({_listed(q.kinds)})" for q in one.quotes]
    return f"{one.participant}: {_listed(one.kinds)}; {how}: {', '.join(quotes)}"


def _narrowing(narrowing: Narrowing) -> list[str]:
    of = f"of {narrowing.participants} participants"
    lines = ["", f"What is known: {narrowing.facts} facts"]
    if narrowing.untold:
        lines.append(f"  No participant tells or has {_listed(narrowing.untold)}: that is not given away.")
    if narrowing.fitting > 1:
        return [*lines, f"  The rest fits {narrowing.fitting} {of}: nobody is singled out."]
    if not narrowing.fitting:
        lines.append("  Nobody fits all of the rest; the fewest pieces that fit one person only:")
    lines += [f"  {_fit(fit)} {of}: {_who(fit)}" for fit in narrowing.alone[:_MOST_LINES]]
    return [*lines, "  → Make what these turns tell vaguer in llais review STUDY, and run this again."]


def _fit(fit: Fit) -> str:
    pieces = _listed(fit.pieces)
    together = f"{pieces} together fit 1" if len(fit.pieces) > 1 else f"{pieces} alone fits 1"
    return together[0].upper() + together[1:]


def _who(fit: Fit) -> str:
    return f"{fit.participant} ({_turns(fit.turns, fit.participant)})" if fit.turns else fit.participant


def _turns(turns: Sequence[tuple[str, int]], participant: str) -> str:
    """Write places as "turns 4 and 18; FG01 turn 3": the transcript is said where it has another label."""
    parts = []
    for transcript, its in groupby(turns, key=lambda turn: turn[0]):
        numbers = [str(n) for _, n in its]
        label = "" if transcript == participant else f"{transcript} "
        parts.append(f"{label}turn{'s' if len(numbers) > 1 else ''} {_listed(numbers)}")
    return "; ".join(parts)


def _places(turns: Sequence[tuple[str, int]]) -> list[dict[str, Any]]:
    return [{"transcript": transcript, "turn": n} for transcript, n in turns]


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
