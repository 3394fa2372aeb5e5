"""Disclosure control: who is alone in what readers are told, what merging would help, and what tables hide."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from codebook.model import Codebook
from pipeline.audit.attributes import PUBLISHED, Alone, alone_in, k_of, people_of, without_bands
from pipeline.audit.merging import Bands, left_out, suggest_merging
from pipeline.audit.trail import record
from pipeline.publish.attributes import UNTOLD, attributes_of
from pipeline.publish.counts import people_in
from pipeline.publish.counts_by_attribute import all_counts
from pipeline.publish.gather import codings
from pipeline.publish.rows import Row, carry
from pipeline.publish.rule import Rule, rule_for
from pipeline.publish.schema import tables_for
from pipeline.publish.suppression import check_tables, suppressed
from pipeline.publish.table import TEAM
from pipeline.publish.versions import current_transcripts
from pipeline.settings import Settings


@dataclass(frozen=True, slots=True)
class Tables:
    """What the tables of counts show and hide; `tried` small hidden numbers could not be worked out.

    `untold` are attributes that they leave out, as the numbers of their bands would be few or give others away.
    """

    cells: int
    hidden: int
    tried: int
    untold: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Disclosure:
    """How an audience's picture of the study protects its participants; `merging` and `leave_out` are suggestions.

    `uncounted` are attributes that the audience's database tells though the study does not count them; `without_bands`
    are counted as if they were told, as what bands are needed shows only so.
    """

    audience: str
    participants: int
    attributes: tuple[str, ...]
    uncounted: tuple[str, ...]
    without_bands: tuple[str, ...]
    k: int
    wanted: int
    alone: tuple[Alone, ...]
    merging: Bands
    leave_out: tuple[str, ...]
    rule: Rule
    tables: Tables

    @property
    def is_enough(self) -> bool:
        """Say whether everybody has as much company as the study wants."""
        return self.k >= self.wanted


def check_disclosure(db: Database, settings: Settings, codebook: Codebook, audience: str, actor: str) -> Disclosure:
    """Check what an audience would be told now, and note the result in the trail.

    Raises NotPseudonymised, BadSettings, TableDiscloses.
    """
    with db.atomic():
        result = disclosure_of(db, settings, codebook, audience)
        counts = {"k": result.k, "alone": len(result.alone), "cells hidden": result.tables.hidden}
        record(db, "disclosure checked", actor=actor, about=audience, counts=counts)
    return result


def disclosure_of(db: Database, settings: Settings, codebook: Codebook, audience: str) -> Disclosure:
    """Check what an audience would be told now. Raises NotPseudonymised, BadSettings, TableDiscloses."""
    with db.atomic():
        transcripts = current_transcripts(db, settings)
        people = people_of(db, transcripts, settings)
        stored = list(codings(db, "codings"))
    wanted = settings.k_team if audience == TEAM else settings.k_outside
    merging = suggest_merging(people, settings.attributes, wanted)
    leave_out = left_out(merging, people, settings.attributes)
    known = {code.id for code in codebook.codes}
    applied = carry(transcripts, (coding for coding in stored if coding["code_id"] in known))
    rows = all_counts(transcripts, applied, codebook, attributes_of(transcripts, settings))
    rows["study"] = [{"people": people_in(transcripts), "transcripts": len(transcripts)}]
    rows["transcripts"] = [{"kind": one.kind} for one in transcripts]
    rule = rule_for(audience, settings)
    return Disclosure(
        audience=audience,
        participants=len(people),
        attributes=settings.attributes,
        uncounted=tuple(name for name in PUBLISHED if name not in settings.attributes) if audience == TEAM else (),
        without_bands=without_bands(settings),
        k=k_of(people, settings.attributes),
        wanted=wanted,
        alone=alone_in(people, settings.attributes),
        merging={name: bands for name, bands in merging.items() if name not in leave_out},
        leave_out=tuple(leave_out),
        rule=rule,
        tables=_tables(rows, rule, audience),
    )


def _tables(rows: dict[str, list[Row]], rule: Rule, audience: str) -> Tables:
    shown = suppressed(rows, rule)
    names = [table.name for table in tables_for(audience) if table.name in rows]
    cells = sum("people" in row and row.get("value") != UNTOLD for name in names for row in rows[name])
    visible = sum(row.get("people") is not None for name in names for row in shown[name])
    told = [row["id"] for row in shown["attributes"]]
    untold = tuple(str(row["id"]) for row in rows["attributes"] if row["id"] not in told)
    tried = check_tables(rows, shown, rule) if rule.min_cell > 1 else 0
    return Tables(cells, cells - visible, tried, untold)


def as_text(result: Disclosure) -> str:
    """Write the result as sentences that say what to do next."""
    lines = [
        f"For the {result.audience}: {result.participants} participants, told apart by {', '.join(result.attributes)}.",
        f"k is {result.k}, {'as wanted' if result.is_enough else 'too low'}: "
        f"at least {result.wanted} participants should be alike in all of these.",
    ]
    if result.uncounted:
        lines.append(f"  Not counted, though their database tells it: {', '.join(result.uncounted)}.")
    if result.without_bands:
        lines.append(
            f"  Counted as if it were told: {', '.join(result.without_bands)}. What has no bands in study.toml, "
            "[disclosure.merge], is not published."
        )
    for one in result.alone:
        ways = (" and ".join(f"{name} ({one.values[name] or 'not given'})" for name in by) for by in one.by)
        lines.append(f"  Alone: {one.label}, by {'; or by '.join(ways)}")
    if not result.is_enough:
        lines += _what_helps(result)
    rule, tables = result.rule, result.tables
    if rule.min_cell == 1:
        return "\n".join([*lines, f"Tables: {tables.cells} cells, none hidden (min_cell is 1)."])
    rounded = f", rounded to {rule.base}" if rule.base > 1 else ""
    cut = f", {rule.top} standing for all above" if rule.top else ""
    lines.append(
        f"Tables: {tables.hidden} of {tables.cells} cells hidden (fewer than {rule.min_cell} people, "
        f"and what would give these away){rounded}{cut}."
    )
    if tables.untold:
        lines.append(f"  Left out, as too few people are in their bands: {', '.join(tables.untold)}.")
    lines.append(f"  {tables.tried} small numbers were tried: none can be worked out from what is shown.")
    return "\n".join(lines)


def _what_helps(result: Disclosure) -> Sequence[str]:
    if not result.merging and not result.leave_out:
        return [f"  Merging values does not help: the study has fewer than {result.wanted} participants."]
    lines = [f"  What would bring k to {result.wanted} (names of bands are yours to choose), in study.toml:"]
    if result.leave_out:
        names = ", ".join(result.leave_out)
        lines.append(f"    leave out of [disclosure] attributes, and do not tell these readers: {names}")
    if result.merging:
        lines.append("    [disclosure.merge]")
    for name, bands in result.merging.items():
        its = ", ".join(f"{_quoted(band)} = [{', '.join(map(_quoted, values))}]" for band, values in bands.items())
        lines.append(f"    {name} = {{ {its} }}")
    return lines


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def as_values(result: Disclosure) -> dict[str, Any]:
    """Give the result as JSON takes it."""
    return {
        "audience": result.audience,
        "participants": result.participants,
        "attributes": list(result.attributes),
        "not_counted": list(result.uncounted),
        "k": result.k,
        "k_wanted": result.wanted,
        "alone": [{"participant": one.label, "by": [list(by) for by in one.by]} for one in result.alone],
        "merging": {name: {b: list(v) for b, v in bands.items()} for name, bands in result.merging.items()},
        "leave_out": list(result.leave_out),
        "min_cell": result.rule.min_cell,
        "rounded_to": result.rule.base,
        "top": result.rule.top,
        "cells": result.tables.cells,
        "cells_hidden": result.tables.hidden,
        "attributes_left_out": list(result.tables.untold),
        "hidden_numbers_tried": result.tables.tried,
    }
