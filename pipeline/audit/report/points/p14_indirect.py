"""Point 14: who is alone in what readers are told of participants."""

from __future__ import annotations

from collections.abc import Collection

from pipeline.audit.attributes import Alone
from pipeline.audit.report.answer import Answer, State, capital, listed, table
from pipeline.audit.report.facts import Facts
from pipeline.workbench.numbers import some


def answer(facts: Facts) -> Answer:
    """Give k and those who are alone, by their labels."""
    team = facts.team
    if team is None:
        return Answer(State.NOT_DONE, ("Nothing would be published, so nobody is told apart.",))
    k_outside = facts.settings.k_outside
    enough = team.is_enough and team.k >= k_outside and not team.uncounted
    others = some(team.k - 1, "other")
    company = f"everybody is like {others} at least" if team.k > 1 else "somebody is like nobody else"
    sentences = [
        f"{some(team.participants, 'participant')} told apart by {listed(team.attributes)}: k is {team.k}, that is, "
        f"{company} in all of these.",
        f"The study wants {team.wanted} for its team, which is {'met' if team.is_enough else 'not met'}, and "
        f"{k_outside} for readers outside, which is {'met' if team.k >= k_outside else 'not met'}.",
        f"{some(len(team.alone), 'participant is', 'participants are')} alone.",
    ]
    if team.without_bands:
        sentences.append(f"Counted here, though nobody is told it until it has bands: {listed(team.without_bands)}.")
    if team.uncounted:
        sentences.append(f"Told in the team's database and not counted here: {listed(team.uncounted)}.")
    return Answer(
        State.DONE if enough else State.PARTLY,
        tuple(map(capital, sentences)),
        table(
            "Alone, by the fewest attributes that single them out",
            ("Participant", "By"),
            (_row(one, team.without_bands) for one in team.alone),
        ),
        to_do=""
        if enough
        else "Merge values in study.toml, [disclosure.merge]; llais audit STUDY disclosure says which.",
    )


def _row(one: Alone, without_bands: Collection[str]) -> tuple[str, str]:
    """Name the attributes, with the values that readers are told: of a column without bands they are told none."""

    def told(name: str) -> str:
        return name if name in without_bands else f"{name} ({one.values[name] or 'not given'})"

    return one.label, "; or ".join(" and ".join(map(told, by)) for by in one.by)
