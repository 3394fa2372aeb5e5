"""Which values to merge so that nobody is alone: a suggestion, step by step, never applied by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pipeline.audit.attributes import Person
from pipeline.publish.bands import place_in_order

Bands = dict[str, dict[str, tuple[str, ...]]]

_WHOLE = "kind"  # of an interview: told as it is or not at all


def suggest_merging(people: Sequence[Person], attributes: Sequence[str], k: int) -> Bands:
    """Suggest bands of values, by attribute, under which at least `k` participants are alike in everything.

    Each step merges the two values that leave the fewest people in too small a company. Values in order (numbers,
    seasons) are merged with their neighbours only. The first attribute, the most important one, is left alone as long
    as another can be merged. Empty where nothing needs merging, or no merging helps.
    """
    merged: dict[str, dict[str, tuple[str, ...]]] = {
        name: {value: (value,) for value in {one.values[n] for one in people}} for n, name in enumerate(attributes)
    }
    rows = [one.values for one in people]
    while _short(rows, k):
        steps = list(_steps(merged, attributes))
        if not steps:
            return {}
        first, name, one, other = min(
            steps, key=lambda step: (step[0], _short(_after(rows, attributes, step), k), step)
        )
        rows = _after(rows, attributes, (first, name, one, other))
        bands = merged[name]
        values = bands.pop(one) + bands.pop(other)
        bands[_band_name(one, other)] = values
    return {name: bands for name, its in merged.items() if (bands := {b: v for b, v in its.items() if len(v) > 1})}


def left_out(bands: Bands, people: Sequence[Person], attributes: Sequence[str]) -> list[str]:
    """Name the attributes that a suggestion leaves with one band, or that are told whole or not at all."""
    return [
        name
        for n, name in enumerate(attributes)
        for values in bands.get(name, {}).values()
        if name == _WHOLE or set(values) == {one.values[n] for one in people}
    ]


Step = tuple[bool, str, str, str]


def _steps(merged: Mapping[str, Mapping[str, tuple[str, ...]]], attributes: Sequence[str]) -> Iterator[Step]:
    """Yield the merges that are possible: (whether it is the first attribute, attribute, two values)."""
    for n, name in enumerate(attributes):
        values = sorted(merged[name])
        places = {value: place_in_order(merged[name][value][0]) for value in values}
        if all(place is not None for place in places.values()):
            inorder = sorted(values, key=lambda value: str(places[value]))
            yield from ((n == 0, name, one, other) for one, other in zip(inorder, inorder[1:], strict=False))
        else:
            yield from ((n == 0, name, one, other) for i, one in enumerate(values) for other in values[i + 1 :])


def _band_name(one: str, other: str) -> str:
    return f"{one or 'not given'} / {other or 'not given'}"


def _after(rows: Sequence[tuple[str, ...]], attributes: Sequence[str], step: Step) -> list[tuple[str, ...]]:
    _, name, one, other = step
    n, band = list(attributes).index(name), _band_name(one, other)
    return [(*row[:n], band, *row[n + 1 :]) if row[n] in (one, other) else row for row in rows]


def _short(rows: Sequence[tuple[str, ...]], k: int) -> int:
    """Count by how many people companies of fewer than `k` fall short, over all of them."""
    return sum(k - size for size in Counter(rows).values() if size < k)
