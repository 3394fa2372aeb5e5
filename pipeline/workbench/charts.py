"""Charts as SVG, drawn here at the server: they need no script, take the page's colours, and print.

Each says in words what it shows, for those who do not see it; the same numbers belong in a table beneath.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from pipeline.coding.agreement.scale import RELIABLE, TENTATIVE
from pipeline.workbench.numbers import some
from pipeline.workbench.words import say, to_be_said

# Units of the drawing, which are pixels on a phone.
_WIDTH, _HEIGHT = 360, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 30, 8, 12, 34
_MOST_NUMBERS, _MOST_DOTS = 12, 30

_LEGEND = to_be_said("interviews in order; bars: new codes, line: codes so far")

_SCALE_WIDTH, _SCALE_HEIGHT, _EDGE = 140, 22, 6


def saturation_chart(rows: Sequence[Mapping[str, Any]]) -> Markup:
    """Draw the new codes of each interview as bars and the codes so far as a line; `rows` are of table `saturation`.

    Empty where there are no rows.
    """
    if not rows:
        return Markup()
    top = max(1, rows[-1]["codes_so_far"])
    step = (_WIDTH - _LEFT - _RIGHT) / len(rows)
    bars, points, numbers = [], [], []
    every = -(-len(rows) // _MOST_NUMBERS)
    for n, row in enumerate(rows):
        middle = _LEFT + step * (n + 0.5)
        height = _height(row["new_codes"], top)
        points.append((middle, _HEIGHT - _BOTTOM - _height(row["codes_so_far"], top)))
        bars.append(
            Markup('<g><title>{}</title><rect class="new" x="{}" y="{}" width="{}" height="{}"/></g>').format(
                _said_of(row),
                _unit(middle - step * 0.3),
                _unit(_HEIGHT - _BOTTOM - height),
                _unit(step * 0.6),
                _unit(height),
            )
        )
        if n % every == 0:
            numbers.append(_text(middle, _HEIGHT - _BOTTOM + 14, row["position"], "middle"))
    line = Markup('<polyline class="so-far" points="{}"/>').format(
        " ".join(f"{_unit(x)},{_unit(y)}" for x, y in points)
    )
    dotted = points if len(points) <= _MOST_DOTS else points[-1:]
    dots = [Markup('<circle class="so-far" cx="{}" cy="{}" r="2.5"/>').format(_unit(x), _unit(y)) for x, y in dotted]
    return Markup(
        '<svg class="chart saturation" viewBox="0 0 {} {}" role="img" aria-labelledby="saturation-title '
        'saturation-text"><title id="saturation-title">{}</title><desc id="saturation-text">{}</desc>'
        "{}{}{}{}{}{}</svg>"
    ).format(
        _WIDTH,
        _HEIGHT,
        say("New codes by interview"),
        _described(rows),
        _axis(top),
        _joined(bars),
        line,
        _joined(dots),
        _joined(numbers),
        _text(_LEFT + (_WIDTH - _LEFT - _RIGHT) / 2, _HEIGHT - 4, say(_LEGEND), "middle"),
    )


def interval_chart(value: float | None, low: float | None = None, high: float | None = None) -> Markup:
    """Draw a coefficient such as alpha, with its interval, on a scale from 0 to 1 that marks .667 and .8.

    What lies below 0 is drawn at the edge, with an arrow; the words say where it is.
    """
    marks = [
        Markup('<line class="limit" x1="{0}" x2="{0}" y1="3" y2="{1}"/>').format(_at(mark), _SCALE_HEIGHT - 3)
        for mark in (TENTATIVE, RELIABLE)
    ]
    middle = _SCALE_HEIGHT / 2
    drawn = [Markup('<line class="scale" x1="{}" x2="{}" y1="{y}" y2="{y}"/>').format(_at(0), _at(1), y=middle)]
    if low is not None and high is not None:
        drawn.append(
            Markup('<line class="interval" x1="{}" x2="{}" y1="{y}" y2="{y}"/>').format(_at(low), _at(high), y=middle)
        )
    if value is not None:
        drawn.append(Markup('<circle class="value" cx="{}" cy="{}" r="4"/>').format(_at(value), middle))
    if any(number is not None and number < 0 for number in (value, low)):
        drawn.append(
            Markup('<polyline class="below" points="{0},{2} {1},{3} {0},{4}"/>').format(
                _unit(_EDGE), _unit(1.0), middle - 4, middle, middle + 4
            )
        )
    return Markup(
        '<svg class="chart interval" viewBox="0 0 {} {}" width="{}" height="{}" role="img"><title>{}</title>{}{}</svg>'
    ).format(
        _SCALE_WIDTH,
        _SCALE_HEIGHT,
        _SCALE_WIDTH,
        _SCALE_HEIGHT,
        _interval_in_words(value, low, high),
        _joined(marks),
        _joined(drawn),
    )


def _axis(top: int) -> Markup:
    """Draw the lines for none, half and all, where half is a whole number."""
    levels = [0, top // 2, top] if top % 2 == 0 else [0, top]
    lines = []
    for level in levels:
        y = _HEIGHT - _BOTTOM - _height(level, top)
        lines.append(
            Markup('<line class="rule" x1="{}" x2="{}" y1="{y}" y2="{y}"/>').format(_LEFT, _WIDTH - _RIGHT, y=_unit(y))
        )
        lines.append(_text(_LEFT - 5, y + 4, level, "end"))
    return _joined(lines)


def _described(rows: Sequence[Mapping[str, Any]]) -> str:
    last = rows[-1]
    later = [row for row in rows if row["new_codes"]][-1:]
    parts = [
        say(
            "Bars: how many codes were new in each of {interviews}. Line: how many there were so far, {codes} at the "
            "end.",
            interviews=some(len(rows), "coded interview"),
            codes=some(last["codes_so_far"], "code"),
        )
    ]
    parts += [say("The last new code came with interview {number}.", number=one["position"]) for one in later]
    return " ".join(parts)


def _said_of(row: Mapping[str, Any]) -> str:
    return say(
        "Interview {number}, {transcript}: {new}, {codes} so far",
        number=row["position"],
        transcript=row["transcript_id"],
        new=some(row["new_codes"], "new code"),
        codes=some(row["codes_so_far"], "code"),
    )


def _interval_in_words(value: float | None, low: float | None, high: float | None) -> str:
    if value is None:
        return say("It cannot be computed")
    number = f"{value:z.2f}"
    if low is not None and high is not None:
        number = say("{number}, interval {low} to {high}", number=number, low=f"{low:z.2f}", high=f"{high:z.2f}")
    if value >= RELIABLE:
        return say("{number}; at least .8", number=number)
    if value >= TENTATIVE:
        return say("{number}; at least .667", number=number)
    return say("{number}; below .667", number=number)


def _height(count: int, top: int) -> float:
    return (_HEIGHT - _TOP - _BOTTOM) * count / top


def _at(value: float) -> str:
    return _unit(_EDGE + (_SCALE_WIDTH - 2 * _EDGE) * min(1.0, max(0.0, value)))


def _text(x: float, y: float, words: object, anchor: str) -> Markup:
    return Markup('<text x="{}" y="{}" text-anchor="{}">{}</text>').format(_unit(x), _unit(y), anchor, words)


def _unit(number: float) -> str:
    return f"{number:.1f}".rstrip("0").rstrip(".")


def _joined(parts: Sequence[Markup]) -> Markup:
    return Markup("").join(parts)
