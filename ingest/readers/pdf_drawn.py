"""What is drawn on a PDF's page beside text: lines, filled areas and pictures, in the order of drawing."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

# Of red, green and blue, each at least this much makes white.
WHITE = 245

_MOST_OBJECTS, _MOST_POINTS = 100_000, 4000
_DEEPEST = 6
_THIN = 3.0

_Matrix = tuple[float, float, float, float, float, float]
_AS_IT_IS: _Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, the origin at the bottom left of the page as it is read."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def area(self) -> float:
        """Return the area in square points."""
        return max(self.right - self.left, 0) * max(self.top - self.bottom, 0)

    def holds(self, x: float, y: float) -> bool:
        """Say whether a point lies inside."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top


@dataclass(slots=True)
class Drawn:
    """What is drawn on a page: `order` is each object's number by its address.

    `fills` are opaque areas and whether they are white, `images` pictures, both with their numbers; `rules` are lines.
    """

    order: dict[int, int] = field(default_factory=dict)
    fills: list[tuple[int, Box, bool]] = field(default_factory=list)
    images: list[tuple[int, Box]] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    objects: int = 0


def drawn_on(page: Any) -> Drawn:
    """Return what is drawn on a page, also by the forms on it."""
    drawn = Drawn()
    _collect(drawn, page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, _AS_IT_IS, 0)
    return drawn


def _collect(drawn: Drawn, parent: Any, count: Any, get: Any, outer: _Matrix, depth: int) -> None:
    """Note the objects of a page or of a form on it, in the order of drawing."""
    for n in range(count(parent)):
        drawn.objects += 1
        if drawn.objects > _MOST_OBJECTS:
            return
        one = get(parent, n)
        drawn.order[ctypes.cast(one, ctypes.c_void_p).value or 0] = drawn.objects
        kind = pdfium.FPDFPageObj_GetType(one)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = _times(_matrix(one), outer)
            _collect(drawn, one, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, inner, depth + 1)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            drawn.images.append((drawn.objects, _object_box(one, outer)))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            _path(drawn, one, outer)


def _path(drawn: Drawn, one: Any, outer: _Matrix) -> None:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(one, mode, stroke)
    box = _object_box(one, outer)
    wide, high = box.right - box.left, box.top - box.bottom
    if min(wide, high) <= _THIN < max(wide, high):
        drawn.rules.append(box)
    elif stroke.value:
        drawn.rules += _straight_lines(one, _times(_matrix(one), outer))
    elif mode.value:
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        pdfium.FPDFPageObj_GetFillColor(one, red, green, blue, alpha)
        few = pdfium.FPDFPath_CountSegments(one) <= 6
        if few and alpha.value >= 250 and not pdfium.FPDFPageObj_HasTransparency(one):
            white = min(red.value, green.value, blue.value) >= WHITE
            drawn.fills.append((drawn.objects, box, white))
        elif not few:
            drawn.rules += _straight_lines(one, _times(_matrix(one), outer))


def _straight_lines(path: Any, matrix: _Matrix) -> Iterator[Box]:
    """Give the lines across and down that a path is made of."""
    x, y = ctypes.c_float(), ctypes.c_float()
    before = first = (0.0, 0.0)
    for n in range(min(pdfium.FPDFPath_CountSegments(path), _MOST_POINTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, n)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = _placed(matrix, x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        ends = [(before, point)] if kind == pdfium.FPDF_SEGMENT_LINETO else []
        first = point if kind == pdfium.FPDF_SEGMENT_MOVETO else first
        if pdfium.FPDFPathSegment_GetClose(segment):
            ends.append((point, first))
        for (left, bottom), (right, top) in ends:
            box = Box(min(left, right), min(bottom, top), max(left, right), max(bottom, top))
            if min(box.right - box.left, box.top - box.bottom) < 1 < max(box.right - box.left, box.top - box.bottom):
                yield box
        before = point


def _object_box(one: Any, outer: _Matrix) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(one, *sides)
    left, bottom, right, top = (side.value for side in sides)
    if outer == _AS_IT_IS:
        return Box(left, bottom, right, top)
    corners = [_placed(outer, x, y) for x in (left, right) for y in (bottom, top)]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return Box(min(across), min(up), max(across), max(up))


def _matrix(one: Any) -> _Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(one, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(one: _Matrix, other: _Matrix) -> _Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _placed(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
