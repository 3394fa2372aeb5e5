"""Compare coders: from codings on a line to figures, each with its interval and what it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.coding.agreement.line import Array, Axis, Line, axis_of, clusters_for, numbers_of
from pipeline.coding.agreement.measures import EVERYWHERE, FORMULAS, reason
from pipeline.coding.agreement.partition import Partition, coincidences, partition
from pipeline.coding.agreement.records import (
    ALL_CODES,
    CHARACTER,
    CODE,
    COUNTED,
    EVERYBODY,
    NOT_COUNTED,
    PLURALS,
    THEME,
    Figure,
    theme_of,
)
from pipeline.coding.agreement.resample import interval
from pipeline.coding.agreement.sweep import Cells, sweep
from pipeline.coding.agreement.tally import summed, tally
from pipeline.coding.agreement.unitizing import BAR_U_ALPHA, CU_ALPHA, U_ALPHA, unitizing_alphas

FEW = 10
"""Units: where fewer have a code, by whomever, a figure says little."""

_NOWHERE = "nowhere did two coders code the same text"
_NO_CHOICE = "what two coders coded is too little, or all of one kind, to tell"


@dataclass(frozen=True, slots=True)
class _Scope:
    """The groups of codes that figures are made of: their ids, and the group of each code by its number."""

    ids: tuple[str, ...]
    of_code: Array


class Comparison:
    """The coders of a line compared; what was swept once is kept for the next question."""

    def __init__(self, line: Line) -> None:
        self.line = line
        themes = tuple(dict.fromkeys(theme_of(code) for code in line.codes))
        self._scopes = {
            CODE: _Scope(line.codes, np.arange(len(line.codes))),
            THEME: _Scope(themes, np.array([themes.index(theme_of(code)) for code in line.codes], dtype=np.int64)),
            ALL_CODES: _Scope(("",), np.zeros(len(line.codes), dtype=np.int64)),
        }
        self._axes: dict[tuple[str, str], Axis] = {}
        self._cells: dict[tuple[str, str, str], Cells] = {}
        self._parts: dict[tuple[str, str, int], Partition] = {}

    def ratings(
        self, unit: str, scope: str, uncoded: str, measures: Sequence[str], coders: Sequence[str] = ()
    ) -> list[Figure]:
        """Measure agreement on whether a code (or any of a theme, or of all) applies to a unit, code by code.

        `uncoded` says whether units that none of the coders gave any code are COUNTED. Codes that none of them applied
        have no figure. Raises NothingToCompare.
        """
        chosen = numbers_of(self.line, coders)
        clusters = clusters_for(self.line, chosen)
        axis, whole = self._axis(unit, clusters), self._swept(unit, clusters, ALL_CODES)
        counts = tally(axis, self._swept(unit, clusters, scope), self.line.present, chosen)
        units = counts.units
        if uncoded == NOT_COUNTED:
            units = tally(axis, whole, self.line.present, chosen).any[:, 0]
        sums = summed(counts, units)
        n, rated = int(sums.units[0, 0]), float(sums.ratings[0, 0])
        having = counts.any.sum(axis=0)
        figures = []
        for measure in measures:
            values = FORMULAS[measure](sums)
            low, high = interval(values[1:], len(units))
            for group, id_ in enumerate(self._scopes[scope].ids):
                if not having[group]:
                    continue
                ones, value = float(sums.ones[0, group]), _known(values[0, group])
                why = reason(measure, n, ones, rated, bool(sums.coders)) if value is None else ""
                figure = Figure(
                    unit=unit,
                    scope=scope,
                    scope_id=id_,
                    coders=self._label(chosen),
                    uncoded=uncoded,
                    measure=measure,
                    value=value,
                    low=None if value is None else _known(low[group]),
                    high=None if value is None else _known(high[group]),
                    n=n,
                    prevalence=ones / rated if rated else None,
                    resampled=clusters,
                    note=why,
                )
                figures.append(_warned(figure, int(having[group])))
        return figures

    def unitizing(self, scope: str, coders: Sequence[str] = ()) -> list[Figure]:
        """Measure agreement on units of any length, in characters, the uncoded text counted except in cu-alpha.

        For a code it is u-alpha; for a theme and for all codes also |u-alpha and cu-alpha. Raises NothingToCompare.
        """
        chosen = numbers_of(self.line, coders)
        clusters = clusters_for(self.line, chosen)
        axis = self._axis(CHARACTER, clusters)
        return [
            figure
            for n, id_ in enumerate(self._scopes[scope].ids)
            for figure in self._unitized(axis, self._divided(clusters, scope, n), scope, id_, chosen, clusters)
        ]

    def _unitized(
        self, axis: Axis, parts: Partition, scope: str, id_: str, chosen: Array, clusters: str
    ) -> list[Figure]:
        met_units = coincidences(parts, axis, self.line.present, chosen)
        if not met_units.margins.nnz:
            return []
        found = unitizing_alphas(met_units)
        kinds = [(U_ALPHA, found.u_alpha, COUNTED, found.coded / found.length, EVERYWHERE)]
        if scope != CODE:
            met = found.met / found.length
            kinds.append((BAR_U_ALPHA, found.bar_u_alpha, COUNTED, found.coded / found.length, EVERYWHERE))
            kinds.append((CU_ALPHA, found.cu_alpha, NOT_COUNTED, met, _NO_CHOICE if met else _NOWHERE))
        figures = []
        for measure, values, uncoded, share, why in kinds:
            low, high = (_known(end[0]) for end in interval(values[1:, None], len(met_units.length)))
            value = _known(values[0])
            figures.append(
                Figure(
                    unit=CHARACTER,
                    scope=scope,
                    scope_id=id_,
                    coders=self._label(chosen),
                    uncoded=uncoded,
                    measure=measure,
                    value=value,
                    low=None if value is None else low,
                    high=None if value is None else high,
                    n=found.units,
                    prevalence=share,
                    resampled=clusters,
                    note=why if value is None else "",
                )
            )
        return figures

    def _axis(self, unit: str, clusters: str) -> Axis:
        if (unit, clusters) not in self._axes:
            self._axes[unit, clusters] = axis_of(self.line, unit, clusters)
        return self._axes[unit, clusters]

    def _swept(self, unit: str, clusters: str, scope: str) -> Cells:
        if (unit, clusters, scope) not in self._cells:
            axis, its = self._axis(unit, clusters), self._scopes[scope]
            self._cells[unit, clusters, scope] = sweep(
                axis, its.of_code[axis.code], len(its.ids), len(self.line.coders)
            )
        return self._cells[unit, clusters, scope]

    def _divided(self, clusters: str, scope: str, group: int) -> Partition:
        if (clusters, scope, group) not in self._parts:
            axis = self._axis(CHARACTER, clusters)
            these = self._scopes[scope].of_code[axis.code] == group
            self._parts[clusters, scope, group] = partition(
                axis.only(these), len(self.line.coders), len(self.line.codes)
            )
        return self._parts[clusters, scope, group]

    def _label(self, chosen: Array) -> str:
        if len(chosen) == len(self.line.coders):
            return EVERYBODY
        return ", ".join(self.line.coders[n] for n in chosen)


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _warned(figure: Figure, having: int) -> Figure:
    """Say of a figure that it stands on little, where fewer than FEW units have the code."""
    if figure.note or having >= FEW or figure.unit == CHARACTER:
        return figure
    units = PLURALS[figure.unit] if having != 1 else figure.unit
    return replace(figure, note=f"applied to {having} {units} only: this says little")
