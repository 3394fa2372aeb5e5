"""Codes that meet as a network: codes on a circle in the codebook's order, joined where they meet.

Drawn as SVG at the server, with nothing but attributes. Its codes are links, so that it is a group and no picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, degrees, pi, sin

from markupsafe import Markup

from pipeline.workbench import addresses
from pipeline.workbench.crossing.pairs import Pair
from pipeline.workbench.facts import CodeFacts
from pipeline.workbench.numbers import some
from pipeline.workbench.words import say

MOST_EDGES = 80

# Units of the drawing, which are pixels.
_SLOT, _LEAST_RADIUS, _DOT, _GAP = 24, 110, 6, 6
_LETTER, _MARGIN = 7.8, 8  # a capital's width in the labels' size, and air around the whole
_WIDEST, _THINNEST = 9.0, 0.75
_BEND = 0.15  # how near to the middle a curve goes: 0 is through it


@dataclass(frozen=True, slots=True)
class _Node:
    code: CodeFacts
    label: str
    angle: float

    def at(self, radius: float) -> tuple[float, float]:
        return radius * cos(self.angle), radius * sin(self.angle)


def circle(codes: Sequence[CodeFacts], pairs: Sequence[Pair]) -> Markup:
    """Draw codes on a circle, joined by curves as wide as the number of people in whose words they meet."""
    nodes = tuple(_placed(codes, [code.tag for code in codes]))
    places = {node.code.id: node for node in nodes}
    radius = _radius(nodes)
    most = max(pair.people for pair in pairs)

    def curve(pair: Pair) -> str:
        (x1, y1), (x2, y2) = (places[code.id].at(radius) for code in (pair.one, pair.other))
        bend = _BEND * (x1 + x2) / 2, _BEND * (y1 + y2) / 2
        return f"M{_unit(x1)} {_unit(y1)}Q{_unit(bend[0])} {_unit(bend[1])} {_unit(x2)} {_unit(y2)}"

    # The strongest come last, on top of the others.
    edges = [_edge(pair, curve(pair), most) for pair in reversed(pairs)]
    text = say(
        "{codes} on a circle, in the order of the codebook, joined where they meet.", codes=some(len(codes), "code")
    )
    return _drawing(nodes, radius, edges, text)


def star(middle: CodeFacts, codes: Sequence[CodeFacts], pairs: Sequence[Pair]) -> Markup:
    """Draw one code in the middle, and around it those that it meets, each with the number of people."""
    people = {pair.ends(middle.id)[1].id: pair.people for pair in pairs}
    around = [code for code in codes if code.id in people]
    nodes = tuple(_placed(around, [f"{code.tag} {people[code.id]:,}" for code in around]))
    places = {node.code.id: node for node in nodes}
    radius = _radius(nodes)
    most = max(people.values())
    edges = []
    for pair in reversed(pairs):
        x, y = places[pair.ends(middle.id)[1].id].at(radius)
        edges.append(_edge(pair, f"M0 0L{_unit(x)} {_unit(y)}", most))
    label = _link(
        middle,
        Markup(
            '<circle class="ground" r="30"/><circle r="{}" fill="{}"/><text y="22" text-anchor="middle">{}</text>'
        ).format(_DOT + 2, middle.colour, middle.tag),
    )
    text = say("{code} in the middle, and around it the codes that it meets, with how many people.", code=middle.name)
    return _drawing(nodes, radius, [*edges, label], text)


def _placed(codes: Sequence[CodeFacts], labels: Sequence[str]) -> Iterator[_Node]:
    """Spread codes over a circle from the top, with a free place between themes."""
    breaks = [0, *(int(one.theme_id != next_one.theme_id) for one, next_one in pairwise(codes))]
    slots = len(codes) + sum(breaks) + 1
    slot = 0
    for code, label, is_break in zip(codes, labels, breaks, strict=True):
        slot += is_break
        yield _Node(code, label, 2 * pi * (slot + 0.5) / slots - pi / 2)
        slot += 1


def _radius(nodes: Sequence[_Node]) -> float:
    """Make the circle so large that labels have room."""
    themes = {node.code.theme_id for node in nodes}
    return max(_LEAST_RADIUS, (len(nodes) + len(themes)) * _SLOT / (2 * pi))


def _drawing(nodes: Sequence[_Node], radius: float, inside: Sequence[Markup], text: str) -> Markup:
    half = radius + _DOT + _GAP + _LETTER * max(len(node.label) for node in nodes) + _MARGIN
    return Markup(
        '<svg class="network" width="{0}" height="{0}" viewBox="{1} {1} {0} {0}" role="group" '
        'aria-labelledby="network-title network-text"><title id="network-title">{2}</title>'
        '<desc id="network-text">{3}</desc>{4}{5}</svg>'
    ).format(
        _unit(2 * half),
        _unit(-half),
        say("A network of codes that meet"),
        text,
        Markup("").join(inside),
        Markup("").join(_node(node, radius) for node in nodes),
    )


def _edge(pair: Pair, path: str, most: int) -> Markup:
    width = max(_THINNEST, _WIDEST * pair.people / most)
    return Markup('<path class="edge" d="{}" stroke-width="{}"><title>{}</title></path>').format(
        path, _unit(width), said(pair)
    )


def said(pair: Pair) -> str:
    """Say how two codes meet, such as "CAR-SYS and EXC-TAN: four people, nine times"."""
    return say(
        "{one} and {other}: {people}, {times}",
        one=pair.one.tag,
        other=pair.other.tag,
        people=some(pair.people, "person", "people"),
        times=some(pair.times, "time"),
    )


def _node(node: _Node, radius: float) -> Markup:
    """Draw a code's dot and its label, which runs outwards and is never upside down."""
    x, y = node.at(radius)
    turned = cos(node.angle) < -1e-9
    label = Markup('<text transform="rotate({})" x="{}" y="4" text-anchor="{}">{}</text>').format(
        _unit(degrees(node.angle) + (180 if turned else 0)),
        _unit((-1 if turned else 1) * (radius + _DOT + _GAP)),
        "end" if turned else "start",
        node.label,
    )
    dot = Markup('<circle cx="{}" cy="{}" r="{}" fill="{}"/>').format(_unit(x), _unit(y), _DOT, node.code.colour)
    return _link(node.code, dot + label)


def _link(code: CodeFacts, inside: Markup) -> Markup:
    return Markup('<a href="{}"><title>{}</title>{}</a>').format(addresses.of_code(code.id), code.name, inside)


def _unit(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
