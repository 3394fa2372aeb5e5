"""A portrait of an interview: where in it each theme comes up, from start to end, and the same in numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from pipeline.workbench.facts import ThemeFacts
from pipeline.workbench.numbers import some
from pipeline.workbench.reader.drawn import Given, Reading
from pipeline.workbench.words import say

TENTHS = 10
ROW, _WIDTH, _TICK = 24, 1000, 14
"""Heights in pixels; the width is in thousandths of the interview, however wide that is drawn."""
_CELLS = 20


@dataclass(frozen=True, slots=True)
class Presence:
    """A theme in a transcript: its place in the codebook from 1, its passages in each tenth, and where to read them.

    `tenths` are (how many passages, the first one's turn); `at` are the passages' beginnings in thousandths, each with
    its turn.
    """

    theme: ThemeFacts
    number: int
    tenths: tuple[tuple[int, int], ...]
    at: tuple[tuple[float, int], ...]

    @property
    def passages(self) -> int:
        """Count its passages; two coders on the same words are one."""
        return len(self.at)


def presences(reading: Reading, themes: Sequence[ThemeFacts]) -> tuple[Presence, ...]:
    """List the themes that a transcript has passages of, in the codebook's order."""
    begins, length = {}, 0
    for one in reading.turns:
        begins[one.turn.n] = length
        length += len(one.turn.text)
    by_theme: dict[int, list[Given]] = {}
    for given in reading.given:
        by_theme.setdefault(given.code.theme, []).append(given)
    found = []
    for number, theme in enumerate(themes, start=1):
        at = [((begins[one.turn] + one.start) * _WIDTH / max(1, length), one.turn) for one in by_theme.get(number, ())]
        if at:
            found.append(Presence(theme, number, _tenths(at), tuple(at)))
    return tuple(found)


def portrait(found: Sequence[Presence], name: str) -> Markup:
    """Draw a row for each theme with a tick where a passage begins; `name` is the transcript's.

    Beneath the pointer the drawing leads to the turns; for others the same links are in the table.
    """
    if not found:
        return Markup()
    height = ROW * len(found)
    ticks, ways = [], []
    for row, one in enumerate(found):
        top = ROW * row
        ticks.append(
            Markup('<path class="base" d="M0 {y}H{w}"/><path stroke="{c}" d="{d}"/>').format(
                y=top + ROW / 2, w=_WIDTH, c=one.theme.colour, d=_ticks(one.at, top + (ROW - _TICK) / 2)
            )
        )
        ways += [
            Markup('<a href="#turn-{}" tabindex="-1"><path d="M{} {}h{}v{}h-{}z"/></a>').format(
                turn, cell * _WIDTH // _CELLS, top, _WIDTH // _CELLS, ROW, _WIDTH // _CELLS
            )
            for cell, turn in _firsts(one.at)
        ]
    about = Markup('viewBox="0 0 {} {}" height="{}" preserveAspectRatio="none"').format(_WIDTH, height, height)
    return Markup(
        '<svg class="ticks" {about} role="img" aria-labelledby="portrait-title portrait-text">'
        '<title id="portrait-title">{title}</title><desc id="portrait-text">{text}</desc>{ticks}</svg>'
        '<svg class="ways" {about} aria-hidden="true">{ways}</svg>'
    ).format(
        about=about,
        title=say("{transcript} from start to end: where each theme comes up", transcript=name),
        text=_described(found),
        ticks=Markup().join(ticks),
        ways=Markup().join(ways),
    )


def _ticks(at: Iterable[tuple[float, int]], top: float) -> str:
    """Write the ticks as one path, those apart that would fall together."""
    return "".join(f"M{place} {top:g}v{_TICK}" for place in dict.fromkeys(round(where) for where, _ in at))


def _firsts(at: Iterable[tuple[float, int]]) -> list[tuple[int, int]]:
    """Give each twentieth in which a passage begins with the turn of its first."""
    firsts: dict[int, int] = {}
    for where, turn in at:
        firsts.setdefault(min(_CELLS - 1, int(where * _CELLS / _WIDTH)), turn)
    return list(firsts.items())


def _tenths(at: Iterable[tuple[float, int]]) -> tuple[tuple[int, int], ...]:
    tenths = [(0, 0)] * TENTHS
    for where, turn in at:
        tenth = min(TENTHS - 1, int(where * TENTHS / _WIDTH))
        count, first = tenths[tenth]
        tenths[tenth] = (count + 1, first or turn)
    return tuple(tenths)


def _described(found: Sequence[Presence]) -> str:
    parts = [
        say("{theme}: {passages}", theme=one.theme.called, passages=some(one.passages, "passage")) for one in found
    ]
    return ". ".join(parts) + "."
