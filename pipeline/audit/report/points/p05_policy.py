"""Point 5: what counts as an identifier, what is done with each kind, and who approved that."""

from __future__ import annotations

from pipeline.audit.report.answer import KINDS, Answer, State, listed, table
from pipeline.audit.report.facts import Facts
from pipeline.identify.types import IDENTIFIER_TYPES
from pipeline.pseudonyms.replace import KEEP


def answer(facts: Facts) -> Answer:
    """List the kinds of identifiers with the study's policy for each."""
    approved = facts.ethics.policy_approved
    kept = [kind.label for name, kind in IDENTIFIER_TYPES.items() if facts.settings.policy[name] == KEEP]
    sentences = [
        f"Every kind has a policy; approved: {approved}." if approved else "Nobody has approved the policy on record."
    ]
    if kept:
        sentences.append(f"Kept as they are, wherever they stand: {listed(kept)}.")
    alike: dict[tuple[str, str], list[str]] = {}
    for name, kind in IDENTIFIER_TYPES.items():
        its = alike.setdefault((KINDS[kind.kind], facts.settings.policy[name]), [])
        its.append(f"{kind.label} {facts.replaced.get(name, 0)}")
    rows = ((kind, policy, ", ".join(its)) for (kind, policy), its in sorted(alike.items(), key=lambda one: one[0][0]))
    return Answer(
        State.DONE if approved else State.PARTLY,
        tuple(sentences),
        table("Kinds of identifiers", ("Direct or indirect", "What is done", "Kinds, and how many are replaced"), rows),
        to_do="" if approved else "Write into study.toml, [ethics] policy_approved: who approved [policy], and when.",
    )
