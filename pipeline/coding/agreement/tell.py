"""Tell of agreement in words and columns, for people."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pipeline.coding.agreement.measures import ALPHA, COHEN, FLEISS, PERCENT
from pipeline.coding.agreement.records import ALL_CODES, CODE, COUNTED, NOT_COUNTED, PLURALS, THEME, Basis, Figure
from pipeline.coding.agreement.report import Report
from pipeline.coding.agreement.scale import STANDINGS, standing_of
from pipeline.coding.agreement.unitizing import BAR_U_ALPHA, CU_ALPHA, U_ALPHA

_NO_NUMBER = "–"
_MEANING = (
    "What the numbers mean: alpha is 1 where the coders agree everywhere and 0 where they agree no more than chance "
    "would have them. By Krippendorff's convention, conclusions may rest on .8 and more, tentative ones on .667 and "
    "more; below that the code, its definition or the coding needs another look. Percent takes no account of chance."
)
_UNITIZING = (
    "Passages of any length, in characters: u-alpha asks whether the same stretches have the same codes; |u-alpha only "
    "whether the same stretches are coded; cu-alpha whether what both coded has the same codes."
)


def told(report: Report) -> str:
    """Tell a report as text: what it stands on, a table for each way with uncoded text, what it means."""
    lines = [f"Agreement by {report.unit}, {report.published}", *_standing_on(report.basis), ""]
    for uncoded in (COUNTED, NOT_COUNTED):
        lines += [*_table(report, uncoded), ""]
    lines += [*_unitizing(report), _MEANING, *_little(report)]
    return "\n".join(lines)


def _standing_on(basis: Basis) -> Iterator[str]:
    yield (
        f"{_some(basis.shared, 'transcript')} coded by two or more of {', '.join(basis.coders)}, with "
        f"{_some(basis.compared, 'coding')} of what participants say."
    )
    outside = []
    if basis.single:
        outside.append(f"{_some(basis.single, 'transcript')} of one coder ({_some(basis.alone, 'coding')})")
    if basis.untouched:
        outside.append(f"{_some(basis.untouched, 'transcript')} that nobody coded")
    if basis.asked:
        outside.append(f"{_some(basis.asked, 'coding')} of what interviewers say")
    if outside:
        yield f"Not in these figures: {'; '.join(outside)}."


def _table(report: Report, uncoded: str) -> Iterator[str]:
    by_row = _by_row(report, uncoded, (PERCENT, COHEN, FLEISS, ALPHA, U_ALPHA))
    if not by_row:
        return
    n = next(iter(by_row.values()))[PERCENT].n
    units = report.unit if n == 1 else PLURALS[report.unit]
    what = "all that participants say" if uncoded == COUNTED else "only what one of the coders gave some code"
    yield f"Uncoded text: {uncoded} ({what}: n = {n} {units})"
    rows: list[tuple[str, ...]] = [("", "prevalence", "percent", "kappa", "alpha", "95 % interval", "u-alpha", "")]
    for (scope, id_), figures in by_row.items():
        label = "all codes (any)" if scope == ALL_CODES else f"{id_} (any of it)" if scope == THEME else id_
        percent, alpha = figures[PERCENT], figures.get(ALPHA)
        kappa, unitized = figures.get(COHEN) or figures.get(FLEISS), figures.get(U_ALPHA)
        numbers = (_number(percent), _number(kappa), _number(alpha), _interval(alpha), _number(unitized))
        rows.append((label, f"{percent.prevalence or 0:.3f}", *numbers, _standing(alpha or percent)))
    yield from _columns(rows)


def _unitizing(report: Report) -> Iterator[str]:
    by_row = {key: its for key, its in _by_row(report, COUNTED, (U_ALPHA, BAR_U_ALPHA)).items() if key[0] != CODE}
    for key, its in _by_row(report, NOT_COUNTED, (CU_ALPHA,)).items():
        by_row[key].update(its)
    if not by_row:
        return
    yield _UNITIZING
    rows: list[tuple[str, ...]] = [("", U_ALPHA, "", BAR_U_ALPHA, "", CU_ALPHA, "")]
    for (scope, id_), figures in by_row.items():
        cells = [cell for name in (U_ALPHA, BAR_U_ALPHA, CU_ALPHA) for cell in _with_interval(figures.get(name))]
        rows.append(("all codes" if scope == ALL_CODES else id_, *cells))
    yield from _columns(rows)
    yield ""


def _by_row(report: Report, uncoded: str, measures: Collection[str]) -> dict[tuple[str, str], dict[str, Figure]]:
    by_row: dict[tuple[str, str], dict[str, Figure]] = {}
    for figure in report.figures:
        if figure.uncoded == uncoded and figure.measure in measures:
            by_row.setdefault((figure.scope, figure.scope_id), {})[figure.measure] = figure
    return by_row


def _standing(figure: Figure) -> str:
    """Say what a figure allows, or why it says little; "not surely" where its interval reaches lower."""
    if figure.note or figure.measure != ALPHA:
        return figure.note
    standing = standing_of(figure.value)
    surely = figure.low is not None and standing_of(figure.low) == standing
    return standing if surely or standing == STANDINGS[-1] else f"{standing}, not surely"


def _little(report: Report) -> Iterator[str]:
    few = [one for one in report.figures if one.measure == ALPHA and one.uncoded == COUNTED and one.note]
    if few:
        yield "Too little to say anything: " + "; ".join(f"{one.scope_id or 'all codes'} ({one.note})" for one in few)


def _with_interval(figure: Figure | None) -> tuple[str, str]:
    return _number(figure), _interval(figure)


def _number(figure: Figure | None) -> str:
    return _NO_NUMBER if figure is None or figure.value is None else f"{figure.value:.3f}"


def _interval(figure: Figure | None) -> str:
    return "" if figure is None or figure.low is None else f"[{figure.low:.3f}, {figure.high:.3f}]"


def _columns(rows: list[tuple[str, ...]]) -> Iterable[str]:
    """Yield rows with their cells under one another; a column that holds nothing but its heading is left out."""
    kept = [n for n in range(len(rows[0])) if any(row[n] not in ("", _NO_NUMBER) for row in rows[1:])]
    widths = {n: max(len(row[n]) for row in rows) for n in kept}
    for row in rows:
        cells = (row[n].ljust(widths[n]) if n in (0, len(row) - 1) else row[n].rjust(widths[n]) for n in kept)
        yield f"  {'  '.join(cells)}".rstrip()


def _some(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"
