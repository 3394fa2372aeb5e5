"""What stands round the text of every page: running headers and footers, page and line numbers, footnotes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from ingest.labels import find_label, find_weak_labels, only_a_time
from ingest.outside import Kind
from ingest.readers.pdf_drawn import Box
from ingest.readers.pdf_lines import Line, Word
from ingest.records import Outside
from ingest.speakers import is_tag
from ingest.text import normalise

# A header has at most this many lines, and stands in this share of the page's height.
_DEEPEST, _ZONE = 4, 0.2
_SHARE, _SHARE_OF_TWO_SIDES = 0.5, 0.3
_FOOTNOTE_SIZE = 0.93
_FEWEST_NUMBERS = 3

_WORD_FOR_PAGE = r"(?:page|pages|pg|p|tudalen|tud|seite|sheet)"
_ROMAN = r"[ivxlc]{1,6}"
_PAGE_NUMBER = re.compile(
    rf"[\s\W_]*(?:{_WORD_FOR_PAGE}[\s.:]*)?(?P<number>\d{{1,4}}|{_ROMAN})"
    rf"(?:\s*(?:of|o|out of|/|\|)\s*(?P<total>\d{{1,4}})|\s*\|\s*p\s?a\s?g\s?e)?[\s\W_]*",
    re.IGNORECASE,
)
_SAYS_PAGE = re.compile(rf"[\s\W_]*{_WORD_FOR_PAGE}\b|\d\s*(?:of|/)\s*\d|\|\s*p\s?a\s?g\s?e", re.IGNORECASE)
_LINE_NUMBER = re.compile(r"\d{1,5}[.)]?")
_NOTE_MARK = re.compile(r"(?:\[?\d{1,3}\]?[.)]?|[*†‡§]+|[ivx]{1,4})(?=\s|$|[^\W\d_])")
_MARK = re.compile(r"\[?(?:\d{1,3}|[*†‡§]+|[ivx]{1,4})\]?")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of one page, with its measures."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Box, ...] = ()

    def keeping(self, lines: Iterable[Line]) -> Sheet:
        """Return the page with only these lines."""
        return replace(self, lines=tuple(lines))


def without_furniture(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[Outside]]:
    """Take headers, footers, page numbers, line numbers and footnotes out of the pages."""
    kept, numbers = _without_line_numbers(sheets)
    kept, running = _without_running(kept)
    kept, notes = _without_footnotes(kept)
    return kept, [*running, *numbers, *notes]


def _without_running(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[Outside]]:
    """Take running lines out, from the outermost line of each page inwards, as long as they are running ones."""
    outside: dict[tuple[str, str], Outside] = {}
    kept = list(sheets)
    for kind, last in ((Kind.HEADER, False), (Kind.FOOTER, True)):
        for _ in range(_DEEPEST):
            running = _running(kept, last)
            if not running:
                break
            for n, line in running.items():
                kept[n] = kept[n].keeping(one for one in kept[n].lines if one is not line)
                text = normalise(line.text).replace("\t", " ").strip()
                page = _PAGE_NUMBER.fullmatch(text) is not None
                key = ("", "") if page else (kind.value, _key(line))
                outside.setdefault(key, Outside(Kind.NUMBERS if page else kind, text, line.place))
    return kept, list(outside.values())


def _edge(sheet: Sheet, last: bool) -> Line | None:
    """Return a page's outermost line, if it stands where headers or footers do."""
    if not sheet.lines:
        return None
    line = sheet.lines[-1 if last else 0]
    from_edge = line.base if last else sheet.height - line.base
    return line if from_edge < _ZONE * sheet.height else None


def _running(sheets: Sequence[Sheet], last: bool) -> dict[int, Line]:
    """Return the outermost line of each page where it is a running header or a page number."""
    edges = {n: line for n, sheet in enumerate(sheets) if (line := _edge(sheet, last))}
    filled = sum(bool(sheet.lines) for sheet in sheets)
    numbered = _page_numbers(sheets, edges, last)
    alike: dict[str, list[int]] = defaultdict(list)
    for n, line in edges.items():
        alike[_key(line)].append(n)
    running = set(numbered)
    for key, pages in alike.items():
        if not any(character.isalnum() for character in key) and len(pages) < 2:
            continue
        level = median(sheets[n].lines[-1 if last else 0].base for n in pages)
        at_level = [n for n in pages if abs(edges[n].base - level) < 4]
        several = len(at_level) >= 3 or (len(at_level) == 2 and _on_both(edges, at_level, sheets, last))
        share = _SHARE if filled < 6 else _SHARE_OF_TWO_SIDES
        if several and len(at_level) >= share * (filled - 1) and not _conversational(key, sheets, at_level, last):
            running.update(at_level)
    return {n: edges[n] for n in sorted(running)}


def _key(line: Line) -> str:
    """Return what is equal for a running line on all pages: its text, digits aside."""
    return re.sub(r"\d+", "#", " ".join(line.text.casefold().split()))


def _on_both(edges: dict[int, Line], pages: Sequence[int], sheets: Sequence[Sheet], last: bool) -> bool:
    """Say whether lines alike on two pages are running ones: set off from the text, and nobody's label before them.

    What stands further off than anything in the text runs, whatever it begins with.
    """
    ours = [edges[n] for n in pages]
    others = [line for sheet in sheets for line in sheet.lines if not any(line is one for one in ours)]
    widest = max((gap for sheet in sheets for gap in _gaps(sheet)[1:-1]), default=0.0)
    if widest > 0 and all(_gap_at(sheets[n], last) > 1.25 * widest for n in pages):
        return True
    keys = {key for line in ours for key in _labels(line)}
    if any(only_a_time(line.text) for line in ours) or any(keys & _labels(line) for line in others):
        return False
    if not any(letter.isalpha() for letter in ours[0].text):
        return all(_apart(sheets[n], last) for n in pages)
    usual = sorted(gap for sheet in sheets for gap in _gaps(sheet)) or [0.0]
    size = body_size(others)
    return all(
        _gap_at(sheets[n], last) > 1.25 * usual[len(usual) // 4] or abs(edges[n].size - size) > 0.05 * size
        for n in pages
    )


def _labels(line: Line) -> set[str]:
    """Return what may be the speaker at the beginning of a line; in a form that speech has, a tag only."""
    label = find_label(line.text)
    tags = {weak.key for weak in find_weak_labels(line.text) if is_tag(weak.name)}
    return tags | {label.key} if label else tags


def _gap_at(sheet: Sheet, last: bool) -> float:
    """Return how far the first or last line of a page stands from its neighbour."""
    gaps = _gaps(sheet)
    return gaps[-1 if last else 0] if gaps else sheet.height


def _gaps(sheet: Sheet) -> list[float]:
    return [above.base - below.base for above, below in zip(sheet.lines, sheet.lines[1:], strict=False)]


def _apart(sheet: Sheet, last: bool) -> bool:
    """Say whether the outermost line of a page stands further from its neighbour than lines usually do."""
    gaps = _gaps(sheet)
    return len(gaps) > 1 and _gap_at(sheet, last) > 1.25 * median(gaps)


def _conversational(key: str, sheets: Sequence[Sheet], pages: Sequence[int], last: bool) -> bool:
    """Say whether lines that are alike may be speech that happens to come first: lines inside pages are like them."""
    inside = sum(_key(line) == key for sheet in sheets for line in sheet.lines[1:-1])
    return inside > 0 and not all(_apart(sheets[n], last) for n in pages)


def _page_numbers(sheets: Sequence[Sheet], edges: dict[int, Line], last: bool) -> list[int]:
    """Return the pages whose outermost line is a page number: they count the pages, or say that they do."""
    found: dict[int, tuple[int, bool]] = {}
    for n, line in edges.items():
        match = _PAGE_NUMBER.fullmatch(line.text)
        if match:
            number = int(match["number"]) if match["number"].isdigit() else _roman(match["number"])
            found[n] = (number, bool(_SAYS_PAGE.match(line.text)))
    offsets = Counter(number - sheets[n].number for n, (number, _) in found.items() if number > 0)
    usual, times = offsets.most_common(1)[0] if offsets else (0, 0)
    if times < 2 and not all(says or _apart(sheets[n], last) for n, (_, says) in found.items()):
        return []
    return [n for n, (number, says) in found.items() if says or number - sheets[n].number == usual]


_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def _roman(text: str) -> int:
    values = [_ROMAN_DIGITS[letter] for letter in text.casefold()]
    later = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, later, strict=True))


def _without_line_numbers(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[Outside]]:
    """Take out a column of numbers that count the lines, all or every fifth, left or right of the text."""
    for left in (True, False):
        found = {n: _numbers_beside(sheet, left) for n, sheet in enumerate(sheets)}
        numbers = [number for n in sorted(found) for _, number in found[n]]
        most = max((len(found[n]) for n in found), default=0)
        if most < _FEWEST_NUMBERS or not _counting(numbers):
            continue
        kept, text = [], f"{numbers[0]} to {numbers[-1]}"
        first = next(line for n in sorted(found) for line, _ in found[n])
        for n, sheet in enumerate(sheets):
            numbered = {id(line) for line, _ in found[n]}
            lines = [_without_number(line, left) if id(line) in numbered else line for line in sheet.lines]
            kept.append(sheet.keeping(line for line in lines if line.words))
        return kept, [Outside(Kind.NUMBERS, text, first.place)]
    return list(sheets), []


def _numbers_beside(sheet: Sheet, left: bool) -> list[tuple[Line, int]]:
    """Return the lines of a page with a number in a column beside the text, and that number."""
    ends = [(line, line.words[0 if left else -1]) for line in sheet.lines]
    downs = [rule for rule in sheet.rules if rule.right - rule.left < rule.top - rule.bottom]
    found = [
        (line, word)
        for line, word in ends
        if _LINE_NUMBER.fullmatch(word.text) and _stands_off(line, left) and not _ruled_off(line, downs)
    ]
    if not found:
        return []
    edge = median(word.right if left else word.left for _, word in found)
    near = [(line, word) for line, word in found if abs((word.right if left else word.left) - edge) < 12]
    if not near:
        return []
    numbered = {id(line) for line, _ in near}
    # Headers, footers and titles may reach out over the column.
    begins, ends_at = (sheet.lines.index(near[n][0]) for n in (0, -1))
    others = [line for line in sheet.lines[begins : ends_at + 1] if id(line) not in numbered]
    others = [line for line in others if not _PAGE_NUMBER.fullmatch(line.text)]
    bounds = [_beyond(line, left) for line, _ in near if len(line.words) > 1]
    bounds += [line.left if left else line.right for line in others]
    inner = max(word.right for _, word in near) if left else min(word.left for _, word in near)
    crossing = sum(bound < inner if left else bound > inner for bound in bounds)
    if not bounds or crossing > 0.02 * len(bounds):
        return []
    return [(line, int(word.text.rstrip(".)"))) for line, word in near]


def _stands_off(line: Line, left: bool) -> bool:
    """Say whether the number at a line's end stands further from the text than words from each other."""
    if len(line.words) < 2:
        return True
    word, other = (line.words[0], line.words[1]) if left else (line.words[-1], line.words[-2])
    gap = other.left - word.right if left else word.left - other.right
    return gap > 0.45 * line.size or (left and not word.text.isdigit())


def _ruled_off(line: Line, downs: Sequence[Box]) -> bool:
    """Say whether a line runs through a table with lines drawn between its columns."""
    return any(line.left < rule.left < line.right and rule.bottom <= line.base <= rule.top for rule in downs)


def _beyond(line: Line, left: bool) -> float:
    return line.words[1].left if left else line.words[-2].right


def _counting(numbers: Sequence[int]) -> bool:
    """Say whether numbers go up by one step, but for new beginnings on new pages."""
    steps = Counter(after - before for before, after in zip(numbers, numbers[1:], strict=False))
    step, times = steps.most_common(1)[0]
    return 1 <= step <= 20 and times >= 0.75 * (len(numbers) - 1) and all(n % step in (0, 1) for n in numbers[:2])


def _without_number(line: Line, left: bool) -> Line:
    words: tuple[Word, ...] = line.words[1:] if left else line.words[:-1]
    return line.part(words)


def _without_footnotes(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[Outside]]:
    """Take the footnotes off the pages' feet, and their marks out of the text."""
    size = body_size(line for sheet in sheets for line in sheet.lines)
    outside: list[Outside] = []
    kept: list[Sheet] = []
    for sheet in sheets:
        start = _first_footnote(sheet.lines, size)
        body, notes = sheet.lines[:start], sheet.lines[start:]
        marks = set()
        for note in _each_note(notes):
            text = " ".join(normalise(line.text).strip() for line in note)
            outside.append(Outside(Kind.FOOTNOTE, text, note[0].place))
            mark = _NOTE_MARK.match(note[0].text)
            marks.add(mark.group().strip("[].)") if mark else "")
        kept.append(sheet.keeping(_without_marks(line, marks) for line in body) if marks else sheet)
    return kept, outside


def body_size(lines: Iterable[Line]) -> float:
    """Return the font size of most of the text."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[round(line.size * 2) / 2] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def _first_footnote(lines: Sequence[Line], size: float) -> int:
    """Return from which line on a page has footnotes: small lines at the end, the first beginning with a mark."""
    start = len(lines)
    while start > 1 and lines[start - 1].size < _FOOTNOTE_SIZE * size:
        start -= 1
    while start < len(lines) and not _NOTE_MARK.match(lines[start].text):
        start += 1
    return start if start < len(lines) else _set_off_note(lines)


def _set_off_note(lines: Sequence[Line]) -> int:
    """Return from which line there are notes as large as the text: set off, their marks raised in the lines above."""
    marks = {word.text.strip("[]") for line in lines for word in line.words if word.raised}
    gaps = [above.base - below.base for above, below in zip(lines, lines[1:], strict=False)]
    for n in range(len(lines) - 1, max(len(lines) - 8, 0), -1):
        found = _NOTE_MARK.match(lines[n].text)
        if found and found.group().strip("[].)") in marks and gaps[n - 1] > 1.4 * median(gaps):
            return n
    return len(lines)


def _each_note(lines: Sequence[Line]) -> list[list[Line]]:
    notes: list[list[Line]] = []
    for line in lines:
        if not notes or _NOTE_MARK.match(line.text):
            notes.append([])
        notes[-1].append(line)
    return notes


def _without_marks(line: Line, marks: set[str]) -> Line:
    """Return a line without the raised marks of footnotes; what stood before a mark stands before the next word."""
    words: list[Word] = []
    gap = ""
    for word in line.words:
        if word.raised and _MARK.fullmatch(word.text) and word.text.strip("[]") in marks:
            gap = gap or word.gap
            continue
        words.append(replace(word, gap=word.gap or gap) if words else word)
        gap = ""
    return line if len(words) == len(line.words) or not words else line.part(words)
