"""The pages of a PDF as characters with their boxes, ruled lines and pictures: all that is drawn, seen or not."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from ingest.errors import ProtectedFile, TooLarge, UnreadableFile
from ingest.readers.pdf_drawn import WHITE, Box, Drawn, drawn_on

KIND = "a PDF document"
ADVICE = "save it again as PDF from the program it came from, or as .docx"

_MOST_BYTES = 512 * 2**20
_MOST_PAGES = 3000
_MOST_CHARACTERS, _MOST_ON_A_PAGE = 5_000_000, 200_000
_WIDEST = 20_000

_TINY = 2.0
_SCANNED = 0.4
_LINE_END_HYPHEN = 2
_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi")
_ITALIC_NAMES = ("italic", "oblique")
_INVISIBLE_MODES = (3, 7)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character on a page: where it begins and ends, its baseline, and how it looks."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """What one page shows. `hidden` is text that nobody sees, `askew` text that runs another way than the rest."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...] = ()
    rules: tuple[Box, ...] = ()
    pictures: int = 0
    hidden: str = ""
    askew: str = ""


@dataclass(frozen=True, slots=True)
class _Look:
    size: float
    bold: bool
    italic: bool
    invisible: bool
    white: bool
    order: int
    quarter: int


def read_pages(content: bytes) -> Iterator[Page]:
    """Give the pages of a PDF in order. Raises ProtectedFile, UnreadableFile, TooLarge."""
    if len(content) > _MOST_BYTES:
        raise TooLarge
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
    if not document:
        if pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise ProtectedFile
        raise UnreadableFile(kind=KIND, advice=ADVICE)
    try:
        yield from _pages(document)
    finally:
        pdfium.FPDF_CloseDocument(document)


def _pages(document: Any) -> Iterator[Page]:
    count = pdfium.FPDF_GetPageCount(document)
    if count < 1:
        raise UnreadableFile(kind=KIND, advice=ADVICE)
    if count > _MOST_PAGES:
        raise TooLarge
    characters = loaded = 0
    for number in range(count):
        page = pdfium.FPDF_LoadPage(document, number)
        if not page:
            continue
        loaded += 1
        text = pdfium.FPDFText_LoadPage(page)
        try:
            on_page = pdfium.FPDFText_CountChars(text) if text else 0
            characters += max(on_page, 0)
            if on_page > _MOST_ON_A_PAGE or characters > _MOST_CHARACTERS:
                raise TooLarge
            yield _page(number + 1, page, text, on_page)
        finally:
            if text:
                pdfium.FPDFText_ClosePage(text)
            pdfium.FPDF_ClosePage(page)
    if not loaded:
        raise UnreadableFile(kind=KIND, advice=ADVICE)


def _page(number: int, page: Any, text: Any, count: int) -> Page:
    whole = _bounds(page)
    if max(whole.right - whole.left, whole.top - whole.bottom) > _WIDEST:
        raise TooLarge
    drawn = drawn_on(page)
    scanned = sum(box.area for _, box in drawn.images) >= _SCANNED * whole.area
    walk = _Text(text, drawn, whole, scanned)
    walk.read(count)
    turns = pdfium.FPDFPage_GetRotation(page)
    counted = Counter(quarter for quarter, _ in walk.glyphs if quarter >= 0)
    main = counted.most_common(1)[0][0] if counted else -turns % 4
    kept = tuple(_turned(glyph, main, whole) for quarter, glyph in walk.glyphs if quarter == main)
    across, up = whole.right - whole.left, whole.top - whole.bottom
    askew = "".join(glyph.text for quarter, glyph in walk.glyphs if quarter != main)
    return Page(
        number,
        up if main % 2 else across,
        across if main % 2 else up,
        kept,
        tuple(_turned_box(box, main, whole) for box in drawn.rules),
        len(drawn.images),
        " ".join("".join(walk.hidden).split()),
        " ".join(askew.split()),
    )


def _bounds(page: Any) -> Box:
    rectangle = pdfium.FS_RECTF()
    if pdfium.FPDF_GetPageBoundingBox(page, rectangle):
        return Box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
    return Box(0, 0, pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page))


class _Text:
    """Reads the characters of a page; `glyphs` fills with the quarter turn that each is written at, -1 where askew."""

    def __init__(self, text: Any, drawn: Drawn, whole: Box, scanned: bool) -> None:
        self._text, self._drawn, self._whole, self._scanned = text, drawn, whole, scanned
        self._looks: dict[int, _Look] = {}
        self.glyphs: list[tuple[int, Glyph]] = []
        self.hidden: list[str] = []

    def read(self, count: int) -> None:
        """Read all characters in the order in which they are drawn."""
        box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        unseen, high = False, 0
        for n in range(count):
            code = pdfium.FPDFText_GetUnicode(self._text, n)
            drawn = pdfium.FPDFText_GetTextObject(self._text, n)
            if not drawn:
                if unseen:
                    self.hidden.append(" ")
                continue
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
                high = 0
            key = ctypes.cast(drawn, ctypes.c_void_p).value or 0
            look = self._looks.get(key) or self._look(n, drawn, key)
            pdfium.FPDFText_GetLooseCharBox(self._text, n, box)
            pdfium.FPDFText_GetCharOrigin(self._text, n, x, y)
            middle = (box.left + box.right) / 2, (box.bottom + box.top) / 2
            character = _character(code)
            unseen = self._unseen(look, *middle)
            if unseen:
                self.hidden.append(character)
                continue
            if look.quarter in (1, 3):
                left, right, base = box.bottom, box.top, x.value
            else:
                left, right, base = box.left, box.right, y.value
            self.glyphs.append((look.quarter, Glyph(character, left, right, base, look.size, look.bold, look.italic)))

    def _look(self, n: int, drawn: Any, key: int) -> _Look:
        matrix, flags, name = pdfium.FS_MATRIX(), ctypes.c_int(), ctypes.create_string_buffer(128)
        pdfium.FPDFText_GetMatrix(self._text, n, matrix)
        pdfium.FPDFText_GetFontInfo(self._text, n, name, 128, flags)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(drawn)
        font = name.value.decode("latin-1").casefold()
        weight = pdfium.FPDFText_GetFontWeight(self._text, n)
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        coloured = pdfium.FPDFText_GetFillColor(self._text, n, red, green, blue, alpha)
        slanted = abs(matrix.c) > 0.15 * abs(matrix.d) > 0 and abs(matrix.b) < 0.01 * abs(matrix.a)
        look = _Look(
            size=abs(pdfium.FPDFText_GetFontSize(self._text, n)) * math.hypot(matrix.c, matrix.d),
            bold=any(one in font for one in _BOLD_NAMES) or weight >= 600 or mode == 2,
            italic=any(one in font for one in _ITALIC_NAMES) or slanted,
            invisible=mode in _INVISIBLE_MODES or (bool(coloured) and alpha.value == 0),
            white=bool(coloured) and mode == 0 and min(red.value, green.value, blue.value) >= WHITE,
            order=self._drawn.order.get(key, 0),
            quarter=_quarter(matrix.a, matrix.b),
        )
        self._looks[key] = look
        return look

    def _unseen(self, look: _Look, x: float, y: float) -> bool:
        if look.size < _TINY or not self._whole.holds(x, y):
            return True
        if look.invisible:
            return not self._scanned
        before = [white for order, box, white in self._drawn.fills if order < look.order and box.holds(x, y)]
        if look.white:
            behind = before and not before[-1]
            return not behind and not any(box.holds(x, y) for order, box in self._drawn.images if order < look.order)
        if any(order > look.order and box.holds(x, y) for order, box, _ in self._drawn.fills):
            return True
        return not self._scanned and any(order > look.order and box.holds(x, y) for order, box in self._drawn.images)


def _character(code: int) -> str:
    if code == _LINE_END_HYPHEN:
        return "-"
    if 0xF020 <= code <= 0xF0FF:
        return "•" if code in (0xF0B7, 0xF0A7, 0xF0D8, 0xF0FC) else chr(code - 0xF000)
    return chr(code) if 0 < code < 0x110000 and not 0xFFFE <= code <= 0xFFFF else "\ufffd"


def _quarter(a: float, b: float) -> int:
    """Return by how many quarter turns text runs, against the clock; -1 where it runs aslant."""
    if max(abs(a), abs(b)) == 0:
        return 0
    if abs(b) <= 0.1 * abs(a):
        return 0 if a > 0 else 2
    if abs(a) <= 0.1 * abs(b):
        return 1 if b > 0 else 3
    return -1


def _turned(glyph: Glyph, quarter: int, whole: Box) -> Glyph:
    """Place a glyph on the page as it is read: upright, the origin at the bottom left."""
    left, right, base = glyph.left, glyph.right, glyph.base
    if quarter == 0:
        left, right, base = left - whole.left, right - whole.left, base - whole.bottom
    elif quarter == 1:
        left, right, base = left - whole.bottom, right - whole.bottom, whole.right - base
    elif quarter == 2:
        left, right, base = whole.right - right, whole.right - left, whole.top - base
    else:
        left, right, base = whole.top - right, whole.top - left, base - whole.left
    return Glyph(glyph.text, left, right, base, glyph.size, glyph.bold, glyph.italic)


def _turned_box(box: Box, quarter: int, whole: Box) -> Box:
    if quarter == 1:
        return Box(box.bottom - whole.bottom, whole.right - box.right, box.top - whole.bottom, whole.right - box.left)
    if quarter == 2:
        return Box(whole.right - box.right, whole.top - box.top, whole.right - box.left, whole.top - box.bottom)
    if quarter == 3:
        return Box(whole.top - box.top, box.left - whole.left, whole.top - box.bottom, box.right - whole.left)
    return Box(box.left - whole.left, box.bottom - whole.bottom, box.right - whole.left, box.top - whole.bottom)
