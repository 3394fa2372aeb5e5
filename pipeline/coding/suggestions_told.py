"""Say what suggestions were made, by code and source, and what each source is worth."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from codebook.model import Codebook
from pipeline.coding.cue_records import CUE, FEWEST, CueRecord
from pipeline.coding.learning.trial import LEARNED
from pipeline.coding.suggest import Made

_OF_PHRASES = ("suggested", "right", "right_by_acceptance", "coded", "hit", "accepted", "rejected")
_NOTHING_CODED = "nobody has coded yet, so nothing is learned"


def in_short(made: Made) -> list[str]:
    """Say in two lines what was made."""
    on = [trial.code_id for trial in made.trials if trial.on]
    learned = made.waits or _NOTHING_CODED
    if made.trials:
        learned = f"learned from the codings: on for {len(on)} of {len(made.trials)} codes"
        learned += f" ({', '.join(on)})" if on else ""
    return [f"{made.total} suggestions, accepted by nobody yet", learned]


def as_values(made: Made, codebook: Codebook) -> dict[str, Any]:
    """Give for every code which source is on, with how many suggestions, what it is worth, and why (not)."""
    phrases = {record.code_id: record for record in made.records if not record.cue and record.source == CUE}
    trials = {trial.code_id: trial for trial in made.trials}
    codes = []
    for code in codebook.codes:
        record = phrases.get(code.id) or CueRecord(code.id, "", CUE, 0, 0, 0, 0, 0)
        trial = trials.get(code.id)
        its_phrases = {name: getattr(record, name) for name in _OF_PHRASES}
        its_phrases |= {"suggestions": made.counts.get((code.id, CUE), 0), "note": record.note if made.records else ""}
        learned = {
            "on": bool(trial and trial.on),
            "suggestions": made.counts.get((code.id, LEARNED), 0),
            "why": trial.why if trial else made.waits or _NOTHING_CODED,
        }
        codes.append({"code": code.id, "phrases": its_phrases, "learned": learned})
    return {"suggestions": made.total, "codes": codes}


def in_lines(values: Mapping[str, Any]) -> str:
    """Write what `as_values` gives for people, three lines a code."""
    lines = []
    for one in values["codes"]:
        phrases, learned = one["phrases"], one["learned"]
        lines += [
            one["code"],
            f"  phrases: {_suggestions(phrases['suggestions'])}{_worth(phrases)}",
            f"  learned: {'on' if learned['on'] else 'off'}, {_suggestions(learned['suggestions'])}; {learned['why']}",
        ]
    return "\n".join(lines)


def _suggestions(n: int) -> str:
    return f"{n} suggestion{'' if n == 1 else 's'}"


def _worth(phrases: Mapping[str, Any]) -> str:
    """Say how often phrases were right where somebody has coded, and how much they found."""
    suggested, coded = phrases["suggested"], phrases["coded"]
    if not (suggested or coded):
        return ""
    right = f"right {phrases['right']} of {suggested} times, " if suggested else ""
    accepted = phrases["right_by_acceptance"]
    only = f", {accepted} of the right ones only by accepting it" if accepted else ""
    few = "; too few to say more" if min(suggested, coded) < FEWEST else ""
    return f"; where people coded: {right}found {phrases['hit']} of {coded} coded sentences{only}{few}"
