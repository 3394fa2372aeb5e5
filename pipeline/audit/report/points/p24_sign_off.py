"""Point 24: who signed which version off, until when, under which conditions."""

from __future__ import annotations

from pipeline.audit.report.answer import Answer, State, spans, state_of, table
from pipeline.audit.report.facts import Facts
from pipeline.workbench.numbers import some

_Row = tuple[str, ...]


def answer(facts: Facts) -> Answer:
    """List the sign-offs, those alike together, and what does not hold."""
    signed = [(one.id, one.sign_off) for one in facts.published if one.sign_off]
    holding = [id_ for id_, its in signed if not its.why_not]
    missing = [one.id for one in facts.published if one.id not in holding]
    alike: dict[_Row, list[str]] = {}
    for id_, its in signed:
        key = (
            its.by,
            its.role,
            its.at[:10],
            its.outcome.replace("_", " "),
            its.conditions,
            its.expires,
            its.why_not or "holds",
        )
        alike.setdefault(key, []).append(id_)
    sentences = (
        f"{len(holding)} of {some(len(facts.published), 'transcript')} {'is' if len(holding) == 1 else 'are'} signed "
        "off as they are now; the versions are in the table of transcripts.",
    )
    columns = ("Transcripts", "By", "Role", "On", "Outcome", "Conditions", "Until", "State")
    return Answer(
        state_of(not missing, bool(holding)) if facts.published else State.NOT_DONE,
        sentences,
        table(
            "Sign-offs; people are named to the custodian by their labels",
            columns,
            ((spans(ids), *key) for key, ids in alike.items()),
        ),
        to_do=f"Sign off: {spans(missing)}." if missing else "" if facts.published else "Publish something first.",
    )
