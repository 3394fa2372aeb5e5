"""The rows of the pages that compare, for those who go on working with them elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.workbench import addresses
from pipeline.workbench.comparing.differing import Differing, Side
from pipeline.workbench.facts import Facts


def differing_rows(differing: Iterable[Differing], facts: Facts) -> list[dict[str, object]]:
    """Make a row of each disagreement: what each of the two coded, and who decided what; start and end in code points.

    `right` is the label of who was found right, "both", "neither", or empty while it is open.
    """
    return [_row(one, facts) for one in differing]


def _row(one: Differing, facts: Facts) -> dict[str, object]:
    first, second = one.sides
    decision = one.decision
    right = {"coder": first.coder, "other": second.coder}.get(decision.choice, decision.choice) if decision else ""
    return {
        "transcript": one.transcript,
        "turn": one.turn,
        "code": one.code,
        "code_name": facts.codes[one.code].name if one.code in facts.codes else one.code,
        "kind": one.kind,
        "start": one.start,
        "end": one.end,
        "may_quote": int(one.may_quote),
        **_side("", first),
        **_side("other_", second),
        "right": right,
        "decided_by": decision.by if decision else "",
        "decided_on": decision.on if decision else "",
        "reason": decision.reason if decision else "",
        "address": addresses.of_transcript(one.transcript, one.turn),
    }


def _side(named: str, side: Side) -> dict[str, object]:
    return {
        f"{named}coder": side.coder,
        f"{named}quote": "".join(piece.text for piece in side.pieces if piece.note),
        f"{named}codes_instead": ", ".join(side.instead),
        f"{named}memo": side.memo,
    }
