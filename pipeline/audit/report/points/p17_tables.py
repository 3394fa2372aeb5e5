"""Point 17: tables: threshold, rounding, and whether hidden numbers can be worked out."""

from __future__ import annotations

from pipeline.audit.report.answer import Answer, State, capital
from pipeline.audit.report.facts import Facts
from pipeline.workbench.numbers import some


def answer(facts: Facts) -> Answer:
    """Try again whether a hidden number can be worked out from what readers outside would see."""
    if facts.outside_fault:
        return Answer(
            State.NOT_DONE, (facts.outside_fault,), to_do="Do what that line says, and make this report again."
        )
    outside, team = facts.outside, facts.team
    if outside is None or team is None:
        return Answer(State.NOT_DONE, ("Nothing would be published, so there is no table.",))
    rule = outside.rule
    cut = f", {rule.top} stands for all above" if rule.top else ""
    sentences = (
        f"For readers outside: no number of fewer than {rule.min_cell} participants, rounded to {rule.base}{cut}; "
        f"{outside.tables.hidden} of {outside.tables.cells} cells are hidden.",
        f"{some(outside.tables.tried, 'hidden small number')} were tried by whole-number programming from all that is "
        "shown: none can be worked out.",
        f"For the team: at least {team.rule.min_cell} to a cell; {team.tables.hidden} of {team.tables.cells} cells are "
        "hidden. Everything is counted in participants.",
    )
    return Answer(State.DONE, tuple(map(capital, sentences)))
